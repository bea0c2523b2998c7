import { Button, Radio } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { type ReactNode, useId } from 'react';
import type { ClientType } from '../../../../contract/team.ts';
import { useTexts } from '../../../app/locale.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import classes from './app-step.module.css';
import { ChoiceCard } from './choice-card.tsx';
import { CATEGORY, FormSketch, TwoFactorSketch } from './sketch.tsx';

const SECURITY = 'https://www.twitch.tv/settings/security';
const CONSOLE = 'https://dev.twitch.tv/console/apps/create';

/** One station of the way at Twitch: what to do, and how it looks there. */
export function Stop(props: StopProps) {
  const id = useId();
  return (
    <section className={classes['stop']} aria-labelledby={id}>
      <div className={classes['head']}>
        <h2 id={id}>
          <span>{props.number}</span> {props.title}
        </h2>
        <p className={classes['text']}>{props.text}</p>
        {props.link}
      </div>
      {props.children ? <div className={classes['rest']}>{props.children}</div> : null}
      <div className={classes['picture']}>{props.picture}</div>
    </section>
  );
}

interface StopProps {
  readonly number: number;
  readonly title: string;
  readonly text: string;
  /** Where at Twitch it is. */
  readonly link?: ReactNode;
  /** Beside the rest; on a phone before it. */
  readonly picture: ReactNode;
  readonly children?: ReactNode;
}

export function TwoFactorStop() {
  const { t } = useTexts();
  return (
    <Stop
      number={1}
      title={t('connect.app.twoFactor')}
      text={t('connect.app.twoFactorText')}
      link={<TwitchLink href={SECURITY}>{t('connect.app.openSecurity')}</TwitchLink>}
      picture={<TwoFactorSketch />}
    />
  );
}

interface RegisterStopProps {
  readonly name: string;
  readonly redirectUri: string;
  readonly type: ClientType;
  readonly onType: (type: ClientType) => void;
  /** What Twitch said about the type. */
  readonly wrongType: string | undefined;
  readonly typeRef: React.RefObject<HTMLDivElement | null>;
}

/** Twitch's form, field by field. */
export function RegisterStop({ name, redirectUri, type, onType, wrongType, typeRef }: RegisterStopProps) {
  const { t } = useTexts();
  return (
    <Stop
      number={2}
      title={t('connect.app.register')}
      text={t('connect.app.registerText')}
      link={<TwitchLink href={CONSOLE}>{t('connect.app.openConsole')}</TwitchLink>}
      picture={<FormSketch name={name} redirectUri={redirectUri} type={type} />}
    >
      <ul className={classes['fields']}>
        <FormField letter="A" title={t('connect.app.name')} text={t('connect.app.nameText')}>
          <div className={classes['value']}>
            <code>{name}</code>
            <CopyButton value={name} label={t('connect.app.copyName')} />
          </div>
        </FormField>
        <FormField letter="B" title={t('connect.app.redirect')} text={t('connect.app.redirectText')}>
          <div className={classes['value']}>
            <code>{redirectUri}</code>
            <CopyButton value={redirectUri} label={t('connect.app.copyRedirect')} />
          </div>
        </FormField>
        <FormField letter="C" title={t('connect.app.category')} text={t('connect.app.categoryText')}>
          <div className={classes['value']}>
            <strong lang="en">{CATEGORY}</strong>
          </div>
        </FormField>
        <FormField letter="D" title={t('connect.app.type')} text={t('connect.app.typeText')}>
          <Radio.Group
            ref={typeRef}
            value={type}
            onChange={(value) => onType(value as ClientType)}
            label={t('connect.app.type')}
            labelProps={{ className: 'sr-only' }}
            error={wrongType}
            errorProps={{ role: 'alert' }}
          >
            <div className={classes['choices']}>
              <ChoiceCard
                value="confidential"
                isChecked={type === 'confidential'}
                isWrong={wrongType !== undefined}
                name={t('connect.app.confidential')}
                tag={t('connect.app.confidentialTag')}
                text={t('connect.app.confidentialText')}
              />
              <ChoiceCard
                value="public"
                isChecked={type === 'public'}
                isWrong={wrongType !== undefined}
                name={t('connect.app.public')}
                text={t('connect.app.publicText')}
              />
            </div>
          </Radio.Group>
        </FormField>
      </ul>
      <p className={classes['text']}>{t('connect.app.robot')}</p>
    </Stop>
  );
}

function FormField({
  letter,
  title,
  text,
  children,
}: {
  letter: string;
  title: string;
  text: string;
  children: ReactNode;
}) {
  return (
    <li>
      <span className={classes['letter']} aria-hidden="true">
        {letter}
      </span>
      <div className={classes['field']}>
        <h3>{title}</h3>
        <p className={classes['text']}>{text}</p>
        {children}
      </div>
    </li>
  );
}

function TwitchLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Button
      component="a"
      href={href}
      target="_blank"
      rel="noreferrer"
      variant="default"
      rightSection={<IconExternalLink size={15} stroke={1.75} />}
    >
      {children}
    </Button>
  );
}

import { Button } from '@mantine/core';
import { IconId, IconMessageSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ModActionView } from '../../../contract/moderation.ts';
import { refusalSentence, useTexts } from '../../app/locale.tsx';
import { Inspector } from '../../ui/inspector.tsx';
import { Strip } from '../../ui/strip.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useActBy } from './act-by.ts';
import classes from './act-inspector.module.css';
import { ActSentence } from './act-sentence.tsx';
import { ActState } from './act-state.tsx';
import { useDesk } from './desk.ts';
import { UndoButton } from './undo-button.tsx';

/** One act in full: who, whom, why, how it ended, and the line as it was. */
export function ActInspector({ action, onClose }: { action: ModActionView | null; onClose: () => void }) {
  const { t, dateTime } = useTexts();
  const nowMs = useNow(60_000);
  return (
    <Inspector
      isOpen={action !== null}
      onClose={onClose}
      above={
        action ? (
          <>
            <time dateTime={action.at}>{dateTime(action.at, nowMs)}</time>
            <ActState action={action} />
          </>
        ) : null
      }
      title={
        action ? (
          <span className={classes['title']}>
            <ActSentence action={action} />
          </span>
        ) : (
          t('moderation.log.inspector')
        )
      }
      footer={action ? <Ways action={action} /> : null}
    >
      {action ? <Details action={action} /> : null}
    </Inspector>
  );
}

function Ways({ action }: { action: ModActionView }) {
  const { t } = useTexts();
  const desk = useDesk();
  const { target } = action;
  return (
    <>
      {target ? (
        <Button
          variant="default"
          leftSection={<IconId size={15} stroke={1.75} />}
          onClick={() => desk.openCard({ person: target, messageId: action.message?.id })}
        >
          {t('moderation.actions.card')}
        </Button>
      ) : null}
      <UndoButton action={action} form="button" />
    </>
  );
}

/** What the sentence on top does not tell already. */
const DETAILS = ['viewers', 'rules', 'sharedFrom'] as const;

function Details({ action }: { action: ModActionView }) {
  const { t, dateTime, date, time, duration } = useTexts();
  const nowMs = useNow(60_000);
  const by = useActBy()(action);
  const { message, target } = action;
  return (
    <div className={classes['details']}>
      {action.state === 'refused' ? (
        <Strip tone="bad">{refusalSentence(t, action.refusal ?? 'http.internal')}</Strip>
      ) : null}
      {action.state === 'open' ? <Strip tone="warn">{t('moderation.unconfirmed')}</Strip> : null}
      <dl className={classes['facts']}>
        {target ? (
          <Fact label={t('moderation.log.person')}>
            {target.displayName}
            <span className={classes['login']}>
              {target.login}
              {target.id ? ` · ${target.id}` : ''}
            </span>
          </Fact>
        ) : null}
        {by ? (
          <Fact label={t('moderation.log.by')}>
            {by}
            {action.by ? <span className={classes['login']}>{action.by.login}</span> : null}
          </Fact>
        ) : null}
        <Fact label={t('moderation.log.time')}>{`${date(action.at)}, ${time(action.at)}`}</Fact>
        {action.seconds === null ? null : (
          <Fact label={t('moderation.durationLabel')}>
            {duration(action.seconds)}
            {action.until ? (
              <span className={classes['note']}>
                {t('moderation.log.until', { time: dateTime(action.until, nowMs) })}
              </span>
            ) : null}
          </Fact>
        )}
        {action.reason ? <Fact label={t('moderation.log.reason')}>{action.reason}</Fact> : null}
        <Fact label={t('moderation.log.how')}>
          {t(action.source === 'here' ? 'moderation.log.here' : 'moderation.log.source')}
        </Fact>
        {DETAILS.map((name) =>
          action.details[name] ? (
            <Fact key={name} label={t(`moderation.detail.${name}`)}>
              {action.details[name]}
            </Fact>
          ) : null,
        )}
      </dl>
      {message ? (
        <div>
          <h3 className={classes['heading']}>{t('moderation.log.line')}</h3>
          <blockquote className={classes['quote']}>{message.text}</blockquote>
          {message.seq === null ? null : (
            <Link to="/live" search={{ line: message.seq }} className={classes['link']}>
              <IconMessageSearch size={15} stroke={1.75} aria-hidden="true" />
              {t('moderation.log.showLine')}
            </Link>
          )}
        </div>
      ) : null}
    </div>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

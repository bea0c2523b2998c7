import { Button, Radio } from '@mantine/core';
import { IconClock, IconMail, IconShieldLock } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useMe } from '../../../api/session.ts';
import { useTexts } from '../../../app/locale.tsx';
import { Strip } from '../../../ui/strip.tsx';
import { ChoiceCard } from './choice-card.tsx';
import { StepPage } from './step-page.tsx';
import classes from './you-step.module.css';

type Part = 'streamer' | 'helper';

/** Who sits here, and why Twitch wants an app at all. */
export function YouStep() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const [part, setPart] = useState<Part>('streamer');
  return (
    <StepPage
      step="you"
      title={t('connect.you.title')}
      lead={t('connect.you.lead')}
      onSubmit={() => void navigate({ to: '/connect', search: { step: 'app' } })}
      actions={
        <Button type="submit" size="md">
          {t('connect.next')}
        </Button>
      }
    >
      <Radio.Group
        value={part}
        onChange={(value) => setPart(value as Part)}
        label={t('connect.you.roles')}
        labelProps={{ className: 'sr-only' }}
      >
        <div className={classes['cards']}>
          <ChoiceCard
            value="streamer"
            isChecked={part === 'streamer'}
            name={t('connect.you.streamer')}
            text={t('connect.you.streamerText')}
          />
          <ChoiceCard
            value="helper"
            isChecked={part === 'helper'}
            name={t('connect.you.helper')}
            text={t('connect.you.helperText')}
          />
        </div>
      </Radio.Group>
      {part === 'helper' ? <Strip tone="info">{t('connect.you.helperAfter')}</Strip> : null}
      <div className={classes['facts']}>
        <section>
          <h2>{t('connect.you.whyTitle')}</h2>
          <p>{t('connect.you.whyText')}</p>
        </section>
        <section>
          <h2>{t('connect.you.needTitle')}</h2>
          <ul>
            <li>
              <IconMail size={15} stroke={1.75} aria-hidden="true" />
              {t('connect.you.needAccount')}
            </li>
            <li>
              <IconShieldLock size={15} stroke={1.75} aria-hidden="true" />
              {t('connect.you.needTwoFactor')}
            </li>
            <li>
              <IconClock size={15} stroke={1.75} aria-hidden="true" />
              {t('connect.you.needTime')}
            </li>
          </ul>
        </section>
      </div>
    </StepPage>
  );
}

/** For everybody else of the team: what the owner does, and what is theirs. */
export function NotOwnerStep() {
  const { t } = useTexts();
  const { member } = useMe();
  const navigate = useNavigate();
  return (
    <StepPage
      step="you"
      title={t('connect.notOwner.title')}
      lead={t('connect.notOwner.lead', { role: t(`common.roles.${member.role}`) })}
      onSubmit={() => void navigate({ to: '/' })}
      actions={
        <Button type="submit" size="md">
          {t('connect.toToday')}
        </Button>
      }
    >
      <ol className={classes['todo']}>
        <li>{t('connect.notOwner.register')}</li>
        <li>{t('connect.notOwner.enter')}</li>
        <li>{t('connect.notOwner.agree')}</li>
      </ol>
      <p className={classes['quiet']}>{t('connect.notOwner.own')}</p>
    </StepPage>
  );
}

import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { PlannedStream } from '../../../contract/planning.ts';
import { useMay } from '../../api/session.ts';
import { refusalSentence, useTexts } from '../../app/locale.tsx';
import { useNow } from '../../ui/use-now.ts';
import { AllowSchedule, needsRight } from './allow-schedule.tsx';
import { useSyncNow } from './queries.ts';
import { TwitchBadge } from './stream-badges.tsx';
import classes from './twitch-state.module.css';

/** How the stream stands on Twitch, why, and what helps. */
export function TwitchState({ stream }: { stream: PlannedStream }) {
  const { t, relative, refusal: said } = useTexts();
  const nowMs = useNow(5_000);
  const mayWrite = useMay('planning.write');
  const sync = useSyncNow();
  const { state, refusal, attempts, nextTryAt } = stream.twitch;
  const canTry = mayWrite && (state === 'refused' || state === 'waiting');
  return (
    <section className={classes['box']} data-state={state}>
      <div className={classes['head']}>
        <TwitchBadge state={state} />
        {nextTryAt && state === 'waiting' ? (
          <span className="num">
            {t('planning.sync.nextTry', { when: relative(Math.max(Date.parse(nextTryAt), nowMs), nowMs) })}
            {attempts > 1 ? ` · ${t('planning.sync.attempts', { count: attempts })}` : null}
          </span>
        ) : null}
      </div>
      {refusal ? <p>{refusalSentence(t, refusal.code, refusal.params)}</p> : null}
      {state === 'differs' ? (
        <Link to="/planning/sync" className={classes['link']}>
          {t('planning.side.decide')}
        </Link>
      ) : null}
      {refusal && needsRight(refusal.code) ? <AllowSchedule /> : null}
      {canTry && !(refusal && needsRight(refusal.code)) ? (
        <Button
          size="xs"
          variant="default"
          loading={sync.isPending}
          leftSection={<IconRefresh size={14} stroke={1.75} />}
          onClick={() => sync.mutate()}
        >
          {t('planning.sync.tryNow')}
        </Button>
      ) : null}
      {sync.error ? (
        <p role="alert" className={classes['error']}>
          {said(sync.error)}
        </p>
      ) : null}
    </section>
  );
}

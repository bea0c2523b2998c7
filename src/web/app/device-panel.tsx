import { Button, Loader } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useEffectEvent, useRef } from 'react';
import type { DeviceAttempt } from '../../contract/device-attempt.ts';
import { team } from '../../contract/team.ts';
import { call } from '../api/call.ts';
import { ask } from '../api/query-client.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { Strip } from '../ui/strip.tsx';
import { useNow } from '../ui/use-now.ts';
import { attemptState } from './attempt-state.ts';
import classes from './device-panel.module.css';
import { refusalSentence, useTexts } from './locale.tsx';
import { useWithdraw } from './use-withdraw.ts';

const ASK_EVERY_MS = 2_000;
const OF_APP = /^team\.client-/;

interface DevicePanelProps {
  readonly attempt: DeviceAttempt;
  /** Who has to sign in at Twitch to enter it. */
  readonly text: string;
  /** Twitch agreed and everything is stored. */
  readonly onDone: () => void;
  /** The code is given up, by the person. */
  readonly onCancelled: () => void;
  /** Asks Twitch for another code. */
  readonly onAgain: () => void;
  readonly isAsking: boolean;
  /** Where the app itself is put right: no other code helps when Twitch does not take the app. */
  readonly toApp?: ReactNode;
  /** Stands in a card or dialog of its own already. */
  readonly isPlain?: boolean;
}

/**
 * A code to enter at Twitch on whatever device; looks every two seconds what became of it. It is given up
 * when the panel goes away.
 */
export function DevicePanel(props: DevicePanelProps) {
  const { attempt, text, isAsking } = props;
  const { t } = useTexts();
  const title = useRef<HTMLHeadingElement>(null);
  const state = useQuery({
    ...ask(team.signInAttempt, { attemptId: attempt.attemptId }),
    staleTime: 0,
    gcTime: 0,
    refetchInterval: ({ state }) => (attemptState(state) === 'waiting' ? ASK_EVERY_MS : false),
  });
  const cancel = useMutation({
    mutationFn: () => call(team.cancelSignIn, { attemptId: attempt.attemptId }),
    onSettled: props.onCancelled,
  });
  const onDone = useEffectEvent(props.onDone);
  const how = attemptState(state);
  useEffect(() => {
    if (how === 'done') onDone();
  }, [how]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new code is read out again
  useEffect(() => title.current?.focus(), [attempt.attemptId]);

  const isWaiting = how === 'waiting';
  useWithdraw(attempt.attemptId, isWaiting);
  const isOfApp = OF_APP.test(state.data?.problem?.code ?? '');
  return (
    <section className={classes['panel']} data-plain={props.isPlain || undefined}>
      <h2 ref={title} tabIndex={-1}>
        {t('connect.device.title')}
      </h2>
      {isWaiting ? (
        <>
          <p className={classes['text']}>{text}</p>
          <div className={classes['code']}>
            <code className={classes['digits']}>
              <span className="sr-only">{t('connect.device.codeLabel')}: </span>
              {attempt.userCode}
            </code>
            <CopyButton value={attempt.userCode} label={t('connect.device.copy')} />
          </div>
          <div className={classes['row']}>
            <Button
              component="a"
              href={attempt.verificationUri}
              target="_blank"
              rel="noreferrer"
              leftSection={<IconExternalLink size={15} stroke={1.75} />}
            >
              {t('connect.device.open')}
            </Button>
            <span className={classes['hint']}>{t('connect.device.openHint')}</span>
          </div>
          <p className={classes['state']}>
            <Loader size={14} aria-hidden="true" />
            <span role="status">{t('connect.device.waiting')}</span>
            <TimeLeft until={attempt.expiresAt} />
            <span className={classes['left']}>{t('connect.device.stay')}</span>
          </p>
          <Button
            className={classes['cancel'] ?? ''}
            variant="subtle"
            size="xs"
            loading={cancel.isPending}
            onClick={() => cancel.mutate()}
          >
            {t('connect.device.cancel')}
          </Button>
        </>
      ) : how === 'done' ? (
        <Strip tone="ok">{t('connect.device.done')}</Strip>
      ) : (
        <>
          <Strip tone={how === 'cancelled' ? 'info' : 'bad'}>
            {state.data?.problem
              ? refusalSentence(t, state.data.problem.code, state.data.problem.params)
              : t(`connect.device.${how}`)}
          </Strip>
          {isOfApp && props.toApp ? (
            props.toApp
          ) : (
            <Button loading={isAsking} onClick={props.onAgain}>
              {t('connect.device.again')}
            </Button>
          )}
        </>
      )}
    </section>
  );
}

function TimeLeft({ until }: { until: string }) {
  const { t, clock } = useTexts();
  const nowMs = useNow(1000);
  const seconds = Math.max(0, Math.ceil((Date.parse(until) - nowMs) / 1000));
  return (
    <span className={classes['left']}>{t('connect.device.left', { time: clock(seconds).replace(/^0:/, '') })}</span>
  );
}

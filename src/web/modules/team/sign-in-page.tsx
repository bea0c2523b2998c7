import { Button } from '@mantine/core';
import { IconBrandTwitch, IconLock } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { team } from '../../../contract/team.ts';
import { call } from '../../api/call.ts';
import { ask } from '../../api/query-client.ts';
import { DevicePanel } from '../../app/device-panel.tsx';
import { refusalSentence, useTexts } from '../../app/locale.tsx';
import { Logo } from '../../app/logo.tsx';
import { useReturn } from '../../app/use-return.ts';
import { Delayed } from '../../ui/delayed.tsx';
import { ErrorStrip } from '../../ui/error-strip.tsx';
import { Strip } from '../../ui/strip.tsx';
import { keepAttempt, useAttempt } from './attempt.ts';
import classes from './sign-in-page.module.css';

/** The way in. What went wrong before (`?problem=CODE`) is said with a way to begin again. */
export function SignInPage() {
  const { t } = useTexts();
  const { problem } = useSearch({ from: '/sign-in' });
  const state = useQuery({ ...ask(team.signInState, {}), staleTime: 0, retry: true });
  useEffect(() => {
    document.title = `${t('common.rooms.signIn')} · liveXtrem`;
  }, [t]);
  return (
    <main className={classes['page']}>
      <div className={classes['panel']}>
        <Logo size={34} />
        {problem ? <Strip tone="bad">{problemSentence(t, problem)}</Strip> : null}
        {state.data === undefined ? (
          state.failureReason ? (
            <ErrorStrip error={state.failureReason} onRetry={() => void state.refetch()} />
          ) : (
            <Delayed>{t('common.loading')}</Delayed>
          )
        ) : !state.data.isOwned ? (
          <Waiting title={t('team.signIn.firstTitle')} text={t('team.signIn.firstText')}>
            {t('team.signIn.firstHint', { origin: location.origin })}
          </Waiting>
        ) : !state.data.hasTwitchApp ? (
          <Waiting title={t('team.signIn.noAppTitle')} text={t('team.signIn.noAppText')} />
        ) : (
          <SignInButtons
            hasProblem={problem !== undefined}
            isSandbox={state.data.isSandbox}
            isCodeOnly={!state.data.comesBack}
          />
        )}
        <p className={classes['foot']}>
          <IconLock size={14} stroke={2} aria-hidden="true" /> {t('team.signIn.privacy')}
        </p>
      </div>
    </main>
  );
}

interface SignInButtonsProps {
  readonly hasProblem: boolean;
  readonly isSandbox: boolean;
  readonly isCodeOnly: boolean;
}

/** By button where Twitch can send this browser back, by a code always. */
function SignInButtons({ hasProblem, isSandbox, isCodeOnly }: SignInButtonsProps) {
  const { t } = useTexts();
  const { returnTo = '/' } = useSearch({ from: '/sign-in' });
  const begin = useMutation({
    mutationFn: (otherAccount: boolean) => call(team.beginSignIn, { otherAccount, returnTo }),
    onSuccess: ({ attemptId, authorizeUrl }) => {
      keepAttempt(attemptId);
      location.assign(authorizeUrl);
    },
  });
  const code = useMutation({ mutationFn: () => call(team.beginDeviceSignIn, { returnTo }) });
  const [wasCancelled, setCancelled] = useState(false);
  const attempt = useAttempt();
  useReturn(() => {
    begin.reset();
    attempt.askAgain();
  });
  if (code.data) {
    return (
      <>
        <h1 className={classes['title']}>{t('team.signIn.title')}</h1>
        <DevicePanel
          isPlain
          attempt={code.data}
          text={t('team.signIn.codeText')}
          isAsking={code.isPending}
          onAgain={() => code.mutate()}
          onCancelled={() => {
            code.reset();
            setCancelled(true);
          }}
          onDone={() => location.assign(`/api/sign-in/attempts/${code.data.attemptId}/enter`)}
        />
      </>
    );
  }
  const isBusy = begin.isPending || begin.isSuccess || code.isPending;
  const isCancelled = wasCancelled || attempt.cancel.isSuccess;
  const error = begin.error ?? code.error;
  const takeCode = (): void => {
    begin.reset();
    setCancelled(false);
    code.mutate();
  };
  return (
    <>
      <h1 className={classes['title']}>{t('team.signIn.title')}</h1>
      {isSandbox ? <p className={classes['text']}>{t('team.signIn.sandboxHint')}</p> : null}
      {isCancelled ? <Strip tone="info">{t('team.signIn.cancelled')}</Strip> : null}
      {attempt.state === 'waiting' && !isBusy && !hasProblem && attempt.cancel.isIdle ? (
        <Strip
          tone="info"
          action={
            <Button size="xs" variant="default" onClick={() => attempt.cancel.mutate()}>
              {t('team.signIn.cancel')}
            </Button>
          }
        >
          {t('team.signIn.waiting')}
        </Strip>
      ) : null}
      {error ? <ErrorStrip error={error} /> : null}
      {isCodeOnly ? (
        <Button
          size="md"
          fullWidth
          loading={code.isPending}
          onClick={takeCode}
          leftSection={<IconBrandTwitch size={17} stroke={1.75} />}
        >
          {t('team.signIn.withCode')}
        </Button>
      ) : (
        <>
          <Button
            size="md"
            fullWidth
            loading={begin.isPending || begin.isSuccess}
            disabled={code.isPending}
            onClick={() => begin.mutate(false)}
            leftSection={<IconBrandTwitch size={17} stroke={1.75} />}
          >
            {t(hasProblem ? 'team.signIn.again' : 'team.signIn.withTwitch')}
          </Button>
          <div className={classes['ways']}>
            <Button variant="subtle" size="sm" disabled={isBusy} onClick={() => begin.mutate(true)}>
              {t('team.signIn.otherAccount')}
            </Button>
            <Button variant="subtle" size="sm" disabled={isBusy} onClick={takeCode}>
              {t('team.signIn.withCode')}
            </Button>
          </div>
        </>
      )}
    </>
  );
}

function Waiting({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <>
      <h1 className={classes['title']}>{title}</h1>
      <p className={classes['text']}>{text}</p>
      {children ? <p className={classes['hint']}>{children}</p> : null}
    </>
  );
}

function problemSentence(t: ReturnType<typeof useTexts>['t'], problem: string): string {
  return problem === 'cancelled' ? t('team.signIn.cancelled') : refusalSentence(t, problem);
}

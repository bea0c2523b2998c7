import { Button } from '@mantine/core';
import { IconDeviceMobile, IconKey, IconWorld } from '@tabler/icons-react';
import type { SignInView } from '../../../contract/team.ts';
import { useTexts } from '../../app/locale.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorStrip } from '../../ui/error-strip.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useConfirmSignIn, useEndSignIn, useSignIns } from './queries.ts';
import classes from './team-page.module.css';

const ICONS = { link: IconKey, browser: IconWorld, code: IconDeviceMobile } as const;

/** Who is signed in where, and since when: the own browsers, and for who manages the team everybody's. */
export function SignInsCard() {
  const { t } = useTexts();
  const query = useSignIns();
  return (
    <Card title={t('team.signIns.title')} note={t('team.signIns.note')} flush>
      <QueryView query={query}>
        {({ signIns }) => (
          <ul className={classes['signIns']}>
            {signIns.toSorted(byUrgency).map((signIn) => (
              <SignInRow key={signIn.id} signIn={signIn} />
            ))}
          </ul>
        )}
      </QueryView>
    </Card>
  );
}

function SignInRow({ signIn }: { signIn: SignInView }) {
  const { t, dateTime } = useTexts();
  const nowMs = useNow(60_000);
  const end = useEndSignIn();
  const confirm = useConfirmSignIn();
  const { way, address, isThis, isMine, isToConfirm, mayEnd, displayName } = signIn;
  const Icon = ICONS[way ?? 'browser'];
  const error = end.error ?? confirm.error;
  return (
    <li className={classes['signIn']} data-asks={isToConfirm || undefined}>
      <Icon size={17} stroke={1.75} aria-hidden="true" className={classes['signInIcon']} />
      <div className={classes['words']}>
        <div className={classes['name']}>
          {displayName}
          {isThis ? <Badge tone="act">{t('team.signIns.this')}</Badge> : null}
          {isMine && !isThis ? <Badge>{t('common.you')}</Badge> : null}
        </div>
        <div className={classes['login']}>
          {[
            way === null ? null : t(`team.signIns.way.${way}`),
            address === null ? null : t('team.signIns.from', { address }),
            t('team.signIns.since', { time: dateTime(signIn.beganAt, nowMs) }),
            isThis ? null : t('team.signIns.last', { time: dateTime(signIn.lastSeenAt, nowMs) }),
          ]
            .filter((part) => part !== null)
            .join(' · ')}
        </div>
        {isToConfirm ? <p className={classes['question']}>{t('team.signIns.question')}</p> : null}
        {error ? <ErrorStrip error={error} /> : null}
      </div>
      {isThis ? null : (
        <div className={classes['signInActions']}>
          {isToConfirm ? (
            <Button size="xs" variant="default" loading={confirm.isPending} onClick={() => confirm.mutate(signIn.id)}>
              {t('team.signIns.mine')}
            </Button>
          ) : null}
          {mayEnd ? (
            <Button
              size="xs"
              variant={isToConfirm ? 'filled' : 'subtle'}
              color={isToConfirm ? 'bad' : 'gray'}
              loading={end.isPending}
              aria-label={t('team.signIns.endOf', {
                name: displayName,
                time: dateTime(signIn.beganAt, nowMs),
              })}
              onClick={() => end.mutate(signIn.id)}
            >
              {t('team.signIns.end')}
            </Button>
          ) : null}
        </div>
      )}
    </li>
  );
}

/** What asks first, then this browser, then one's own, each newest first. */
function byUrgency(a: SignInView, b: SignInView): number {
  const rank = ({ isToConfirm, isThis, isMine }: SignInView): number => (isToConfirm ? 0 : isThis ? 1 : isMine ? 2 : 3);
  return rank(a) - rank(b) || b.beganAt.localeCompare(a.beganAt);
}

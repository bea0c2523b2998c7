import { useComputedColorScheme } from '@mantine/core';
import { IconAlertTriangle, IconBan, IconGift, IconHourglass, IconShield, IconStar } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { ReplyOf } from '../../../contract/endpoint.ts';
import type { moderation } from '../../../contract/moderation.ts';
import { useTexts } from '../../app/locale.tsx';
import { chatColor } from '../../theme/chat-color.ts';
import { Badge } from '../../ui/badge.tsx';
import { ChatBadges } from '../../ui/chat-name.tsx';
import { useNow } from '../../ui/use-now.ts';
import type { Person } from './possible-acts.ts';
import { ViewerAvatar } from './viewer-avatar.tsx';
import classes from './viewer-head.module.css';

export type ViewerCardView = ReplyOf<typeof moderation.viewer>;

const THIRTY_DAYS_MS = 30 * 86_400_000;

/** Name, standing and what one must know before acting; the login where `I` and `l` differ. */
export function ViewerHead({
  person,
  card,
  children,
}: {
  person: Person;
  card: ViewerCardView | undefined;
  children: ReactNode;
}) {
  const { t, date } = useTexts();
  const scheme = useComputedColorScheme('dark');
  const color = chatColor(person.color ?? null, person.id ?? person.login, scheme);
  return (
    <div className={classes['head']}>
      <ViewerAvatar person={person} size={46} />
      <div className={classes['words']}>
        <div className={classes['line']}>
          <h2 className={classes['name']} style={{ color }}>
            {person.displayName}
          </h2>
          <span className={classes['badges']}>
            <ChatBadges badges={person.badges ?? []} />
          </span>
          {card ? <Standing card={card} /> : null}
        </div>
        <div className={classes['second']}>
          {card?.earlierNames.map(({ login, until }) => (
            <span key={login}>{t('moderation.card.earlier', { login, date: date(until) })}</span>
          ))}
          <span className={classes['mono']}>{person.login}</span>
          {person.id ? (
            <span className={classes['mono']}>{person.id.replace(/(\d)(?=(?:\d{3})+$)/g, '$1\u202f')}</span>
          ) : null}
        </div>
      </div>
      <div className={classes['right']}>{children}</div>
    </div>
  );
}

function Standing({ card }: { card: ViewerCardView }) {
  const { t, dateTime } = useTexts();
  const nowMs = useNow(30_000);
  const { standing, subscription, role } = card;
  const recent = card.actions.filter(
    ({ at, state, kind }) =>
      state === 'done' &&
      nowMs - Date.parse(at) < THIRTY_DAYS_MS &&
      ['delete', 'timeout', 'ban', 'warn'].includes(kind),
  ).length;
  const isTimedOut = standing.state === 'timeout' && (standing.until === null || Date.parse(standing.until) > nowMs);
  return (
    <span className={classes['chips']}>
      {role === 'viewer' ? null : (
        <Badge icon={<IconShield size={13} stroke={2} aria-hidden="true" />}>
          {t(
            role === 'broadcaster'
              ? 'moderation.card.roleBroadcaster'
              : role === 'moderator'
                ? 'moderation.card.roleModerator'
                : 'moderation.card.roleVip',
          )}
        </Badge>
      )}
      {subscription ? (
        <Badge
          icon={
            subscription.isGift ? (
              <IconGift size={13} stroke={2} aria-hidden="true" />
            ) : (
              <IconStar size={13} stroke={2} aria-hidden="true" />
            )
          }
        >
          {t('moderation.card.sub')}
        </Badge>
      ) : null}
      {standing.state === 'ban' ? (
        <Badge tone="bad" icon={<IconBan size={13} stroke={2} aria-hidden="true" />}>
          {t('moderation.card.banned')}
        </Badge>
      ) : null}
      {isTimedOut ? (
        <Badge tone="warn" icon={<IconHourglass size={13} stroke={2} aria-hidden="true" />}>
          {t('moderation.card.timedOut', { time: dateTime(standing.until ?? nowMs, nowMs) })}
        </Badge>
      ) : null}
      {recent > 0 ? (
        <Badge tone="warn" icon={<IconAlertTriangle size={13} stroke={2} aria-hidden="true" />}>
          {t('moderation.card.actsIn30', { count: recent })}
        </Badge>
      ) : null}
    </span>
  );
}

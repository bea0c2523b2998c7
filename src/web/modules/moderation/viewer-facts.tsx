import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTexts } from '../../app/locale.tsx';
import { Delayed } from '../../ui/delayed.tsx';
import { Figure } from '../../ui/figure.tsx';
import { useNow } from '../../ui/use-now.ts';
import { ageInWords } from './age.ts';
import { LinesPerDay } from './lines-per-day.tsx';
import classes from './viewer-facts.module.css';
import type { ViewerCardView } from './viewer-head.tsx';

/** Seen within this time counts as being here. */
const HERE_MS = 5 * 60_000;

/** What is known of a viewer; what Twitch does not tell is said to be unknown. */
export function ViewerFacts({ card, isLost }: { card: ViewerCardView | undefined; isLost: boolean }) {
  const { t, date, dateTime } = useTexts();
  const nowMs = useNow(30_000);
  if (!card) return isLost ? null : <FactsSkeleton />;
  const age = (at: string): ReactNode => <small>{ageInWords(Date.parse(at), nowMs, t)}</small>;
  const unknown = t('moderation.card.unknown');
  return (
    <>
      <dl className={classes['facts']}>
        <Fact label={t('moderation.card.created')}>
          {card.accountCreatedAt === null ? (
            unknown
          ) : (
            <>
              {date(card.accountCreatedAt)} {age(card.accountCreatedAt)}
            </>
          )}
        </Fact>
        <Fact label={t('moderation.card.follows')}>
          {card.followedAt === null ? (
            t('moderation.card.followsNot')
          ) : (
            <>
              {date(card.followedAt)} {age(card.followedAt)}
            </>
          )}
        </Fact>
        <Fact label={t('moderation.card.sub')}>
          {card.subscription === null ? (
            t('moderation.card.subNone')
          ) : (
            <>
              {card.subscription.tier === 'Prime'
                ? t('moderation.card.prime')
                : t('moderation.card.tier', { tier: Number(card.subscription.tier) / 1000 || 1 })}{' '}
              {card.subscription.isGift ? <small>{t('moderation.card.subGift')}</small> : null}
            </>
          )}
        </Fact>
        <Fact label={t('moderation.card.firstSeen')}>
          {card.firstSeenAt === null ? unknown : dateTime(card.firstSeenAt, nowMs)}
        </Fact>
        <Fact label={t('moderation.card.lastSeen')}>
          {card.lastSeenAt === null
            ? unknown
            : nowMs - Date.parse(card.lastSeenAt) < HERE_MS
              ? t('moderation.card.seenNow')
              : dateTime(card.lastSeenAt, nowMs)}
        </Fact>
      </dl>
      <div className={classes['count']}>
        <h3>
          <Figure value={null} text={t('moderation.card.lines', { count: card.lines })} />
        </h3>
        <span>{t('moderation.card.last30')}</span>
      </div>
      <LinesPerDay days={card.linesPerDay} />
    </>
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

function FactsSkeleton() {
  const { t } = useTexts();
  return (
    <Delayed>
      <div role="status" aria-label={t('common.loading')} className={classes['facts']}>
        {[64, 58, 40, 52, 44].map((width) => (
          <div key={width}>
            <Skeleton height={10} width={80} mb={8} />
            <Skeleton height={12} width={`${width}%`} />
          </div>
        ))}
        <Skeleton height={48} mt={12} />
      </div>
    </Delayed>
  );
}

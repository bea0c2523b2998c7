import { Button } from '@mantine/core';
import { IconCalendarX } from '@tabler/icons-react';
import type { ScheduleDifference } from '../../../contract/planning.ts';
import { useMay } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { ErrorStrip } from '../../ui/error-strip.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useDayFormats } from './day-formats.ts';
import classes from './difference-card.module.css';
import { choicesOf } from './difference-choices.ts';
import { dayIn } from './moving.ts';
import { useSettleDifference } from './queries.ts';

type Side = NonNullable<ScheduleDifference['ours']>;

/** Plan and Twitch say different things: both versions, and buttons that carry the result. */
export function DifferenceCard({ difference }: { difference: ScheduleDifference }) {
  const { t, dateTime, time, zone } = useTexts();
  const days = useDayFormats();
  const nowMs = useNow(60_000);
  const mayWrite = useMay('planning.write');
  const settle = useSettleDifference();
  const { ours, theirs, kind } = difference;
  const shown = ours ?? theirs;
  if (!shown) return null;
  const choices = choicesOf(difference, time);
  return (
    <section className={classes['card']} aria-label={t(`planning.difference.${kind}`, { title: shown.title })}>
      <header className={classes['head']}>
        <IconCalendarX size={17} stroke={1.75} aria-hidden="true" />
        <h3>{t(`planning.difference.${kind}`, { title: shown.title })}</h3>
        <span className="num">{days.short(dayIn(zone, shown.startsAt))}</span>
      </header>
      <div className={classes['sides']}>
        <SideView name={t('planning.difference.here')} side={ours} other={theirs} isOurs />
        <SideView name={t('planning.difference.there')} side={theirs} other={ours} />
      </div>
      <p className={classes['seen']}>{t('planning.difference.seen', { time: dateTime(difference.seenAt, nowMs) })}</p>
      {mayWrite ? (
        <div className={classes['choices']}>
          {choices.map(({ choice, text, params }, index) => (
            <Button
              key={choice}
              size="xs"
              variant={index === 0 ? 'filled' : choice === 'leave' ? 'subtle' : 'default'}
              loading={settle.isPending && settle.variables.choice === choice}
              disabled={settle.isPending}
              onClick={() => settle.mutate({ differenceId: difference.id, choice })}
            >
              {t(text, params)}
            </Button>
          ))}
        </div>
      ) : null}
      {settle.error ? <ErrorStrip error={settle.error} /> : null}
    </section>
  );
}

function SideView({
  name,
  side,
  other,
  isOurs,
}: {
  name: string;
  side: Side | null;
  other: Side | null;
  isOurs?: boolean;
}) {
  const { t, time, zone } = useTexts();
  const days = useDayFormats();
  if (!side) {
    return (
      <div className={classes['side']} data-ours={isOurs || undefined}>
        <span className={classes['name']}>{name}</span>
        <span className={classes['missing']}>{t('planning.difference.missing')}</span>
      </div>
    );
  }
  const span = `${time(side.startsAt)}–${time(side.endsAt)}`;
  const isTimeOther = other !== null && (side.startsAt !== other.startsAt || side.endsAt !== other.endsAt);
  const isDayOther = other !== null && dayIn(zone, side.startsAt) !== dayIn(zone, other.startsAt);
  return (
    <div className={classes['side']} data-ours={isOurs || undefined}>
      <span className={classes['name']}>{name}</span>
      <span className={`num ${classes['time']}`} data-other={isTimeOther || undefined}>
        {isDayOther ? `${days.short(dayIn(zone, side.startsAt))} ` : null}
        {side.isCancelled ? <s>{span}</s> : span}
      </span>
      {side.isCancelled ? (
        <span data-other={!other?.isCancelled || undefined}>{t('planning.status.cancelled')}</span>
      ) : null}
      <span data-other={(other !== null && side.title !== other.title) || undefined}>{side.title}</span>
      {side.category ? (
        <span data-other={(other !== null && side.category !== other.category) || undefined}>{side.category}</span>
      ) : null}
    </div>
  );
}

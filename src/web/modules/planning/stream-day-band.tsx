import type { PlannedStream } from '../../../contract/planning.ts';
import { useTexts } from '../../app/locale.tsx';
import { TimeBand } from '../../ui/time-band.tsx';
import { useIsPhone } from '../../ui/use-width.ts';
import { addDays, startOfDayMs } from './days.ts';
import { usePlannedStreams } from './queries.ts';

const HOUR_MS = 3_600_000;
/** Nobody looks for a stream before six; one that begins earlier widens the band. */
const FIRST_HOUR = 6;

/** The day of a stream as a strip, with everything planned that day and now, when it is today. */
export function StreamDayBand({ stream, nowMs }: { stream: PlannedStream; nowMs: number }) {
  const { t, time, dayKey, zone } = useTexts();
  const isPhone = useIsPhone();
  const day = dayKey(stream.startsAt);
  const startMs = Date.parse(stream.startsAt);
  const dayStartMs = startOfDayMs(day, zone);
  const nextDayMs = startOfDayMs(addDays(day, 1), zone);
  const sameDay = usePlannedStreams(new Date(dayStartMs).toISOString(), new Date(nextDayMs).toISOString()).data;
  const isToday = dayKey(nowMs) === day;
  const floor = (ms: number): number => Math.floor(ms / HOUR_MS) * HOUR_MS;
  const firstMs = dayStartMs + FIRST_HOUR * HOUR_MS;
  const fromMs = isPhone
    ? Math.max(dayStartMs, floor(Math.min(isToday ? nowMs : startMs, startMs) - HOUR_MS))
    : Math.min(firstMs, floor(startMs), isToday ? floor(nowMs) : firstMs);
  const endMs = Math.ceil(Date.parse(stream.endsAt) / HOUR_MS) * HOUR_MS;
  const toMs = Math.max(isPhone ? Math.min(nextDayMs, endMs + 2 * HOUR_MS) : nextDayMs, endMs);
  const step = Math.max(1, Math.ceil((toMs - fromMs) / HOUR_MS / (isPhone ? 5 : 10))) * HOUR_MS;
  const ticks = [];
  for (let atMs = fromMs; atMs <= toMs; atMs += step) ticks.push({ atMs, label: time(atMs) });
  const planned = (sameDay?.streams ?? []).filter(({ id, status }) => id !== stream.id && status !== 'cancelled');
  // The one it is about is drawn last: where two overlap, it stays in sight.
  const blocks = [
    ...planned.filter(({ endsAt }) => Date.parse(endsAt) > fromMs).map((each) => block(each, 'plain' as const)),
    block(stream, 'live' as const),
  ];
  return (
    <TimeBand
      fromMs={fromMs}
      toMs={toMs}
      nowMs={isToday ? nowMs : null}
      nowLabel={time(nowMs)}
      blocks={blocks}
      ticks={ticks}
      label={t('planning.next.band', { title: stream.title, from: time(stream.startsAt), to: time(stream.endsAt) })}
      lanes={1}
      laneHeight={28}
    />
  );
}

function block(stream: PlannedStream, look: 'live' | 'plain') {
  return {
    id: stream.id,
    fromMs: Date.parse(stream.startsAt),
    toMs: Date.parse(stream.endsAt),
    label: stream.title,
    lane: 0,
    look,
  };
}

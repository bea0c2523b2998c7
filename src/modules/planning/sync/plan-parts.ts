import { DURATION_MINUTES, TITLE_MAX } from '../../../contract/planning.ts';
import { instantFromMs } from '../../../kernel/instant.ts';
import { Temporal } from '../../../kernel/temporal.ts';
import { localDay, wallTimeToMs } from '../../../kernel/wall-time.ts';
import { dateOfStream, expandSeries } from '../calendar/expand.ts';
import type { Occurrence, Plan, Series, StreamPlan } from '../calendar/plan.ts';
import { type Content, dayOfStart } from './content.ts';

/** Why something of the plan is not on Twitch. */
export interface PartRefusal {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** What of the plan is to stand on Twitch as one segment. */
export interface Part {
  /** `ser_….3` a weekly series on Wednesdays, `ser_…~2026-11-25` one date of a series, `plan_…` a single stream. */
  readonly key: string;
  readonly content: Content;
  /** Its next start; where a new segment begins. */
  readonly startsAtMs: number;
  /** Whether it is put there; what is cancelled altogether is not, but what stands there already is kept. */
  readonly isWanted: boolean;
  readonly isOfOddSeries: boolean;
  /** A date of a series that stands elsewhere than the series says. */
  readonly isMoved: boolean;
  /** What Twitch would refuse anyway. */
  readonly refusal: PartRefusal | null;
  /** Whether a showing that starts then is cancelled. */
  isCancelledAt(startsAtMs: number): boolean;
  /** The `Occurrence.id` of the date that starts then. */
  streamIdAt(startsAtMs: number): string;
}

const WEEK_MS = 7 * 24 * 3_600_000;
/** How far dates are entered one by one. */
export const WINDOW_MS = 8 * WEEK_MS;
/** How far single streams are entered, and the farthest that is read. */
export const FARTHEST_MS = 366 * 24 * 3_600_000;

/**
 * What of the plan belongs on Twitch's schedule.
 *
 *   every week, Wed and Fri      → a weekly segment each
 *   every second week            → single segments, eight weeks ahead
 *   a moved date, a single one   → a single segment
 */
export function planParts(plan: Plan, nowMs: number): Part[] {
  const rowsBySeries = Map.groupBy(
    plan.streams.filter(({ seriesId }) => seriesId !== null),
    ({ seriesId }) => seriesId,
  );
  const ofSeries = plan.series.flatMap((series) => {
    const rows = rowsBySeries.get(series.id) ?? [];
    return series.everyWeeks === 1 ? weeklyParts(series, rows, nowMs) : oddParts(series, rows, nowMs);
  });
  const singles = plan.streams
    .filter(({ seriesId, isRemoved }) => seriesId === null && !isRemoved)
    .map((stream) => dateOfStream(stream, undefined))
    .filter((date) => isAhead(date, nowMs, FARTHEST_MS))
    .map((date) => singlePart(date.id, date));
  return [...ofSeries, ...singles];
}

export function weeklyPartKey(seriesId: string, weekday: number): string {
  return `${seriesId}.${weekday}`;
}

function weeklyParts(series: Series, rows: readonly StreamPlan[], nowMs: number): Part[] {
  const weekly = series.isPublished
    ? series.weekdays.flatMap((weekday) => weeklyPart(series, weekday, rows, nowMs))
    : [];
  const moved = rows
    .filter(({ isRemoved }) => !isRemoved)
    .map((row) => dateOfStream(row, series))
    .filter((date) => date.isMoved && isAhead(date, nowMs, WINDOW_MS))
    .map((date) => singlePart(dateKey(date), date));
  return [...weekly, ...moved];
}

function weeklyPart(series: Series, weekday: number, rows: readonly StreamPlan[], nowMs: number): Part[] {
  const { zone, local } = series.at;
  const rule = { weekday, time: local.slice(11), zone };
  const startOn = (day: string): number => wallTimeToMs({ local: `${day}T${rule.time}`, zone });
  const firstDay = local.slice(0, 10);

  let day = Temporal.PlainDate.from(localDay(instantFromMs(nowMs), zone)).subtract({ days: 1 });
  if (day.toString() < firstDay) day = Temporal.PlainDate.from(firstDay);
  day = day.add({ days: (weekday - day.dayOfWeek + 7) % 7 });
  while (startOn(day.toString()) <= nowMs) day = day.add({ days: 7 });
  if (series.until !== null && day.toString() > series.until) return [];

  const byDay = new Map(rows.map((row) => [row.seriesDay, row]));
  const content: Content = {
    kind: 'weekly',
    ...rule,
    title: series.title,
    category: series.category,
    durationMinutes: series.durationMinutes,
  };
  const isOff = (on: string): boolean => {
    const row = byDay.get(on);
    if (row === undefined) return series.status === 'cancelled';
    return row.isRemoved || row.status === 'cancelled' || dateOfStream(row, series).isMoved;
  };
  return [
    {
      key: weeklyPartKey(series.id, weekday),
      content,
      startsAtMs: startOn(day.toString()),
      isWanted:
        series.status !== 'cancelled' ||
        rows.some(({ seriesDay }) => (seriesDay ?? '') >= day.toString() && !isOff(seriesDay ?? '')),
      isOfOddSeries: false,
      isMoved: false,
      refusal: refusalOf(content),
      isCancelledAt(startsAtMs) {
        const on = dayOfStart(rule, startsAtMs);
        // Twitch may show a series before its first date: it begins a new one in the same week.
        return on !== undefined && (on < firstDay || isOff(on));
      },
      streamIdAt(startsAtMs) {
        const on = dayOfStart(rule, startsAtMs) ?? day.toString();
        return byDay.get(on)?.id ?? `${series.id}~${on}`;
      },
    },
  ];
}

/** A series that is not plainly weekly: each date by itself. */
function oddParts(series: Series, rows: readonly StreamPlan[], nowMs: number): Part[] {
  const known = new Set(rows.map(({ seriesDay }) => seriesDay));
  const plain = expandSeries(series, nowMs, nowMs + WINDOW_MS).filter(({ seriesDay }) => !known.has(seriesDay));
  const differing = rows.filter(({ isRemoved }) => !isRemoved).map((row) => dateOfStream(row, series));
  return [...plain, ...differing]
    .filter((date) => isAhead(date, nowMs, WINDOW_MS))
    .map((date) => ({ ...singlePart(dateKey(date), date), isOfOddSeries: true }));
}

function singlePart(key: string, date: Occurrence): Part {
  const { title, category, durationMinutes, startsAtMs } = date;
  const content: Content = { kind: 'single', title, category, durationMinutes, startsAtMs, zone: date.at.zone };
  const isCancelled = date.status === 'cancelled';
  return {
    key,
    content,
    startsAtMs,
    isWanted: !isCancelled,
    isOfOddSeries: false,
    isMoved: date.isMoved,
    refusal: refusalOf(content),
    isCancelledAt: () => isCancelled,
    streamIdAt: () => date.id,
  };
}

/** The row of a date and the date that only its series knows are the same to Twitch. */
export function dateKey({ id, seriesId, seriesDay }: Pick<Occurrence, 'id' | 'seriesId' | 'seriesDay'>): string {
  return seriesId === null ? id : `${seriesId}~${seriesDay}`;
}

function isAhead({ isPublished, startsAtMs }: Occurrence, nowMs: number, howFarMs: number): boolean {
  return isPublished && startsAtMs > nowMs && startsAtMs < nowMs + howFarMs;
}

function refusalOf({ title, durationMinutes }: Content): PartRefusal | null {
  if ([...title].length > TITLE_MAX) return { code: 'planning.title-too-long', params: { max: TITLE_MAX } };
  const { min, max } = DURATION_MINUTES;
  if (durationMinutes < min || durationMinutes > max) return { code: 'planning.duration-range', params: { min, max } };
  return null;
}

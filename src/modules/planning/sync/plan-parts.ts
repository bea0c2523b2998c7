import { DURATION_MINUTES, TITLE_MAX } from '../../../contract/planning.ts';
import { instantFromMs } from '../../../kernel/instant.ts';
import { Temporal } from '../../../kernel/temporal.ts';
import { localDay, wallTimeToMs } from '../../../kernel/wall-time.ts';
import { dateOfStream, expandSeries } from '../calendar/expand.ts';
import type { Occurrence, Plan, Series, StreamPlan } from '../calendar/plan.ts';
import { type Content, dayOfStart, type WeeklyContent } from './content.ts';

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
  const { local, zone } = series.at;
  const rule = { weekday, time: local.slice(11), zone };
  const next = nextDate(series, rule, nowMs);
  if (next === undefined) return [];
  const firstDay = local.slice(0, 10);
  const byDay = new Map(rows.map((row) => [row.seriesDay, row]));
  const isOff = (day: string): boolean => {
    const row = byDay.get(day);
    if (row === undefined) return series.status === 'cancelled';
    return row.isRemoved || row.status === 'cancelled' || dateOfStream(row, series).isMoved;
  };
  // Twitch cancels only the next date: a series that is cancelled altogether would stand there week after week.
  const isKept = (day: string | null): boolean =>
    day !== null && day >= next.day && Temporal.PlainDate.from(day).dayOfWeek === weekday && !isOff(day);
  if (series.status === 'cancelled' && ![...byDay.keys()].some(isKept)) return [];

  const { title, category, durationMinutes } = series;
  const content: Content = { kind: 'weekly', ...rule, title, category, durationMinutes };
  return [
    {
      key: weeklyPartKey(series.id, weekday),
      content,
      startsAtMs: next.startsAtMs,
      isWanted: true,
      isOfOddSeries: false,
      isMoved: false,
      refusal: refusalOf(content),
      isCancelledAt(startsAtMs) {
        const day = dayOfStart(rule, startsAtMs);
        // Twitch may show a series before its first date: it begins a new one in the same week.
        return day !== undefined && (day < firstDay || isOff(day));
      },
      streamIdAt(startsAtMs) {
        const day = dayOfStart(rule, startsAtMs) ?? next.day;
        return byDay.get(day)?.id ?? `${series.id}~${day}`;
      },
    },
  ];
}

/** The next date of a plainly weekly series on this weekday, as if nothing differed. */
function nextDate(
  { at, until }: Series,
  { weekday, time, zone }: Pick<WeeklyContent, 'weekday' | 'time' | 'zone'>,
  nowMs: number,
): { readonly day: string; readonly startsAtMs: number } | undefined {
  const firstDay = at.local.slice(0, 10);
  // From yesterday on: a date begun then may start only now, in a time that the clocks skip.
  const fromDay = Temporal.PlainDate.from(localDay(instantFromMs(nowMs), zone))
    .subtract({ days: 1 })
    .toString();
  let date = Temporal.PlainDate.from(fromDay < firstDay ? firstDay : fromDay);
  date = date.add({ days: (weekday - date.dayOfWeek + 7) % 7 });
  for (;;) {
    const day = date.toString();
    if (until !== null && day > until) return undefined;
    const startsAtMs = wallTimeToMs({ local: `${day}T${time}`, zone });
    if (startsAtMs > nowMs) return { day, startsAtMs };
    date = date.add({ days: 7 });
  }
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

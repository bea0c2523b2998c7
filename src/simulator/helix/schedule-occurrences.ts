import { Temporal } from '../../kernel/temporal.ts';
import type { Schedule, ScheduleSegment } from '../world-state.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** How far Twitch shows a series into the future is not documented; a year is ours. */
const HORIZON_MS = 366 * DAY_MS;

/** One showing of a segment. A weekly series has one a week, each with an id of its own. */
export interface Occurrence {
  readonly id: string;
  readonly segment: ScheduleSegment;
  readonly startAtMs: number;
  readonly endAtMs: number;
  readonly isCanceled: boolean;
}

/**
 * The showings that start at or after a moment, earliest first.
 *
 *   segment    Wed 19:30, Europe/Berlin, weekly
 *   showings   Mar 25 18:30Z   Apr 1 17:30Z   …     the clock on the wall stays, UTC moves
 */
export function occurrencesFrom(schedule: Schedule, fromMs: number): Occurrence[] {
  return schedule.segments
    .flatMap((segment) => startsOf(segment, fromMs, fromMs + HORIZON_MS))
    .sort((a, b) => a.startAtMs - b.startAtMs);
}

function startsOf(segment: ScheduleSegment, fromMs: number, untilMs: number): Occurrence[] {
  if (!segment.isRecurring) return segment.startAtMs >= fromMs ? [occurrenceAt(segment, segment.startAtMs)] : [];
  const first = zoned(segment, segment.startAtMs);
  const skipped = Math.max(0, Math.floor((fromMs - segment.startAtMs) / (7 * DAY_MS)) - 1);
  const occurrences: Occurrence[] = [];
  for (let week = skipped; ; week += 1) {
    const startAtMs = first.add({ weeks: week }).epochMilliseconds;
    if (startAtMs > untilMs) return occurrences;
    if (startAtMs >= fromMs) occurrences.push(occurrenceAt(segment, startAtMs));
  }
}

export function occurrenceAt(segment: ScheduleSegment, startAtMs: number): Occurrence {
  return {
    id: writeId(segment, startAtMs),
    segment,
    startAtMs,
    endAtMs: startAtMs + segment.durationMinutes * MINUTE_MS,
    isCanceled: segment.canceledStartsMs.includes(startAtMs),
  };
}

/** Finds the showing that an id names; `undefined` when its segment is gone or the id is not one of ours. */
export function findOccurrence(schedule: Schedule, id: string): Occurrence | undefined {
  const named = readId(id);
  const segment = schedule.segments.find((one) => one.id === named?.segmentId);
  if (!named || !segment) return undefined;
  return occurrenceAt(segment, segment.isRecurring ? startInWeek(segment, named) : segment.startAtMs);
}

/** Whether two segments are ever on at the same time; a year ahead is looked at. */
export function overlaps(left: ScheduleSegment, right: ScheduleSegment, nowMs: number): boolean {
  const leftTimes = startsOf(left, nowMs - DAY_MS, nowMs + HORIZON_MS);
  const rightTimes = startsOf(right, nowMs - DAY_MS, nowMs + HORIZON_MS);
  return leftTimes.some((a) => rightTimes.some((b) => a.startAtMs < b.endAtMs && b.startAtMs < a.endAtMs));
}

/** Not documented; seen in Twitch's own samples. A series has one showing in each week of the calendar. */
function writeId(segment: ScheduleSegment, startAtMs: number): string {
  const { yearOfWeek, weekOfYear } = dayOf(segment, startAtMs);
  return Buffer.from(JSON.stringify({ segmentID: segment.id, isoYear: yearOfWeek, isoWeek: weekOfYear })).toString(
    'base64',
  );
}

interface NamedShowing {
  readonly segmentId: string;
  readonly isoYear: number;
  readonly isoWeek: number;
}

function readId(id: string): NamedShowing | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(id, 'base64').toString('utf8'));
    if (typeof value !== 'object' || value === null) return undefined;
    if (!('segmentID' in value) || !('isoYear' in value) || !('isoWeek' in value)) return undefined;
    const { segmentID, isoYear, isoWeek } = value;
    if (typeof segmentID !== 'string' || !Number.isInteger(isoYear) || !Number.isInteger(isoWeek)) return undefined;
    return { segmentId: segmentID, isoYear: Number(isoYear), isoWeek: Number(isoWeek) };
  } catch {
    return undefined;
  }
}

/** When a series is shown in the named week. */
function startInWeek(segment: ScheduleSegment, { isoYear, isoWeek }: NamedShowing): number {
  const first = zoned(segment, segment.startAtMs);
  // The fourth of January is in the first week, whatever day it is.
  const inFirstWeek = Temporal.PlainDate.from({ year: isoYear, month: 1, day: 4 });
  const named = mondayOf(inFirstWeek).add({ weeks: isoWeek - 1 });
  return first.add({ weeks: mondayOf(first.toPlainDate()).until(named).total('days') / 7 }).epochMilliseconds;
}

function mondayOf(day: Temporal.PlainDate): Temporal.PlainDate {
  return day.subtract({ days: day.dayOfWeek - 1 });
}

function dayOf(segment: ScheduleSegment, atMs: number): Temporal.PlainDate {
  return zoned(segment, atMs).toPlainDate();
}

function zoned(segment: ScheduleSegment, atMs: number): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(segment.timezone);
}

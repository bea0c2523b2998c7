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
  const first = Temporal.Instant.fromEpochMilliseconds(segment.startAtMs).toZonedDateTimeISO(segment.timezone);
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
    id: writeId(segment.id, startAtMs),
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
  return occurrenceAt(segment, segment.isRecurring ? named.startAtMs : segment.startAtMs);
}

/** Whether two segments are ever on at the same time; a year ahead is looked at. */
export function overlaps(left: ScheduleSegment, right: ScheduleSegment, nowMs: number): boolean {
  const leftTimes = startsOf(left, nowMs - DAY_MS, nowMs + HORIZON_MS);
  const rightTimes = startsOf(right, nowMs - DAY_MS, nowMs + HORIZON_MS);
  return leftTimes.some((a) => rightTimes.some((b) => a.startAtMs < b.endAtMs && b.startAtMs < a.endAtMs));
}

function writeId(segmentId: string, startAtMs: number): string {
  return Buffer.from(JSON.stringify({ segmentID: segmentId, startsAt: startAtMs })).toString('base64');
}

function readId(id: string): { segmentId: string; startAtMs: number } | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(id, 'base64').toString('utf8'));
    if (typeof value !== 'object' || value === null || !('segmentID' in value) || !('startsAt' in value)) {
      return undefined;
    }
    if (typeof value.segmentID !== 'string' || typeof value.startsAt !== 'number') return undefined;
    return { segmentId: value.segmentID, startAtMs: value.startsAt };
  } catch {
    return undefined;
  }
}

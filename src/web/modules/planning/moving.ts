import type { PlannedStream } from '../../../contract/planning.ts';
import { Temporal } from '../../../kernel/temporal.ts';
import { wallTimeToInstant } from '../../../kernel/wall-time.ts';
import { addDays, clockOf, type Day, daysBetween } from './days.ts';

/** Where a stream is dropped, as the viewer's calendar shows it. */
export interface Place {
  readonly day: Day;
  /** Minutes since midnight; `null` keeps the clock time. */
  readonly minutes: number | null;
}

type Placed = Pick<PlannedStream, 'local' | 'zone' | 'startsAt'>;

/** Streams fall on quarters of an hour. */
export const STEP_MINUTES = 15;
const DAY_MINUTES = 24 * 60;

export function dayIn(zone: string, at: string): Day {
  return Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/**
 * The wall time of a stream after it was dropped somewhere. A day alone moves the wall time by whole
 * days, so a stream of another zone and one across a change of summer time keep their clock time.
 */
export function localAfterMove(stream: Placed, to: Place, viewerZone: string): string {
  if (to.minutes === null) {
    const days = daysBetween(dayIn(viewerZone, stream.startsAt), to.day);
    return `${addDays(stream.local.slice(0, 10), days)}${stream.local.slice(10)}`;
  }
  const seen = `${to.day}T${clockOf(to.minutes)}`;
  if (viewerZone === stream.zone) return seen;
  return Temporal.PlainDateTime.from(seen)
    .toZonedDateTime(viewerZone)
    .withTimeZone(stream.zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });
}

/** The stream as it will be, shown before the server has answered. */
export function movedStream<S extends Placed & Pick<PlannedStream, 'durationMinutes' | 'endsAt'>>(
  stream: S,
  local: string,
): S {
  const startsAt = wallTimeToInstant({ local, zone: stream.zone });
  const endsAt = new Date(Date.parse(startsAt) + stream.durationMinutes * 60_000).toISOString();
  return { ...stream, local, startsAt, endsAt };
}

/**
 * The minute under the pointer in a column of hours.
 * @param grabPx how far below its top the block was taken, so that it lands where it is seen.
 */
export function minuteAt(offsetPx: number, grabPx: number, hourPx: number): number {
  const minutes = ((offsetPx - grabPx) / hourPx) * 60;
  const stepped = Math.round(minutes / STEP_MINUTES) * STEP_MINUTES;
  return Math.max(0, Math.min(DAY_MINUTES - STEP_MINUTES, stepped));
}

/** One step of the arrow keys from where it stands now. */
export function placeAfterKey(key: string, from: { day: Day; minutes: number }, byTime: boolean): typeof from | null {
  switch (key) {
    case 'ArrowLeft':
      return { ...from, day: addDays(from.day, -1) };
    case 'ArrowRight':
      return { ...from, day: addDays(from.day, 1) };
    case 'ArrowUp':
      return byTime
        ? { ...from, minutes: Math.max(0, from.minutes - STEP_MINUTES) }
        : { ...from, day: addDays(from.day, -7) };
    case 'ArrowDown':
      return byTime
        ? { ...from, minutes: Math.min(DAY_MINUTES - STEP_MINUTES, from.minutes + STEP_MINUTES) }
        : { ...from, day: addDays(from.day, 7) };
    case 'PageUp':
      return { ...from, day: addDays(from.day, -7) };
    case 'PageDown':
      return { ...from, day: addDays(from.day, 7) };
    default:
      return null;
  }
}

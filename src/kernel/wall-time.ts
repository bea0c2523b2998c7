import { type Instant, instantFromMs } from './instant.ts';
import { Temporal } from './temporal.ts';

/**
 * A plan: what the clock on the wall shows, in a zone. Streams keep their clock time over a change
 * to or from summer time, so a plan is never stored as a moment.
 */
export interface WallTime {
  /** `2026-11-25T19:30`, local, no offset. */
  readonly local: string;
  /** IANA name, `Europe/Berlin`. */
  readonly zone: string;
}

const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;

/** `undefined` when the text is no local date-time or the zone is unknown. */
export function parseWallTime(local: string, zone: string): WallTime | undefined {
  if (!LOCAL.test(local) || !isZone(zone)) return undefined;
  try {
    Temporal.PlainDateTime.from(local, { overflow: 'reject' });
    return { local, zone };
  } catch {
    return undefined;
  }
}

/** A named zone; an offset is none, because it knows no summer time. */
export function isZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/**
 * The moment a wall clock shows this time. A time that the change to summer time skips is read with
 * the offset before it (02:30 becomes 03:30); one that comes twice is the first ("compatible", RFC 5545).
 */
export function wallTimeToInstant(wall: WallTime): Instant {
  return instantFromMs(wallTimeToMs(wall));
}

/** The same in epoch milliseconds. */
export function wallTimeToMs(wall: WallTime): number {
  return Temporal.PlainDateTime.from(wall.local).toZonedDateTime(wall.zone, { disambiguation: 'compatible' })
    .epochMilliseconds;
}

export function instantToWallTime(instant: Instant, zone: string): WallTime {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime();
  return { local: local.toString({ smallestUnit: 'minute' }), zone };
}

/** The calendar day of a moment in a zone, `2026-11-22`: the key of everything counted by day. */
export function localDay(instant: Instant, zone: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** A day some days later (or earlier), counted on the calendar: `2026-03-28` and 2 is `2026-03-30`. */
export function addDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** From one day to another; negative when the other comes first. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to).days;
}

/** Monday is 1, Sunday 7. */
export function weekdayOf(day: string): number {
  return Temporal.PlainDate.from(day).dayOfWeek;
}

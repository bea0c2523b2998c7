import { type Instant, instantFromMs } from '../../../kernel/instant.ts';
import { Temporal } from '../../../kernel/temporal.ts';
import { instantToWallTime, wallTimeToMs } from '../../../kernel/wall-time.ts';
import type { Occurrence } from '../calendar/plan.ts';

export interface CalendarFacts {
  /** Shown by calendar programs as the calendar's name. */
  readonly name: string;
  /** Where the streams can be seen. */
  readonly url: string | null;
  readonly now: Instant;
  readonly dates: readonly Occurrence[];
}

/** How often calendar programs are asked to look again. */
const REFRESH_SECONDS = 15 * 60;

/**
 * The plan as iCalendar (RFC 5545): each date its own event at the clock time of its zone. Notes and checklists are
 * the team's own and stay out.
 */
export async function writeIcs({ name, url, now, dates }: CalendarFacts): Promise<string> {
  // Only calendar programs need them: they are not loaded before one comes.
  const [generator, zones] = await Promise.all([import('ical-generator'), import('timezones-ical-library')]);
  const blocks = new Map<string, string>();
  const calendar = generator.default({
    name,
    prodId: { company: 'liveXtrem', product: 'plan', language: 'EN' },
    method: generator.ICalCalendarMethod.PUBLISH,
    ttl: REFRESH_SECONDS,
    timezone: { name: null, generator: (zone) => blocks.get(zone) ?? null },
  });
  const named = (zone: string): string => {
    const [block] = zones.tzlib_get_ical_block(zone);
    const tzid = /^TZID:(.+)\r?$/m.exec(block ?? '')?.[1]?.trim();
    if (block === undefined || tzid === undefined) throw new Error(`no calendar description of the zone ${zone}`);
    blocks.set(tzid, block);
    return tzid;
  };
  for (const date of dates) {
    const { zone } = date.at;
    calendar.createEvent({
      id: uidOf(date),
      sequence: date.version,
      stamp: Temporal.Instant.from(now),
      start: zoned(date.startsAtMs, zone),
      end: zoned(date.endsAtMs, zone),
      // An hour that comes twice is read as the first of the two; where the second is meant only UTC says so.
      timezone: isOnce(date.startsAtMs, zone) && isOnce(date.endsAtMs, zone) ? named(zone) : null,
      summary: date.title,
      status: statusOf(date, generator.ICalEventStatus),
      categories: date.category ? [{ name: date.category.name }] : [],
      ...(url !== null && { url }),
    });
  }
  return calendar.toString();
}

/** Stays the same when a date of a series gets a row of its own. */
function uidOf({ id, seriesId, seriesDay }: Occurrence): string {
  return `${seriesId === null ? id : `${seriesId}~${seriesDay}`}@livextrem`;
}

function zoned(ms: number, zone: string) {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
}

function isOnce(ms: number, zone: string): boolean {
  return wallTimeToMs(instantToWallTime(instantFromMs(ms), zone)) === ms;
}

function statusOf<S>(
  { status }: Occurrence,
  statuses: { readonly TENTATIVE: S; readonly CONFIRMED: S; readonly CANCELLED: S },
): S {
  if (status === 'cancelled') return statuses.CANCELLED;
  return status === 'confirmed' ? statuses.CONFIRMED : statuses.TENTATIVE;
}

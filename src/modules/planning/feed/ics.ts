import { setImmediate } from 'node:timers/promises';
import type { Instant } from '../../../kernel/instant.ts';
import { Temporal } from '../../../kernel/temporal.ts';
import type { Occurrence } from '../calendar/plan.ts';
import { zoneBlock } from './zone-block.ts';

export interface CalendarFacts {
  /** Shown by calendar programs as the calendar's name. */
  readonly name: string;
  /** Where the streams can be seen. */
  readonly url: string | null;
  readonly now: Instant;
  readonly dates: readonly Occurrence[];
}

/** A year of thirty weekly series is two thousand dates: a pause after each piece lets the chat go on. */
const DATES_AT_ONCE = 200;

/** How often calendar programs are asked to look again. */
const REFRESH_SECONDS = 15 * 60;

/**
 * The plan as iCalendar (RFC 5545): each date its own event at the clock time of its zone. Notes and checklists are
 * the team's own and stay out.
 */
export async function writeIcs({ name, url, now, dates }: CalendarFacts): Promise<string> {
  // Only calendar programs need them: they are not loaded before one comes.
  const [generator, zones] = await Promise.all([import('ical-generator'), import('timezones-ical-library')]);
  const span = {
    fromMs: dates.reduce((first, { startsAtMs }) => Math.min(first, startsAtMs), Number.POSITIVE_INFINITY),
    toMs: dates.reduce((last, { endsAtMs }) => Math.max(last, endsAtMs), Number.NEGATIVE_INFINITY),
  };
  const known = new Map(
    [...new Set(dates.map(({ at }) => at.zone))].map((zone) => [zone, zoneBlock(zones, zone, span)]),
  );
  const blocks = new Map([...known.values()].map((zone) => [zone?.tzid ?? '', zone?.block ?? null]));
  const calendar = generator.default({
    name: oneLine(name),
    prodId: { company: 'liveXtrem', product: 'plan', language: 'EN' },
    method: generator.ICalCalendarMethod.PUBLISH,
    ttl: REFRESH_SECONDS,
    timezone: { name: null, generator: (tzid) => blocks.get(tzid) ?? null },
  });
  for (const [index, date] of dates.entries()) {
    if (index % DATES_AT_ONCE === 0) await setImmediate();
    const { zone } = date.at;
    calendar.createEvent({
      id: uidOf(date),
      sequence: date.version,
      stamp: Temporal.Instant.from(now),
      start: zoned(date.startsAtMs, zone),
      end: zoned(date.endsAtMs, zone),
      // Programs differ in which of the two hours they mean that come twice; there only UTC is clear.
      timezone: isClear(date.startsAtMs, zone) && isClear(date.endsAtMs, zone) ? (known.get(zone)?.tzid ?? null) : null,
      summary: oneLine(date.title),
      status: statusOf(date, generator.ICalEventStatus),
      categories: date.category ? [{ name: oneLine(date.category.name) }] : [],
      ...(url !== null && { url }),
    });
  }
  await setImmediate();
  return calendar.toString();
}

/** Twitch's words, too, are somebody's: a line of theirs must not become one of the file. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}

/** Stays the same when a date of a series gets a row of its own. */
function uidOf({ id, seriesId, seriesDay }: Occurrence): string {
  return `${seriesId === null ? id : `${seriesId}~${seriesDay}`}@livextrem`;
}

function zoned(ms: number, zone: string) {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
}

/** Does the clock show this time only once? */
function isClear(ms: number, zone: string): boolean {
  const shown = zoned(ms, zone).toPlainDateTime();
  return shown
    .toZonedDateTime(zone, { disambiguation: 'earlier' })
    .equals(shown.toZonedDateTime(zone, { disambiguation: 'later' }));
}

function statusOf<S>(
  { status }: Occurrence,
  statuses: { readonly TENTATIVE: S; readonly CONFIRMED: S; readonly CANCELLED: S },
): S {
  if (status === 'cancelled') return statuses.CANCELLED;
  return status === 'confirmed' ? statuses.CONFIRMED : statuses.TENTATIVE;
}

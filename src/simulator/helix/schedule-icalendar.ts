import { Temporal } from '../../kernel/temporal.ts';
import { categoryName, userOf } from '../world.ts';
import type { ScheduleSegment } from '../world-state.ts';
import { type Endpoint, type HelixCall, knownChannel, required } from './endpoint.ts';

/** GET /schedule/icalendar: for calendars of people, so nothing is asked of who reads it. */
export const getIcalendar: Endpoint = {
  method: 'GET',
  path: '/schedule/icalendar',
  token: { kind: 'none' },
  handle(call) {
    const { broadcasterId, schedule } = knownChannel(call, required(call, 'broadcaster_id'));
    const { displayName } = userOf(call.world, broadcasterId);
    const lines = [
      'BEGIN:VCALENDAR',
      'PRODID:-//twitch.tv//StreamSchedule//1.0',
      'VERSION:2.0',
      'CALSCALE:GREGORIAN',
      `REFRESH-INTERVAL;VALUE=DURATION:PT1H`,
      `NAME:${escaped(displayName)}`,
      ...schedule.segments.flatMap((segment) => toEvent(call, segment)),
      'END:VCALENDAR',
    ];
    return {
      status: 200,
      headers: { 'content-type': 'text/calendar; charset=utf-8' },
      body: lines.map((line) => `${line}\r\n`).join(''),
    };
  },
};

function toEvent(call: HelixCall, segment: ScheduleSegment): string[] {
  const { startAtMs, durationMinutes, timezone } = segment;
  const category = segment.categoryId === null ? '' : categoryName(call.world, segment.categoryId);
  return [
    'BEGIN:VEVENT',
    `UID:${segment.id}`,
    `DTSTAMP:${stamp(call.world.nowMs(), 'UTC')}Z`,
    `DTSTART;TZID=/${timezone}:${stamp(startAtMs, timezone)}`,
    `DTEND;TZID=/${timezone}:${stamp(startAtMs + durationMinutes * 60_000, timezone)}`,
    `SUMMARY:${escaped(segment.title)}`,
    `DESCRIPTION:${escaped(category)}.`,
    `CATEGORIES:${escaped(category)}`,
    ...(segment.isRecurring ? [`RRULE:FREQ=WEEKLY;BYDAY=${weekday(startAtMs, timezone)}`] : []),
    'END:VEVENT',
  ];
}

function stamp(atMs: number, timezone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timezone).toPlainDateTime();
  return local.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '');
}

function weekday(atMs: number, timezone: string): string {
  const day = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timezone).dayOfWeek;
  return ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'][day - 1] ?? 'MO';
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, (character) => `\\${character}`);
}

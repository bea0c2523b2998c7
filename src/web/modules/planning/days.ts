import { Temporal } from '../../../kernel/temporal.ts';

/** A calendar day without a zone, `2026-11-25`; sorts as text. */
export type Day = string;

export function addDays(day: Day, days: number): Day {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

export function daysBetween(from: Day, to: Day): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'day' }).days;
}

/** Monday is 1. */
export function weekdayOf(day: Day): number {
  return Temporal.PlainDate.from(day).dayOfWeek;
}

export function mondayOf(day: Day): Day {
  return addDays(day, 1 - weekdayOf(day));
}

/** ISO 8601: the week with the year's first Thursday is 1. */
export function weekNumber(day: Day): number {
  return Temporal.PlainDate.from(day).weekOfYear ?? 0;
}

/** Monday to Sunday of the week the day is in. */
export function weekDays(day: Day): Day[] {
  const monday = mondayOf(day);
  return Array.from({ length: 7 }, (_, index) => addDays(monday, index));
}

/** The whole weeks that the day's month touches. */
export function monthWeeks(day: Day): Day[][] {
  const first = Temporal.PlainDate.from(day).with({ day: 1 });
  const last = first.add({ months: 1 }).subtract({ days: 1 }).toString();
  const weeks: Day[][] = [];
  for (let monday = mondayOf(first.toString()); monday <= last; monday = addDays(monday, 7)) {
    weeks.push(weekDays(monday));
  }
  return weeks;
}

/** The first of a month so many months away. */
export function addMonths(day: Day, months: number): Day {
  return Temporal.PlainDate.from(day).with({ day: 1 }).add({ months }).toString();
}

export function isSameMonth(one: Day, other: Day): boolean {
  return one.slice(0, 7) === other.slice(0, 7);
}

/** The moment a day begins in a zone. */
export function startOfDayMs(day: Day, zone: string): number {
  return Temporal.PlainDate.from(day).toZonedDateTime(zone).epochMilliseconds;
}

/** Minutes since midnight on the wall clock of a zone. */
export function minutesOfDay(atMs: number, zone: string): number {
  const { hour, minute } = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(zone);
  return hour * 60 + minute;
}

/** `570` → `09:30`. */
export function clockOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

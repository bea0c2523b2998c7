import type { Repeat } from '../../../contract/planning.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { addDays } from '../../../kernel/wall-time.ts';
import { seriesDays } from './expand.ts';
import type { Series } from './plan.ts';

export function repeatOf(series: Series): Repeat {
  return { everyWeeks: series.everyWeeks, weekdays: [...series.weekdays], until: series.until };
}

export function sortedWeekdays(weekdays: Iterable<number>): number[] {
  return [...new Set(weekdays)].sort((a, b) => a - b);
}

/** The first day a series falls on, from a day on. */
export function firstDayFrom(series: Series, fromDay: string): string | undefined {
  // The weeks between two turns, and one more for a day that begins in the middle of a week.
  const start = fromDay > series.at.local.slice(0, 10) ? fromDay : series.at.local.slice(0, 10);
  return seriesDays(series, start, addDays(start, 7 * (series.everyWeeks + 1)))[0];
}

/**
 * The series with its first date where it really first falls; what is entered on a Tuesday and repeats on Mondays
 * begins on the Monday after.
 * @throws Refusal planning.repeat-invalid when it never falls on any day.
 */
export function beginAtFirstDate(series: Series, fromDay = series.at.local.slice(0, 10)): Series {
  const day = firstDayFrom(series, fromDay);
  if (day === undefined) throw new Refusal('planning.repeat-invalid');
  return { ...series, at: { ...series.at, local: `${day}${series.at.local.slice(10)}` } };
}

import { addDays, daysBetween, weekdayOf } from '../../../kernel/wall-time.ts';
import { isSame, isSameChecklist, type PlanEdit, withoutTicks } from './edit.ts';
import { seriesDays } from './expand.ts';
import { isPast } from './fields.ts';
import type { FoundDateOfSeries } from './find-date.ts';
import type { DayMap } from './follow-series.ts';
import type { Series } from './plan.ts';
import { beginAtFirstDate, sortedWeekdays } from './repeat.ts';

/**
 * What a change that a person made on one date means for its series.
 *
 * Moved to another day: a series of one weekday moves as a whole by as many days; of several weekdays only that one
 * becomes another ("Mondays become Tuesdays"). Another clock time or zone counts for all dates.
 *
 * @param series the part that is to change, which holds the date.
 * @throws Refusal planning.repeat-invalid
 */
export function reshapeSeries(
  series: Series,
  found: FoundDateOfSeries,
  edit: PlanEdit,
  nowMs: number,
): { readonly series: Series; readonly dayAfter: DayMap } {
  const { at, checklist, ...fields } = edit.fields;
  const seen = found.occurrence.at;
  const days = at ? daysBetween(seen.local.slice(0, 10), at.local.slice(0, 10)) : 0;
  const turn = firstTurn(series);
  const along = dayMapOf(series, found.day, days);
  const weekdaysAlong = sortedWeekdays(turn.map((day) => weekdayOf(along(day))));
  const asked = edit.repeat?.weekdays ?? series.weekdays;
  // Weekdays chosen by hand: nobody can say which day became which.
  const isByHand = !isSame(asked, series.weekdays) && !isSame(asked, weekdaysAlong);
  const dayAfter: DayMap = isByHand ? (day) => day : along;
  const first = isByHand ? addDays(turn[0] ?? found.day, Math.min(days, 0)) : (turn.map(along).sort()[0] ?? found.day);
  const clock = at && at.local.slice(10) !== seen.local.slice(10) ? at.local.slice(10) : series.at.local.slice(10);
  const zone = at && at.zone !== seen.zone ? at.zone : series.at.zone;
  const reshaped = beginAtFirstDate({
    ...series,
    ...fields,
    ...(checklist && !isSameChecklist(checklist, found.occurrence.checklist) && { checklist: withoutTicks(checklist) }),
    at: { local: `${first}${clock}`, zone },
    everyWeeks: edit.repeat?.everyWeeks ?? series.everyWeeks,
    weekdays: isByHand ? asked : weekdaysAlong,
    until: untilAfter(series, found.day, edit, dayAfter),
    version: series.version + 1,
  });
  return { series: at ? beginInFuture(reshaped, nowMs) : reshaped, dayAfter };
}

function dayMapOf({ weekdays }: Series, day: string, days: number): DayMap {
  if (days === 0) return (one) => one;
  if (weekdays.length === 1) return (one) => addDays(one, days);
  const from = weekdayOf(day);
  const step = weekdayOf(addDays(day, days)) - from;
  return (one) => (weekdayOf(one) === from ? addDays(one, step) : one);
}

/** Each weekday once, from the first date on, as if the series had no end. */
function firstTurn(series: Series): string[] {
  const first = series.at.local.slice(0, 10);
  return seriesDays({ ...series, until: null }, first, addDays(first, 7 * series.everyWeeks - 1));
}

/** No repeating any more ends the series with the date in question. */
function untilAfter(series: Series, day: string, { repeat }: PlanEdit, dayAfter: DayMap): string | null {
  if (repeat === null) return dayAfter(day);
  if (repeat !== undefined && repeat.until !== series.until) return repeat.until;
  return lastDayAfter(series, dayAfter);
}

/** The end moves with the last dates. */
function lastDayAfter(series: Series, dayAfter: DayMap): string | null {
  if (series.until === null) return null;
  const last = seriesDays(series, addDays(series.until, -7 * series.everyWeeks), series.until)
    .map(dayAfter)
    .sort();
  return last.at(-1) ?? series.until;
}

/** Dates that would come to lie in the past never were. */
function beginInFuture(series: Series, nowMs: number): Series {
  let begun = series;
  while (isPast(begun.at, nowMs)) begun = beginAtFirstDate(series, addDays(begun.at.local.slice(0, 10), 1));
  return begun;
}

import type { Id } from '../../../kernel/id.ts';
import { instantFromMs } from '../../../kernel/instant.ts';
import { addDays, wallTimeToMs } from '../../../kernel/wall-time.ts';
import { seriesDays, wallTimeOn } from './expand.ts';
import type { Plan, Series, StreamPlan } from './plan.ts';
import { beginAtFirstDate } from './repeat.ts';
import { highestVersion } from './rows.ts';

interface HalfOfSeries {
  readonly series: Series;
  readonly rows: readonly StreamPlan[];
}

export interface SplitSeries {
  /** `undefined` when no date lies before the cut. */
  readonly earlier: HalfOfSeries | undefined;
  readonly later: HalfOfSeries;
}

/**
 * Cuts a series in two: the earlier part ends the day before. The rows of its dates go with the part they lie in.
 *
 *     ser_A  Mon Mon Mon Mon Mon …
 *     cut at ────────┘
 *     earlier Mon Mon      later Mon Mon Mon …
 *
 * @param keepsId which part goes on under the old id; the other one gets `newId`.
 */
export function splitSeries(
  plan: Plan,
  series: Series,
  cut: { readonly day: string; readonly keepsId: 'earlier' | 'later'; readonly newId: Id<'ser'> },
): SplitSeries {
  const rows = plan.streams.filter(({ seriesId }) => seriesId === series.id);
  if (cut.day <= series.at.local.slice(0, 10)) return { earlier: undefined, later: { series, rows } };
  const version = series.version + highestVersion(rows) + 1;
  const idOf = (part: 'earlier' | 'later'): Id<'ser'> => (cut.keepsId === part ? series.id : cut.newId);
  const rowsOf = (seriesId: Id<'ser'>, isIn: (day: string) => boolean): StreamPlan[] =>
    rows.filter(({ seriesDay }) => seriesDay !== null && isIn(seriesDay)).map((row) => ({ ...row, seriesId }));
  return {
    earlier: {
      series: { ...series, id: idOf('earlier'), until: addDays(cut.day, -1), version },
      rows: rowsOf(idOf('earlier'), (day) => day < cut.day),
    },
    later: {
      series: beginAtFirstDate({ ...series, id: idOf('later'), version }, cut.day),
      rows: rowsOf(idOf('later'), (day) => day >= cut.day),
    },
  };
}

/**
 * From where on a change of "the whole series" counts: its first date to come, or the date in question when that is
 * earlier. What is past stays as it was planned, or comparing plan and reality would be worth nothing.
 */
export function dayToChangeFrom(series: Series, day: string, nowMs: number): string {
  // A day back: the series' zone may be on the day before. Within a turn there is a date, however far ahead `day` is.
  const yesterday = addDays(instantFromMs(nowMs).slice(0, 10), -1);
  const firstDay = series.at.local.slice(0, 10);
  const fromDay = yesterday > firstDay ? yesterday : firstDay;
  const turnEnd = addDays(fromDay, 7 * (series.everyWeeks + 1));
  const days = seriesDays(series, fromDay, day < turnEnd ? day : turnEnd);
  return days.find((next) => wallTimeToMs(wallTimeOn(series, next)) > nowMs) ?? day;
}

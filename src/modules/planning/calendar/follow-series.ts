import { isSame, isSameChecklist, isSameTime } from './edit.ts';
import { isDayOf, wallTimeOn } from './expand.ts';
import type { Series, StreamPlan } from './plan.ts';
import type { PlanChange } from './plan-change.ts';
import { highestVersion } from './rows.ts';

/** Where a day of the old series goes in the new one. */
export type DayMap = (day: string) => string;

const FOLLOWING = ['title', 'category', 'durationMinutes', 'notes', 'color', 'isPublished'] as const;

/**
 * The rows of a series after it changed. A field in which a date was as its series follows the series; one that a
 * person set on that date stays. A date that was at its series' time goes along in time; one that was moved stays.
 *
 * When the new series does not fall on the day any more, there is nothing left to cancel or take out; a date about
 * which something was written goes on as a single stream.
 */
export function followSeries(
  rows: readonly StreamPlan[],
  before: Series,
  after: Series,
  dayAfter: DayMap,
): Required<Pick<PlanChange, 'series' | 'streams' | 'goneStreams'>> {
  const streams: StreamPlan[] = [];
  const gone: StreamPlan[] = [];
  const taken = new Set<string>();
  for (const row of rows) {
    const dayBefore = row.seriesDay ?? '';
    const day = dayAfter(dayBefore);
    if (isDayOf(after, day) && !taken.has(day)) {
      taken.add(day);
      streams.push(followOne(row, { before, after, dayBefore, day }));
    } else if (row.isRemoved || row.status === 'cancelled' || !hasOwn(row, before, dayBefore)) {
      gone.push(row);
    } else {
      streams.push({ ...row, seriesId: null, seriesDay: null, version: row.version + before.version + 1 });
    }
  }
  return {
    series: [{ ...after, version: after.version + highestVersion(rows) }],
    streams,
    goneStreams: gone.map(({ id }) => id),
  };
}

function followOne(
  row: StreamPlan,
  { before, after, dayBefore, day }: { before: Series; after: Series; dayBefore: string; day: string },
): StreamPlan {
  const followed = FOLLOWING.filter((name) => isSame(row[name], before[name])).map((name) => [name, after[name]]);
  const wasAsSeries = row.status === before.status && row.cancelReason === before.cancelReason;
  return {
    ...row,
    ...(Object.fromEntries(followed) as Partial<StreamPlan>),
    ...(wasAsSeries && { status: after.status, cancelReason: after.cancelReason }),
    ...(isSameChecklist(row.checklist, before.checklist) && { checklist: followChecklist(row, after) }),
    at: isSameTime(row.at, wallTimeOn(before, dayBefore)) ? wallTimeOn(after, day) : row.at,
    seriesId: after.id,
    seriesDay: day,
    version: row.version + 1,
  };
}

/** The series' points, ticked where they were. */
function followChecklist(row: StreamPlan, after: Series): StreamPlan['checklist'] {
  const done = new Set(row.checklist.filter(({ isDone }) => isDone).map(({ id }) => id));
  return after.checklist.map((item) => ({ ...item, isDone: done.has(item.id) }));
}

/** Did a person write or move something here? A tick alone is none of it. */
function hasOwn(row: StreamPlan, series: Series, day: string): boolean {
  return (
    FOLLOWING.some((name) => !isSame(row[name], series[name])) ||
    !isSameChecklist(row.checklist, series.checklist) ||
    !isSameTime(row.at, wallTimeOn(series, day))
  );
}

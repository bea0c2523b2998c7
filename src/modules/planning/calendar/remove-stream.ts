import { newId } from '../../../kernel/id.ts';
import { addDays } from '../../../kernel/wall-time.ts';
import type { Scope } from './change-stream.ts';
import { type FoundDateOfSeries, mustFindDate } from './find-date.ts';
import type { Plan } from './plan.ts';
import type { PlanChange, PlanStep } from './plan-change.ts';
import { changedRow, highestVersion, rowOf } from './rows.ts';
import { dayToChangeFrom } from './split-series.ts';

export interface RemoveInput {
  readonly streamId: string;
  readonly scope: Scope;
}

/** Takes a date, it and the following, or what is to come of the whole series out of the plan. */
export function removeStream({ streamId, scope }: RemoveInput): PlanStep {
  return (plan, nowMs) => {
    const found = mustFindDate(plan, streamId);
    if (!found.series) return { change: { goneStreams: [found.row.id] }, id: null };
    if (scope === 'this') {
      // The row stays, so that the series does not bring the date back.
      const row = changedRow(rowOf(found, newId('plan', nowMs)), { isRemoved: true });
      return { change: { streams: [row] }, id: null };
    }
    const from = scope === 'following' ? found.day : dayToChangeFrom(found.series, found.day, nowMs);
    return { change: endBefore(plan, found, from), id: null };
  };
}

function endBefore(plan: Plan, { series }: FoundDateOfSeries, day: string): PlanChange {
  if (day <= series.at.local.slice(0, 10)) return { goneSeries: [series.id] };
  const gone = plan.streams.filter(({ seriesId, seriesDay }) => seriesId === series.id && (seriesDay ?? '') >= day);
  return {
    series: [{ ...series, until: addDays(day, -1), version: series.version + highestVersion(gone) + 1 }],
    goneStreams: gone.map(({ id }) => id),
  };
}

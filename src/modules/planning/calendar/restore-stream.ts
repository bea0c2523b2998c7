import { newId } from '../../../kernel/id.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { type FoundDate, mustFindDate } from './find-date.ts';
import type { Plan, Series } from './plan.ts';
import type { PlanStep } from './plan-change.ts';
import { changedRow, rowOf } from './rows.ts';

export interface RestoreInput {
  readonly streamId: string;
  /** Without one: whatever was cancelled, the date or its series. */
  readonly scope?: 'this' | 'series' | undefined;
}

/** Takes a cancellation back; a date that was taken out of its series comes back, too. */
export function restoreStream({ streamId, scope }: RestoreInput): PlanStep {
  return (plan, nowMs) => {
    const found = mustFindDate(plan, streamId, 'removed');
    const { series, row, occurrence } = found;
    if (row?.isRemoved) {
      return { change: { streams: [changedRow(row, { isRemoved: false })] }, id: row.id };
    }
    if (occurrence.status !== 'cancelled') throw new Refusal('planning.not-cancelled');
    if (series && scope !== 'this' && wasCancelledWith(series, found)) {
      return { change: restoreSeries(plan, series), id: occurrence.id };
    }
    const restored = changedRow(rowOf(found, newId('plan', nowMs)), { status: 'planned', cancelReason: null });
    return { change: { streams: [restored] }, id: restored.id };
  };
}

function wasCancelledWith(series: Series, { occurrence }: FoundDate): boolean {
  return series.status === 'cancelled' && occurrence.cancelReason === series.cancelReason;
}

function restoreSeries(plan: Plan, series: Series) {
  const restored = { status: 'planned' as const, cancelReason: null };
  return {
    series: [{ ...series, ...restored, version: series.version + 1 }],
    streams: plan.streams
      .filter(({ seriesId, status }) => seriesId === series.id && status === 'cancelled')
      .filter(({ cancelReason }) => cancelReason === series.cancelReason)
      .map((row) => changedRow(row, restored)),
  };
}

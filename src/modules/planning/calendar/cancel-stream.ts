import { newId } from '../../../kernel/id.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import type { Scope } from './change-stream.ts';
import { type FoundDateOfSeries, mustFindDate } from './find-date.ts';
import type { Plan, StreamPlan } from './plan.ts';
import type { PlanStep } from './plan-change.ts';
import { changedRow, rowOf } from './rows.ts';
import { dayToChangeFrom, splitSeries } from './split-series.ts';

export interface CancelInput {
  readonly streamId: string;
  readonly scope: Scope;
  readonly reason: string;
}

/** Cancels a date, it and the following, or what is to come of the whole series; all stay in the plan. */
export function cancelStream({ streamId, scope, reason }: CancelInput): PlanStep {
  return (plan, nowMs) => {
    const found = mustFindDate(plan, streamId);
    const isWhole = found.series !== undefined && scope !== 'this';
    const before = isWhole ? found.series : found.occurrence;
    if (before.status === 'cancelled') throw new Refusal('planning.is-cancelled');
    const cancelled = { status: 'cancelled' as const, cancelReason: reason === '' ? null : reason };
    if (isWhole) return cancelFrom(plan, found, { scope, cancelled, nowMs });
    const row = changedRow(rowOf(found, newId('plan', nowMs)), cancelled);
    return { change: { streams: [row] }, id: row.id };
  };
}

function cancelFrom(
  plan: Plan,
  found: FoundDateOfSeries,
  {
    scope,
    cancelled,
    nowMs,
  }: {
    readonly scope: Scope;
    readonly cancelled: Pick<StreamPlan, 'status' | 'cancelReason'>;
    readonly nowMs: number;
  },
) {
  const { earlier, later } = splitSeries(plan, found.series, {
    day: scope === 'following' ? found.day : dayToChangeFrom(found.series, found.day, nowMs),
    keepsId: scope === 'following' ? 'earlier' : 'later',
    newId: newId('ser', nowMs),
  });
  // A date that was cancelled for a reason of its own keeps it.
  const rows = later.rows.map((row) => (row.status === 'cancelled' ? row : changedRow(row, cancelled)));
  const series = { ...later.series, ...cancelled, version: later.series.version + 1 };
  return {
    change: { series: [...(earlier ? [earlier.series] : []), series], streams: [...(earlier?.rows ?? []), ...rows] },
    id: found.row?.id ?? `${series.id}~${found.day}`,
  };
}

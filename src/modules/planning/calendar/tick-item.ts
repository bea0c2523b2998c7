import { newId } from '../../../kernel/id.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { mustFindDate } from './find-date.ts';
import type { PlanStep } from './plan-change.ts';
import { changedRow, rowOf } from './rows.ts';

export interface TickInput {
  readonly streamId: string;
  readonly itemId: string;
  readonly isDone: boolean;
}

/** Ticks a point of one date, or takes the tick back. */
export function tickItem({ streamId, itemId, isDone }: TickInput): PlanStep {
  return (plan, nowMs) => {
    const found = mustFindDate(plan, streamId);
    const { checklist, id } = found.occurrence;
    const item = checklist.find((one) => one.id === itemId);
    if (!item) throw new Refusal('planning.changed-meanwhile');
    if (item.isDone === isDone) return { change: {}, id };
    const ticked = checklist.map((one) => (one.id === itemId ? { ...one, isDone } : one));
    const row = changedRow(rowOf(found, newId('plan', nowMs)), { checklist: ticked });
    return { change: { streams: [row] }, id: row.id };
  };
}

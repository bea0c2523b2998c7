import { newId } from '../../../kernel/id.ts';
import { withoutTicks } from './edit.ts';
import { type FieldsInput, mustNotBePast, readFields } from './fields.ts';
import type { PlanStep } from './plan-change.ts';
import { beginAtFirstDate, sortedWeekdays } from './repeat.ts';

/** A new stream, or a series of which the first date is given back. */
export function planStream(input: FieldsInput): PlanStep {
  return (_, nowMs) => {
    const fields = readFields(input);
    mustNotBePast(fields.at, nowMs);
    const facts = { ...fields, cancelReason: null, version: 1 };
    if (input.repeat === null) {
      const id = newId('plan', nowMs);
      const stream = { ...facts, id, seriesId: null, seriesDay: null, isRemoved: false };
      return { change: { streams: [stream] }, id };
    }
    const series = beginAtFirstDate({
      ...facts,
      ...input.repeat,
      id: newId('ser', nowMs),
      checklist: withoutTicks(fields.checklist),
      weekdays: sortedWeekdays(input.repeat.weekdays),
    });
    return { change: { series: [series] }, id: `${series.id}~${series.at.local.slice(0, 10)}` };
  };
}

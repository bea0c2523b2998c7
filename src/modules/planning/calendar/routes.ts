import type { Handlers } from '../../../contract/endpoint.ts';
import type { planning } from '../../../contract/planning.ts';
import type { Caller, Visitor } from '../../../platform/module.ts';
import type { PlanningContext } from '../context.ts';
import { cancelStream } from './cancel-stream.ts';
import { changeAndShow, changePlan } from './change-plan.ts';
import { changeStream } from './change-stream.ts';
import { readComparison } from './comparison.ts';
import { planStream } from './plan-stream.ts';
import { readNext, readStream, readStreams } from './read-streams.ts';
import { removeStream } from './remove-stream.ts';
import { restoreStream } from './restore-stream.ts';
import { tickItem } from './tick-item.ts';

type CalendarCalls = Pick<
  typeof planning,
  | 'streams'
  | 'next'
  | 'stream'
  | 'planStream'
  | 'changeStream'
  | 'tick'
  | 'cancelStream'
  | 'restoreStream'
  | 'removeStream'
  | 'comparison'
>;

export function calendarHandlers(context: PlanningContext): Handlers<CalendarCalls, Caller, Visitor> {
  return {
    streams: (input) => readStreams(context, input),
    next: () => readNext(context),
    stream: ({ streamId }) => readStream(context, streamId),
    planStream: (input) => changeAndShow(context, planStream(input)),
    changeStream: (input) => changeAndShow(context, changeStream(input)),
    tick: (input) => changeAndShow(context, tickItem(input)),
    cancelStream: (input) => changeAndShow(context, cancelStream(input)),
    restoreStream: (input) => changeAndShow(context, restoreStream(input)),
    async removeStream(input) {
      await changePlan(context, removeStream(input));
      return {};
    },
    comparison: (input) => readComparison(context, input),
  };
}

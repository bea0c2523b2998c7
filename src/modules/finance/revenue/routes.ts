import type { Handlers } from '../../../contract/endpoint.ts';
import type { finance } from '../../../contract/finance.ts';
import type { Caller, Visitor } from '../../../platform/module.ts';
import type { FinanceContext } from '../context.ts';
import { listAccruals } from './accrual-list.ts';
import { changeModel, viewOfModel } from './change-model.ts';
import { readModels } from './model-store.ts';
import { readOverview } from './overview.ts';
import { rebuildAccruals } from './rebuild-accruals.ts';
import { listStreams } from './stream-money.ts';
import { readStreamReport } from './stream-report.ts';

type RevenueCalls = Pick<
  typeof finance,
  'overview' | 'accruals' | 'rebuildAccruals' | 'model' | 'changeModel' | 'streams' | 'streamReport'
>;

/** Contract call → what answers it. */
export function revenueHandlers(context: FinanceContext): Handlers<RevenueCalls, Caller, Visitor> {
  return {
    overview: (input) => readOverview(context, input),
    accruals: (input) => listAccruals(context, input),
    rebuildAccruals: () => rebuildAccruals(context),
    async model() {
      return { models: (await readModels(context.db.read)).toReversed().map(viewOfModel) };
    },
    changeModel: (input, caller) => changeModel(context, caller, input),
    streams: (input) => listStreams(context, input),
    streamReport: (input) => readStreamReport(context, input),
  };
}

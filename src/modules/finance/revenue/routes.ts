import type { Handlers } from '../../../contract/endpoint.ts';
import type { finance } from '../../../contract/finance.ts';
import type { Caller, Visitor } from '../../../platform/module.ts';
import type { FinanceContext } from '../context.ts';

type RevenueCalls = Pick<
  typeof finance,
  'overview' | 'accruals' | 'rebuildAccruals' | 'model' | 'changeModel' | 'streams' | 'streamReport'
>;

export declare function revenueHandlers(context: FinanceContext): Handlers<RevenueCalls, Caller, Visitor>;

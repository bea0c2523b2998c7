import type { Handlers } from '../../../contract/endpoint.ts';
import type { finance } from '../../../contract/finance.ts';
import type { Caller, Visitor } from '../../../platform/module.ts';
import type { FinanceContext } from '../context.ts';

type LedgerCalls = Pick<
  typeof finance,
  | 'entries'
  | 'entry'
  | 'addEntry'
  | 'changeEntry'
  | 'removeEntry'
  | 'seal'
  | 'reverse'
  | 'attach'
  | 'addDocument'
  | 'chain'
>;

export declare function ledgerHandlers(context: FinanceContext): Handlers<LedgerCalls, Caller, Visitor>;

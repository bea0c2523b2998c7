import type { LedgerTables } from './ledger/tables.ts';
import type { RevenueTables } from './revenue/tables.ts';

export type FinanceTables = LedgerTables & RevenueTables;

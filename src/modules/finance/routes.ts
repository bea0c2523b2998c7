import { finance } from '../../contract/finance.ts';
import { type Routes, routes } from '../../platform/module.ts';
import { readSettings, saveSettings } from './books-zone.ts';
import type { FinanceContext } from './context.ts';
import { ledgerHandlers } from './ledger/routes.ts';
import { revenueHandlers } from './revenue/routes.ts';

export function financeRoutes(context: FinanceContext): Routes {
  return routes(finance, {
    ...ledgerHandlers(context),
    ...revenueHandlers(context),
    settings: () => readSettings(context.db.read),
    saveSettings: (input) => saveSettings(context, input),
  });
}

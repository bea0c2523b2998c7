import { localDay } from '../../kernel/wall-time.ts';
import type { Migration } from '../../platform/db/migrate.ts';
import type { Module } from '../../platform/module.ts';
import type { StoredEvent } from '../live/index.ts';
import { readZone } from './books-zone.ts';
import type { FinanceContext, FinanceDb } from './context.ts';
import { countSealed, countWaiting, type Waiting } from './ledger/count-waiting.ts';
import { documentPage } from './ledger/document-page.ts';
import { entriesFilePages } from './ledger/entries-file-pages.ts';
import { createLedgerWatch } from './ledger/ledger-watch.ts';
import { type LedgerFault, verifyLedger } from './ledger/verify-ledger.ts';
import { ledger } from './migrations/0001-ledger.ts';
import { revenue } from './migrations/0002-revenue.ts';
import { ownMonths } from './migrations/0003-own-months.ts';
import { accrue } from './revenue/accrue.ts';
import { closeBroadcasts } from './revenue/close-broadcasts.ts';
import { financeRoutes } from './routes.ts';

export type { FinanceContext } from './context.ts';
export type { NewEntry } from './ledger/entry.ts';
export type { LedgerFault } from './ledger/verify-ledger.ts';
export type { FinanceTables } from './tables.ts';

/** In order; listed in `server/migrations.ts`. */
export const financeMigrations: readonly Migration[] = [ledger, revenue, ownMonths];

/** The books, and what the stream is estimated to bring in. */
export interface Finance extends Module {
  /** Projection of a stored event, in its transaction: what it is worth. @returns whether estimates changed. */
  accrue(db: FinanceDb, stored: StoredEvent): Promise<boolean>;
  /** Brings the management book in line with the broadcasts that are over; each minute and after a start. */
  closeBroadcasts(): Promise<void>;
  /** Checks both books whole, with every receipt. @returns the first fault; it stays known until the next check. */
  verify(): Promise<LedgerFault | undefined>;
  /** What of the books needs a hand. Asking also begins the check of the chain that is due once a day. */
  problems(): Promise<BookProblems>;
}

export interface BookProblems extends Omit<Waiting, 'drafts'> {
  /** What the last check found. */
  readonly fault: LedgerFault | null;
  /** Sealed entries of both books. */
  readonly sealed: number;
}

export function createFinance(context: FinanceContext): Finance {
  const watch = createLedgerWatch(context);
  return {
    name: 'finance',
    routes: [financeRoutes(context)],
    pages: [documentPage(context), ...entriesFilePages(context)],
    feeds: [],
    jobs: [],
    accrue: (db, stored) => accrue(context, db, stored),
    closeBroadcasts: () => closeBroadcasts(context),
    verify: () => watch.check('receipts'),
    async problems() {
      const today = localDay(context.clock.now(), await readZone(context.db.read));
      const { oldDrafts, withoutReceipt } = await countWaiting(context.db.read, today);
      return { oldDrafts, withoutReceipt, fault: watch.fault() ?? null, sealed: await countSealed(context.db.read) };
    },
  };
}

/** The first fault of the books, for who has only their tables. */
export async function findLedgerFault(db: FinanceDb): Promise<LedgerFault | undefined> {
  const books = await verifyLedger(db, 'receipts');
  return books.find((book) => book.fault !== null)?.fault ?? undefined;
}

import { sql } from 'kysely';
import { BOOKS } from '../../../contract/finance.ts';
import { isWithoutReceipt } from './entry-filter.ts';
import { type LedgerDb, lastNumber } from './entry-store.ts';

/** What of the tax book waits for a hand. */
export interface Waiting {
  readonly drafts: number;
  /** Drafts of months that are over: they should be sealed. */
  readonly oldDrafts: number;
  /** Expenses with neither a receipt nor a reason for having none. */
  readonly withoutReceipt: number;
}

/** @param today ISO day, in the zone of who asks. */
export async function countWaiting(db: LedgerDb, today: string): Promise<Waiting> {
  const month = today.slice(0, 7);
  const drafts = await db
    .selectFrom('finance_entry')
    .select(({ fn }) => fn.countAll<number>().as('entries'))
    .select(sql<number>`coalesce(sum(case when day < ${`${month}-01`} then 1 else 0 end), 0)`.as('old'))
    .where('book', '=', 'tax')
    .where('state', '=', 'draft')
    .executeTakeFirst();
  const open = await db
    .selectFrom('finance_entry')
    .select(({ fn }) => fn.countAll<number>().as('entries'))
    .where('book', '=', 'tax')
    .where(isWithoutReceipt)
    .executeTakeFirst();
  return { drafts: drafts?.entries ?? 0, oldDrafts: drafts?.old ?? 0, withoutReceipt: open?.entries ?? 0 };
}

/** Sealed entries of both books: their numbers have no holes. */
export async function countSealed(db: LedgerDb): Promise<number> {
  let sealed = 0;
  for (const book of BOOKS) sealed += await lastNumber(db, book);
  return sealed;
}

import { sql } from 'kysely';
import { isWithoutReceipt } from './entry-filter.ts';
import type { LedgerDb } from './entry-store.ts';

/** What of the tax book waits for a hand. */
export interface Waiting {
  readonly drafts: number;
  /** Drafts of months that are over: they should be sealed. */
  readonly oldDrafts: number;
  /** Expenses with neither a receipt nor a reason for having none. */
  readonly withoutReceipt: number;
}

export async function countWaiting(db: LedgerDb, nowMs: number): Promise<Waiting> {
  const month = new Date(nowMs).toISOString().slice(0, 7);
  const row = await db
    .selectFrom('finance_entry')
    .where('book', '=', 'tax')
    .select([
      sql<number>`coalesce(sum(case when state = 'draft' then 1 else 0 end), 0)`.as('drafts'),
      sql<number>`coalesce(sum(case when state = 'draft' and day < ${`${month}-01`} then 1 else 0 end), 0)`.as('old'),
      sql<number>`coalesce(sum(case when ${isWithoutReceipt} then 1 else 0 end), 0)`.as('open'),
    ])
    .executeTakeFirst();
  return { drafts: row?.drafts ?? 0, oldDrafts: row?.old ?? 0, withoutReceipt: row?.open ?? 0 };
}

import { sql } from 'kysely';
import { isWithoutReceipt } from './entry-filter.ts';
import type { LedgerDb } from './entry-store.ts';

/** What of the tax book waits for a hand: drafts to seal, expenses without a receipt or a reason. */
export async function countWaiting(
  db: LedgerDb,
): Promise<{ readonly drafts: number; readonly withoutReceipt: number }> {
  const row = await db
    .selectFrom('finance_entry')
    .where('book', '=', 'tax')
    .select([
      sql<number>`coalesce(sum(case when state = 'draft' then 1 else 0 end), 0)`.as('drafts'),
      sql<number>`coalesce(sum(case when ${isWithoutReceipt} then 1 else 0 end), 0)`.as('open'),
    ])
    .executeTakeFirst();
  return { drafts: row?.drafts ?? 0, withoutReceipt: row?.open ?? 0 };
}

import { sql } from 'kysely';
import type { FinanceDb } from '../context.ts';

/** Entries of the tax book that wait for a hand: drafts, and those with neither receipt nor a reason for none. */
export async function countWaiting(
  db: FinanceDb,
): Promise<{ readonly drafts: number; readonly withoutReceipt: number }> {
  const { rows } = await sql<{ drafts: number; without_receipt: number }>`
    SELECT count(CASE WHEN entry.state = 'draft' THEN 1 END) AS drafts,
      count(CASE WHEN entry.no_receipt_reason IS NULL AND entry.reverses IS NULL AND NOT EXISTS (
        SELECT 1 FROM finance_entry_document AS link WHERE link.entry = entry.id
      ) THEN 1 END) AS without_receipt
    FROM finance_entry AS entry WHERE entry.book = 'tax'`.execute(db);
  return { drafts: rows[0]?.drafts ?? 0, withoutReceipt: rows[0]?.without_receipt ?? 0 };
}

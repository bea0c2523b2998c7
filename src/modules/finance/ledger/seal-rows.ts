import { sql } from 'kysely';
import type { Book } from '../../../contract/finance.ts';
import type { Clock } from '../../../platform/clock.ts';
import { addToBalances, type MonthSums, noteMonths } from './balance-store.ts';
import { hashEntry, type Line, type LinkedDocument } from './canonical-entry.ts';
import type { LedgerDb } from './entry-store.ts';
import type { EntryRow } from './tables.ts';

/** A draft as it lies in the database, with everything its hash is made of. */
export interface SealableDraft {
  readonly entry: EntryRow;
  readonly postings: readonly Line[];
  readonly documents: readonly LinkedDocument[];
}

/** Gives drafts of one book their numbers and hashes, in the order given, and adds them to the balances. */
export async function sealRows(
  context: { readonly clock: Clock },
  db: LedgerDb,
  order: { readonly book: Book; readonly drafts: readonly SealableDraft[]; readonly by: string | null },
): Promise<EntryRow[]> {
  const last = await lastOf(db, order.book);
  let number = last?.number ?? 0;
  let previousHash = last?.hash ?? '';
  const sealed: EntryRow[] = [];
  const months: MonthSums = new Map();
  for (const { entry, postings, documents } of order.drafts) {
    number += 1;
    const facts = {
      number,
      prev_hash: previousHash,
      sealed_at: context.clock.nowMs(),
      sealed_by: order.by,
    };
    const hash = hashEntry({ ...entry, ...facts }, postings, documents);
    await db
      .updateTable('finance_entry')
      .set({ state: 'sealed', hash, ...facts })
      .where('id', '=', entry.id)
      .execute();
    sealed.push({ ...entry, state: 'sealed', hash, ...facts });
    noteMonths(months, entry, postings);
    previousHash = hash;
  }
  await addToBalances(db, months);
  return sealed;
}

async function lastOf(db: LedgerDb, book: Book): Promise<{ number: number; hash: string } | undefined> {
  const { rows } = await sql<{ number: number; hash: string }>`select number, hash from finance_entry
    where book = ${book} and number is not null order by number desc limit 1`.execute(db);
  return rows[0];
}

import { Refusal } from '../../../kernel/refusal.ts';
import type { Posting } from './entry.ts';
import { findEntry, insertPostings, type LedgerDb } from './entry-store.ts';
import type { EntryRow } from './tables.ts';

/** @throws Refusal finance.unknown-entry, finance.sealed */
export async function findDraft(db: LedgerDb, id: string): Promise<EntryRow> {
  const entry = await findEntry(db, id);
  if (!entry) throw new Refusal('finance.unknown-entry');
  if (entry.state === 'sealed') throw new Refusal('finance.sealed');
  return entry;
}

export async function replacePostings(db: LedgerDb, entry: string, postings: readonly Posting[]): Promise<void> {
  await db.deleteFrom('finance_posting').where('entry', '=', entry).execute();
  await insertPostings(db, entry, postings);
}

/** Takes receipts off a draft that it shall not have. @returns those it shall have and has not. */
export async function unlinkOthers(db: LedgerDb, entry: string, wanted: readonly string[]): Promise<readonly string[]> {
  const links = await db.selectFrom('finance_entry_document').select('document').where('entry', '=', entry).execute();
  const linked = new Set(links.map(({ document }) => document));
  const surplus = [...linked].filter((document) => !wanted.includes(document));
  if (surplus.length > 0) {
    await db.deleteFrom('finance_entry_document').where('entry', '=', entry).where('document', 'in', surplus).execute();
  }
  return wanted.filter((document) => !linked.has(document));
}

/** Receipts themselves stay: another entry may be about the same one. */
export async function deleteDraft(db: LedgerDb, entry: string): Promise<void> {
  await db.deleteFrom('finance_entry_document').where('entry', '=', entry).execute();
  await db.deleteFrom('finance_posting').where('entry', '=', entry).execute();
  await db.deleteFrom('finance_entry').where('id', '=', entry).execute();
}

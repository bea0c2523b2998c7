import type { EntryView } from '../../../contract/finance.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import type { FinanceContext } from '../context.ts';
import { directionOf } from './categories.ts';
import { type LedgerDb, readEntries, readLinks, readPostings } from './entry-store.ts';
import { readEntryViews } from './entry-view.ts';
import { type SealableDraft, sealRows } from './seal-rows.ts';
import type { EntryRow } from './tables.ts';

/**
 * Seals drafts for good, all or none, in order of day. What is sealed already is given back as it is, so
 * that asking again after a lost answer does no harm.
 * @throws Refusal finance.unknown-entry, finance.receipt-missing
 */
export async function sealEntries(
  context: FinanceContext,
  entryIds: readonly string[],
  by: string,
): Promise<EntryView[]> {
  const views = await context.db.transaction(async (db) => {
    const ids = [...new Set(entryIds)];
    const entries = await readEntries(db, ids);
    if (entries.length < ids.length) throw new Refusal('finance.unknown-entry');
    const drafts = entries.filter(({ state }) => state === 'draft').sort(byDay);
    const sealed = [];
    for (const [book, ofBook] of Map.groupBy(await readSealable(db, drafts), ({ entry }) => entry.book)) {
      sealed.push(...(await sealRows(context, db, { book, drafts: ofBook, by })));
    }
    return await readEntryViews(db, [...sealed, ...entries.filter(({ state }) => state === 'sealed')]);
  });
  context.feed.changed('finance');
  return views;
}

async function readSealable(db: LedgerDb, entries: readonly EntryRow[]): Promise<SealableDraft[]> {
  const ids = entries.map(({ id }) => id);
  const [postings, links] = [await readPostings(db, ids), await readLinks(db, ids)];
  return entries.map((entry) => {
    const documents = links.get(entry.id) ?? [];
    const needsReceipt = directionOf(entry.category) === 'expense' && entry.no_receipt_reason === null;
    if (needsReceipt && documents.length === 0) throw new Refusal('finance.receipt-missing');
    return { entry, postings: postings.get(entry.id) ?? [], documents };
  });
}

/** Ids sort by the time of writing. */
function byDay(a: EntryRow, b: EntryRow): number {
  return a.day === b.day ? (a.id < b.id ? -1 : 1) : a.day < b.day ? -1 : 1;
}

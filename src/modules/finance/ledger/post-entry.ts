import type { Clock } from '../../../platform/clock.ts';
import type { NewEntry } from './entry.ts';
import { type LedgerDb, readLinks, readPostings } from './entry-store.ts';
import { sealRows } from './seal-rows.ts';
import type { EntryRow } from './tables.ts';
import { type WrittenDraft, writeDraft } from './write-draft.ts';

/**
 * Writes an entry and seals it at once, inside the caller's transaction. The same key with the same
 * content gives the entry that is there.
 * @throws Refusal finance.idempotency-conflict, finance.unbalanced, finance.amount-zero, finance.amount-too-large
 */
export async function postSealedEntry(
  context: { readonly clock: Clock },
  db: LedgerDb,
  entry: NewEntry,
): Promise<EntryRow> {
  return await sealWritten(context, db, await writeDraft(context, db, { ...entry, reverses: null }), entry.createdBy);
}

/** Seals what was just written; an entry that was there already stays as it is. */
export async function sealWritten(
  context: { readonly clock: Clock },
  db: LedgerDb,
  { entry, isNew }: WrittenDraft,
  by: string | null,
): Promise<EntryRow> {
  if (!isNew) return entry;
  const [postings, documents] = [await readPostings(db, [entry.id]), await readLinks(db, [entry.id])];
  const draft = { entry, postings: postings.get(entry.id) ?? [], documents: documents.get(entry.id) ?? [] };
  const [sealed = entry] = await sealRows(context, db, { book: entry.book, drafts: [draft], by });
  return sealed;
}

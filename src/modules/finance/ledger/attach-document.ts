import type { EntryView } from '../../../contract/finance.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import type { FinanceContext } from '../context.ts';
import { hashLink } from './canonical-entry.ts';
import { findDocument } from './document-store.ts';
import { findEntry } from './entry-store.ts';
import { readEntryView } from './entry-view.ts';

/**
 * Adds a kept receipt to an entry. A sealed entry stays as it is: the link carries its own hash over it.
 * @throws Refusal finance.unknown-entry, finance.unknown-document
 */
export async function attachDocument(
  context: FinanceContext,
  { entryId, sha256 }: { readonly entryId: string; readonly sha256: string },
  by: string,
): Promise<EntryView> {
  const view = await context.db.transaction(async (db) => {
    let entry = await findEntry(db, entryId);
    if (!entry) throw new Refusal('finance.unknown-entry');
    const document = await findDocument(db, sha256);
    if (!document) throw new Refusal('finance.unknown-document');
    const known = await db
      .selectFrom('finance_entry_document')
      .select('document')
      .where('entry', '=', entryId)
      .where('document', '=', sha256)
      .executeTakeFirst();
    if (known) return await readEntryView(db, entry);
    const link = { entry: entryId, document: sha256, attached_at: context.clock.nowMs(), attached_by: by, seal: null };
    const seal = entry.hash === null ? null : hashLink(entry.hash, { ...document, ...link });
    await db
      .insertInto('finance_entry_document')
      .values({ ...link, seal })
      .execute();
    if (entry.state === 'draft') {
      entry = { ...entry, version: entry.version + 1 };
      await db.updateTable('finance_entry').set({ version: entry.version }).where('id', '=', entryId).execute();
    }
    return await readEntryView(db, entry);
  });
  context.feed.changed('finance');
  return view;
}

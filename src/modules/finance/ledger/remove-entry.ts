import type { FinanceContext } from '../context.ts';
import { deleteDraft, findDraft } from './draft-store.ts';

/** @throws Refusal finance.unknown-entry, finance.sealed */
export async function removeEntry(context: FinanceContext, entryId: string): Promise<void> {
  await context.db.transaction(async (db) => {
    const draft = await findDraft(db, entryId);
    await deleteDraft(db, draft.id);
  });
  context.feed.changed('finance');
}

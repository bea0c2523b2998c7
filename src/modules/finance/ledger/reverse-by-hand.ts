import type { EntryView } from '../../../contract/finance.ts';
import type { FinanceContext } from '../context.ts';
import { refuseUnfitDay } from './booking.ts';
import { hashValues } from './canonical-entry.ts';
import { readEntryView } from './entry-view.ts';
import { reverseSealedEntry } from './reverse-entry.ts';

/** Storno by a person. Asking twice for the same one gives it twice; for another one is refused. */
export async function reverseByHand(
  context: FinanceContext,
  { entryId, day, reason }: { readonly entryId: string; readonly day: string; readonly reason: string },
  by: string,
): Promise<EntryView> {
  refuseUnfitDay(day, context.clock.nowMs());
  const idempotencyKey = `reverse:${hashValues([entryId, day, reason])}`;
  const view = await context.db.transaction(async (db) => {
    const entry = await reverseSealedEntry(context, db, { entryId, day, reason, idempotencyKey, createdBy: by });
    return await readEntryView(db, entry);
  });
  context.feed.changed('finance');
  return view;
}

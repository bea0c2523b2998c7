import type { EntryView } from '../../../contract/finance.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import type { FinanceContext } from '../context.ts';
import { type Booking, readBooking, refuseUnfitDay } from './booking.ts';
import { checkLinks } from './check-links.ts';
import { findDraft, replacePostings, unlinkOthers } from './draft-store.ts';
import { amountOf, storableText } from './entry.ts';
import { linkDocuments } from './entry-store.ts';
import { readEntryView } from './entry-view.ts';

/**
 * Changes a draft, from the version the person saw.
 * @throws Refusal finance.unknown-entry, finance.sealed, finance.changed-meanwhile
 */
export async function changeEntry(
  context: FinanceContext,
  input: Booking & { readonly entryId: string; readonly version: number },
  by: string,
): Promise<EntryView> {
  refuseUnfitDay(input.day, context.clock.nowMs());
  const booking = readBooking(input);
  const amount = amountOf(booking.postings);
  const view = await context.db.transaction(async (db) => {
    const draft = await findDraft(db, input.entryId);
    if (draft.version !== input.version) throw new Refusal('finance.changed-meanwhile');
    await checkLinks(db, booking);
    const change = {
      day: booking.day,
      category: booking.category,
      text: storableText(booking.text),
      amount_minor: amount.minor,
      currency: amount.currency,
      place: booking.place,
      broadcast_id: booking.broadcastId,
      no_receipt_reason: booking.noReceiptReason === null ? null : storableText(booking.noReceiptReason),
      version: draft.version + 1,
    };
    await db.updateTable('finance_entry').set(change).where('id', '=', draft.id).execute();
    await replacePostings(db, draft.id, booking.postings);
    const added = await unlinkOthers(db, draft.id, booking.documents);
    await linkDocuments(db, draft.id, added, { atMs: context.clock.nowMs(), by });
    return await readEntryView(db, { ...draft, ...change });
  });
  context.feed.changed('finance');
  return view;
}

import type { EntryView } from '../../../contract/finance.ts';
import type { FinanceContext } from '../context.ts';
import { type Booking, readBooking, refuseUnfitDay } from './booking.ts';
import { checkLinks } from './check-links.ts';
import { readEntryView } from './entry-view.ts';
import { writeDraft } from './write-draft.ts';

/** Writes what a person booked as a draft of the tax book, once for each key. */
export async function addEntry(
  context: FinanceContext,
  input: Booking & { readonly idempotencyKey: string },
  by: string,
): Promise<EntryView> {
  refuseUnfitDay(input.day, context.clock.nowMs());
  const booking = readBooking(input);
  const view = await context.db.transaction(async (db) => {
    await checkLinks(db, booking);
    // The house's own entries have keys that can be guessed: one chosen from outside must never take their place.
    const idempotencyKey = `by-hand/${input.idempotencyKey}`;
    const { entry } = await writeDraft(context, db, { ...booking, idempotencyKey, createdBy: by, reverses: null });
    return await readEntryView(db, entry);
  });
  context.feed.changed('finance');
  return view;
}

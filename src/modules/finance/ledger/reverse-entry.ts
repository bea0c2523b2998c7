import { money, negateMoney } from '../../../kernel/money.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import type { Clock } from '../../../platform/clock.ts';
import { findEntry, findReversalOf, type LedgerDb, readPostings } from './entry-store.ts';
import { sealWritten } from './post-entry.ts';
import type { EntryRow } from './tables.ts';
import { writeDraft } from './write-draft.ts';

export interface ReversalOrder {
  readonly entryId: string;
  /** ISO day of the reversal. */
  readonly day: string;
  readonly reason: string;
  readonly idempotencyKey: string;
  readonly createdBy: string | null;
}

/**
 * Storno: writes the mirror image of a sealed entry and seals it, inside the caller's transaction. Both
 * stay, linked. The same key again gives the same reversal.
 * @throws Refusal finance.unknown-entry, finance.not-sealed, finance.is-reversal, finance.already-reversed,
 *   finance.reversal-too-early, finance.idempotency-conflict
 */
export async function reverseSealedEntry(
  context: { readonly clock: Clock },
  db: LedgerDb,
  order: ReversalOrder,
): Promise<EntryRow> {
  const entry = await findEntry(db, order.entryId);
  if (!entry) throw new Refusal('finance.unknown-entry');
  if (entry.state !== 'sealed') throw new Refusal('finance.not-sealed');
  if (entry.reverses !== null) throw new Refusal('finance.is-reversal');
  if (order.day < entry.day) throw new Refusal('finance.reversal-too-early');
  const known = await findReversalOf(db, entry.id);
  if (known && known.idempotency_key !== order.idempotencyKey) throw new Refusal('finance.already-reversed');
  const lines = (await readPostings(db, [entry.id])).get(entry.id) ?? [];
  const written = await writeDraft(context, db, {
    book: entry.book,
    idempotencyKey: order.idempotencyKey,
    day: order.day,
    category: entry.category,
    source: entry.source,
    text: order.reason,
    postings: lines.map(({ account, amount_minor, currency }) => ({
      account,
      money: negateMoney(money(amount_minor, currency)),
    })),
    place: entry.place,
    broadcastId: entry.broadcast_id,
    isEstimated: entry.is_estimated,
    documents: [],
    noReceiptReason: null,
    createdBy: order.createdBy,
    reverses: entry.id,
  });
  return await sealWritten(context, db, written, order.createdBy);
}

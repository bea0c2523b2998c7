import { newId } from '../../../kernel/id.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import type { Clock } from '../../../platform/clock.ts';
import { hashValues } from './canonical-entry.ts';
import { CHART_EDITION } from './chart.ts';
import { amountOf, type NewEntry, refuseUnfitPostings, storableText } from './entry.ts';
import { findByKey, insertEntry, insertPostings, type LedgerDb, linkDocuments } from './entry-store.ts';
import type { EntryRow } from './tables.ts';

/** An entry by its idempotency key: just written as a draft, or there already with the same content. */
export interface WrittenDraft {
  readonly entry: EntryRow;
  readonly isNew: boolean;
}

/**
 * @throws Refusal finance.idempotency-conflict when the key stands for something else, and those of
 *   `refuseUnfitPostings`
 */
export async function writeDraft(
  context: { readonly clock: Clock },
  db: LedgerDb,
  order: NewEntry & { readonly reverses: string | null },
): Promise<WrittenDraft> {
  refuseUnfitPostings(order.postings);
  const amount = amountOf(order.postings);
  const requestHash = hashRequest(order);
  const known = await findByKey(db, order.idempotencyKey);
  if (known) {
    if (known.request_hash !== requestHash) throw new Refusal('finance.idempotency-conflict');
    return { entry: known, isNew: false };
  }
  const atMs = context.clock.nowMs();
  const entry: EntryRow = {
    id: newId('ent', atMs),
    book: order.book,
    state: 'draft',
    number: null,
    prev_hash: null,
    hash: null,
    sealed_at: null,
    sealed_by: null,
    idempotency_key: storableText(order.idempotencyKey),
    request_hash: requestHash,
    day: order.day,
    category: order.category,
    source: order.source,
    text: storableText(order.text),
    amount_minor: amount.minor,
    currency: amount.currency,
    place: order.place,
    broadcast_id: order.broadcastId,
    is_estimated: order.isEstimated,
    no_receipt_reason: order.noReceiptReason === null ? null : storableText(order.noReceiptReason),
    reverses: order.reverses,
    chart: CHART_EDITION,
    created_at: atMs,
    created_by: order.createdBy,
    version: 1,
  };
  await insertEntry(db, entry);
  await insertPostings(db, entry.id, order.postings);
  await linkDocuments(db, entry.id, order.documents, { atMs, by: order.createdBy });
  return { entry, isNew: true };
}

/** Who asks is no part of it: two people with one key mean the same entry. */
function hashRequest(order: NewEntry & { readonly reverses: string | null }): string {
  return hashValues([
    order.book,
    order.day,
    order.category,
    order.source,
    order.text,
    order.place,
    order.broadcastId,
    order.isEstimated,
    order.noReceiptReason,
    order.reverses,
    order.postings.length,
    ...order.postings.flatMap(({ account, money }) => [account, money.currency, money.minor]),
    ...[...new Set(order.documents)].sort(),
  ]);
}

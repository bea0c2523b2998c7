import { type Currency, money } from '../kernel/money.ts';
import type { NewEntry } from '../modules/finance/index.ts';

/** An expense of the tax book, paid from the bank; `minor` is what it cost. */
export function expense(
  idempotencyKey: string,
  minor: bigint,
  more: Partial<NewEntry> & { readonly currency?: Currency } = {},
): NewEntry {
  const { currency = 'EUR', ...rest } = more;
  return {
    book: 'tax',
    idempotencyKey,
    day: '2026-11-20',
    category: 'gear',
    source: null,
    text: 'Mikrofonarm',
    postings: [
      { account: 'gear', money: money(minor, currency) },
      { account: 'bank', money: money(-minor, currency) },
    ],
    place: 'bank',
    broadcastId: null,
    isEstimated: false,
    documents: [],
    noReceiptReason: 'Beleg verloren',
    createdBy: 'mem_1',
    ...rest,
  };
}

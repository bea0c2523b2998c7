import { describe, expect, it } from 'vitest';
import type { EntryView } from '../../../contract/finance.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { type BookingValues, fieldOf, newIdempotencyKey, readBooking, valuesOf } from './booking-values.ts';

const TODAY = { today: '2026-11-22', language: 'de' as const };
const filled: BookingValues = {
  category: 'tips',
  text: ' Trinkgeld von lotta_liest ',
  amount: '12,50',
  currency: 'EUR',
  place: 'paypal',
  day: 'gestern',
  broadcastId: 4,
  documents: [],
  hasNoReceipt: false,
  noReceiptReason: '',
};
const draft = {
  id: 'ent_1',
  category: 'gear',
  text: 'Mikrofonarm',
  amount: { minor: '-4290', currency: 'EUR' },
  place: 'bank',
  day: '2026-11-20',
  broadcastId: 3,
  documents: [{ sha256: 'a'.repeat(64) }],
  noReceiptReason: null,
} as unknown as EntryView;
const forms = { typed: (amount: EntryView['amount']) => amount.minor, date: (day: string) => day };

describe('readBooking', () => {
  it('gives what the API takes', () => {
    expect(readBooking(filled, TODAY)).toEqual({
      booking: {
        category: 'tips',
        text: 'Trinkgeld von lotta_liest',
        amount: { minor: '1250', currency: 'EUR' },
        place: 'paypal',
        day: '2026-11-21',
        broadcastId: 4,
        documents: [],
        noReceiptReason: null,
      },
    });
  });

  it('names the fields in the order of the page', () => {
    const empty = { ...filled, category: null, text: ' ', amount: '', day: 'bald', hasNoReceipt: true };
    expect(readBooking(empty, TODAY)).toEqual({ problems: ['category', 'text', 'amount', 'day', 'noReceiptReason'] });
  });

  it('lets no day of the future through', () => {
    expect(readBooking({ ...filled, day: 'morgen' }, TODAY)).toEqual({ problems: ['day'] });
  });

  it('forgets the reason for no receipt once there is one', () => {
    const read = readBooking({ ...filled, hasNoReceipt: true, documents: draft.documents }, TODAY);
    expect(read).toMatchObject({ booking: { noReceiptReason: null, documents: ['a'.repeat(64)] } });
  });
});

describe('valuesOf', () => {
  it('fills the form with a draft, its amount without a sign', () => {
    expect(valuesOf(draft, forms)).toMatchObject({
      category: 'gear',
      amount: '4290',
      day: '2026-11-20',
      broadcastId: 3,
    });
  });

  it('leaves day, stream and receipts of a copy to the new one', () => {
    expect(valuesOf(draft, { ...forms, copyDay: '2026-11-22' })).toMatchObject({
      text: 'Mikrofonarm',
      day: '2026-11-22',
      broadcastId: null,
      documents: [],
    });
  });
});

describe('fieldOf', () => {
  it('finds the field a refusal is about', () => {
    expect(fieldOf(new Refusal('finance.amount-too-large'))).toBe('amount');
    expect(fieldOf(new Refusal('finance.unknown-document'))).toBeUndefined();
    expect(fieldOf(new Error('else'))).toBeUndefined();
  });
});

describe('newIdempotencyKey', () => {
  it('is new for each form and short enough for the API', () => {
    const keys = Array.from({ length: 50 }, newIdempotencyKey);
    expect(new Set(keys).size).toBe(50);
    for (const key of keys) expect(key).toMatch(/^[\w-]{8,80}$/);
  });
});

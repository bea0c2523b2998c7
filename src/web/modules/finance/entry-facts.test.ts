import { describe, expect, it } from 'vitest';
import type { EntryView } from '../../../contract/finance.ts';
import { isReceiptMissing, sealable } from './entry-facts.ts';

type Facts = Pick<EntryView, 'book' | 'category' | 'documents' | 'noReceiptReason' | 'reverses' | 'state'>;

describe('receipts', () => {
  const entry: Facts = {
    book: 'tax',
    category: 'gear',
    documents: [],
    noReceiptReason: null,
    reverses: null,
    state: 'draft',
  };
  it('are missing only where an expense has neither one nor a reason', () => {
    expect(isReceiptMissing(entry)).toBe(true);
    expect(isReceiptMissing({ ...entry, category: 'tips' })).toBe(false);
    expect(isReceiptMissing({ ...entry, noReceiptReason: 'verloren' })).toBe(false);
    expect(isReceiptMissing({ ...entry, reverses: 'ent_1' })).toBe(false);
    expect(isReceiptMissing({ ...entry, book: 'management' })).toBe(false);
  });

  it('keep a draft from being sealed, but not the others', () => {
    const tip = { ...entry, category: 'tips' as const };
    const sealed = { ...tip, state: 'sealed' as const };
    expect(sealable([entry, tip, sealed])).toEqual({ ready: [tip], waiting: [entry] });
  });
});

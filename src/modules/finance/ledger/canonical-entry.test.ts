import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashEntry, hashLink, hashValues, type LinkedDocument, type SealedRow } from './canonical-entry.ts';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

const entry: SealedRow = {
  id: 'ent_1',
  book: 'tax',
  state: 'sealed',
  number: 7,
  prev_hash: 'ab',
  hash: '',
  sealed_at: 1_700_000_000_001,
  sealed_by: null,
  idempotency_key: 'key-1',
  request_hash: 'cd',
  day: '2026-11-20',
  category: 'gear',
  source: null,
  text: 'Kabel für 5 €',
  amount_minor: -500n,
  currency: 'EUR',
  place: 'bank',
  broadcast_id: 12,
  is_estimated: false,
  no_receipt_reason: '',
  reverses: null,
  chart: '2026',
  created_at: 1_700_000_000_000,
  created_by: 'mem_1',
  version: 2,
};
const lines = [
  { line: 1, account: 'gear', currency: 'EUR', amount_minor: 500n },
  { line: 2, account: 'bank', currency: 'EUR', amount_minor: -500n },
] as const;
const link = (document: string, seal: string | null): LinkedDocument => ({
  entry: 'ent_1',
  document,
  name: 'Beleg.pdf',
  type: 'application/pdf',
  size_bytes: 10,
  received_at: 3,
  attached_at: 4,
  attached_by: 'mem_1',
  seal,
});

describe('the canonical bytes of an entry', () => {
  it('are those that are described, so that another program can check the chain', () => {
    const written =
      '17:livextrem-entry-1,3:tax,1:7,2:ab,5:ent_1,5:key-1,2:cd,10:2026-11-20,4:gear,~16:Kabel für 5 €,4:-500,3:EUR,' +
      '4:bank,2:12,1:0,0:,~4:2026,13:1700000000000,5:mem_1,1:2,13:1700000000001,~' +
      '1:2,1:1,4:gear,3:EUR,3:500,1:2,4:bank,3:EUR,4:-500,' +
      '1:2,1:a,9:Beleg.pdf,15:application/pdf,2:10,1:3,1:4,5:mem_1,1:b,9:Beleg.pdf,15:application/pdf,2:10,1:3,1:4,5:mem_1,';
    const documents = [link('b', null), link('later', 'x'), link('a', null)];
    expect(hashEntry(entry, lines, documents)).toBe(sha256(written));
    expect(hashEntry(entry, lines.toReversed(), documents)).toBe(sha256(written));
  });

  it('of a receipt that came later stand over the hash of its entry', () => {
    const written = '19:livextrem-receipt-1,2:ef,1:a,9:Beleg.pdf,15:application/pdf,2:10,1:3,1:4,5:mem_1,';
    expect(hashLink('ef', link('a', 'whatever'))).toBe(sha256(written));
  });

  it('are never the same for other values: nothing slips from one field into the next', () => {
    const value = fc.oneof(
      fc.constant(null),
      fc.string({ unit: 'binary', maxLength: 4 }),
      fc.constantFrom('~', ',', '1:', '0:,'),
    );
    const list = fc.array(value, { maxLength: 4 });
    fc.assert(
      fc.property(list, list, (left, right) => {
        const isSame = left.length === right.length && left.every((each, index) => each === right[index]);
        expect(hashValues(left) === hashValues(right)).toBe(isSame);
      }),
    );
  });
});

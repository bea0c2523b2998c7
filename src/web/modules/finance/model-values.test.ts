import { describe, expect, it } from 'vitest';
import type { ModelValues } from '../../../contract/finance.ts';
import { modelChanges, readModel, readModelAmount, readShare, subBrings } from './model-values.ts';

const values: ModelValues = {
  currency: 'USD',
  priceMinor: { '1000': 599, '2000': 999, '3000': 2499 },
  shareBasisPoints: 5000,
  primeMinor: 225,
  hundredBitsMinor: 100,
};
const texts = {
  '1000': '5,99',
  '2000': '9,99',
  '3000': '24,99',
  prime: '2,25',
  bits: '1,00',
  currency: 'USD' as const,
  share: '50',
};

describe('readModel', () => {
  it('reads the form', () => {
    expect(readModel(texts, 'de')).toEqual({ values });
  });

  it('names what is no value', () => {
    expect(readModel({ ...texts, prime: 'x', share: '101', '3000': '1.000.000' }, 'de')).toEqual({
      problems: ['3000', 'prime', 'share'],
    });
  });

  it('allows nothing at all, and nothing below it', () => {
    expect([
      readModelAmount('0', 'USD', 'de'),
      readModelAmount('0,00', 'USD', 'de'),
      readModelAmount('-1', 'USD', 'de'),
    ]).toEqual([0, 0, undefined]);
  });
});

describe('readShare', () => {
  it('reads percents to the hundredth', () => {
    expect([readShare('50'), readShare('52,5 %'), readShare('100.00'), readShare('0')]).toEqual([
      5000, 5250, 10_000, 0,
    ]);
    expect([readShare('50,123'), readShare('100,01'), readShare(''), readShare('-5')]).toEqual(
      Array(4).fill(undefined),
    );
  });
});

describe('modelChanges', () => {
  it('says what each event brings before and after', () => {
    const now = { ...values, shareBasisPoints: 6000, hundredBitsMinor: 95 };
    expect(modelChanges(values, now)).toEqual([
      { kind: 'tier', tier: '1', before: 300, now: 359 },
      { kind: 'tier', tier: '2', before: 500, now: 599 },
      { kind: 'tier', tier: '3', before: 1250, now: 1499 },
      { kind: 'bits', before: 1000, now: 950 },
    ]);
    expect(subBrings(values, '3000')).toBe(1250);
  });

  it('is nothing when nothing changed, and everything in another currency', () => {
    expect(modelChanges(values, values)).toEqual([]);
    expect(modelChanges(values, { ...values, currency: 'EUR' })).toHaveLength(5);
  });
});

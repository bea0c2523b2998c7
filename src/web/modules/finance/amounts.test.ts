import { describe, expect, it } from 'vitest';
import { percentOver, sumAmounts } from './amounts.ts';

const eur = (minor: number) => ({ minor: String(minor), currency: 'EUR' as const });
const usd = (minor: number) => ({ minor: String(minor), currency: 'USD' as const });

describe('amounts', () => {
  it('are added by currency and exactly, however large', () => {
    const large = { minor: '9007199254740993', currency: 'EUR' as const };
    expect(sumAmounts([large, usd(5), eur(1)])).toEqual([{ minor: '9007199254740994', currency: 'EUR' }, usd(5)]);
  });

  it('compare with the usual only in one currency', () => {
    expect(percentOver([usd(150)], [usd(100)])).toBe(50);
    expect(percentOver([], [usd(100)])).toBe(-100);
    expect([
      percentOver([eur(1)], [usd(100)]),
      percentOver([usd(1)], []),
      percentOver([usd(1)], [usd(1), eur(1)]),
    ]).toEqual([null, null, null]);
  });
});

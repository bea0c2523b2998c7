import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMoney,
  allocateMoney,
  type Currency,
  formatMoneyPlain,
  isCurrency,
  type Money,
  money,
  negateMoney,
  parseMoneyPlain,
  scaleMoney,
} from './money.ts';

const CURRENCIES: readonly Currency[] = ['EUR', 'USD', 'GBP', 'CHF', 'CAD', 'AUD', 'PLN', 'SEK', 'JPY', 'KRW', 'KWD'];
const anyCurrency = fc.constantFrom(...CURRENCIES);
const anyMinor = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const anyMoney = fc.record({ minor: anyMinor, currency: anyCurrency });
const anyWeights = fc
  .array(fc.bigInt({ min: 0n, max: 10n ** 12n }), { minLength: 1, maxLength: 20 })
  .filter((weights) => weights.some((weight) => weight > 0n));

const sumOf = (parts: readonly Money[]) => parts.reduce((sum, part) => sum + part.minor, 0n);
const magnitude = (value: bigint) => (value < 0n ? -value : value);

describe('allocating money', () => {
  it('loses and invents nothing', () => {
    fc.assert(
      fc.property(anyMoney, anyWeights, (total, weights) => {
        const parts = allocateMoney(total, weights);
        expect(parts).toHaveLength(weights.length);
        expect(sumOf(parts)).toBe(total.minor);
        expect(parts.every((part) => part.currency === total.currency)).toBe(true);
      }),
    );
  });

  it('gives each part less than one minor unit more or less than its exact share', () => {
    fc.assert(
      fc.property(anyMoney, anyWeights, (total, weights) => {
        const sum = weights.reduce((a, b) => a + b, 0n);
        allocateMoney(total, weights).forEach((part, index) => {
          const exactTimesSum = total.minor * (weights[index] ?? 0n);
          expect(magnitude(part.minor * sum - exactTimesSum) < sum).toBe(true);
        });
      }),
    );
  });

  it('gives nothing to a weight of nothing, and never takes from one to give to another', () => {
    fc.assert(
      fc.property(anyMoney, anyWeights, (total, weights) => {
        allocateMoney(total, weights).forEach((part, index) => {
          if (weights[index] === 0n) expect(part.minor).toBe(0n);
          else expect(part.minor === 0n || part.minor < 0n === total.minor < 0n).toBe(true);
        });
      }),
    );
  });

  it('gives equal weights equal parts but for one unit, the larger ones first', () => {
    fc.assert(
      fc.property(anyMoney, fc.integer({ min: 1, max: 50 }), (total, count) => {
        const parts = allocateMoney(total, Array<bigint>(count).fill(1n)).map((part) => magnitude(part.minor));
        expect(magnitude((parts[0] ?? 0n) - (parts.at(-1) ?? 0n)) <= 1n).toBe(true);
        expect(parts).toEqual([...parts].sort((a, b) => (a > b ? -1 : a < b ? 1 : 0)));
      }),
    );
  });

  it('splits a loss as it splits a gain', () => {
    fc.assert(
      fc.property(anyMoney, anyWeights, (total, weights) => {
        expect(allocateMoney(negateMoney(total), weights)).toEqual(allocateMoney(total, weights).map(negateMoney));
      }),
    );
  });

  it('gives the rest to the largest remainder', () => {
    const parts = allocateMoney(money(100n, 'EUR'), [1n, 1n, 1n]).map((part) => part.minor);
    expect(parts).toEqual([34n, 33n, 33n]);
    expect(allocateMoney(money(10n, 'EUR'), [1n, 8n, 3n]).map((part) => part.minor)).toEqual([1n, 7n, 2n]);
    expect(allocateMoney(money(5n, 'EUR'), [3n, 7n]).map((part) => part.minor)).toEqual([2n, 3n]);
  });

  it.each([[[]], [[0n, 0n]], [[1n, -1n]], [[2n, -1n]]])('refuses the weights %s', (weights) => {
    expect(() => allocateMoney(money(1n, 'EUR'), weights)).toThrow(RangeError);
  });
});

describe('adding money', () => {
  it('is exact, in any order, and undone by the opposite', () => {
    fc.assert(
      fc.property(anyMoney, anyMinor, (left, minor) => {
        const right = money(minor, left.currency);
        expect(addMoney(left, right)).toEqual(addMoney(right, left));
        expect(addMoney(addMoney(left, right), negateMoney(right))).toEqual(left);
      }),
    );
  });

  it('never mixes currencies', () => {
    fc.assert(
      fc.property(anyMoney, anyMoney, (left, right) => {
        fc.pre(left.currency !== right.currency);
        expect(() => addMoney(left, right)).toThrow(RangeError);
      }),
    );
  });
});

describe('scaling money', () => {
  it('is at most half a minor unit away from the exact product, and even in the middle', () => {
    fc.assert(
      fc.property(anyMoney, anyMinor, fc.bigInt({ min: 1n, max: 10n ** 9n }), (amount, times, over) => {
        const scaled = scaleMoney(amount, times, over).minor;
        const distance = 2n * magnitude(scaled * over - amount.minor * times);
        expect(distance <= over).toBe(true);
        if (distance === over) expect(scaled % 2n).toBe(0n);
      }),
    );
  });

  it.each([
    [599n, 5000n, 10_000n, 300n],
    [2499n, 5000n, 10_000n, 1250n],
    [5n, 1n, 10n, 0n],
    [15n, 1n, 10n, 2n],
    [-25n, 1n, 10n, -2n],
    [-26n, 1n, 10n, -3n],
  ])('takes %s times %s over %s for %s', (minor, times, over, result) => {
    expect(scaleMoney(money(minor, 'USD'), times, over)).toEqual(money(result, 'USD'));
  });

  it('refuses a fraction over nothing', () => {
    expect(() => scaleMoney(money(1n, 'USD'), 1n, 0n)).toThrow(RangeError);
  });
});

describe('money as text', () => {
  it('comes back as it was written', () => {
    fc.assert(
      fc.property(anyMoney, (amount) => {
        expect(parseMoneyPlain(formatMoneyPlain(amount), amount.currency)).toEqual(amount);
      }),
    );
  });

  it.each([
    [money(1250n, 'EUR'), '12.50'],
    [money(-5n, 'EUR'), '-0.05'],
    [money(0n, 'EUR'), '0.00'],
    [money(-1n, 'KWD'), '-0.001'],
    [money(1250n, 'JPY'), '1250'],
    [money(-7n, 'KRW'), '-7'],
    [money(123_456_789_012_345_678_901n, 'USD'), '1234567890123456789.01'],
  ])('writes %o as %s', (amount, text) => {
    expect(formatMoneyPlain(amount)).toBe(text);
  });

  it.each([
    ['12', 'EUR', 1200n],
    ['12.5', 'EUR', 1250n],
    ['-0.05', 'EUR', -5n],
    ['007', 'JPY', 7n],
    ['1.234', 'KWD', 1234n],
  ] as const)('reads %s %s', (text, currency, minor) => {
    expect(parseMoneyPlain(text, currency)).toEqual({ minor, currency });
  });

  it.each([
    '',
    ' 1',
    '1 ',
    '1,5',
    '.5',
    '5.',
    '+5',
    '--5',
    '1e3',
    '0x1',
    '1.234',
    '1.2.3',
    '1_000',
    '١',
    'NaN',
    '12.50\n',
  ])('refuses %j instead of guessing or rounding', (text) => {
    expect(parseMoneyPlain(text, 'EUR')).toBeUndefined();
  });

  it('refuses a fraction where the currency has none', () => {
    expect(parseMoneyPlain('1.0', 'JPY')).toBeUndefined();
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), anyCurrency, (text, currency) => void parseMoneyPlain(text, currency)));
  });
});

describe('currency codes', () => {
  it('are those we keep books in, not what every object has', () => {
    expect(CURRENCIES.every(isCurrency)).toBe(true);
    expect(['eur', '', 'BTC', 'toString', '__proto__', 'constructor'].some(isCurrency)).toBe(false);
  });
});

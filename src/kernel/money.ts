/** ISO 4217 codes we keep books in, with their digits after the point. */
const DIGITS = { EUR: 2, USD: 2, GBP: 2, CHF: 2, CAD: 2, AUD: 2, PLN: 2, SEK: 2, JPY: 0, KRW: 0, KWD: 3 } as const;

export type Currency = keyof typeof DIGITS;

/** In the order they are offered. */
export const CURRENCIES = Object.keys(DIGITS) as [Currency, ...Currency[]];

/** An exact amount in minor units (cents). `bigint`, so nothing is ever rounded by the machine. */
export interface Money {
  readonly minor: bigint;
  readonly currency: Currency;
}

export function isCurrency(code: string): code is Currency {
  return Object.hasOwn(DIGITS, code);
}

export function money(minor: bigint, currency: Currency): Money {
  return { minor, currency };
}

/** @throws RangeError when the currencies differ: a rate is a decision, never a default. */
export function addMoney(left: Money, right: Money): Money {
  if (left.currency !== right.currency) {
    throw new RangeError(`cannot add ${right.currency} to ${left.currency}`);
  }
  return { minor: left.minor + right.minor, currency: left.currency };
}

export function negateMoney(amount: Money): Money {
  return { minor: -amount.minor, currency: amount.currency };
}

/**
 * An amount times a fraction, rounded once, half-even: a middle goes to the even neighbour, so that many
 * roundings do not drift to one side.
 * @throws RangeError when `over` is not positive.
 */
export function scaleMoney(amount: Money, times: bigint, over: bigint): Money {
  if (over <= 0n) throw new RangeError('a fraction needs a positive denominator');
  const product = amount.minor * times;
  const sign = product < 0n ? -1n : 1n;
  const magnitude = product * sign;
  const whole = magnitude / over;
  const twiceRest = 2n * (magnitude % over);
  const isUp = twiceRest > over || (twiceRest === over && whole % 2n === 1n);
  return { minor: sign * (isUp ? whole + 1n : whole), currency: amount.currency };
}

/**
 * Splits an amount by weights so that the parts add up exactly (largest remainder; equal remainders
 * go to the earlier part). Each part is less than one minor unit away from its exact share.
 * @throws RangeError without weights, with a negative one, or when all are zero.
 */
export function allocateMoney(total: Money, weights: readonly bigint[]): Money[] {
  const sum = weights.reduce((a, b) => a + b, 0n);
  if (sum <= 0n || weights.some((weight) => weight < 0n)) throw new RangeError('weights must be positive');
  const sign = total.minor < 0n ? -1n : 1n;
  const magnitude = total.minor * sign;
  const parts = weights.map((weight, index) => ({
    index,
    minor: (magnitude * weight) / sum,
    remainder: (magnitude * weight) % sum,
  }));
  let left = magnitude - parts.reduce((a, part) => a + part.minor, 0n);
  const byRemainder = [...parts].sort((a, b) =>
    a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1,
  );
  for (const part of byRemainder) {
    if (left === 0n) break;
    part.minor += 1n;
    left -= 1n;
  }
  return parts.map((part) => ({ minor: part.minor * sign, currency: total.currency }));
}

/** `-12.50`: the form on the wire and in files; a point, every digit of the currency, no grouping. */
export function formatMoneyPlain(amount: Money): string {
  const digits = DIGITS[amount.currency];
  const sign = amount.minor < 0n ? '-' : '';
  const text = (amount.minor < 0n ? -amount.minor : amount.minor).toString().padStart(digits + 1, '0');
  return digits === 0 ? sign + text : `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** Reads what `formatMoneyPlain` writes (fewer digits allowed, more refused, never rounded). */
export function parseMoneyPlain(text: string, currency: Currency): Money | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) return undefined;
  const [, sign, whole = '', fraction = ''] = match;
  const digits = DIGITS[currency];
  if (fraction.length > digits) return undefined;
  const minor = BigInt(whole + fraction.padEnd(digits, '0'));
  return { minor: sign === '-' ? -minor : minor, currency };
}

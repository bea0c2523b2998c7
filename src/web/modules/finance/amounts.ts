import type { AmountView } from '../../../contract/finance.ts';

/** Exact sums, each currency for itself, in the order they first appear. */
export function sumAmounts(amounts: Iterable<AmountView>): AmountView[] {
  const sums = new Map<AmountView['currency'], bigint>();
  for (const { minor, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(minor));
  return [...sums].map(([currency, minor]) => ({ minor: String(minor), currency }));
}

export function negated({ minor, currency }: AmountView): AmountView {
  return { minor: String(-BigInt(minor)), currency };
}

/** For the length of a bar; never shown as a figure. */
export function sizeOf(amount: AmountView | undefined): number {
  return amount ? Number(amount.minor) : 0;
}

/** The currency most of it is in: pictures draw only one, because two have no common length. */
export function mainCurrency(amounts: Iterable<AmountView>): AmountView['currency'] | undefined {
  const counts = new Map<AmountView['currency'], number>();
  for (const { currency } of amounts) counts.set(currency, (counts.get(currency) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** `amounts` in one currency, zero when there are none. */
export function inCurrency(amounts: readonly AmountView[], currency: AmountView['currency']): AmountView {
  return amounts.find((amount) => amount.currency === currency) ?? { minor: '0', currency };
}

/** By how many percent `now` differs from `usual`; `null` without a common currency or a usual. */
export function percentOver(now: readonly AmountView[], usual: readonly AmountView[]): number | null {
  const [first, more] = usual;
  if (!first || more || BigInt(first.minor) <= 0n) return null;
  const here = now.find(({ currency }) => currency === first.currency);
  if (!here && now.length > 0) return null;
  return (sizeOf(here) / sizeOf(first) - 1) * 100;
}

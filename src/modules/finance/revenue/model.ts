import type { ModelValues, RevenueSource } from '../../../contract/finance.ts';
import { type Money, money, scaleMoney } from '../../../kernel/money.ts';

export type Tier = keyof ModelValues['priceMinor'];

/** What subs, gifts and bits are worth from a moment on. */
export interface Model {
  readonly version: number;
  readonly validFromMs: number;
  readonly values: ModelValues;
  readonly madeAtMs: number;
  readonly madeBy: string | null;
}

/** What an event brings, before it is worth anything. */
export type Earning =
  | { readonly source: 'sub' | 'gift'; readonly tier: Tier; readonly months: number }
  | { readonly source: 'prime' }
  | { readonly source: 'bits'; readonly bits: number };

/**
 * The model for a moment: of all that are valid by then, the one made last. A later version therefore
 * holds from its first day on, also where an earlier one was to begin after it.
 */
export function modelAt(models: readonly Model[], atMs: number): Model {
  let found: Model | undefined;
  for (const model of models) {
    if (model.validFromMs <= atMs && (!found || model.version > found.version)) found = model;
  }
  if (!found) throw new Error(`no revenue model for ${atMs}`);
  return found;
}

/**
 * What a month of a tier brings: the channel's share of the price, half-even to a whole minor unit. It
 * is rounded here, once, and then counted: twelve subs are twelve times what one is shown to be worth.
 */
function monthWorth(values: ModelValues, tier: Tier): Money {
  const price = money(BigInt(values.priceMinor[tier]), values.currency);
  return scaleMoney(price, BigInt(values.shareBasisPoints), 10_000n);
}

/** What the channel gets for it. */
export function worthOf(earning: Earning, values: ModelValues): Money {
  switch (earning.source) {
    case 'sub':
    case 'gift': {
      const month = monthWorth(values, earning.tier);
      return money(month.minor * BigInt(earning.months), month.currency);
    }
    case 'prime':
      return money(BigInt(values.primeMinor), values.currency);
    case 'bits':
      return scaleMoney(money(BigInt(values.hundredBitsMinor), values.currency), BigInt(earning.bits), 100n);
    default:
      return earning satisfies never;
  }
}

/** What viewers paid for so many months of a tier. */
export function priceOf(values: ModelValues, tier: Tier, months: number): Money {
  return money(BigInt(values.priceMinor[tier]) * BigInt(months), values.currency);
}

export function isTier(text: string | null): text is Tier {
  return text === '1000' || text === '2000' || text === '3000';
}

/** Of subs and gifts viewers pay; Prime is paid by Amazon; of bits only what the channel gets is known. */
export function isPaidByTier(source: RevenueSource): source is 'sub' | 'gift' {
  return source === 'sub' || source === 'gift';
}

import { type AmountView, REVENUE_SOURCES, type RevenueSource, type SourceSum } from '../../../contract/finance.ts';
import { CURRENCIES, type Currency, type Money, money } from '../../../kernel/money.ts';

/** Accruals added up by the database: of one source, in one currency. */
export interface Sum {
  readonly source: RevenueSource;
  readonly currency: Currency;
  readonly events: number;
  readonly quantity: number;
  readonly amount_minor: bigint;
}

export function viewOfMoney(amount: Money): AmountView {
  return { minor: amount.minor.toString(), currency: amount.currency };
}

/** One amount for each currency there is any of, in their usual order; never one added to another. */
export function totalsOf(amounts: readonly Money[]): Money[] {
  return CURRENCIES.flatMap((currency) => {
    const same = amounts.filter((amount) => amount.currency === currency);
    return same.length === 0
      ? []
      : [
          money(
            same.reduce((sum, { minor }) => sum + minor, 0n),
            currency,
          ),
        ];
  });
}

export function moneyOf(sum: { readonly amount_minor: bigint; readonly currency: Currency }): Money {
  return money(sum.amount_minor, sum.currency);
}

/** By currency alone. */
export function estimatedOf(sums: readonly Sum[]): AmountView[] {
  return totalsOf(sums.map(moneyOf)).map(viewOfMoney);
}

/** By source and currency. */
export function bySource(sums: readonly Sum[]): SourceSum[] {
  return REVENUE_SOURCES.flatMap((source) => {
    const ofSource = sums.filter((sum) => sum.source === source);
    return totalsOf(ofSource.map(moneyOf)).map((amount) => {
      const same = ofSource.filter((sum) => sum.currency === amount.currency);
      return {
        source,
        events: same.reduce((count, { events }) => count + events, 0),
        quantity: same.reduce((count, { quantity }) => count + quantity, 0),
        amount: viewOfMoney(amount),
      };
    });
  });
}

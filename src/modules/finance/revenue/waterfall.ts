import type { ReplyOf } from '../../../contract/endpoint.ts';
import type { finance } from '../../../contract/finance.ts';
import { type Money, money } from '../../../kernel/money.ts';
import { isPaidByTier, isTier, type Model, priceOf } from './model.ts';
import { moneyOf, totalsOf, viewOfMoney } from './revenue-sums.ts';
import type { PricedSum } from './sum-store.ts';

type Steps = ReplyOf<(typeof finance)['streamReport']>['waterfall'];

/**
 * From what viewers paid to what the channel gets, currency by currency:
 *
 *     viewers-pay   subs and gifts at the price of their tier, bits at what the channel gets for them
 *     + prime       paid by Amazon
 *     − platform    what Twitch keeps of the prices
 *     = channel-gets
 *
 * What viewers pay for bits is known to nobody but Twitch, so they are no part of the platform's share.
 */
export function waterfallOf(sums: readonly PricedSum[], models: readonly Model[]): Steps {
  return totalsOf(sums.map(moneyOf)).flatMap((gets) => {
    const same = sums.filter(({ currency }) => currency === gets.currency);
    const of = (wanted: readonly PricedSum[], worth: (sum: PricedSum) => Money): bigint =>
      wanted.reduce((total, sum) => total + worth(sum).minor, 0n);
    const prime = of(
      same.filter(({ source }) => source === 'prime'),
      moneyOf,
    );
    const paid = of(
      same.filter(({ source }) => source !== 'prime'),
      (sum) => paidFor(sum, models),
    );
    const step = (name: Steps[number]['step'], minor: bigint, isTotal = false): Steps[number] => ({
      step: name,
      amount: viewOfMoney(money(minor, gets.currency)),
      isTotal,
    });
    return [
      step('viewers-pay', paid),
      step('prime', prime),
      step('platform', gets.minor - paid - prime),
      step('channel-gets', gets.minor, true),
    ];
  });
}

function paidFor(sum: PricedSum, models: readonly Model[]): Money {
  const model = models.find(({ version }) => version === sum.model_version);
  if (!model || !isPaidByTier(sum.source) || !isTier(sum.tier)) return moneyOf(sum);
  return priceOf(model.values, sum.tier, sum.quantity);
}

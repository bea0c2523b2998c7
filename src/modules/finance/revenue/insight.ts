import type { ReplyOf } from '../../../contract/endpoint.ts';
import type { finance } from '../../../contract/finance.ts';
import type { BroadcastReport } from '../../../contract/live.ts';
import { type Money, scaleMoney } from '../../../kernel/money.ts';
import { totalsOf, viewOfMoney } from './revenue-sums.ts';

type Insight = ReplyOf<(typeof finance)['streamReport']>['insight'];

export interface Moment {
  readonly atMs: number;
  readonly amount: Money;
}

const AFTER_MS = 30 * 60_000;
const KINDS = { raid: 'after-raid', 'hype-train': 'after-hype-train' } as const;

/**
 * The half hour after a raid or hype train in which the largest share of the stream's money came; `null`
 * when none brought more than its share of the time. A mark so late that less than the half hour was left
 * is measured by what was left.
 */
export function findInsight(
  marks: BroadcastReport['marks'],
  moments: readonly Moment[],
  span: { readonly fromMs: number; readonly toMs: number },
): Insight {
  let best: NonNullable<Insight> | null = null;
  for (const total of totalsOf(moments.map(({ amount }) => amount))) {
    if (total.minor <= 0n) continue;
    for (const { at, kind } of marks) {
      const fromMs = Math.max(Date.parse(at), span.fromMs);
      const toMs = Math.min(fromMs + AFTER_MS, span.toMs);
      const within = moments.filter(
        ({ atMs, amount }) => amount.currency === total.currency && atMs >= fromMs && atMs <= toMs,
      );
      const [amount] = totalsOf(within.map((moment) => moment.amount));
      if (!amount || toMs <= fromMs) continue;
      const moneyPercent = tenths(amount.minor, total.minor);
      const timePercent = tenths(BigInt(toMs - fromMs), BigInt(span.toMs - span.fromMs));
      if (moneyPercent <= timePercent || (best && moneyPercent <= best.moneyPercent)) continue;
      best = { kind: KINDS[kind], at, amount: viewOfMoney(amount), moneyPercent, timePercent };
    }
  }
  return best;
}

/** Percent to one digit after the point. */
function tenths(part: bigint, whole: bigint): number {
  return Number(scaleMoney({ minor: part, currency: 'USD' }, 1000n, whole).minor) / 10;
}

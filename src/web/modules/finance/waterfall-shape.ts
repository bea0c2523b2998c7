import type { AmountView } from '../../../contract/finance.ts';
import { inCurrency, sizeOf } from './amounts.ts';
import type { StreamReport } from './evening-shape.ts';

export type WaterfallStep = StreamReport['waterfall'][number]['step'] | 'booked' | 'costs' | 'stays';

export interface WaterfallBar {
  readonly step: WaterfallStep;
  readonly amount: AmountView;
  readonly isTotal: boolean;
  readonly isEstimated: boolean;
  /** Where the bar stands, in minor units. */
  readonly low: number;
  readonly high: number;
  /** Where the next one begins. */
  readonly end: number;
}

/**
 * The steps from viewers to the channel in one currency, then what was booked to the stream in the same
 * one: a total that holds an estimate is an estimate.
 */
export function waterfallBars(
  report: Pick<StreamReport, 'waterfall' | 'income' | 'expense'>,
  currency: AmountView['currency'],
): WaterfallBar[] {
  const bars: WaterfallBar[] = [];
  let level = 0n;
  const push = (step: WaterfallStep, minor: bigint, isTotal: boolean, isEstimated: boolean): void => {
    const before = isTotal ? 0n : level;
    level = isTotal ? minor : level + minor;
    bars.push({
      step,
      amount: { minor: String(minor), currency },
      isTotal,
      isEstimated,
      low: Number(before < level ? before : level),
      high: Number(before < level ? level : before),
      end: Number(level),
    });
  };
  for (const { step, amount, isTotal } of report.waterfall) {
    if (amount.currency !== currency) continue;
    const minor = BigInt(amount.minor);
    // What stands first stands on the ground, as a total does.
    const isGround = isTotal || bars.length === 0;
    if (minor !== 0n || isGround) push(step, minor, isGround, true);
  }
  if (bars.length === 0) return [];
  const income = BigInt(inCurrency(report.income, currency).minor);
  const expense = BigInt(inCurrency(report.expense, currency).minor);
  if (income !== 0n) push('booked', income, false, false);
  // Sums come as sizes: what went out is counted up, and taken away here.
  if (expense !== 0n) push('costs', expense > 0n ? -expense : expense, false, false);
  if (income !== 0n || expense !== 0n) push('stays', level, true, true);
  return bars;
}

/** Lowest and highest value the picture must hold; zero is always in it. */
export function waterfallRange(bars: readonly WaterfallBar[]): { low: number; high: number } {
  return {
    low: Math.min(0, ...bars.map(({ low }) => low)),
    high: Math.max(1, ...bars.map(({ high }) => high), ...bars.map(({ amount }) => (sizeOf(amount) > 0 ? 1 : 0))),
  };
}

import { describe, expect, it } from 'vitest';
import { waterfallBars, waterfallRange } from './waterfall-shape.ts';

const usd = (minor: number) => ({ minor: String(minor), currency: 'USD' as const });
const waterfall = [
  { step: 'viewers-pay' as const, amount: usd(9518), isTotal: false },
  { step: 'prime' as const, amount: usd(816), isTotal: false },
  { step: 'platform' as const, amount: usd(-4252), isTotal: false },
  { step: 'channel-gets' as const, amount: usd(6082), isTotal: true },
  { step: 'viewers-pay' as const, amount: { minor: '100', currency: 'EUR' as const }, isTotal: false },
];

describe('waterfallBars', () => {
  it('lets each step begin where the last one ended', () => {
    const bars = waterfallBars({ waterfall, income: [], expense: [] }, 'USD');
    expect(bars.map(({ step, low, high, end }) => [step, low, high, end])).toEqual([
      ['viewers-pay', 0, 9518, 9518],
      ['prime', 9518, 10_334, 10_334],
      ['platform', 6082, 10_334, 6082],
      ['channel-gets', 0, 6082, 6082],
    ]);
    expect(bars[0]?.isTotal).toBe(true);
    expect(waterfallRange(bars)).toEqual({ low: 0, high: 10_334 });
  });

  it('goes on with what was booked in the same currency, and calls the rest an estimate', () => {
    const bars = waterfallBars({ waterfall, income: [usd(1393)], expense: [usd(940)] }, 'USD');
    expect(bars.slice(4).map(({ step, amount, isEstimated }) => [step, amount.minor, isEstimated])).toEqual([
      ['booked', '1393', false],
      ['costs', '-940', false],
      ['stays', '6535', true],
    ]);
  });

  it('takes costs away whichever sign they come with', () => {
    for (const cost of [940, -940]) {
      const bars = waterfallBars({ waterfall, income: [], expense: [usd(cost)] }, 'USD');
      expect(bars.at(-1)?.amount.minor).toBe('5142');
    }
  });

  it('never mixes currencies', () => {
    const bars = waterfallBars({ waterfall, income: [usd(1)], expense: [] }, 'EUR');
    expect(bars.map(({ step, amount }) => [step, amount.minor])).toEqual([['viewers-pay', '100']]);
  });

  it('holds a loss below zero', () => {
    const bars = waterfallBars({ waterfall, income: [], expense: [usd(9000)] }, 'USD');
    expect(waterfallRange(bars).low).toBe(-2918);
  });

  it('is nothing where nothing came in', () => {
    expect(waterfallBars({ waterfall: [], income: [], expense: [usd(5)] }, 'USD')).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { instantFromMs } from '../../../kernel/instant.ts';
import { type Currency, money } from '../../../kernel/money.ts';
import { findInsight, type Moment } from './insight.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 1, 18);
const SPAN = { fromMs: START, toMs: START + 200 * MINUTE };

const raid = (atMinute: number) => mark('raid', atMinute);
const mark = (kind: 'raid' | 'hype-train', atMinute: number) => ({
  at: instantFromMs(START + atMinute * MINUTE),
  kind,
  name: null,
  params: {},
});
const came = (atMinute: number, minor: bigint, currency: Currency = 'USD'): Moment => ({
  atMs: START + atMinute * MINUTE,
  amount: money(minor, currency),
});

describe('the remark about an evening', () => {
  it('tells how much came in the half hour after a raid', () => {
    const moments = [came(10, 100n), came(65, 250n), came(89, 350n), came(91, 300n)];
    expect(findInsight([raid(60)], moments, SPAN)).toEqual({
      kind: 'after-raid',
      at: '2026-11-01T19:00:00.000Z',
      amount: { minor: '600', currency: 'USD' },
      moneyPercent: 60,
      timePercent: 15,
    });
  });

  it('picks the mark that brought most', () => {
    const moments = [came(10, 400n), came(130, 600n)];
    expect(findInsight([raid(0), mark('hype-train', 120)], moments, SPAN)).toMatchObject({
      kind: 'after-hype-train',
      moneyPercent: 60,
    });
  });

  it('measures a late mark by the time that was left', () => {
    expect(findInsight([raid(190)], [came(0, 100n), came(195, 100n)], SPAN)).toMatchObject({
      moneyPercent: 50,
      timePercent: 5,
    });
  });

  it('keeps currencies apart', () => {
    const moments = [came(10, 1n, 'EUR'), came(65, 3n, 'EUR'), came(10, 900n), came(65, 100n)];
    expect(findInsight([raid(60)], moments, SPAN)).toMatchObject({
      amount: { minor: '3', currency: 'EUR' },
      moneyPercent: 75,
    });
  });

  it.each([
    ['no mark', [], [came(10, 100n)]],
    ['no money', [raid(60)], []],
    ['money worth nothing', [raid(60)], [came(65, 0n)]],
    ['no more than its share of the time', [raid(60)], [came(65, 15n), came(150, 85n)]],
    ['a mark at the very end', [raid(200)], [came(200, 100n)]],
  ])('is none with %s', (_, marks, moments) => {
    expect(findInsight(marks, moments, SPAN)).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import type { StreamMoney } from '../../../contract/finance.ts';
import { sortStreams } from './stream-sort.ts';

const usd = (minor: number) => ({ minor: String(minor), currency: 'USD' as const });
const stream = (id: number, estimated: number, seconds: number, averageViewers: number | null): StreamMoney =>
  ({
    broadcast: { id, startedAt: `2026-11-0${id}T18:00:00.000Z`, averageViewers },
    seconds,
    estimated: [usd(estimated)],
    perHour: [usd((estimated * 3600) / seconds)],
    income: [],
    expense: [],
  }) as unknown as StreamMoney;
const streams = [stream(1, 500, 3600, 20), stream(2, 900, 7200, null), stream(3, 100, 1800, 40)];
const ids = (sorted: StreamMoney[]) => sorted.map(({ broadcast }) => broadcast.id);

describe('sortStreams', () => {
  it('orders by every column, both ways', () => {
    expect(ids(sortStreams(streams, 'day', false))).toEqual([3, 2, 1]);
    expect(ids(sortStreams(streams, 'estimated', false))).toEqual([2, 1, 3]);
    expect(ids(sortStreams(streams, 'perHour', false))).toEqual([1, 2, 3]);
    expect(ids(sortStreams(streams, 'length', true))).toEqual([3, 1, 2]);
    expect(ids(sortStreams(streams, 'viewers', false))).toEqual([3, 1, 2]);
  });

  it('keeps the newest first where nothing differs', () => {
    expect(ids(sortStreams(streams, 'expense', false))).toEqual([3, 2, 1]);
  });
});

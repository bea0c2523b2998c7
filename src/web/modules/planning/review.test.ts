import { describe, expect, it } from 'vitest';
import { type ComparisonRow, delaysOf, scaleOf, sumUp } from './review.ts';

const row = (id: string, startDelayMinutes: number | null, isOtherCategory = false): ComparisonRow =>
  ({
    planned: {
      id,
      title: id,
      startsAt: '2026-11-18T18:30:00Z',
      actual: startDelayMinutes === null ? null : { startDelayMinutes, isOtherCategory },
    },
    broadcast: startDelayMinutes === null ? null : { id: 1, startedAt: '2026-11-18T18:30:00Z' },
  }) as unknown as ComparisonRow;
const unplanned = { planned: null, broadcast: { id: 2, startedAt: '2026-11-18T18:30:00Z' } } as ComparisonRow;

describe('sumUp', () => {
  it('counts only streams that were planned and ran as compared', () => {
    expect(sumUp([row('a', 12, true), row('b', 5), row('c', null), unplanned])).toEqual({
      compared: 2,
      held: 3,
      punctual: 1,
      otherCategory: 1,
      unplanned: 1,
    });
  });
});

describe('delaysOf', () => {
  it('lists them oldest first and leaves out what has no pair', () => {
    expect(delaysOf([row('new', 3), unplanned, row('missed', null), row('old', -2)]).map(({ key }) => key)).toEqual([
      'old',
      'new',
    ]);
  });
});

describe('scaleOf', () => {
  it('holds every value in a few whole steps and never leaves out zero', () => {
    expect(scaleOf([3, 12, -4])).toEqual({ low: -5, high: 15, step: 5 });
    expect(scaleOf([48])).toEqual({ low: 0, high: 60, step: 15 });
    expect(scaleOf([])).toEqual({ low: 0, high: 5, step: 5 });
    expect(scaleOf([-90])).toEqual({ low: -90, high: 30, step: 30 });
  });
});

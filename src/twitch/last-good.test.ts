import { describe, expect, it } from 'vitest';
import { createLastGood } from './last-good.ts';
import type { ClockSet } from './twitch-clock.ts';

const START = Date.parse('2026-11-22T18:00:00.000Z');

function clocks() {
  const at = { twitch: START, steady: 1_000, ahead: 0 };
  let sets: readonly ClockSet[] = [];
  return {
    clock: {
      nowMs: () => at.twitch,
      latestMs: () => at.twitch + at.ahead,
      steadyMs: () => at.steady,
      sets: () => sets,
    },
    pass(ms: number) {
      at.twitch += ms;
      at.steady += ms;
    },
    /** Our idea of Twitch's clock changes without Twitch's clock having been set. */
    learn(byMs: number) {
      at.twitch += byMs;
    },
    /** As it is noticed: now, and it may have been so for a while. */
    set(byMs: number, sinceMs: number) {
      at.twitch += byMs;
      sets = [...sets, { byMs, sinceMs: at.steady - sinceMs, untilMs: at.steady }];
    },
    now: () => at.twitch,
    /** Twitch's clock may be ahead of ours by so much. */
    doubt(ms: number) {
      at.ahead = ms;
    },
  };
}

describe('the last good moment of a line', () => {
  it('begins a gap by Twitch’s own word, and the return ends it', () => {
    const { clock, pass, now } = clocks();
    const good = createLastGood(clock);
    expect(good.backAt(now())).toEqual([]);
    pass(10_000);
    good.note(now() - 3_000);
    pass(10_000);
    expect(good.backAt(now())).toEqual([{ fromMs: START + 7_000, untilMs: START + 20_000 }]);
    expect(good.missedAsWell()).toEqual([]);
  });

  it('ends a gap where Twitch’s clock may be at most', () => {
    const { clock, doubt, pass, now } = clocks();
    const good = createLastGood(clock);
    good.note(now());
    pass(5_000);
    doubt(1_500);
    expect(good.backAt(now())).toEqual([{ fromMs: START, untilMs: START + 6_500 }]);
  });

  it('does not go back for what comes late', () => {
    const { clock, pass, now } = clocks();
    const good = createLastGood(clock);
    good.note(now());
    pass(60_000);
    good.note(START - 5_000);
    expect(good.fromMs()).toBe(START);
  });

  it('is never later than Twitch said, nor than our better idea of its clock puts it', () => {
    const { clock, learn, pass, now } = clocks();
    const good = createLastGood(clock);
    good.note(now());
    pass(1_000);
    learn(400);
    expect(good.fromMs()).toBe(START);
    learn(-900);
    expect(good.fromMs()).toBe(START - 500);
  });

  it.each([-20_000, 20_000])('puts a gap on both times when Twitch’s clock was set by %d ms in it', (byMs) => {
    const { clock, pass, set, now } = clocks();
    const good = createLastGood(clock);
    good.note(now());
    pass(4_000);
    set(byMs, 2_000);
    pass(4_000);
    expect(good.backAt(now())).toEqual([
      { fromMs: START + byMs - 1_000, untilMs: START + byMs + 8_000 },
      { fromMs: START - 2_000, untilMs: START + 9_000 },
    ]);
    expect(good.missedAsWell()).toEqual([]);
  });

  it.each([
    [30_000, -20_000],
    [20_000, 30_000],
  ])('puts a gap on all three times when Twitch’s clock was set twice in it, by %d and %d ms', (first, second) => {
    const { clock, pass, set, now } = clocks();
    const good = createLastGood(clock);
    good.note(now());
    pass(2_000);
    set(first, 1_000);
    pass(2_000);
    set(second, 1_000);
    pass(1_000);
    const begins = good.backAt(now()).map(({ fromMs }) => fromMs - START);
    // Now, between the two, and before both; each a moment wider.
    expect(begins).toEqual([first + second - 1_000, first - 2_000, -2_000]);
  });

  it('tells once where a gap lies as well, when the clock turns out to have been set around it', () => {
    const { clock, pass, set, now } = clocks();
    const good = createLastGood(clock);
    good.note(now());
    pass(5_000);
    expect(good.backAt(now())).toEqual([{ fromMs: START, untilMs: START + 5_000 }]);
    pass(2_000);
    set(-600_000, 6_000);
    expect(good.missedAsWell()).toEqual([{ fromMs: START - 601_000, untilMs: START - 594_000 }]);
    expect(good.missedAsWell()).toEqual([]);
    // Before the clock was last known to be right nothing can have borne the other time.
    pass(10_000);
    set(30_000, 1_000);
    expect(good.missedAsWell()).toEqual([]);
  });
});

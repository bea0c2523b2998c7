import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchBroadcasts, REACH_MS } from './match-broadcasts.ts';

const MINUTE = 60_000;

const planned = (minutes: readonly number[]) => minutes.map((minute) => ({ startsAtMs: minute * MINUTE }));
const broadcasts = (minutes: readonly number[]) =>
  minutes.map((minute) => ({ startedAtMs: minute * MINUTE, endedAtMs: null }));

/** Pairs as minutes. */
function match(plan: readonly number[], real: readonly number[]): [number, number][] {
  return [...matchBroadcasts(planned(plan), broadcasts(real))]
    .map(([one, other]): [number, number] => [one.startsAtMs / MINUTE, other.startedAtMs / MINUTE])
    .sort(([a], [b]) => a - b);
}

describe('which broadcast was which planned stream', () => {
  it.each([
    ['one a little late', [0], [12], [[0, 12]]],
    ['one that began early', [60], [40], [[60, 40]]],
    ['three hours are still it', [0], [180], [[0, 180]]],
    ['more than three hours are another stream', [0], [181], []],
    ['nothing planned', [], [5], []],
    ['nothing happened', [5], [], []],
    ['the nearer of two broadcasts', [100], [0, 110], [[100, 110]]],
    ['the nearer of two plans', [0, 100], [90], [[100, 90]]],
    [
      'two evenings, both late',
      [0, 120],
      [100, 230],
      [
        [0, 100],
        [120, 230],
      ],
    ],
    [
      'the near one yields when both find a partner then',
      [0, 170],
      [160, 340],
      [
        [0, 160],
        [170, 340],
      ],
    ],
    [
      'days apart',
      [0, 1440, 2880],
      [2885, 5],
      [
        [0, 5],
        [2880, 2885],
      ],
    ],
  ] as const)('%s', (_, plan, real, pairs) => {
    expect(match(plan, real)).toEqual(pairs);
  });

  it('leaves a stream alone whose time had not come when the broadcast was over', () => {
    const [plan] = planned([60]);
    const over = (endedMinute: number) => ({ startedAtMs: 0, endedAtMs: endedMinute * MINUTE });
    const [early, running] = [over(60), over(61)];
    if (!plan) throw new Error('nothing is planned');
    expect(matchBroadcasts([plan], [early]).get(plan)).toBeUndefined();
    expect(matchBroadcasts([plan], [running]).get(plan)).toBe(running);
    const late = { startedAtMs: 70 * MINUTE, endedAtMs: null };
    expect(matchBroadcasts([plan], [early, late]).get(plan)).toBe(late);
  });

  it('finds as many pairs as can be with the least time apart, as trying everything does', () => {
    const times = fc.uniqueArray(fc.integer({ min: 0, max: 1500 }), { maxLength: 6 });
    fc.assert(
      fc.property(times, times, (plan, real) => {
        const pairs = match(plan, real);
        expect(new Set(pairs.map(([, other]) => other)).size).toBe(pairs.length);
        expect(pairs.every(([one, other]) => Math.abs(one - other) * MINUTE <= REACH_MS)).toBe(true);
        expect(worthOf(pairs)).toEqual(bestOf(plan, real));
      }),
      { numRuns: 500 },
    );
  });

  it('does not depend on the order they come in', () => {
    const times = fc.uniqueArray(fc.integer({ min: 0, max: 3000 }), { maxLength: 8 });
    fc.assert(
      fc.property(times, times, (plan, real) => {
        expect(match([...plan].reverse(), [...real].reverse())).toEqual(match(plan, real));
      }),
    );
  });
});

function worthOf(pairs: readonly (readonly [number, number])[]): [count: number, apart: number] {
  return [pairs.length, pairs.reduce((sum, [one, other]) => sum + Math.abs(one - other), 0)];
}

/** Every way there is. */
function bestOf([first, ...rest]: readonly number[], real: readonly number[]): [count: number, apart: number] {
  if (first === undefined) return [0, 0];
  const ways = [bestOf(rest, real)];
  for (const one of real) {
    const apart = Math.abs(one - first);
    if (apart * MINUTE > REACH_MS) continue;
    const [count, sum] = bestOf(
      rest,
      real.filter((other) => other !== one),
    );
    ways.push([count + 1, sum + apart]);
  }
  return ways.reduce((best, way) => (way[0] > best[0] || (way[0] === best[0] && way[1] < best[1]) ? way : best));
}

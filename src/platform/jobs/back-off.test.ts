import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backOffMs } from './back-off.ts';

describe('back-off', () => {
  it('doubles from one second to ten minutes', () => {
    expect([1, 2, 3, 4, 10, 11, 50].map((attempt) => backOffMs(attempt, 0.999999))).toEqual([
      1_000, 2_000, 4_000, 8_000, 512_000, 600_000, 600_000,
    ]);
  });

  it('leaves out at most half of the wait', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (attempt, random) => {
          const wait = backOffMs(attempt, random);
          const longest = backOffMs(attempt, 1);
          return wait >= longest / 2 && wait <= longest && longest <= 600_000;
        },
      ),
    );
  });
});

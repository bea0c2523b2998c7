import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backOffMs } from './back-off.ts';

const MINUTE = { firstMs: 1_000, mostMs: 60_000 };

describe('back-off', () => {
  it('doubles from the first wait to the most', () => {
    expect([1, 2, 3, 6, 7, 50, 10_000].map((failures) => backOffMs(failures, MINUTE, 0.999999))).toEqual([
      1_000, 2_000, 4_000, 32_000, 60_000, 60_000, 60_000,
    ]);
  });

  it('leaves out at most half of the wait', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), (failures) => {
        const wait = backOffMs(failures, MINUTE);
        const longest = backOffMs(failures, MINUTE, 1);
        return wait >= longest / 2 && wait <= longest && longest <= MINUTE.mostMs;
      }),
    );
  });

  it('does not send everyone back at the same moment', () => {
    const waits = new Set(Array.from({ length: 50 }, () => backOffMs(6, MINUTE)));
    expect(waits.size).toBeGreaterThan(10);
  });
});

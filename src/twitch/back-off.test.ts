import { describe, expect, it } from 'vitest';
import { backOffMs } from './back-off.ts';

describe('back-off', () => {
  it('doubles from one second to a minute and takes off at most half', () => {
    const longest = [1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000];
    longest.forEach((most, index) => {
      for (let round = 0; round < 50; round++) {
        const wait = backOffMs(index + 1);
        expect(wait).toBeLessThanOrEqual(most);
        expect(wait).toBeGreaterThanOrEqual(most / 2);
      }
    });
    expect(backOffMs(10_000)).toBeLessThanOrEqual(60_000);
  });

  it('does not send everyone back at the same moment', () => {
    const waits = new Set(Array.from({ length: 50 }, () => backOffMs(6)));
    expect(waits.size).toBeGreaterThan(10);
  });
});

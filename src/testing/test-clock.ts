import { instantFromMs } from '../kernel/instant.ts';
import type { Clock } from '../platform/clock.ts';

/** A clock that stands still until it is told to go on. */
export interface TestClock extends Clock {
  advance(ms: number): void;
}

/** @param startMs 2026-11-22T18:00:00Z when not given */
export function createTestClock(startMs = Date.UTC(2026, 10, 22, 18)): TestClock {
  let nowMs = startMs;
  return {
    nowMs: () => nowMs,
    now: () => instantFromMs(nowMs),
    advance: (ms) => {
      nowMs += ms;
    },
  };
}

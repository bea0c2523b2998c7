import { type Instant, instantFromMs } from '../kernel/instant.ts';

/** The only source of the current time; tests hand in their own. */
export interface Clock {
  /** Epoch milliseconds. */
  nowMs(): number;
  now(): Instant;
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  now: () => instantFromMs(Date.now()),
};

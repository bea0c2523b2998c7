import { randomInt } from 'node:crypto';

export interface BackOffTimes {
  readonly firstMs: number;
  readonly mostMs: number;
}

/** What Twitch asks of clients: 1, 2, 4 … 60 s. */
export const TWITCH_BACK_OFF: BackOffTimes = { firstMs: 1000, mostMs: 60_000 };

/**
 * How long to wait before a try, doubling up to the most. Up to half of it is taken off by chance, so
 * that clients thrown out together do not come back together.
 * @param failures in a row before this try, at least 1.
 */
export function backOffMs(failures: number, { firstMs, mostMs }: BackOffTimes = TWITCH_BACK_OFF): number {
  const longest = Math.min(mostMs, firstMs * 2 ** Math.min(failures - 1, 30));
  return longest - randomInt(Math.floor(longest / 2) + 1);
}

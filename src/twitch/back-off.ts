import type { BackOffTimes } from '../kernel/back-off.ts';

/** What Twitch asks of clients: 1, 2, 4 … 60 s. */
export const TWITCH_BACK_OFF: BackOffTimes = { firstMs: 1000, mostMs: 60_000 };

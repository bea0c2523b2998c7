import { Temporal } from './temporal.ts';

/** A moment: UTC ISO text with exactly milliseconds, `2026-11-22T09:18:04.120Z`. Sorts as text. */
export type Instant = string & { readonly __instant: true };

/** @param epochMs whole milliseconds since 1970; at most ±8.64e15. */
export function instantFromMs(epochMs: number): Instant {
  return new Date(epochMs).toISOString() as Instant;
}

export function instantToMs(instant: Instant): number {
  return Date.parse(instant);
}

/**
 * Reads any RFC 3339 time (Twitch sends up to nanoseconds) and cuts it to milliseconds.
 * Gives `undefined` for anything else, so that the caller decides.
 */
export function parseInstant(text: string): Instant | undefined {
  try {
    return instantFromMs(Temporal.Instant.from(text).epochMilliseconds);
  } catch {
    return undefined;
  }
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 10 * 60_000;

/**
 * How long to wait after the n-th failed try: 1 s, 2 s, 4 s … to 10 min, of which a random half is
 * left out, so that what failed together does not come back together.
 *
 * @param attempt from 1
 * @param random from 0 to below 1
 */
export function backOffMs(attempt: number, random: number): number {
  const whole = Math.min(FIRST_WAIT_MS * 2 ** Math.min(attempt - 1, 30), LONGEST_WAIT_MS);
  return Math.round(whole * (0.5 + random / 2));
}

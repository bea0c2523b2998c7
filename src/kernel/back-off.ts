export interface BackOffTimes {
  readonly firstMs: number;
  readonly mostMs: number;
}

/**
 * How long to wait before the next try, doubling up to the most. Up to half of it is left out by chance,
 * so that what failed together does not come back together.
 *
 * @param failures in a row before this try, at least 1.
 * @param chance from 0 to below 1.
 */
export function backOffMs(failures: number, { firstMs, mostMs }: BackOffTimes, chance = drawChance()): number {
  const longest = Math.min(mostMs, firstMs * 2 ** Math.min(failures - 1, 30));
  return Math.round(longest * (0.5 + chance / 2));
}

function drawChance(): number {
  const [drawn = 0] = crypto.getRandomValues(new Uint32Array(1));
  return drawn / 2 ** 32;
}

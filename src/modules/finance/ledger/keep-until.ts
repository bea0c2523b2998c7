import { instantFromMs } from '../../../kernel/instant.ts';

/** Receipts are kept for eight years from the end of the year they came in (§ 147 AO, § 14b UStG). */
const KEPT_YEARS = 8;

/** Nowhere on earth is it later: in which zone the year ended is not asked, a year too long does no harm. */
const LATEST_ZONE_MS = 14 * 3_600_000;

/** The last ISO day a receipt has to be kept. */
export function keepUntil(receivedAtMs: number): string {
  const year = Number(instantFromMs(receivedAtMs + LATEST_ZONE_MS).slice(0, 4));
  return `${year + KEPT_YEARS}-12-31`;
}

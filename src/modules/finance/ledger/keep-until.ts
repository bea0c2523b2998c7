import { instantFromMs } from '../../../kernel/instant.ts';

/** Receipts are kept for eight years from the end of the year they came in (§ 147 AO, § 14b UStG). */
const KEPT_YEARS = 8;

/** The last ISO day a receipt has to be kept. */
export function keepUntil(receivedAtMs: number): string {
  const year = Number(instantFromMs(receivedAtMs).slice(0, 4));
  return `${year + KEPT_YEARS}-12-31`;
}

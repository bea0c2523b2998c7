interface GearLimit {
  /** First ISO day it holds for. */
  readonly from: string;
  /** Euro cents without VAT (§ 6(2) EStG), and with 19 % of it: what a receipt of a German shop says. */
  readonly netMinor: bigint;
  readonly grossMinor: bigint;
}

/**
 * Up to which price gear is written off at once ("GWG"), newest first. The limit is net of VAT also for who
 * deducts none (R 9b(2) EStR). Read in the instructions to the Anlage EÜR 2025, line 36.
 */
const GEAR_LIMITS: readonly GearLimit[] = [{ from: '2018-01-01', netMinor: 80_000n, grossMinor: 95_200n }];

/** The limit on a day; `undefined` before the first that is known. */
export function gearLimitOn(day: string): GearLimit | undefined {
  return GEAR_LIMITS.find(({ from }) => from <= day);
}

import { gearLimitOn } from '../../../contract/gear-limit.ts';
import type { Currency, Money } from '../../../kernel/money.ts';

type GearHint = 'lasts' | 'needsVat';

/** What there is to know of a booking's price for gear: `lasts` is on its way to another account. */
export function gearHintOf(booking: {
  readonly category: string | null;
  readonly currency: Currency;
  readonly amount: Money | undefined;
  readonly day: string | undefined;
}): GearHint | undefined {
  const { category, currency, amount, day } = booking;
  const limit = category === 'gear' && currency === 'EUR' && day !== undefined ? gearLimitOn(day) : undefined;
  if (!limit || !amount) return undefined;
  if (amount.minor > limit.grossMinor) return 'lasts';
  return amount.minor > limit.netMinor ? 'needsVat' : undefined;
}

import type { z } from 'zod';
import type { finance, Place } from '../../../contract/finance.ts';
import { gearLimitOn } from '../../../contract/gear-limit.ts';
import { type Money, money, negateMoney } from '../../../kernel/money.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { directionOf } from './categories.ts';
import type { AccountKey } from './chart.ts';
import { type NewEntry, type Posting, refuseUnfitAmount } from './entry.ts';

/** What a person writes down: see the contract. */
export type Booking = Omit<z.output<typeof finance.addEntry.input>, 'idempotencyKey'>;

const EARLIEST_DAY = '2000-01-01';
const DAY_MS = 24 * 60 * 60_000;

/**
 * A day that can be booked on. Where the person sits is not known here, and somewhere it is already tomorrow.
 * @throws Refusal finance.day-invalid, finance.day-in-future
 */
export function refuseUnfitDay(day: string, nowMs: number): void {
  if (day < EARLIEST_DAY) throw new Refusal('finance.day-invalid');
  if (day > new Date(nowMs + DAY_MS).toISOString().slice(0, 10)) throw new Refusal('finance.day-in-future');
}

/** @throws Refusal finance.amount-zero, finance.amount-too-large */
export function readBooking(booking: Booking): Omit<NewEntry, 'idempotencyKey' | 'createdBy'> {
  const amount = money(BigInt(booking.amount.minor), booking.amount.currency);
  refuseUnfitAmount(amount);
  if (amount.minor < 0n) throw new Refusal('finance.amount-zero');
  return {
    book: 'tax',
    day: booking.day,
    category: booking.category,
    source: null,
    text: booking.text,
    postings: postingsOf(accountFor(booking.category, amount, booking.day), booking, amount),
    place: booking.place,
    broadcastId: booking.broadcastId,
    isEstimated: false,
    documents: booking.documents,
    noReceiptReason: booking.noReceiptReason === '' ? null : booking.noReceiptReason,
  };
}

/** Each category has its account; gear that costs too much to be written off at once lasts (decision 0042). */
function accountFor(category: Booking['category'], { minor, currency }: Money, day: string): AccountKey {
  const limit = category === 'gear' && currency === 'EUR' ? gearLimitOn(day) : undefined;
  return limit && minor > limit.grossMinor ? 'lasting-gear' : category;
}

/** Money that comes in is debited where it lands; money that goes out is credited where it came from. */
function postingsOf(
  account: AccountKey,
  { category, place }: Pick<Booking, 'category'> & { readonly place: Place },
  amount: Money,
): Posting[] {
  const [debit, credit] = directionOf(category) === 'income' ? [place, account] : [account, place];
  return [
    { account: debit, money: amount },
    { account: credit, money: negateMoney(amount) },
  ];
}

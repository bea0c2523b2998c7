import type { Book, Category, Place, RevenueSource } from '../../../contract/finance.ts';
import { addMoney, type Currency, type Money, negateMoney } from '../../../kernel/money.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { type AccountKey, isAboutMoney } from './chart.ts';

/** A line of an entry: positive is debit, negative is credit. */
export interface Posting {
  readonly account: AccountKey;
  readonly money: Money;
}

/** What is to be written down, once for each idempotency key. */
export interface NewEntry {
  readonly book: Book;
  readonly idempotencyKey: string;
  /** ISO day. */
  readonly day: string;
  readonly category: Category;
  readonly source: RevenueSource | null;
  readonly text: string;
  readonly postings: readonly Posting[];
  readonly place: Place | null;
  readonly broadcastId: number | null;
  readonly isEstimated: boolean;
  /** SHA-256 of receipts that are kept already. */
  readonly documents: readonly string[];
  readonly noReceiptReason: string | null;
  /** Member, `null` for the house itself. */
  readonly createdBy: string | null;
}

/** Largest amount of a line or an entry that every program still reads exactly. */
const EXACT_MINOR = 2n ** 53n - 1n;

/** @throws Refusal finance.amount-zero, finance.amount-too-large */
export function refuseUnfitAmount({ minor }: Money): void {
  if (minor === 0n) throw new Refusal('finance.amount-zero');
  if (minor > EXACT_MINOR || minor < -EXACT_MINOR) throw new Refusal('finance.amount-too-large');
}

/** @throws Refusal finance.unbalanced, and those of `refuseUnfitAmount` */
export function refuseUnfitPostings(postings: readonly Posting[]): void {
  for (const { money } of postings) refuseUnfitAmount(money);
  const sums = new Map<Currency, bigint>();
  for (const { money } of postings) sums.set(money.currency, (sums.get(money.currency) ?? 0n) + money.minor);
  if (postings.length < 2 || [...sums.values()].some((sum) => sum !== 0n)) throw new Refusal('finance.unbalanced');
}

/**
 * What an entry brought in (positive) or cost (negative): the other side of its income and expense lines
 * and of what was bought to last, which are of one currency.
 * @throws RangeError for lines of two currencies; Refusal finance.amount-too-large
 */
export function amountOf(postings: readonly Posting[]): Money {
  const results = postings.filter(({ account }) => isAboutMoney(account)).map(({ money }) => negateMoney(money));
  const [first, ...rest] = results;
  const currency = (first ?? postings[0]?.money)?.currency;
  if (currency === undefined) throw new Refusal('finance.unbalanced');
  const amount = rest.reduce(addMoney, first ?? { minor: 0n, currency });
  if (amount.minor !== 0n) refuseUnfitAmount(amount);
  return amount;
}

/** As the database gives it back: it has no place for U+0000 and for halves of a character. */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}

import type { RequestOf } from '../../../contract/endpoint.ts';
import type { Book, Category, finance } from '../../../contract/finance.ts';
import type { Language } from '../../../i18n/translator.ts';
import { monthOf, shiftMonth } from './day-bounds.ts';

/** What the address says: it survives a reload and the way back. */
export interface LedgerSearch {
  readonly book?: 'management';
  readonly from?: string;
  readonly to?: string;
  readonly direction?: 'income' | 'expense';
  readonly stream?: number;
  readonly entry?: string;
}

/** What only this visit knows. */
export interface LedgerChips {
  readonly text: string;
  readonly category: Category | null;
  readonly state: 'draft' | 'sealed' | null;
  readonly withoutReceipt: boolean;
}

export const NO_CHIPS: LedgerChips = { text: '', category: null, state: null, withoutReceipt: false };

/** In the address for "no limit at all", because without any it is this month. */
export const ALL_TIME = 'all';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export interface Period {
  readonly from: string;
  readonly to: string;
}

/** The days that are shown, `null` for all: this month, unless the address names a time, an entry or a stream. */
export function periodOf(search: LedgerSearch, today: string): Period | null {
  if (search.from !== undefined && DAY.test(search.from)) {
    return { from: search.from, to: search.to !== undefined && DAY.test(search.to) ? search.to : today };
  }
  if (search.from === ALL_TIME || search.stream !== undefined || search.entry !== undefined) return null;
  return monthOf(today);
}

/** Is the period exactly one month? Then it is named by it. */
export function isWholeMonth(period: Period): boolean {
  const month = monthOf(period.from);
  return month.from === period.from && month.to === period.to;
}

/** This month and the ones before. */
export function monthsBack(today: string, count: number): Period[] {
  return Array.from({ length: count }, (_, index) => shiftMonth(today, -index));
}

export type LedgerRequest = Omit<RequestOf<typeof finance.entries>, 'before' | 'limit'>;

export function requestOf(search: LedgerSearch, chips: LedgerChips, today: string): LedgerRequest {
  const period = periodOf(search, today);
  const text = chips.text.trim();
  const book: Book = search.book ?? 'tax';
  return {
    book,
    ...(period ?? {}),
    ...(search.direction ? { direction: search.direction } : {}),
    ...(search.stream === undefined ? {} : { broadcastId: search.stream }),
    ...(chips.category ? { category: chips.category } : {}),
    ...(chips.state ? { state: chips.state } : {}),
    ...(chips.withoutReceipt ? { withoutReceipt: true } : {}),
    ...(text === '' ? {} : { text }),
  };
}

/** Where the same list is downloaded whole. */
export function fileAddress(kind: 'csv' | 'pdf', request: LedgerRequest, language: Language): string {
  const query = new URLSearchParams({ language });
  for (const [name, value] of Object.entries(request)) if (value !== undefined) query.set(name, String(value));
  return `/api/finance/entries.${kind}?${query}`;
}

import {
  type DocumentView,
  type EntryView,
  HAND_CATEGORIES,
  type HandCategory,
  type Place,
} from '../../../contract/finance.ts';
import type { RefusalCode } from '../../../contract/refusals.ts';
import type { Language } from '../../../i18n/translator.ts';
import type { Currency } from '../../../kernel/money.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { readMoney } from '../../ui/read-money.ts';
import { readDay } from './read-day.ts';

/** How the form begins: empty, for a stream, with a draft, or as the copy of an entry. */
export interface BookingStart {
  readonly broadcastId?: number;
  readonly draft?: EntryView;
  readonly copyOf?: EntryView;
}

/** What stands in the form, as typed. */
export interface BookingValues {
  readonly category: HandCategory | null;
  readonly text: string;
  readonly amount: string;
  readonly currency: Currency;
  readonly place: Place;
  readonly day: string;
  readonly broadcastId: number | null;
  readonly documents: readonly DocumentView[];
  readonly hasNoReceipt: boolean;
  readonly noReceiptReason: string;
}

export type BookingField = 'category' | 'text' | 'amount' | 'day' | 'noReceiptReason';

/** In the order the fields stand on the page: the first with a problem gets the focus. */
export const FIELD_ORDER: readonly BookingField[] = ['category', 'text', 'amount', 'day', 'noReceiptReason'];

interface Booking {
  readonly category: HandCategory;
  readonly text: string;
  readonly amount: { readonly minor: string; readonly currency: Currency };
  readonly place: Place;
  readonly day: string;
  readonly broadcastId: number | null;
  readonly documents: string[];
  readonly noReceiptReason: string | null;
}

/** What the API takes, or the fields that do not allow it yet. */
export function readBooking(
  values: BookingValues,
  { today, language }: { today: string; language: Language },
): { booking: Booking } | { problems: BookingField[] } {
  const amount = readMoney(values.amount, values.currency, language);
  const day = readDay(values.day, today, language);
  const text = values.text.trim();
  const reason = values.noReceiptReason.trim();
  const needsReason = values.hasNoReceipt && values.documents.length === 0;
  const { category } = values;
  const problems = FIELD_ORDER.filter(
    (field) =>
      (field === 'category' && category === null) ||
      (field === 'text' && text === '') ||
      (field === 'amount' && !amount.ok) ||
      (field === 'day' && (day === undefined || day > today)) ||
      (field === 'noReceiptReason' && needsReason && reason === ''),
  );
  if (problems.length > 0 || category === null || !amount.ok || day === undefined) return { problems };
  return {
    booking: {
      category,
      text,
      amount: { minor: String(amount.money.minor), currency: amount.money.currency },
      place: values.place,
      day,
      broadcastId: values.broadcastId,
      documents: values.documents.map(({ sha256 }) => sha256),
      noReceiptReason: needsReason ? reason : null,
    },
  };
}

/** The form filled from an entry; a copy leaves day and receipts to the new one. */
export function valuesOf(
  entry: EntryView,
  texts: { typed: (amount: EntryView['amount']) => string; date: (day: string) => string; copyDay?: string },
): BookingValues {
  const minor = entry.amount.minor.replace('-', '');
  const isCopy = texts.copyDay !== undefined;
  return {
    category: (HAND_CATEGORIES as readonly string[]).includes(entry.category) ? (entry.category as HandCategory) : null,
    text: entry.text,
    amount: texts.typed({ minor, currency: entry.amount.currency }),
    currency: entry.amount.currency,
    place: entry.place ?? 'bank',
    day: texts.date(texts.copyDay ?? entry.day),
    broadcastId: isCopy ? null : entry.broadcastId,
    documents: isCopy ? [] : entry.documents,
    hasNoReceipt: entry.noReceiptReason !== null,
    noReceiptReason: entry.noReceiptReason ?? '',
  };
}

const ABOUT: Partial<Record<RefusalCode, BookingField>> = {
  'finance.category-unknown': 'category',
  'finance.amount-zero': 'amount',
  'finance.amount-too-large': 'amount',
  'finance.day-invalid': 'day',
  'finance.day-in-future': 'day',
};

/** The field a refusal is about; what is about none stands under the form. */
export function fieldOf(error: unknown): BookingField | undefined {
  return error instanceof Refusal ? ABOUT[error.code as RefusalCode] : undefined;
}

/** A key of the opened form, so that pressing twice writes once. */
export function newIdempotencyKey(): string {
  // Not randomUUID: that one is missing where the page is reached over plain HTTP in a home network.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `form-${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

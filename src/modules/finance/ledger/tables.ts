import type { Book, Category, Place, RevenueSource } from '../../../contract/finance.ts';
import type { Currency } from '../../../kernel/money.ts';
import type { AccountKey } from './chart.ts';

/** Rows of the books; see the room's README for their meaning. Times are epoch milliseconds, days ISO text. */
export interface LedgerTables {
  finance_entry: EntryRow;
  finance_posting: PostingRow;
  finance_document: DocumentRow;
  finance_entry_document: EntryDocumentRow;
  finance_balance_month: BalanceMonthRow;
}

export interface EntryRow {
  id: string;
  book: Book;
  state: 'draft' | 'sealed';
  /** Gapless in its book; `null` while a draft, as the four below. */
  number: number | null;
  prev_hash: string | null;
  hash: string | null;
  sealed_at: number | null;
  sealed_by: string | null;
  idempotency_key: string;
  /** SHA-256 of what was asked for with that key, so that a second asking is told from another one. */
  request_hash: string;
  day: string;
  category: Category;
  source: RevenueSource | null;
  text: string;
  /** As a person counts, from the postings: money in is positive. */
  amount_minor: bigint;
  currency: Currency;
  place: Place | null;
  /** `live_broadcast.id`. */
  broadcast_id: number | null;
  is_estimated: boolean;
  no_receipt_reason: string | null;
  /** The entry this one takes back. */
  reverses: string | null;
  /** Edition of the chart its accounts are read by. */
  chart: string;
  created_at: number;
  created_by: string | null;
  version: number;
}

export interface PostingRow {
  entry: string;
  /** From 1. */
  line: number;
  account: AccountKey;
  currency: Currency;
  /** Positive is debit, negative is credit, never 0. */
  amount_minor: bigint;
}

export interface DocumentRow {
  sha256: string;
  name: string;
  type: string;
  size_bytes: number;
  received_at: number;
  /** Read alone: the rest of a row is small. */
  bytes: Uint8Array;
}

export interface EntryDocumentRow {
  entry: string;
  /** `finance_document.sha256`. */
  document: string;
  attached_at: number;
  attached_by: string | null;
  /** Hash over the link and the entry's hash, for what came after the sealing; earlier ones are in the entry's hash. */
  seal: string | null;
}

/** Sums of the sealed postings of a month; can be computed again at any time. */
export interface BalanceMonthRow {
  book: Book;
  account: AccountKey;
  currency: Currency;
  /** `2026-11` */
  month: string;
  debit_minor: bigint;
  credit_minor: bigint;
}

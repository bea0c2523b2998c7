import { setImmediate } from 'node:timers/promises';
import type { EntryView } from '../../../contract/finance.ts';
import { type FileText, fileText } from '../../../i18n/files.ts';
import type { Language } from '../../../i18n/translator.ts';
import { formatMoneyPlain, isCurrency, type Money, money } from '../../../kernel/money.ts';
import { type EntryFilter, filterEntries } from './entry-filter.ts';
import type { LedgerDb } from './entry-store.ts';
import { readEntryViews } from './entry-view.ts';

const ENTRIES_AT_ONCE = 250;

/**
 * Everything the filter finds, as books are read: sealed entries in order of number, then drafts by day.
 * A pause after each piece lets the chat go on meanwhile.
 */
export async function readForFile(db: LedgerDb, filter: EntryFilter, limit: number): Promise<EntryView[]> {
  const views: EntryView[] = [];
  const rest = () => Math.min(ENTRIES_AT_ONCE, limit - views.length);
  const take = async (rows: Parameters<typeof readEntryViews>[1]): Promise<boolean> => {
    views.push(...(await readEntryViews(db, rows)));
    await setImmediate();
    return rows.length === ENTRIES_AT_ONCE && views.length < limit;
  };
  const sealed = () => filterEntries(db, filter).selectAll().where('state', '=', 'sealed').orderBy('number');
  for (let goesOn = true; goesOn; ) {
    const after = views.at(-1)?.number ?? 0;
    goesOn = await take(await sealed().where('number', '>', after).limit(rest()).execute());
  }
  if (views.length >= limit) return views;
  const drafts = () => filterEntries(db, filter).selectAll().where('state', '=', 'draft').orderBy('day').orderBy('id');
  for (let taken = 0, goesOn = true; goesOn; taken += ENTRIES_AT_ONCE) {
    goesOn = await take(await drafts().offset(taken).limit(rest()).execute());
  }
  return views;
}

/** Numbers of entries by id, for naming the other side of a reversal. */
export async function readNumbers(db: LedgerDb, views: readonly EntryView[]): Promise<ReadonlyMap<string, number>> {
  const ids = views.flatMap(({ reverses, reversedBy }) => [reverses, reversedBy]).filter((id) => id !== null);
  const numbers = new Map<string, number>();
  for (let start = 0; start < ids.length; start += ENTRIES_AT_ONCE) {
    const rows = await db
      .selectFrom('finance_entry')
      .select(['id', 'number'])
      .where('id', 'in', ids.slice(start, start + ENTRIES_AT_ONCE))
      .execute();
    for (const { id, number } of rows) if (number !== null) numbers.set(id, number);
  }
  return numbers;
}

/** The last sealed entry of the book: whoever holds its hash can prove later that nothing before it changed. */
export async function readChainEnd(
  db: LedgerDb,
  { book }: Pick<EntryFilter, 'book'>,
): Promise<{ readonly number: number; readonly hash: string } | undefined> {
  const row = await db
    .selectFrom('finance_entry')
    .select(['number', 'hash'])
    .where('book', '=', book)
    .where('number', 'is not', null)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.number && row.hash ? { number: row.number, hash: row.hash } : undefined;
}

/** How a file writes things, in one language. */
export interface FileStyle {
  readonly text: FileText;
  /** `20.11.2026` or `2026-11-20`. */
  day(day: string): string;
  /** `-1234,50` or `-1234.50`: what a spreadsheet takes for a number. */
  plain(amount: Money): string;
  /** `−1.234,50 EUR` or `−1,234.50 EUR`, for people. */
  shown(amount: Money): string;
}

export function fileStyle(language: Language): FileStyle {
  const isGerman = language === 'de';
  return {
    text: fileText(language),
    day: (day) => (isGerman ? day.split('-').reverse().join('.') : day),
    plain: (amount) => (isGerman ? formatMoneyPlain(amount).replace('.', ',') : formatMoneyPlain(amount)),
    shown(amount) {
      const [whole = '', fraction] = formatMoneyPlain(amount).replace('-', '−').split('.');
      const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, isGerman ? '.' : ',');
      const digits = fraction === undefined ? grouped : `${grouped}${isGerman ? ',' : '.'}${fraction}`;
      return `${digits}\u00a0${amount.currency}`;
    },
  };
}

export function moneyOf({ minor, currency }: EntryView['amount']): Money {
  if (!isCurrency(currency)) throw new RangeError(`${String(currency)} is no currency of the books`);
  return money(BigInt(minor), currency);
}

/** `buchungen-steuer-2026-11-01_2026-11-30.csv`; what it lists when the period is open. */
export function fileNameOf(
  { text }: FileStyle,
  about: {
    readonly filter: EntryFilter;
    readonly days: readonly string[];
    readonly isSandbox: boolean;
    readonly ending: string;
  },
): string {
  const { filter, days } = about;
  const from = filter.from ?? smallest(days);
  const to = filter.to ?? days.reduce<string | undefined>((last, day) => (last && last > day ? last : day), undefined);
  const period = from && to ? `${from}_${to}` : text('file.fileName.all');
  return `${about.isSandbox ? 'SANDBOX-' : ''}${text(`file.fileName.${filter.book}`)}-${period}.${about.ending}`;
}

function smallest(days: readonly string[]): string | undefined {
  return days.reduce<string | undefined>((first, day) => (first && first < day ? first : day), undefined);
}

import type { SelectQueryBuilder } from 'kysely';
import type { Book } from '../../../contract/finance.ts';
import { type Currency, type Money, money } from '../../../kernel/money.ts';
import { directionOf } from './categories.ts';
import type { LedgerDb } from './entry-store.ts';
import { readAbsorbed } from './linked-streams.ts';
import type { EntryRow, LedgerTables } from './tables.ts';

/** What came in and what was spent, both positive, by currency; reversed entries cancel out. Drafts count. */
export interface EntrySums {
  readonly income: readonly Money[];
  readonly expense: readonly Money[];
}

export interface SumQuery {
  readonly book: Book;
  /** First and last ISO day, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** A sum of entries of one category and currency. */
export interface CategorySum {
  readonly category: EntryRow['category'];
  readonly currency: Currency;
  readonly total_minor: bigint;
}

/** By ISO day, oldest first; days without entries are left out. */
export async function sumEntriesByDay(db: LedgerDb, query: SumQuery): Promise<ReadonlyMap<string, EntrySums>> {
  const rows = await wanted(db, query)
    .select(({ fn }) => ['day', 'category', 'currency', fn.sum<bigint>('amount_minor').as('total_minor')])
    .groupBy(['day', 'category', 'currency'])
    .orderBy('day')
    .execute();
  return byKey(rows, (row) => row.day);
}

/** Entries of the tax book that are linked to these streams, also by numbers that have become part of them. */
export async function sumEntriesByBroadcast(
  db: LedgerDb,
  ids: readonly number[],
): Promise<ReadonlyMap<number, EntrySums>> {
  if (ids.length === 0) return new Map();
  const absorbed = await readAbsorbed(db, { into: ids });
  const rows = await wanted(db, { book: 'tax' })
    .where('broadcast_id', 'in', [...ids, ...absorbed.keys()])
    .select(({ fn }) => ['broadcast_id', 'category', 'currency', fn.sum<bigint>('amount_minor').as('total_minor')])
    .groupBy(['broadcast_id', 'category', 'currency'])
    .execute();
  return byKey(rows, ({ broadcast_id }) => absorbed.get(broadcast_id ?? 0) ?? broadcast_id ?? 0);
}

/** Brings sums by category together by direction, in order of currency. */
export function sumsOf(rows: readonly CategorySum[]): EntrySums {
  const sums = { income: new Map<Currency, bigint>(), expense: new Map<Currency, bigint>() };
  for (const { category, currency, total_minor } of rows) {
    const direction = directionOf(category);
    const minor = direction === 'expense' ? -total_minor : total_minor;
    sums[direction].set(currency, (sums[direction].get(currency) ?? 0n) + minor);
  }
  return { income: toList(sums.income), expense: toList(sums.expense) };
}

function toList(sums: ReadonlyMap<Currency, bigint>): Money[] {
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([currency, minor]) => money(minor, currency));
}

function byKey<Key, Row extends CategorySum>(
  rows: readonly Row[],
  keyOf: (row: Row) => Key,
): ReadonlyMap<Key, EntrySums> {
  const groups = Map.groupBy(rows, keyOf);
  return new Map([...groups].map(([key, group]) => [key, sumsOf(group)]));
}

function wanted(db: LedgerDb, { book, from, to }: SumQuery): SelectQueryBuilder<LedgerTables, 'finance_entry', object> {
  let select = db.selectFrom('finance_entry').where('book', '=', book);
  if (from !== undefined) select = select.where('day', '>=', from);
  if (to !== undefined) select = select.where('day', '<=', to);
  return select;
}

import { sql } from 'kysely';
import type { z } from 'zod';
import type { finance } from '../../../contract/finance.ts';
import { addMoney, type Money, negateMoney } from '../../../kernel/money.ts';
import type { FinanceContext } from '../context.ts';
import { type EntryFilter, filterEntries } from './entry-filter.ts';
import type { LedgerDb } from './entry-store.ts';
import { type EntrySums, sumsOf } from './entry-sums.ts';
import { readEntryViews } from './entry-view.ts';
import type { EntryRow } from './tables.ts';

/** Where a page ended: the last row's place in the order. */
type Place = Pick<EntryRow, 'state' | 'day' | 'id'>;

/** A page of a book, drafts on top, then newest day first, with the totals of all that was found. */
export async function listEntries(
  { db: { read: db } }: Pick<FinanceContext, 'db'>,
  { before, limit, ...filter }: z.output<typeof finance.entries.input>,
): Promise<z.input<typeof finance.entries.output>> {
  const rows = await readPage(db, filter, { after: readCursor(before), limit: limit + 1 });
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const totals = await totalsOf(db, filter);
  return {
    entries: await readEntryViews(db, inOrder(shown)),
    next: rows.length > limit && last ? writeCursor(last) : null,
    count: totals.count,
    income: totals.income.map(toAmount),
    expense: totals.expense.map(toAmount),
    result: totals.result.map(toAmount),
    withoutReceipt: totals.withoutReceipt,
  };
}

/** Two reads, one for each state: both go along the index, an order over the two would sort everything. */
async function readPage(
  db: LedgerDb,
  filter: EntryFilter,
  { after, limit }: { readonly after: Place | undefined; readonly limit: number },
): Promise<EntryRow[]> {
  const found: EntryRow[] = [];
  for (const state of ['draft', 'sealed'] as const) {
    if (found.length >= limit || (after?.state === 'sealed' && state === 'draft')) continue;
    let select = filterEntries(db, filter).selectAll().where('state', '=', state);
    if (after?.state === state) select = select.where(sql<boolean>`(day, id) < (${after.day}, ${after.id})`);
    found.push(
      ...(await select
        .orderBy('day', 'desc')
        .orderBy('id', 'desc')
        .limit(limit - found.length)
        .execute()),
    );
  }
  return found;
}

/** Ids of one moment come as they like: what is shown of a day goes by number. */
function inOrder(rows: readonly EntryRow[]): EntryRow[] {
  return rows.toSorted((a, b) =>
    a.state === 'sealed' && b.state === 'sealed' && a.day === b.day ? (b.number ?? 0) - (a.number ?? 0) : 0,
  );
}

/** Everything the filter finds, added up. */
export interface EntryTotals extends EntrySums {
  readonly count: number;
  readonly result: readonly Money[];
  readonly withoutReceipt: number;
}

export async function totalsOf(db: LedgerDb, filter: EntryFilter): Promise<EntryTotals> {
  const rows = await filterEntries(db, filter)
    .select(({ fn }) => [
      'category',
      'currency',
      fn.sum<bigint>('amount_minor').as('total_minor'),
      fn.countAll<number>().as('entries'),
    ])
    .groupBy(['category', 'currency'])
    .execute();
  const open = await filterEntries(db, { ...filter, withoutReceipt: true })
    .select(({ fn }) => fn.countAll<number>().as('entries'))
    .executeTakeFirst();
  const sums = sumsOf(rows);
  return {
    ...sums,
    result: resultOf(sums),
    count: rows.reduce((sum, row) => sum + row.entries, 0),
    withoutReceipt: open?.entries ?? 0,
  };
}

/** Income less expense, currency by currency. */
function resultOf({ income, expense }: EntrySums): Money[] {
  const result = new Map(income.map((amount) => [amount.currency, amount]));
  for (const spent of expense.map(negateMoney)) {
    const earned = result.get(spent.currency);
    result.set(spent.currency, earned ? addMoney(earned, spent) : spent);
  }
  return [...result.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1));
}

const toAmount = ({ minor, currency }: Money) => ({ minor: String(minor), currency });

const writeCursor = ({ state, day, id }: Place): string => `${state}.${day}.${id}`;

/** A cursor that is none starts at the top. */
function readCursor(text: string | undefined): Place | undefined {
  const [, state, day, id] = /^(draft|sealed)\.(\d{4}-\d\d-\d\d)\.(\w+)$/.exec(text ?? '') ?? [];
  return state === undefined || day === undefined || id === undefined
    ? undefined
    : { state: state as Place['state'], day, id };
}

import { sql } from 'kysely';
import type { Book } from '../../../contract/finance.ts';
import { runForEach } from '../../../platform/db/many-rows.ts';
import type { Line } from './canonical-entry.ts';
import type { LedgerDb } from './entry-store.ts';
import type { BalanceMonthRow, EntryRow } from './tables.ts';

type Sum = Pick<Line, 'account' | 'currency' | 'amount_minor'>;

/** Adds sealed lines to the sums of their months, in the transaction that seals them. */
export async function addToBalances(db: LedgerDb, months: MonthSums): Promise<void> {
  const rows = [...months.values()];
  const query = sql`insert into finance_balance_month (book, account, currency, month, debit_minor, credit_minor)
    values (${''}, ${''}, ${''}, ${''}, ${0n}, ${0n})
    on conflict (book, account, currency, month) do update set
    debit_minor = finance_balance_month.debit_minor + excluded.debit_minor,
    credit_minor = finance_balance_month.credit_minor + excluded.credit_minor`.compile(db);
  await runForEach(
    db,
    query,
    rows.map((row) => [row.book, row.account, row.currency, row.month, row.debit_minor, row.credit_minor]),
  );
}

/** Sums of months by account and currency. */
export type MonthSums = Map<string, BalanceMonthRow>;

/** Adds the lines of one entry. */
export function noteMonths(
  months: MonthSums,
  { book, day }: Pick<EntryRow, 'book' | 'day'>,
  lines: readonly Sum[],
): void {
  const month = day.slice(0, 7);
  for (const { account, currency, amount_minor } of lines) {
    const key = keyOf({ account, currency, month });
    let sum = months.get(key);
    if (!sum) {
      sum = { book, account, currency, month, debit_minor: 0n, credit_minor: 0n };
      months.set(key, sum);
    }
    if (amount_minor > 0n) sum.debit_minor += amount_minor;
    else sum.credit_minor -= amount_minor;
  }
}

const keyOf = ({ account, currency, month }: Pick<BalanceMonthRow, 'account' | 'currency' | 'month'>): string =>
  `${account} ${currency} ${month}`;

/** Compares the kept sums of a book with those its entries give. */
export async function faultOfMonths(
  db: LedgerDb,
  book: Book,
  months: ReadonlyMap<string, BalanceMonthRow>,
): Promise<'balance-wrong' | undefined> {
  const kept = await db.selectFrom('finance_balance_month').selectAll().where('book', '=', book).execute();
  const isRight =
    kept.length === months.size &&
    kept.every((row) => {
      const sum = months.get(keyOf(row));
      return sum?.debit_minor === row.debit_minor && sum.credit_minor === row.credit_minor;
    });
  return isRight ? undefined : 'balance-wrong';
}

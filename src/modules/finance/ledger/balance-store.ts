import { sql } from 'kysely';
import { runForEach } from '../../../platform/db/many-rows.ts';
import type { Line } from './canonical-entry.ts';
import type { LedgerDb } from './entry-store.ts';
import type { BalanceMonthRow, EntryRow } from './tables.ts';

type PostedLine = Pick<Line, 'account' | 'currency' | 'amount_minor'> & Pick<EntryRow, 'book' | 'day'>;

/** Adds sealed lines to the sums of their months, in the transaction that seals them. */
export async function addToBalances(db: LedgerDb, lines: readonly PostedLine[]): Promise<void> {
  const rows = sumByMonth(lines);
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

/** The sums of months, computed from lines alone. */
export function sumByMonth(lines: Iterable<PostedLine>): BalanceMonthRow[] {
  const sums = new Map<string, BalanceMonthRow>();
  for (const { book, account, currency, day, amount_minor } of lines) {
    const month = day.slice(0, 7);
    const key = `${book} ${account} ${currency} ${month}`;
    const sum = sums.get(key) ?? { book, account, currency, month, debit_minor: 0n, credit_minor: 0n };
    if (amount_minor > 0n) sum.debit_minor += amount_minor;
    else sum.credit_minor -= amount_minor;
    sums.set(key, sum);
  }
  return [...sums.values()];
}

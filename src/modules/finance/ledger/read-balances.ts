import { type SelectQueryBuilder, sql } from 'kysely';
import type { Book } from '../../../contract/finance.ts';
import { type Currency, type Money, money } from '../../../kernel/money.ts';
import type { AccountKey } from './chart.ts';
import type { LedgerDb } from './entry-store.ts';
import type { LedgerTables } from './tables.ts';

/** What an account holds: debit less credit, so that all balances of a currency add up to zero. */
export interface Balance {
  readonly account: AccountKey;
  readonly balance: Money;
}

interface Part {
  readonly account: AccountKey;
  readonly currency: Currency;
  readonly net_minor: bigint;
}

/**
 * Trial balance of the sealed entries of a book through an ISO day, in order of account: whole months
 * from their kept sums, only the last month's days from its lines.
 */
export async function readBalances(db: LedgerDb, book: Book, throughDay?: string): Promise<Balance[]> {
  const months = db.selectFrom('finance_balance_month').where('book', '=', book);
  if (throughDay === undefined) return toBalances(await sumMonths(months));
  const month = throughDay.slice(0, 7);
  const rest = await db
    .selectFrom('finance_entry as entry')
    .innerJoin('finance_posting as posting', 'posting.entry', 'entry.id')
    .select(['posting.account', 'posting.currency'])
    .select(({ fn }) => fn.sum<bigint>('posting.amount_minor').as('net_minor'))
    .where('entry.book', '=', book)
    .where('entry.state', '=', 'sealed')
    .where('entry.day', '>=', `${month}-01`)
    .where('entry.day', '<=', throughDay)
    .groupBy(['posting.account', 'posting.currency'])
    .execute();
  return toBalances([...(await sumMonths(months.where('month', '<', month))), ...rest]);
}

async function sumMonths(
  months: SelectQueryBuilder<LedgerTables, 'finance_balance_month', object>,
): Promise<readonly Part[]> {
  return await months
    .select(['account', 'currency', sql<bigint>`sum(debit_minor - credit_minor)`.as('net_minor')])
    .groupBy(['account', 'currency'])
    .execute();
}

function toBalances(parts: readonly Part[]): Balance[] {
  const sums = new Map<string, Balance>();
  for (const { account, currency, net_minor } of parts) {
    const key = `${account} ${currency}`;
    const minor = (sums.get(key)?.balance.minor ?? 0n) + net_minor;
    sums.set(key, { account, balance: money(minor, currency) });
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, balance]) => balance);
}

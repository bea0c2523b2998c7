import { type CompiledQuery, type Insertable, PostgresAdapter, sql, type Transaction } from 'kysely';
import type { Db } from './database.ts';

/** A compiled query that is to run once for each list of parameters, with one prepared statement. */
interface RepeatedQuery extends CompiledQuery {
  readonly everyParameters: readonly (readonly unknown[])[];
}

/** For the drivers: all lists of parameters this query is to run with. */
export function parametersOf(query: CompiledQuery): readonly (readonly unknown[])[] {
  return 'everyParameters' in query ? (query as RepeatedQuery).everyParameters : [query.parameters];
}

/**
 * Runs one statement for many lists of parameters, in order, prepared once: inside a transaction the
 * fastest way on SQLite. On PostgreSQL each list is a round trip; a hot path there takes `unnest`.
 *
 * @param query what `.compile()` gave; its own parameters only show how many there are.
 * @returns all returned rows together and the number of rows touched.
 */
export async function runForEach<R = unknown>(
  db: Pick<Db<never>, 'getExecutor'>,
  query: CompiledQuery<R>,
  everyParameters: readonly (readonly unknown[])[],
): Promise<{ readonly rows: readonly R[]; readonly touched: number }> {
  if (everyParameters.length === 0) return { rows: [], touched: 0 };
  const repeated: RepeatedQuery = { ...query, everyParameters };
  const result = await db.getExecutor().executeQuery<R>(repeated as CompiledQuery<R>);
  return { rows: result.rows, touched: Number(result.numAffectedRows ?? 0n) };
}

/** PostgreSQL takes at most 65535 parameters in a statement. */
const PARAMETERS_AT_ONCE = 30_000;

/**
 * Inserts many rows of one shape (the first row's columns): one prepared statement on SQLite, few
 * statements of many rows on PostgreSQL.
 *
 * @param onConflict `ignore` keeps the row that is there already (any unique key).
 * @returns how many were new.
 */
export async function insertRows<T, Name extends keyof T & string>(
  db: Db<T> | Transaction<T>,
  table: Name,
  rows: readonly NoInfer<Insertable<T[Name]>>[],
  onConflict: 'throw' | 'ignore' = 'throw',
): Promise<number> {
  const first = rows[0];
  if (!first) return 0;
  const columns = Object.keys(first);
  const lists = rows.map((row) => columns.map((column) => (row as Record<string, unknown>)[column] ?? null));
  const head = sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})`;
  const ending = onConflict === 'ignore' ? sql` on conflict do nothing` : sql``;
  const valuesOf = (list: readonly unknown[]) => sql`(${sql.join(list.map((value) => sql.val(value)))})`;

  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) {
    const query = sql`${head} values ${valuesOf(lists[0] ?? [])}${ending}`.compile(db);
    return (await runForEach(db, query, lists)).touched;
  }
  const rowsAtOnce = Math.max(1, Math.floor(PARAMETERS_AT_ONCE / columns.length));
  let inserted = 0;
  for (let start = 0; start < lists.length; start += rowsAtOnce) {
    const values = sql.join(lists.slice(start, start + rowsAtOnce).map(valuesOf));
    const result = await sql`${head} values ${values}${ending}`.execute(db);
    inserted += Number(result.numAffectedRows ?? 0n);
  }
  return inserted;
}

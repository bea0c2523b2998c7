import { type CompiledQuery, type Insertable, sql } from 'kysely';
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
 * Runs one statement for many lists of parameters, in order: the hot path of the intake. Inside a
 * transaction this is the fastest way on SQLite; PostgreSQL prepares it once and sends all at once.
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

/**
 * Inserts many rows of one shape (the first row's columns) with one prepared statement.
 *
 * @param onConflict `ignore` keeps the row that is there already (any unique key).
 * @returns how many were new.
 */
export async function insertRows<T, Name extends keyof T & string>(
  db: Db<T>,
  table: Name,
  rows: readonly Insertable<T[Name]>[],
  onConflict: 'throw' | 'ignore' = 'throw',
): Promise<number> {
  const first = rows[0];
  if (!first) return 0;
  const columns = Object.keys(first);
  const names = sql.join(columns.map((column) => sql.ref(column)));
  const values = sql.join(columns.map(() => sql.val(null)));
  const ending = onConflict === 'ignore' ? sql` on conflict do nothing` : sql``;
  const query = sql`insert into ${sql.table(table)} (${names}) values (${values})${ending}`.compile(db);
  const everyParameters = rows.map((row) => columns.map((column) => (row as Record<string, unknown>)[column] ?? null));
  return (await runForEach(db, query, everyParameters)).touched;
}

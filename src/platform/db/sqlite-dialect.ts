import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { parametersOf } from './many-rows.ts';
import { bindValue, type ColumnKind, kindOfColumn, PgArray } from './values.ts';

/** Kysely over one `node:sqlite` connection. Queries run at once; only transactions queue for it. */
export function sqliteDialect(connection: DatabaseSync): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new SqliteDriver(new SqliteConnection(connection)),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

class SqliteDriver implements Driver {
  readonly #connection: SqliteConnection;

  constructor(connection: SqliteConnection) {
    this.#connection = connection;
  }

  async init(): Promise<void> {}

  /** Kysely itself lets one user at a time in, in order of asking, as SQLite's adapter says so. */
  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection;
  }

  async releaseConnection(): Promise<void> {}

  async beginTransaction(): Promise<void> {
    // IMMEDIATE: a later upgrade from reading to writing could fail as busy in the middle.
    this.#connection.runCommand('begin immediate');
  }

  async commitTransaction(): Promise<void> {
    this.#connection.runCommand('commit');
  }

  async rollbackTransaction(): Promise<void> {
    // Some errors (disk full) have ended the transaction already.
    if (this.#connection.isInTransaction) this.#connection.runCommand('rollback');
  }

  async destroy(): Promise<void> {
    this.#connection.forgetStatements();
  }
}

const STATEMENTS_KEPT = 500;

class SqliteConnection implements DatabaseConnection {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, Statement>();
  readonly #lookAtTables: StatementSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#lookAtTables = database.prepare('select 1 from sqlite_schema limit 1');
  }

  get isInTransaction(): boolean {
    return this.#database.isTransaction;
  }

  runCommand(sql: string): void {
    this.#prepare(sql).statement.run();
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const prepared = this.#prepare(query.sql);
    let result: QueryResult<R> = { rows: [] };
    for (const parameters of parametersOf(query)) result = prepared.execute<R>(parameters, result);
    if (/^\s*(?:create|alter|drop)\b/i.test(query.sql)) this.forgetStatements();
    return result;
  }

  // biome-ignore lint/correctness/useYield: a driver must offer it; nothing of ours streams from SQLite.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('read in pages instead of streaming');
  }

  forgetStatements(): void {
    this.#statements.clear();
  }

  /** Preparing costs more than running a small statement, and the same few texts come again and again. */
  #prepare(sql: string): Statement {
    const known = this.#statements.get(sql);
    if (known) return known;
    // A connection learns of another one's new columns only by reading: until then `select *` lacks them.
    this.#lookAtTables.get();
    const statement = new Statement(this.#database.prepare(sql));
    if (this.#statements.size >= STATEMENTS_KEPT) {
      const oldest = this.#statements.keys().next();
      if (!oldest.done) this.#statements.delete(oldest.value);
    }
    this.#statements.set(sql, statement);
    return statement;
  }
}

class Statement {
  readonly statement: StatementSync;
  readonly #names: readonly string[];
  readonly #kinds: readonly ColumnKind[];
  readonly #isPlain: boolean;

  constructor(statement: StatementSync) {
    this.statement = statement;
    this.#names = statement.columns().map((column) => column.name);
    this.#kinds = this.#names.map(kindOfColumn);
    this.#isPlain = this.#kinds.every((kind) => kind === 'plain');
    statement.setReturnArrays(true);
    // Only then integers arrive as bigint; otherwise node:sqlite itself refuses what is beyond 2^53.
    statement.setReadBigInts(this.#kinds.includes('amount'));
  }

  execute<R>(parameters: readonly unknown[], before: QueryResult<R>): QueryResult<R> {
    const values = parameters.map(toSqlite);
    if (this.#names.length === 0) {
      const { changes } = this.statement.run(...values);
      return { rows: before.rows, numAffectedRows: (before.numAffectedRows ?? 0n) + BigInt(changes) };
    }
    const found = this.statement.all(...values) as unknown as unknown[][];
    const rows = before.rows;
    for (const cells of found) rows.push(this.#toRow(cells) as R);
    return { rows, numAffectedRows: BigInt(rows.length) };
  }

  #toRow(cells: readonly unknown[]): Record<string, unknown> {
    const row: Record<string, unknown> = {};
    for (let index = 0; index < this.#names.length; index++) {
      const name = this.#names[index] as string;
      row[name] = this.#isPlain ? cells[index] : fromSqlite(cells[index], this.#kinds[index] as ColumnKind);
    }
    return row;
  }
}

function toSqlite(parameter: unknown): SQLInputValue {
  const value = bindValue(parameter);
  if (value instanceof PgArray) throw new TypeError('SQLite has no arrays');
  if (typeof value === 'boolean') return value ? 1n : 0n;
  return value;
}

function fromSqlite(cell: unknown, kind: ColumnKind): unknown {
  if (cell === null) return null;
  switch (kind) {
    case 'amount':
      return cell;
    case 'flag':
      return cell === 0 || cell === 1 || typeof cell === 'bigint' ? Boolean(cell) : cell;
    case 'json':
      return typeof cell === 'string' ? JSON.parse(cell) : cell;
    case 'plain': {
      if (typeof cell !== 'bigint') return cell;
      const number = Number(cell);
      if (!Number.isSafeInteger(number)) throw new RangeError(`${cell} is beyond 2^53; name an amount …_minor`);
      return number;
    }
    default:
      return kind satisfies never;
  }
}

import { createHash } from 'node:crypto';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import pg from 'pg';
import { parametersOf } from './many-rows.ts';
import { bindValue, kindOfColumn, PgArray } from './values.ts';

/** Where a dialect gets its connections from: the reading pool or the one writer. */
export interface PostgresSource {
  /** `release(true)` throws the connection away. */
  connect(): Promise<{ readonly client: pg.ClientBase; release(isBroken?: boolean): void }>;
  readonly isSingle: boolean;
  /** How long a statement may take before the connection counts as dead. */
  queryMs(): number;
}

/** Kysely over `pg` with our own mapping of values. */
export function postgresDialect(source: PostgresSource): Dialect {
  return {
    createAdapter: () => (source.isSingle ? new SingleWriterAdapter() : new PostgresAdapter()),
    createDriver: () => new PostgresDriver(source),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
}

/** Makes Kysely queue for the one writing connection, as it does on SQLite. */
class SingleWriterAdapter extends PostgresAdapter {
  override get supportsMultipleConnections(): boolean {
    return false;
  }
}

/** Nothing was done yet: the whole transaction may be tried on a new connection. */
export class TransactionNotBegun extends Error {}

class PostgresDriver implements Driver {
  readonly #source: PostgresSource;

  constructor(source: PostgresSource) {
    this.#source = source;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<PostgresConnection> {
    try {
      const { client, release } = await this.#source.connect();
      return new PostgresConnection(client, release, this.#source.queryMs());
    } catch (error) {
      if (!this.#source.isSingle) throw error;
      // Thrown here, it would leave Kysely's lock on the one connection closed for ever: the first query tells it.
      return new PostgresConnection({ query: () => Promise.reject(error) }, () => {}, 0);
    }
  }

  async releaseConnection(connection: DatabaseConnection): Promise<void> {
    (connection as PostgresConnection).release();
  }

  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const isolation = settings.isolationLevel ? ` isolation level ${settings.isolationLevel}` : '';
    const writer = connection as PostgresConnection;
    try {
      await writer.query({ text: `begin${isolation}` });
    } catch (error) {
      writer.markBroken();
      throw new TransactionNotBegun('the connection to PostgreSQL was lost', { cause: error });
    }
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    const result = await (connection as PostgresConnection).query({ text: 'commit' });
    // A failed statement whose error was swallowed turns COMMIT into ROLLBACK without an error.
    if (result.command !== 'COMMIT') throw new Error('the transaction was rolled back, a statement in it had failed');
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await (connection as PostgresConnection).rollback();
  }

  async destroy(): Promise<void> {}
}

/** The driver takes a bound for each statement; its types do not know. */
interface BoundedQuery extends pg.QueryArrayConfig {
  readonly query_timeout: number;
}

type QueryClient = { query(query: BoundedQuery): Promise<pg.QueryArrayResult> };

/** What the driver says then. */
const TIMED_OUT = 'Query read timeout';

class PostgresConnection implements DatabaseConnection {
  readonly #client: QueryClient;
  readonly #queryMs: number;
  readonly #release: (isBroken?: boolean) => void;
  #isBroken = false;

  constructor(client: QueryClient, release: (isBroken?: boolean) => void, queryMs: number) {
    this.#client = client;
    this.#queryMs = queryMs;
    this.#release = release;
  }

  release(): void {
    this.#release(this.#isBroken);
  }

  readonly markBroken = (): void => {
    this.#isBroken = true;
  };

  /** A connection on which a statement was not answered in time may answer it yet: it is not used any more. */
  async query(config: Omit<pg.QueryArrayConfig, 'rowMode'>): Promise<pg.QueryArrayResult> {
    if (this.#isBroken) throw new Error('the connection to PostgreSQL is broken');
    try {
      return await this.#client.query({ ...config, rowMode: 'array', query_timeout: this.#queryMs });
    } catch (error) {
      if (error instanceof Error && error.message === TIMED_OUT) this.markBroken();
      throw error;
    }
  }

  async rollback(): Promise<void> {
    try {
      await this.query({ text: 'rollback' });
    } catch {
      // The first error is the one to report; a connection that cannot roll back is not used again.
      this.markBroken();
    }
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const lists = parametersOf(query);
    const name = lists.length > 1 ? statementName(query.sql) : undefined;
    let touched = 0;
    const rows: R[] = [];
    for (const parameters of lists) {
      const result = await this.#run(query.sql, parameters, name);
      touched += result.rowCount ?? 0;
      const read = readerFor(result.fields);
      for (const cells of result.rows) rows.push(read(cells) as R);
    }
    return { rows, numAffectedRows: BigInt(touched) };
  }

  // biome-ignore lint/correctness/useYield: a driver must offer it; nothing of ours streams.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('read in pages instead of streaming');
  }

  #run(text: string, parameters: readonly unknown[], name: string | undefined): Promise<pg.QueryArrayResult> {
    return this.query({
      text,
      values: parameters.map(toPostgres),
      types: TYPES,
      ...(name ? { name } : {}),
    });
  }
}

function statementName(sql: string): string {
  return `livextrem_${createHash('sha1').update(sql).digest('base64url')}`;
}

function toPostgres(parameter: unknown): unknown {
  const value = bindValue(parameter);
  if (value instanceof PgArray) return value.values.map((item) => (item === null ? null : bindValue(item)));
  // pg would send any other view as a Buffer of its whole memory.
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return value;
}

const INT8 = 20;
const NUMERIC = 1700;
const BYTES = 17;

/** int8 and numeric stay text until the column's name says what they are. */
const TYPES: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === INT8 || oid === NUMERIC
      ? (text: string) => text
      : pg.types.getTypeParser(oid, format as 'text')) as pg.CustomTypesConfig['getTypeParser'],
};

type ReadCell = (cell: unknown) => unknown;

function readerFor(fields: readonly pg.FieldDef[]): (cells: readonly unknown[]) => Record<string, unknown> {
  const names = fields.map((field) => field.name);
  const readers = fields.map(readerForField);
  return (cells) => {
    const row: Record<string, unknown> = {};
    for (let index = 0; index < names.length; index++) {
      const cell = cells[index];
      const read = readers[index];
      row[names[index] as string] = cell === null || !read ? cell : read(cell);
    }
    return row;
  };
}

function readerForField(field: pg.FieldDef): ReadCell | undefined {
  const kind = kindOfColumn(field.name);
  if (kind === 'amount') return (cell) => BigInt(cell as string | number);
  if (kind === 'flag')
    return (cell) => (cell === 0 || cell === 1 || cell === '0' || cell === '1' ? Number(cell) === 1 : cell);
  if (kind === 'json') return (cell) => (typeof cell === 'string' ? JSON.parse(cell) : cell);
  if (field.dataTypeID === INT8 || field.dataTypeID === NUMERIC) return readNumber;
  if (field.dataTypeID === BYTES) return (cell) => Uint8Array.from(cell as Buffer);
  return undefined;
}

function readNumber(cell: unknown): number {
  const number = Number(cell);
  if (Number.isInteger(number) && !Number.isSafeInteger(number)) {
    throw new RangeError(`${String(cell)} is beyond 2^53; name an amount …_minor`);
  }
  return number;
}

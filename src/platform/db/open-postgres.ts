import { setTimeout } from 'node:timers/promises';
import { Kysely } from 'kysely';
import pg from 'pg';
import type { Database } from './database.ts';
import { NamedTurns } from './named-turns.ts';
import { postgresDialect, TransactionNotBegun } from './postgres-dialect.ts';
import { createPostgresLocks } from './postgres-locks.ts';
import { StartProblem } from './start-problem.ts';

const READERS = 6;
const LOCK_WAIT_MS = 2_000;
const LOCK_LOOK_MS = 100;

export async function openPostgres<T>(url: string, schema: string): Promise<Database<T>> {
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(schema)) throw new RangeError(`"${schema}" is no name for a schema`);
  const writer = new PostgresWriter(url, schema);
  await writer.connect();
  const { read, end } = openPostgresReader<T>(url, schema);
  const write = new Kysely<T>({
    dialect: postgresDialect({
      isSingle: true,
      connect: async () => ({ client: await writer.connect(), release: (isBroken) => isBroken && writer.drop() }),
    }),
  });
  // Waiting in this process first keeps the connections for those who hold a lock.
  const turns = new NamedTurns();
  const locks = createPostgresLocks(connectionSettings(url, schema), schema);
  let closing: Promise<void> | undefined;
  return {
    dialect: 'postgres',
    read,
    async transaction(work) {
      try {
        return await write.transaction().execute(work);
      } catch (error) {
        if (!(error instanceof TransactionNotBegun)) throw error;
        return write.transaction().execute(work);
      }
    },
    withLock: (name, work) => turns.take(name, () => locks.hold(name, work)),
    close: () => {
      closing ??= (async () => {
        await turns.idle();
        // Waits for the transaction that is running.
        if (writer.isConnected) await write.connection().execute(async () => {});
        await Promise.all([write.destroy(), read.destroy()]);
        await Promise.all([end(), locks.end(), writer.end()]);
      })();
      return closing;
    },
  };
}

/** Connections that can change nothing. */
export function openPostgresReader<T>(
  url: string,
  schema: string,
): { readonly read: Kysely<T>; readonly end: () => Promise<void> } {
  const pool = new pg.Pool({
    ...connectionSettings(url, schema),
    options: `-c search_path=${schema} -c default_transaction_read_only=on`,
    max: READERS,
    allowExitOnIdle: true,
  });
  // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => {});
  const read = new Kysely<T>({
    dialect: postgresDialect({
      isSingle: false,
      connect: async () => {
        const client = await pool.connect();
        return { client, release: (isBroken) => client.release(isBroken) };
      },
    }),
  });
  return { read, end: () => pool.end() };
}

export function connectionSettings(url: string, schema: string): pg.ClientConfig {
  return {
    connectionString: url,
    options: `-c search_path=${schema}`,
    application_name: `livextrem ${schema}`,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
  };
}

/**
 * The one writing connection. It holds an advisory lock for as long as it lives, so a second server on
 * the same schema is refused; after a lost connection the lock is taken again before anything is written.
 */
class PostgresWriter {
  readonly #url: string;
  readonly #schema: string;
  #client: pg.Client | undefined;

  constructor(url: string, schema: string) {
    this.#url = url;
    this.#schema = schema;
  }

  get isConnected(): boolean {
    return this.#client !== undefined;
  }

  /** @throws StartProblem when it cannot be reached or another process holds the lock. */
  async connect(): Promise<pg.Client> {
    if (this.#client) return this.#client;
    const client = new pg.Client(connectionSettings(this.#url, this.#schema));
    const forget = () => {
      if (this.#client === client) this.#client = undefined;
    };
    client.on('error', forget);
    client.on('end', forget);
    try {
      await client.connect();
    } catch (error) {
      throw new StartProblem('database-unreachable', { reason: (error as Error).message }, error);
    }
    try {
      await this.#lock(client);
      await client.query(`create schema if not exists ${this.#schema}`);
    } catch (error) {
      await client.end();
      throw error;
    }
    this.#client = client;
    return client;
  }

  drop(): void {
    const client = this.#client;
    this.#client = undefined;
    void client?.end().catch(() => {});
  }

  async end(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    await client?.end();
  }

  /** A server that was killed keeps its lock until PostgreSQL notices, so a short wait comes before the refusal. */
  async #lock(client: pg.Client): Promise<void> {
    for (let waitedMs = 0; ; waitedMs += LOCK_LOOK_MS) {
      const { rows } = await client.query(
        `select pg_try_advisory_lock(hashtext('livextrem'), hashtext($1)) as is_ours`,
        [this.#schema],
      );
      if (rows[0]?.is_ours === true) return;
      if (waitedMs >= LOCK_WAIT_MS) throw new StartProblem('database-in-use', { schema: this.#schema });
      await setTimeout(LOCK_LOOK_MS);
    }
  }
}

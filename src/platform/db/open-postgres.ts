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

/** No statement of ours takes so long; a server that does not answer is then taken for gone. */
const QUERY_MS = 60_000;
/** Except in a migration of much data. For a table that somebody else holds, none waits longer than half of the usual. */
const PATIENT_QUERY_MS = 24 * 60 * 60_000;

interface PostgresTimes {
  readonly queryMs: number;
}

export async function openPostgres<T>(
  url: string,
  schema: string,
  { queryMs }: PostgresTimes = { queryMs: QUERY_MS },
): Promise<Database<T>> {
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(schema)) throw new RangeError(`"${schema}" is no name for a schema`);
  const writer = new PostgresWriter(url, schema, queryMs);
  await writer.connect();
  const { read, end } = openPostgresReader<T>(url, schema, { queryMs });
  let isPatient = false;
  const write = new Kysely<T>({
    dialect: postgresDialect({
      isSingle: true,
      queryMs: () => (isPatient ? PATIENT_QUERY_MS : queryMs),
      connect: async () => ({ client: await writer.connect(), release: (isBroken) => isBroken && writer.drop() }),
    }),
  });
  // Waiting in this process first keeps the connections for those who hold a lock.
  const turns = new NamedTurns();
  const locks = createPostgresLocks(connectionSettings(url, schema), schema, queryMs);
  let closing: Promise<void> | undefined;
  return {
    dialect: 'postgres',
    read,
    async transaction(work, patience = 'usual') {
      isPatient = patience === 'long';
      try {
        return await write.transaction().execute(work);
      } catch (error) {
        if (!(error instanceof TransactionNotBegun)) throw error;
        return await write.transaction().execute(work);
      } finally {
        isPatient = false;
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
  { queryMs }: PostgresTimes = { queryMs: QUERY_MS },
): { readonly read: Kysely<T>; readonly end: () => Promise<void> } {
  const pool = new pg.Pool({
    ...connectionSettings(url, schema),
    ...boundsOf(queryMs),
    // PostgreSQL gives up when we do: else what nobody waits for runs on to its end.
    options: `-c search_path=${schema} -c default_transaction_read_only=on -c statement_timeout=${queryMs} ${NOTICE_DEAD_CLIENTS}`,
    max: READERS,
    allowExitOnIdle: true,
  });
  // An idle connection that breaks is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => {});
  const read = new Kysely<T>({
    dialect: postgresDialect({
      isSingle: false,
      queryMs: () => queryMs,
      connect: async () => {
        const client = await pool.connect();
        return { client, release: (isBroken) => client.release(isBroken) };
      },
    }),
  });
  return { read, end: () => pool.end() };
}

const CONNECT_MS = 10_000;

function boundsOf(queryMs: number): pg.ClientConfig {
  return { query_timeout: queryMs, connectionTimeoutMillis: Math.min(CONNECT_MS, queryMs) };
}

/** PostgreSQL gives up a connection whose other end is gone within half a minute, and with it what it had locked. */
const NOTICE_DEAD_CLIENTS = '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3';

export function connectionSettings(url: string, schema: string): pg.ClientConfig {
  return {
    connectionString: url,
    options: `-c search_path=${schema} ${NOTICE_DEAD_CLIENTS}`,
    application_name: `livextrem ${schema}`,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_MS,
  };
}

/**
 * The one writing connection. It holds an advisory lock for as long as it lives, so a second server on
 * the same schema is refused; after a lost connection the lock is taken again before anything is written.
 */
class PostgresWriter {
  readonly #url: string;
  readonly #schema: string;
  readonly #queryMs: number;
  #client: pg.Client | undefined;
  /** The connection of before, as PostgreSQL knows it: it may still hold the lock. */
  #former: { readonly pid: number; readonly since: string } | undefined;

  constructor(url: string, schema: string, queryMs: number) {
    this.#queryMs = queryMs;
    this.#url = url;
    this.#schema = schema;
  }

  get isConnected(): boolean {
    return this.#client !== undefined;
  }

  /** @throws StartProblem when it cannot be reached or another process holds the lock. */
  async connect(): Promise<pg.Client> {
    if (this.#client) return this.#client;
    const settings = connectionSettings(this.#url, this.#schema);
    const client = new pg.Client({
      ...settings,
      options: `${settings.options} -c lock_timeout=${Math.ceil(this.#queryMs / 2)}`,
      ...boundsOf(this.#queryMs),
    });
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
      const { rows } = await client.query(
        'select pid, backend_start::text as since from pg_stat_activity where pid = pg_backend_pid()',
      );
      this.#former = rows[0];
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

  /** Our own connection that broke: PostgreSQL may not have noticed yet. */
  async #endFormer(client: pg.Client): Promise<void> {
    if (!this.#former) return;
    const { pid, since } = this.#former;
    await client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where pid = $1 and backend_start::text = $2',
      [pid, since],
    );
  }

  /** A server that was killed keeps its lock until PostgreSQL notices, so a short wait comes before the refusal. */
  async #lock(client: pg.Client): Promise<void> {
    for (let waitedMs = 0; ; waitedMs += LOCK_LOOK_MS) {
      const { rows } = await client.query(
        `select pg_try_advisory_lock(hashtext('livextrem'), hashtext($1)) as is_ours`,
        [this.#schema],
      );
      if (rows[0]?.is_ours === true) return;
      await this.#endFormer(client);
      if (waitedMs >= LOCK_WAIT_MS) throw new StartProblem('database-in-use', { schema: this.#schema });
      await setTimeout(LOCK_LOOK_MS);
    }
  }
}

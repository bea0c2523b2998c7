import pg from 'pg';
import type { DialectName } from '../../src/platform/db/database.ts';
import { connectionSettings } from '../../src/platform/db/open-postgres.ts';
import { readWholePostgres } from '../../src/platform/db/postgres-export.ts';
import { startPostgres } from '../../src/testing/postgres.ts';
import type { TestApp } from '../../src/testing/start-test-app.ts';

/** Where the killed server keeps what it promised, read beside it by a connection of its own. */
export interface KilledStore {
  /** What makes the server use it. */
  readonly env: Readonly<Record<string, string>>;
  /** @param sql with `?` for each value. */
  read<Row>(app: TestApp, sql: string, ...values: readonly string[]): Promise<Row[]>;
  /** Of bytes as text. */
  hex(column: string): string;
  /** Ends every connection of the server, as a database that restarts does; where there is none, nothing. */
  cut(): Promise<void>;
  /** `ok`, or what is wrong with the database. */
  check(app: TestApp): Promise<string>;
  stop(): Promise<void>;
}

export async function openKilledStore(dialect: DialectName): Promise<KilledStore> {
  return dialect === 'sqlite' ? SQLITE : await startPostgresStore();
}

const SQLITE: KilledStore = {
  env: {},
  read: async (app, sql, ...values) => app.read(sql, ...values) as never,
  hex: (column) => `lower(hex(${column}))`,
  async check(app) {
    const rows = app.read<{ integrity_check: string }>('PRAGMA integrity_check');
    return rows.map((row) => row.integrity_check).join('; ');
  },
  async cut() {},
  async stop() {},
};

const SCHEMA = 'livextrem_sandbox';
const INT8 = 20;
const OWN_NAME = 'evidence';

async function startPostgresStore(): Promise<KilledStore> {
  const { url, stop } = await startPostgres();
  const pool = new pg.Pool({
    ...connectionSettings(url, SCHEMA),
    application_name: OWN_NAME,
    types: { getTypeParser: ((oid: number) => (oid === INT8 ? Number : pg.types.getTypeParser(oid))) as never },
  });
  pool.on('error', () => {});
  return {
    env: { DATABASE_URL: url },
    async read(_app, sql, ...values) {
      let count = 0;
      return (
        await pool.query(
          sql.replaceAll('?', () => `$${++count}`),
          [...values],
        )
      ).rows;
    },
    hex: (column) => `encode(${column}, 'hex')`,
    async cut() {
      await pool.query(
        'select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid()',
        [`livextrem ${SCHEMA}`],
      );
    },
    check: () => readWholePostgres(url, SCHEMA).then(() => 'ok', String),
    async stop() {
      await pool.end();
      await stop();
    },
  };
}

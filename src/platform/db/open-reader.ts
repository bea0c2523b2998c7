import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import type { Db } from './database.ts';
import { type DatabaseTarget, DEFAULT_SCHEMA } from './open-database.ts';
import { sqliteDialect } from './sqlite-dialect.ts';

/** Reading alone, beside a server that has the database in use: takes no lock and makes nothing. */
export interface DatabaseReader<T> {
  readonly read: Db<T>;
  close(): Promise<void>;
}

export async function openReader<T>(target: DatabaseTarget): Promise<DatabaseReader<T>> {
  if ('file' in target) {
    const connection = new DatabaseSync(target.file, { readOnly: true });
    connection.exec('pragma busy_timeout = 5000');
    return readerOf(new Kysely<T>({ dialect: sqliteDialect(connection) }), () => connection.close());
  }
  const { openPostgresReader } = await import('./open-postgres.ts');
  const { read, end } = openPostgresReader<T>(target.url, target.schema ?? DEFAULT_SCHEMA);
  return readerOf(read, end);
}

function readerOf<T>(read: Kysely<T>, end: () => void | Promise<void>): DatabaseReader<T> {
  return {
    read,
    async close() {
      await read.destroy();
      await end();
    },
  };
}

import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import type { Database } from '../platform/db/database.ts';
import { type Migration, migrate } from '../platform/db/migrate.ts';
import { type DatabaseTarget, openDatabase } from '../platform/db/open-database.ts';
import { cleanUpLater, temporaryFolder } from './clean-up.ts';
import './postgres.ts';

/**
 * A fresh, migrated database of the kind this test run is for. Closed and removed after the test
 * (after the file when opened in `beforeAll`).
 */
export async function openTestDatabase<T>(migrations: readonly Migration[]): Promise<Database<T>> {
  const database = await openDatabase<T>(await freshTarget());
  cleanUpLater(() => database.close());
  await migrate(database, migrations);
  return database;
}

/** An empty place for a database, for tests that open it themselves. */
export async function freshTarget(): Promise<DatabaseTarget> {
  const provided = inject('database');
  if (provided.dialect === 'sqlite') return { file: join(temporaryFolder(), 'livextrem.db') };
  const schema = `test_${randomBytes(8).toString('hex')}`;
  cleanUpLater(() => dropSchema(provided.url, schema));
  return { url: provided.url, schema };
}

async function dropSchema(url: string, schema: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`drop schema if exists ${schema} cascade`);
  await client.end();
}

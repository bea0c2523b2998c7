import type { Database } from './database.ts';
import { DEFAULT_SCHEMA, openPostgres } from './open-postgres.ts';
import { openSqlite } from './open-sqlite.ts';

/** Where an installation's tables are. */
export type DatabaseTarget =
  | { readonly file: string }
  /** `schema` (default `livextrem`) keeps the sandbox apart from the real channel. */
  | { readonly url: string; readonly schema?: string };

/**
 * Opens the one writing and the reading connections. Creates an empty database where there is none.
 * @throws StartProblem when PostgreSQL cannot be reached or another server works on it.
 */
export function openDatabase<T>(target: DatabaseTarget): Promise<Database<T>> {
  return 'file' in target ? openSqlite<T>(target.file) : openPostgres<T>(target.url, target.schema ?? DEFAULT_SCHEMA);
}

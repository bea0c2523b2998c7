import type { Database } from './database.ts';
import { openSqlite } from './open-sqlite.ts';

export const DEFAULT_SCHEMA = 'livextrem';

/** Where an installation's tables are. */
export type DatabaseTarget =
  | { readonly file: string }
  /** `schema` (default `livextrem`) keeps the sandbox apart from the real channel. */
  | { readonly url: string; readonly schema?: string };

/**
 * Opens the one writing and the reading connections. Creates an empty database where there is none.
 * @throws StartProblem when PostgreSQL cannot be reached or another server works on it.
 */
export async function openDatabase<T>(target: DatabaseTarget): Promise<Database<T>> {
  if ('file' in target) return await openSqlite<T>(target.file);
  // Its driver takes 10 MB of memory: loaded only where it is used.
  const { openPostgres } = await import('./open-postgres.ts');
  return await openPostgres<T>(target.url, target.schema ?? DEFAULT_SCHEMA);
}

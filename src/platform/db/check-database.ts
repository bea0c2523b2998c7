import { existsSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { type Migration, pendingMigrations } from './migrate.ts';
import { StartProblem } from './start-problem.ts';

/** Checking every page of a larger file at each start would take longer than people wait; `verify` does. */
const QUICK_CHECK_BYTES = 64 * 2 ** 20;

/**
 * Looks at a SQLite file before it is opened for work, without changing anything. A missing or empty
 * file is a new database.
 *
 * @throws StartProblem database-damaged, database-foreign, database-newer
 */
export function checkDatabaseFile(file: string, migrations: readonly Migration[]): void {
  if (!existsSync(file) || (statSync(file).size === 0 && !hasJournal(file))) return;
  let applied: readonly string[] | undefined;
  let trouble: unknown;
  let database: DatabaseSync | undefined;
  try {
    database = openUntouched(file);
    if (statSync(file).size <= QUICK_CHECK_BYTES) trouble = findTrouble(database, 'quick_check');
    applied = appliedIn(database);
  } catch (error) {
    trouble = error;
  } finally {
    database?.close();
  }
  if (trouble !== undefined) throw new StartProblem('database-damaged', { path: file }, trouble);
  if (!applied) throw new StartProblem('database-foreign', { path: file });
  try {
    pendingMigrations(applied, migrations);
  } catch (error) {
    if (!(error instanceof StartProblem)) throw error;
    throw new StartProblem(error.code, { ...error.params, path: file });
  }
}

/** Every page and index of a database: what is wrong with it, or `undefined`. */
export function findTrouble(database: DatabaseSync, check: 'quick_check' | 'integrity_check'): string | undefined {
  const rows = database.prepare(`pragma ${check}(3)`).all();
  const found = rows.map((row) => String(Object.values(row)[0]));
  return found.length === 1 && found[0] === 'ok' ? undefined : found.join('; ');
}

/** Ids of the migrations in it; `undefined` when it has tables but none of ours. */
export function appliedIn(database: DatabaseSync): readonly string[] | undefined {
  const tables = database.prepare(`select name from sqlite_master where type = 'table'`).all();
  if (tables.length === 0) return [];
  if (!tables.some((table) => table['name'] === 'platform_migration')) return undefined;
  return database
    .prepare('select id from platform_migration order by position')
    .all()
    .map((row) => String(row['id']));
}

/**
 * Reading a WAL database makes side files, and closing it could change it. With no journal waiting the
 * file is complete and can be read as it is; with one it must be read along, read-only.
 */
export function openUntouched(file: string): DatabaseSync {
  if (hasJournal(file)) return new DatabaseSync(file, { readOnly: true });
  const address = pathToFileURL(file);
  address.searchParams.set('immutable', '1');
  return new DatabaseSync(address, { readOnly: true });
}

function hasJournal(file: string): boolean {
  return [`${file}-wal`, `${file}-journal`].some((journal) => existsSync(journal) && statSync(journal).size > 0);
}

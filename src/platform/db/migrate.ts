import { sql, type Transaction } from 'kysely';
import { systemClock } from '../clock.ts';
import { columnTypes } from './column-types.ts';
import type { Database, Db, DialectName } from './database.ts';
import { StartProblem } from './start-problem.ts';

/** One step forward of the tables. Never changed once released: a correction is a new one. */
export interface Migration {
  /** `live-0001-chat-log`: room, number in the room, what. */
  readonly id: string;
  /** Runs in a transaction of its own; no other work is done in it. */
  up(db: Transaction<unknown>, dialect: DialectName): Promise<void>;
}

interface MigrationTable {
  platform_migration: { id: string; position: number; applied_at: number };
}

export interface MigrateOptions {
  readonly nowMs?: () => number;
  /** Called once before the first pending migration of a database that has data: makes the backup. Its error ends the start. */
  readonly beforeMigrating?: (pending: readonly string[]) => Promise<void>;
}

/**
 * Brings a database up to date: every pending migration in its own transaction together with its mark,
 * so a crash leaves the last whole step.
 * @throws StartProblem `database-newer` when it was written by a newer version; nothing is changed then.
 *   `database-locked` when somebody else holds a table; the steps before stay.
 */
export async function migrate<T>(
  database: Database<T>,
  migrations: readonly Migration[],
  options: MigrateOptions = {},
): Promise<readonly string[]> {
  refuseDoubles(migrations);
  const applied = await appliedMigrations(database.read, database.dialect);
  const pending = await pendingOf(database, applied, migrations);
  if (pending.length === 0) return [];
  if (applied.length > 0) await options.beforeMigrating?.(pending.map((migration) => migration.id));
  let position = applied.length;
  for (const migration of pending) {
    const step = (database as unknown as Database<MigrationTable>).transaction(async (db) => {
      if (position === 0) await createMigrationTable(db, database.dialect);
      await migration.up(db as unknown as Transaction<unknown>, database.dialect);
      await db
        .insertInto('platform_migration')
        .values({ id: migration.id, position, applied_at: (options.nowMs ?? systemClock.nowMs)() })
        .execute();
    }, 'long');
    await step.catch((error: unknown) => refuseLocked(error, migration));
    position += 1;
  }
  return pending.map((migration) => migration.id);
}

/** Ids in the order they were applied; empty for a new database. */
export async function appliedMigrations<T>(read: Db<T>, dialect: DialectName): Promise<readonly string[]> {
  const db = read as unknown as Db<MigrationTable>;
  if (!(await hasMigrationTable(db, dialect))) return [];
  const rows = await db.selectFrom('platform_migration').select('id').orderBy('position').execute();
  return rows.map((row) => row.id);
}

/** @throws StartProblem when the database has a migration this version does not know. */
export function pendingMigrations(applied: readonly string[], migrations: readonly Migration[]): readonly Migration[] {
  const known = new Set(migrations.map((migration) => migration.id));
  const unknown = applied.find((id) => !known.has(id));
  if (unknown !== undefined) throw new StartProblem('database-newer', { migration: unknown });
  const done = new Set(applied);
  return migrations.filter((migration) => !done.has(migration.id));
}

/** As `pendingMigrations`; its refusal says which database is meant. */
async function pendingOf<T>(
  { read, dialect }: Database<T>,
  applied: readonly string[],
  migrations: readonly Migration[],
): Promise<readonly Migration[]> {
  try {
    return pendingMigrations(applied, migrations);
  } catch (error) {
    if (!(error instanceof StartProblem)) throw error;
    const place =
      dialect === 'sqlite'
        ? sql<{ path: string }>`select file as path from pragma_database_list where name = 'main'`
        : sql<{ path: string }>`select 'PostgreSQL (' || current_schema() || ')' as path`;
    const { rows } = await place.execute(read);
    throw new StartProblem(error.code, { ...error.params, path: rows[0]?.path ?? '' });
  }
}

/** What PostgreSQL says when it has waited long enough for a table. */
const LOCK_NOT_AVAILABLE = '55P03';

function refuseLocked(error: unknown, { id }: Migration): never {
  const isLocked = (error as { code?: unknown }).code === LOCK_NOT_AVAILABLE;
  throw isLocked ? new StartProblem('database-locked', { migration: id }, error) : error;
}

function refuseDoubles(migrations: readonly Migration[]): void {
  const seen = new Set<string>();
  for (const { id } of migrations) {
    if (seen.has(id)) throw new Error(`two migrations are called ${id}`);
    seen.add(id);
  }
}

async function hasMigrationTable(db: Db<MigrationTable>, dialect: DialectName): Promise<boolean> {
  const query =
    dialect === 'sqlite'
      ? sql`select 1 from sqlite_master where type = 'table' and name = 'platform_migration'`
      : sql`select 1 from pg_tables where schemaname = current_schema() and tablename = 'platform_migration'`;
  return (await query.execute(db)).rows.length > 0;
}

async function createMigrationTable(db: Db<MigrationTable>, dialect: DialectName): Promise<void> {
  const { integer, strict } = columnTypes(dialect);
  await sql`create table platform_migration (
    id text primary key,
    position ${integer} not null unique,
    applied_at ${integer} not null
  ) ${strict}`.execute(db);
}

/** When this database was made, epoch milliseconds. */
export async function madeAtMs<T>(database: Pick<Database<T>, 'read'>): Promise<number> {
  const { rows } = await sql<{ made_at: number }>`select min(applied_at) as made_at from platform_migration`.execute(
    database.read,
  );
  return rows[0]?.made_at ?? systemClock.nowMs();
}

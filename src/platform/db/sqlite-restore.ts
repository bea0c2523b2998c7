import { copyFileSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { syncFile } from './sqlite-copy.ts';
import { workOnSqlite } from './sqlite-copy-thread.ts';

/*
 * The swap, with DB = livextrem.db and T the time of the restore:
 *
 *   1  backup      → DB.restoring-T    copied, verified
 *   2  restoring-T → DB.restored-T     from here on the restore is decided
 *   3  DB          → DB.before-T       the old one stays, also when it is damaged
 *   4  DB-wal      → DB.before-T-wal   belongs to the old one; the new one must never read it
 *   5  restored-T  → DB
 *
 * A stop before 3 leaves the old database in use; after 3 there is no DB, and the next start or the next
 * restore (`finishRestore`) does 4 and 5.
 */
const RESTORED = /\.restored-([\w-]+)$/;

/** @returns where the old database is now, `null` when there was none. */
export async function putSqliteInPlace(backup: string, database: string, moment: string): Promise<string | null> {
  finishRestore(database);
  forgetUndecided(database);
  const restoring = `${database}.restoring-${moment}`;
  copyFileSync(backup, restoring);
  syncFile(restoring);
  await workOnSqlite({ what: 'check', file: restoring });
  renameSync(restoring, `${database}.restored-${moment}`);
  const kept = existsSync(database) ? `${database}.before-${moment}` : null;
  if (kept !== null) renameSync(database, kept);
  finishRestore(database);
  return kept;
}

/** For the start, before the database is looked at: ends a restore that was cut off in the middle of its swap. */
export function finishRestore(database: string): void {
  if (existsSync(database)) return;
  const [restored] = siblings(database).filter((name) => RESTORED.test(name));
  if (restored === undefined) return;
  const moment = RESTORED.exec(restored)?.[1] ?? '';
  const kept = `${database}.before-${moment}`;
  if (existsSync(`${database}-wal`)) renameSync(`${database}-wal`, `${kept}-wal`);
  rmSync(`${database}-shm`, { force: true });
  renameSync(join(dirname(database), restored), database);
}

/** Copies of a restore that never got as far as the swap. */
function forgetUndecided(database: string): void {
  if (!existsSync(database)) return;
  for (const name of siblings(database)) {
    if (/\.(?:restoring|restored)-[\w-]+$/.test(name)) rmSync(join(dirname(database), name), { force: true });
  }
}

function siblings(database: string): readonly string[] {
  return readdirSync(dirname(database)).filter((name) => name.startsWith(`${basename(database)}.`));
}

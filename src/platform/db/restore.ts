import { existsSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { redactText } from '../redact.ts';
import { readManifest, verifyBackupBytes } from './backup-folder.ts';
import { type DataFolder, lockDataFolder } from './data-folder.ts';
import { type Migration, pendingMigrations } from './migrate.ts';
import { type DatabaseTarget, DEFAULT_SCHEMA } from './open-database.ts';
import { workOnSqlite } from './sqlite-copy-thread.ts';
import { putSqliteInPlace } from './sqlite-restore.ts';
import { StartProblem } from './start-problem.ts';

export interface RestoreOrder {
  /** Of the installation; nobody may be serving it. */
  readonly folder: DataFolder;
  readonly target: DatabaseTarget;
  /** A path, or the name of a file in the backups folder. */
  readonly backup: string;
  readonly migrations: readonly Migration[];
  readonly nowMs: number;
}

export interface Restored {
  readonly file: string;
  /** Where the database before it is now: a file, or `schema NAME`; `null` when there was none. */
  readonly kept: string | null;
}

/**
 * Puts a backup in place of the database: verified first, then swapped; the database before it stays
 * beside it. Missing migrations are made up by the next start. Everybody signs in again.
 *
 * @throws StartProblem folder-in-use, database-in-use, backup-missing, backup-damaged, backup-newer,
 *   backup-other-database; the database is as it was then.
 */
export async function restoreBackup(order: RestoreOrder): Promise<Restored> {
  const file = findBackup(order);
  const lock = lockDataFolder(order.folder);
  try {
    await refuseUnfit(file, order);
    const moment = new Date(order.nowMs).toISOString().replaceAll(/[:.]/g, '-');
    if ('file' in order.target) return { file, kept: await putSqliteInPlace(file, order.target.file, moment) };
    const { url, schema = DEFAULT_SCHEMA } = order.target;
    const { importPostgres } = await import('./postgres-import.ts');
    return { file, kept: await importPostgres({ url, schema, file, moment, migrations: order.migrations }) };
  } finally {
    lock.release();
  }
}

function findBackup({ backup, folder }: RestoreOrder): string {
  const places = isAbsolute(backup) ? [backup] : [resolve(backup), join(folder.backupsFolder, backup)];
  const file = places.find((place) => existsSync(place));
  if (file === undefined) throw new StartProblem('backup-missing', { path: backup, folder: folder.backupsFolder });
  return file;
}

/** A backup that lost its manifest is still read whole; with one its bytes must be those written. */
async function refuseUnfit(file: string, { target, migrations }: RestoreOrder): Promise<void> {
  const isExport = file.endsWith('.ndjson.gz');
  if (isExport === 'file' in target) throw new StartProblem('backup-other-database', { path: file });
  let applied: readonly string[];
  try {
    const manifest = readManifest(`${file}.json`);
    if (manifest) await verifyBackupBytes(dirname(file), manifest);
    applied = (
      isExport
        ? await (await import('./postgres-export.ts')).readExport(file)
        : await workOnSqlite({ what: 'check', file })
    ).migrations;
  } catch (error) {
    const reason = redactText(error instanceof Error ? error.message : String(error));
    throw new StartProblem('backup-damaged', { path: file, reason }, error);
  }
  try {
    pendingMigrations(applied, migrations);
  } catch (error) {
    if (!(error instanceof StartProblem)) throw error;
    throw new StartProblem('backup-newer', { ...error.params, path: file });
  }
}

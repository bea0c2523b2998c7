import { accessSync, constants, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkDatabaseFile } from './check-database.ts';
import { type FolderLock, isLockHeld, lockFolder } from './folder-lock.ts';
import type { Migration } from './migrate.ts';
import { finishRestore } from './sqlite-restore.ts';
import { StartProblem } from './start-problem.ts';

/** Where an installation keeps what is its own. Everything in it is ours; nothing outside of it is. */
export interface DataFolder {
  readonly path: string;
  readonly databaseFile: string;
  readonly keyFile: string;
  readonly backupsFolder: string;
  readonly sandboxFolder: string;
}

export function dataFolderAt(path: string): DataFolder {
  const folder = resolve(path);
  return {
    path: folder,
    databaseFile: join(folder, 'livextrem.db'),
    keyFile: join(folder, 'key'),
    backupsFolder: join(folder, 'backups'),
    sandboxFolder: join(folder, 'sandbox'),
  };
}

/** A folder this process may work in until it lets go of it. */
export interface OpenDataFolder extends DataFolder, FolderLock {}

/**
 * Makes the folder when it is missing, makes sure that it can be written to and that nobody else works
 * in it, then looks at the database in it, if there is one. When it refuses, all is as it was before.
 *
 * @param migrations those a database may have; without them it is not looked at, for who does not use it.
 * @throws StartProblem folder-unusable, folder-read-only, folder-in-use, database-damaged,
 *   database-foreign, database-newer
 */
export function openDataFolder(path: string, migrations?: readonly Migration[]): OpenDataFolder {
  const folder = dataFolderAt(path);
  const lock = lockDataFolder(folder);
  try {
    if (migrations) {
      finishRestore(folder.databaseFile);
      checkDatabaseFile(folder.databaseFile, migrations);
    }
  } catch (error) {
    lock.release();
    throw error;
  }
  return { ...folder, release: () => lock.release() };
}

/**
 * For work that needs nobody else there, whatever state the database is in.
 * @throws StartProblem folder-unusable, folder-read-only, folder-in-use
 */
export function lockDataFolder(folder: DataFolder): FolderLock {
  makeFolder(folder.path);
  refuseReadOnly(folder);
  return lockFolder(folder.path, lockFileOf(folder));
}

/** Does a process work in the folder: one that serves it, starts or stops to, or restores a backup? */
export function isDataFolderHeld(folder: Pick<DataFolder, 'path'>): boolean {
  return isLockHeld(lockFileOf(folder));
}

function lockFileOf({ path }: Pick<DataFolder, 'path'>): string {
  return join(path, 'lock');
}

function makeFolder(path: string): void {
  try {
    // What is said in the chat, and who is in the team, is nothing for other users of the machine.
    mkdirSync(path, { recursive: true, mode: 0o700 });
    if (!statSync(path).isDirectory()) throw new StartProblem('folder-unusable', { path, reason: 'not a folder' });
  } catch (error) {
    throw problemOfFileError(error, path);
  }
}

function refuseReadOnly({ path, databaseFile }: DataFolder): void {
  const probe = join(path, `.write-check-${process.pid}`);
  try {
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    throw problemOfFileError(error, path);
  }
  try {
    if (existsSync(databaseFile)) accessSync(databaseFile, constants.R_OK | constants.W_OK);
  } catch (error) {
    throw problemOfFileError(error, databaseFile);
  }
}

/** Gives what the file system said the form a person can act on. */
export function problemOfFileError(error: unknown, path: string): unknown {
  if (error instanceof StartProblem) return error;
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new StartProblem('folder-read-only', { path }, error);
  }
  if (code === undefined) return error;
  return new StartProblem('folder-unusable', { path, reason: code }, error);
}

import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { StartProblem } from './start-problem.ts';

/** Held as long as a process works in a folder; ends by itself with the process, however that ends. */
export interface FolderLock {
  release(): void;
}

/** Result codes of SQLite, without their extended part. */
const BUSY = 5;
const CORRUPT = 11;
const NOT_A_DATABASE = 26;

/**
 * Locks a folder for this process. The lock file is a tiny SQLite database in which a write transaction
 * stays open: the operating system's own file lock, on every platform, which a killed process cannot
 * leave behind and a reused process number cannot imitate. Others can still read who holds it.
 *
 * @throws StartProblem folder-in-use
 */
export function lockFolder(folder: string, lockFile: string): FolderLock {
  let lock: DatabaseSync | undefined;
  try {
    lock = open(lockFile);
    lock.exec('pragma busy_timeout = 0; pragma synchronous = off; begin immediate');
    lock.exec('create table if not exists holder (pid integer not null) strict; delete from holder');
    lock.prepare('insert into holder (pid) values (?)').run(process.pid);
    // Others read the number from what is committed; then the lock is taken for good.
    lock.exec('commit; begin immediate');
  } catch (error) {
    const pid = lock && codeOf(error) === BUSY ? readHolder(lock) : 0;
    lock?.close();
    if (codeOf(error) === BUSY) throw new StartProblem('folder-in-use', { path: folder, pid }, error);
    throw error;
  }
  let isHeld = true;
  return {
    release() {
      if (!isHeld) return;
      isHeld = false;
      lock.close();
    },
  };
}

/** A lock file that is no lock file holds nothing worth keeping. */
function open(lockFile: string): DatabaseSync {
  const lock = new DatabaseSync(lockFile);
  try {
    lock.prepare('select count(*) from sqlite_master').get();
    return lock;
  } catch (error) {
    if (codeOf(error) === BUSY) return lock;
    lock.close();
    if (codeOf(error) !== NOT_A_DATABASE && codeOf(error) !== CORRUPT) throw error;
    rmSync(lockFile);
    return new DatabaseSync(lockFile);
  }
}

function readHolder(lock: DatabaseSync): number {
  try {
    return Number(lock.prepare('select pid from holder').get()?.['pid'] ?? 0);
  } catch {
    return 0;
  }
}

function codeOf(error: unknown): number {
  return Number((error as { errcode?: number }).errcode ?? 0) & 0xff;
}

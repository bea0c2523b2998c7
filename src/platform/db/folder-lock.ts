import { existsSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { StartProblem } from './start-problem.ts';

/** Held as long as a process works in a folder; ends by itself with the process, however that ends. */
export interface FolderLock {
  release(): void;
}

/** Who only looks whether the lock is held lets go of it within a blink. */
const LOOKED_AT_MS = 250;

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
    lock.exec(`pragma busy_timeout = ${LOOKED_AT_MS}; pragma synchronous = off; begin immediate`);
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

/** Does a process work in the folder now? Nothing is written. */
export function isLockHeld(lockFile: string): boolean {
  if (!existsSync(lockFile)) return false;
  const lock = new DatabaseSync(lockFile);
  try {
    // Where its process is gone the lock is not even touched: somebody may just be taking it.
    if (!isRunning(readHolder(lock))) return false;
    lock.exec('pragma busy_timeout = 0; begin immediate; rollback');
    return false;
  } catch (error) {
    return codeOf(error) === BUSY;
  } finally {
    lock.close();
  }
}

function isRunning(pid: number): boolean {
  if (pid === 0) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Somebody else's may not be asked, and is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
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

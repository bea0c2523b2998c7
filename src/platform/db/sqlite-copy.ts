import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readSync, rmSync, statSync } from 'node:fs';
import { backup, DatabaseSync } from 'node:sqlite';
import { appliedIn, findTrouble, openUntouched } from './check-database.ts';

const ALL_PAGES = 2 ** 31 - 1;

/** What is known of a file after every page and byte of it was read. */
export interface CheckedFile {
  readonly sizeBytes: number;
  readonly sha256: string;
  /** Ids of the migrations in it. */
  readonly migrations: readonly string[];
}

/**
 * Copies a database that may be written to meanwhile into one plain file: the state of one moment,
 * without the rows of the given tables, and with nothing of them left in free pages.
 */
export async function copySqlite(source: string, copy: string, tablesLeftOut: readonly string[]): Promise<CheckedFile> {
  rmSync(copy, { force: true });
  const from = new DatabaseSync(source, { readOnly: true });
  try {
    // All pages in one step: in smaller steps every commit of the writer would start it over.
    await backup(from, copy, { rate: ALL_PAGES });
  } finally {
    from.close();
  }
  // Rows that point at what is left out stay: without foreign keys nothing is deleted along with it.
  const to = new DatabaseSync(copy, { enableForeignKeyConstraints: false });
  try {
    to.exec('pragma journal_mode = delete; pragma secure_delete = on');
    const tables = to.prepare(`select name from sqlite_master where type = 'table'`).all();
    for (const { name } of tables) {
      if (tablesLeftOut.includes(String(name))) to.exec(`delete from "${String(name)}"`);
    }
    to.exec('vacuum');
  } finally {
    to.close();
  }
  syncFile(copy);
  return checkSqlite(copy);
}

/** Reads every page and index, and every byte. @throws Error that says what is wrong */
export function checkSqlite(file: string): CheckedFile {
  const database = openUntouched(file);
  try {
    const trouble = findTrouble(database, 'integrity_check');
    if (trouble !== undefined) throw new Error(trouble);
    const migrations = appliedIn(database);
    if (migrations === undefined || migrations.length === 0) throw new Error('not a database of liveXtrem');
    return { sizeBytes: statSync(file).size, sha256: hashFile(file), migrations };
  } finally {
    database.close();
  }
}

/** A database in use, beside its server. @throws Error that says what is wrong */
export function checkLiveSqlite(file: string): void {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const trouble = findTrouble(database, 'integrity_check');
    if (trouble !== undefined) throw new Error(trouble);
  } finally {
    database.close();
  }
}

export function hashFile(file: string): string {
  const hash = createHash('sha256');
  const handle = openSync(file, 'r');
  try {
    const chunk = Buffer.allocUnsafe(1 << 20);
    for (let read = readSync(handle, chunk); read > 0; read = readSync(handle, chunk))
      hash.update(chunk.subarray(0, read));
  } finally {
    closeSync(handle);
  }
  return hash.digest('hex');
}

/** On the disk, not only on its way there, before anybody counts on it. */
export function syncFile(file: string): void {
  const handle = openSync(file, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

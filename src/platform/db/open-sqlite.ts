import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { Kysely } from 'kysely';
import type { Database } from './database.ts';
import { NamedTurns } from './named-turns.ts';
import { sqliteDialect } from './sqlite-dialect.ts';

/**
 * FULL: a commit that was acknowledged survives a power cut (measured: 10 to 30 % with batches).
 * The large autocheckpoint (pages of 4 KiB: 40 MiB) keeps checkpoints out of most intake batches.
 */
const WRITER_SETTINGS = `
  pragma journal_mode = wal;
  pragma synchronous = full;
  pragma foreign_keys = on;
  pragma busy_timeout = 5000;
  pragma wal_autocheckpoint = 10000;
  pragma journal_size_limit = 67108864;
  pragma temp_store = memory;
  pragma cache_size = -32000;
`;

const READER_SETTINGS = `
  pragma busy_timeout = 5000;
  pragma temp_store = memory;
  pragma cache_size = -32000;
`;

export async function openSqlite<T>(file: string): Promise<Database<T>> {
  const writer = new DatabaseSync(file);
  try {
    writer.exec(WRITER_SETTINGS);
    const reader = new DatabaseSync(file, { readOnly: true });
    reader.exec(READER_SETTINGS);
    // SQLite's own knows the letters of English only: who looks for "ärger" means "ÄRGER" as well.
    for (const connection of [writer, reader]) connection.function('lower', { deterministic: true }, lowerCase);
    const write = new Kysely<T>({ dialect: sqliteDialect(writer) });
    const read = new Kysely<T>({ dialect: sqliteDialect(reader) });
    // The folder's lock keeps other processes out, so this one's turns are all there are.
    const turns = new NamedTurns();
    let closing: Promise<void> | undefined;
    return {
      dialect: 'sqlite',
      read,
      transaction: (work) => write.transaction().execute(work),
      withLock: (name, work) => turns.take(name, work),
      close: () => {
        closing ??= (async () => {
          await turns.idle();
          // Waits for the transaction that is running.
          await write.connection().execute(async () => {});
          await Promise.all([write.destroy(), read.destroy()]);
          reader.close();
          // The last connection checkpoints, so the folder holds one plain file afterwards.
          writer.close();
        })();
        return closing;
      },
    };
  } catch (error) {
    writer.close();
    throw error;
  }
}

function lowerCase(value: SQLOutputValue): SQLOutputValue {
  return typeof value === 'string' ? value.toLowerCase() : value;
}

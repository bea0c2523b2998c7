import type { Kysely, Transaction } from 'kysely';

/** What a verb, store or projection gets: the plain handle and a transaction both fit. */
export type Db<T> = Pick<Kysely<T>, 'selectFrom' | 'insertInto' | 'updateTable' | 'deleteFrom' | 'getExecutor'>;

export type DialectName = 'sqlite' | 'postgres';

/** `long`: a statement may take as long as it takes, as those of a migration do. */
export type Patience = 'usual' | 'long';

/**
 * One installation's store. Writing has one connection; reading has its own, so reports never wait for it.
 *
 * Both databases give and take the same values. What a column is follows from its name **in the result**:
 * - `…_minor` (or `…Minor`): amounts, always `bigint`; use the ending for sums of them too
 * - `is_…`, `has_…`, `was_…` (or `isOpen` …): `boolean` (SQLite INTEGER 0/1, PostgreSQL boolean)
 * - `…_json` (or `…Json`): objects or arrays, stored as JSON text; write the value itself, not its text
 * - other integers: `number`; a value beyond ±2^53 throws `RangeError`, when written and when read
 * - bytes: `Uint8Array`; text: any, but U+0000 is stored as U+FFFD (PostgreSQL has no place for it)
 */
export interface Database<T> {
  readonly dialect: DialectName;
  readonly read: Db<T>;
  /** One writer at a time, in order of asking; commits durably (SQLite: WAL, synchronous=FULL) or throws. */
  transaction<R>(work: (db: Transaction<T>) => Promise<R>, patience?: Patience): Promise<R>;
  /**
   * Runs `work` while nobody else works under this name: in this process and, on PostgreSQL, in any other
   * on the same schema. For what must not happen twice and takes longer than a transaction may. It does
   * not nest; `close` waits for it.
   */
  withLock<R>(name: string, work: () => Promise<R>): Promise<R>;
  close(): Promise<void>;
}

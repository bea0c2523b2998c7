import type { Kysely, Transaction } from 'kysely';

/** What a verb, store or projection gets: the plain handle and a transaction both fit. */
export type Db<T> = Pick<Kysely<T>, 'selectFrom' | 'insertInto' | 'updateTable' | 'deleteFrom' | 'getExecutor'>;

export type DialectName = 'sqlite' | 'postgres';

/** One installation's store. Writing has one connection; reading has its own, so reports never wait for it. */
export interface Database<T> {
  readonly dialect: DialectName;
  readonly read: Db<T>;
  /** One writer at a time, in order of asking; commits durably (SQLite: WAL, synchronous=FULL) or throws. */
  transaction<R>(work: (db: Transaction<T>) => Promise<R>): Promise<R>;
  close(): Promise<void>;
}

import { type RawBuilder, sql } from 'kysely';
import type { DialectName } from './database.ts';

/**
 * Types for the columns of a migration, so that one text serves both databases:
 * ``sql`create table live_x (at ${integer} not null, is_mod ${flag} not null) ${strict}` ``
 */
export interface ColumnTypes {
  /** Whole numbers to 64 bits: times in epoch milliseconds, counts, `…_minor` amounts. */
  readonly integer: RawBuilder<unknown>;
  /** Columns named `is_…`, `has_…`, `was_…`. Compare them with bound `true`/`false`, never with literal 0/1. */
  readonly flag: RawBuilder<unknown>;
  readonly real: RawBuilder<unknown>;
  readonly text: RawBuilder<unknown>;
  readonly bytes: RawBuilder<unknown>;
  /** Columns named `…_json`. */
  readonly json: RawBuilder<unknown>;
  /** Ends every `create table`: SQLite then checks types as PostgreSQL does. */
  readonly strict: RawBuilder<unknown>;
}

const SQLITE: ColumnTypes = {
  integer: sql`integer`,
  flag: sql`integer`,
  real: sql`real`,
  text: sql`text`,
  bytes: sql`blob`,
  json: sql`text`,
  strict: sql`strict`,
};

const POSTGRES: ColumnTypes = {
  integer: sql`bigint`,
  flag: sql`boolean`,
  real: sql`double precision`,
  text: sql`text`,
  bytes: sql`bytea`,
  json: sql`text`,
  strict: sql``,
};

export function columnTypes(dialect: DialectName): ColumnTypes {
  return dialect === 'sqlite' ? SQLITE : POSTGRES;
}

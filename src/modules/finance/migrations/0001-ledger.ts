import { sql } from 'kysely';
import { columnTypes } from '../../../platform/db/column-types.ts';
import type { Db, DialectName } from '../../../platform/db/database.ts';
import type { Migration } from '../../../platform/db/migrate.ts';
import { postgresGuards } from './0001-guards-postgres.ts';
import { sqliteGuards } from './0001-guards-sqlite.ts';

/** Beyond ±2^53 a number is no longer exact everywhere: such an amount is refused, never rounded. */
const EXACT = 9_007_199_254_740_991;

/**
 * The books. What is sealed is guarded by the database itself, so that no other program, no mistake of
 * ours and no plain SQL changes it. Tables have no hidden row number on SQLite (WITHOUT ROWID): by it
 * `INSERT OR REPLACE` could throw out a sealed row without its guard being asked.
 */
export const ledger: Migration = {
  id: 'finance-0001-ledger',
  async up(db, dialect) {
    await createTables(db, dialect);
    for (const statement of dialect === 'sqlite' ? sqliteGuards : postgresGuards) await sql.raw(statement).execute(db);
  },
};

async function createTables(db: Db<unknown>, dialect: DialectName): Promise<void> {
  const { integer, flag, bytes } = columnTypes(dialect);
  const ending = sql.raw(dialect === 'sqlite' ? 'strict, without rowid' : '');
  const exact = sql.raw(String(EXACT));
  await sql`create table finance_entry (
    id text primary key,
    book text not null check (book in ('tax', 'management')),
    state text not null check (state in ('draft', 'sealed')),
    number ${integer},
    prev_hash text,
    hash text,
    sealed_at ${integer},
    sealed_by text,
    idempotency_key text not null unique,
    request_hash text not null,
    day text not null,
    category text not null,
    source text,
    text text not null,
    amount_minor ${integer} not null check (amount_minor between -${exact} and ${exact}),
    currency text not null,
    place text,
    broadcast_id ${integer},
    is_estimated ${flag} not null,
    no_receipt_reason text,
    reverses text unique references finance_entry (id),
    chart text not null,
    created_at ${integer} not null,
    created_by text,
    version ${integer} not null,
    unique (book, number),
    check ((state = 'sealed') = (number is not null)),
    check ((state = 'sealed') = (prev_hash is not null)),
    check ((state = 'sealed') = (hash is not null)),
    check ((state = 'sealed') = (sealed_at is not null))
  ) ${ending}`.execute(db);
  await sql`create index finance_entry_day on finance_entry (book, state, day, id)`.execute(db);
  // Everything the totals of a period are made of, so that no row is read for them.
  await sql`create index finance_entry_totals on finance_entry (book, day, category, currency, amount_minor)`.execute(
    db,
  );
  await sql`create index finance_entry_unproved on finance_entry (book, day, category)
    where no_receipt_reason is null and reverses is null`.execute(db);
  await sql`create index finance_entry_broadcast on finance_entry (broadcast_id) where broadcast_id is not null`.execute(
    db,
  );
  await sql`create table finance_posting (
    entry text not null references finance_entry (id),
    line ${integer} not null,
    account text not null,
    currency text not null,
    amount_minor ${integer} not null check (amount_minor <> 0 and amount_minor between -${exact} and ${exact}),
    primary key (entry, line)
  ) ${ending}`.execute(db);
  await sql`create table finance_document (
    sha256 text primary key,
    name text not null,
    type text not null,
    size_bytes ${integer} not null,
    received_at ${integer} not null,
    bytes ${bytes} not null
  ) ${ending}`.execute(db);
  await sql`create table finance_entry_document (
    entry text not null references finance_entry (id),
    document text not null references finance_document (sha256),
    attached_at ${integer} not null,
    attached_by text,
    seal text,
    primary key (entry, document)
  ) ${ending}`.execute(db);
  await sql`create index finance_entry_document_document on finance_entry_document (document)`.execute(db);
  await sql`create table finance_balance_month (
    book text not null,
    account text not null,
    currency text not null,
    month text not null,
    debit_minor ${integer} not null,
    credit_minor ${integer} not null,
    primary key (book, account, currency, month)
  ) ${ending}`.execute(db);
}

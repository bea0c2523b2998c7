import { sql } from 'kysely';
import { columnTypes } from './db/column-types.ts';
import type { Migration } from './db/migrate.ts';

/** Oldest first. The table of migrations itself is made by `db/migrate.ts`. */
export const platformMigrations: readonly Migration[] = [
  {
    id: 'platform-0001-sessions-and-jobs',
    async up(db, dialect) {
      const { integer, strict } = columnTypes(dialect);
      await sql`create table platform_session (
        id_hash text primary key,
        member_id text not null,
        csrf text not null,
        created_at ${integer} not null,
        last_seen_at ${integer} not null,
        expires_at ${integer} not null
      ) ${strict}`.execute(db);
      await sql`create index platform_session_member on platform_session (member_id)`.execute(db);
      await sql`create table platform_job (
        id text primary key,
        kind text not null,
        payload_json text not null,
        unique_key text,
        state text not null check (state in ('waiting', 'running', 'done', 'dead')),
        attempts ${integer} not null,
        run_at ${integer} not null,
        created_at ${integer} not null,
        finished_at ${integer},
        last_error text,
        unique (kind, unique_key)
      ) ${strict}`.execute(db);
      await sql`create index platform_job_due on platform_job (state, run_at)`.execute(db);
    },
  },
  {
    id: 'platform-0002-repairs',
    async up(db, dialect) {
      const { integer, strict } = columnTypes(dialect);
      await sql`create table platform_repair (
        id ${integer} primary key,
        at ${integer} not null,
        code text not null,
        params_json text not null,
        took_ms ${integer} not null
      ) ${strict}`.execute(db);
    },
  },
  {
    id: 'platform-0003-how-sessions-began',
    async up(db, dialect) {
      const { integer } = columnTypes(dialect);
      await sql`alter table platform_session add column way text`.execute(db);
      await sql`alter table platform_session add column address text`.execute(db);
      await sql`alter table platform_session add column confirmed_at ${integer}`.execute(db);
    },
  },
];

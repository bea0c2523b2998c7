import { sql } from 'kysely';
import { columnTypes } from '../platform/db/column-types.ts';
import type { Migration } from '../platform/db/migrate.ts';

/** Oldest first. */
export const twitchMigrations: readonly Migration[] = [
  {
    id: 'twitch-0001-accounts',
    async up(db, dialect) {
      const { integer, strict } = columnTypes(dialect);
      await sql`create table twitch_account (
        user_id text primary key,
        client_id text not null,
        login text not null,
        display_name text not null,
        access_token text not null,
        refresh_token text not null,
        scopes text not null,
        state text not null check (state in ('ok', 'reconnect')),
        expires_at ${integer} not null,
        validated_at ${integer} not null,
        updated_at ${integer} not null
      ) ${strict}`.execute(db);
    },
  },
  {
    id: 'twitch-0002-age-of-grants',
    async up(db, dialect) {
      const { integer } = columnTypes(dialect);
      await sql`alter table twitch_account add column connected_at ${integer} not null default 0`.execute(db);
      await sql`alter table twitch_account add column issued_at ${integer} not null default 0`.execute(db);
      await sql`alter table twitch_account add column refresh_sent_at ${integer}`.execute(db);
      // Nobody wrote down when: agreed at the latest at the last change, issued about four hours before the end.
      await sql`update twitch_account set connected_at = updated_at, issued_at = case
        when expires_at - 14400000 < updated_at then expires_at - 14400000 else updated_at end`.execute(db);
    },
  },
];

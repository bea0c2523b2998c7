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
];

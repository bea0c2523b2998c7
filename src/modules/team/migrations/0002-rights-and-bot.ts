import { sql } from 'kysely';
import { columnTypes } from '../../../platform/db/column-types.ts';
import type { Migration } from '../../../platform/db/migrate.ts';

export const team0002: Migration = {
  id: 'team-0002-rights-and-bot',
  async up(db, dialect) {
    const { integer, strict } = columnTypes(dialect);
    // Who connected her channel before there was a choice was asked for everything.
    await sql`alter table team_channel
      add column rights text not null default 'chat moderation planning revenue'`.execute(db);
    await sql`create table team_bot (
      twitch_id text primary key,
      login text not null,
      display_name text not null,
      connected_at ${integer} not null
    ) ${strict}`.execute(db);
  },
};

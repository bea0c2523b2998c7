import { sql } from 'kysely';
import { columnTypes } from '../../../platform/db/column-types.ts';
import type { Migration } from '../../../platform/db/migrate.ts';

export const team0001: Migration = {
  id: 'team-0001-members',
  async up(db, dialect) {
    const { flag, integer, json, strict } = columnTypes(dialect);
    await sql`create table team_member (
      id text primary key,
      twitch_id text unique,
      login text not null,
      display_name text not null,
      role text not null,
      is_owner ${flag} not null,
      added_at ${integer} not null,
      added_by text,
      signed_in_at ${integer},
      last_seen_at ${integer}
    ) ${strict}`.execute(db);
    // One owner at most, also for two links opened at the same moment.
    await sql`create unique index team_member_owner on team_member (is_owner) where is_owner`.execute(db);
    await sql`create table team_settings (
      member_id text primary key references team_member (id) on delete cascade,
      settings_json ${json} not null
    ) ${strict}`.execute(db);
    await sql`create table team_channel (
      twitch_id text primary key,
      login text not null,
      display_name text not null,
      connected_at ${integer} not null
    ) ${strict}`.execute(db);
  },
};

import { sql } from 'kysely';
import { columnTypes } from '../../../platform/db/column-types.ts';
import type { Migration } from '../../../platform/db/migrate.ts';
import { KIND_CODES } from '../line-codes.ts';

/**
 * What is needed to notice what was missed: since when and until when each line was good, its gaps, who had
 * which standing on the channel, and where gaps are filled from.
 */
export const lines: Migration = {
  id: 'live-0003-lines',
  async up(db, dialect) {
    const { flag, integer, strict, text } = columnTypes(dialect);
    await sql`alter table live_channel add column tags ${text} not null default '[]'`.execute(db);
    await sql`create table live_setting (
      name ${text} primary key,
      value ${text} not null
    ) ${strict}`.execute(db);
    await sql`create table live_line_alive (
      channel ${integer} not null,
      line ${integer} not null,
      since_at ${integer} not null,
      alive_at ${integer} not null,
      primary key (channel, line)
    ) ${strict}`.execute(db);
    await sql`create table live_line_gap (
      channel ${integer} not null,
      line ${integer} not null,
      from_at ${integer} not null,
      until_at ${integer} not null,
      primary key (channel, line, from_at)
    ) ${strict}`.execute(db);
    // Few lines are gaps: asking for those of a month must not read all others.
    await sql`create index live_chat_line_gap on live_chat_line (channel, sent_at)
      where kind = ${sql.lit(KIND_CODES.gap)}`.execute(db);
    await sql`create table live_roster (
      channel ${integer} not null,
      list ${integer} not null,
      twitch_id ${text} not null,
      login ${text} not null,
      display_name ${text} not null,
      is_on ${flag} not null,
      until_at ${integer},
      changed_at ${integer} not null,
      primary key (channel, list, twitch_id)
    ) ${strict}`.execute(db);
    await sql`create table live_roster_read (
      channel ${integer} not null,
      list ${integer} not null,
      read_at ${integer} not null,
      primary key (channel, list)
    ) ${strict}`.execute(db);
  },
};

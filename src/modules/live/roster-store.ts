import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import { insertRows } from '../../platform/db/many-rows.ts';
import { ROSTER_CODES, type RosterList } from './line-codes.ts';
import type { LiveTables, RosterRow } from './tables.ts';

/** Somebody's place on one of the channel's lists, as last known. */
export interface RosterEntry {
  readonly twitchId: string;
  readonly login: string;
  readonly displayName: string;
  /** Still on it; who once was stays known, so that an older answer of Twitch does not bring her back. */
  readonly isOn: boolean;
  /** End of a timeout. */
  readonly untilMs: number | null;
  readonly changedAtMs: number;
}

export interface RosterOf {
  readonly channel: number;
  readonly list: RosterList;
}

export async function readRoster(db: Db<LiveTables>, { channel, list }: RosterOf): Promise<RosterEntry[]> {
  const rows = await db
    .selectFrom('live_roster')
    .selectAll()
    .where('channel', '=', channel)
    .where('list', '=', ROSTER_CODES[list])
    .execute();
  return rows.map((row) => ({
    twitchId: row.twitch_id,
    login: row.login,
    displayName: row.display_name,
    isOn: row.is_on,
    untilMs: row.until_at,
    changedAtMs: row.changed_at,
  }));
}

/** Takes over a change, unless a later one is known. */
export async function noteRoster(db: Db<LiveTables>, { channel, list }: RosterOf, entry: RosterEntry): Promise<void> {
  const row = rowOf({ channel, list }, entry);
  await sql`
    INSERT INTO live_roster (channel, list, twitch_id, login, display_name, is_on, until_at, changed_at)
    VALUES (${row.channel}, ${row.list}, ${row.twitch_id}, ${row.login}, ${row.display_name}, ${row.is_on},
      ${row.until_at}, ${row.changed_at})
    ON CONFLICT (channel, list, twitch_id) DO UPDATE SET login = excluded.login,
      display_name = excluded.display_name, is_on = excluded.is_on, until_at = excluded.until_at,
      changed_at = excluded.changed_at
    WHERE live_roster.changed_at <= excluded.changed_at`.execute(db);
}

/** When the list was last read; `undefined` before the first time: then nothing on it is news. */
export async function rosterReadAt(db: Db<LiveTables>, { channel, list }: RosterOf): Promise<number | undefined> {
  const row = await db
    .selectFrom('live_roster_read')
    .select('read_at')
    .where('channel', '=', channel)
    .where('list', '=', ROSTER_CODES[list])
    .executeTakeFirst();
  return row?.read_at;
}

export async function markRosterRead(db: Db<LiveTables>, { channel, list }: RosterOf, atMs: number): Promise<void> {
  await sql`
    INSERT INTO live_roster_read (channel, list, read_at) VALUES (${channel}, ${ROSTER_CODES[list]}, ${atMs})
    ON CONFLICT (channel, list) DO UPDATE SET read_at = excluded.read_at`.execute(db);
}

/** The list as it is found at first; what is known already stays. */
export async function beginRoster(db: Db<LiveTables>, of: RosterOf, entries: readonly RosterEntry[]): Promise<void> {
  await insertRows(
    db,
    'live_roster',
    entries.map((entry) => rowOf(of, entry)),
    'ignore',
  );
}

function rowOf({ channel, list }: RosterOf, entry: RosterEntry): RosterRow {
  return {
    channel,
    list: ROSTER_CODES[list],
    twitch_id: entry.twitchId,
    login: entry.login,
    display_name: entry.displayName,
    is_on: entry.isOn,
    until_at: entry.untilMs,
    changed_at: entry.changedAtMs,
  };
}

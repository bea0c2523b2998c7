import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import { KIND_CODES } from './line-codes.ts';
import { ofChannel } from './own-channel.ts';
import type { LiveTables } from './tables.ts';

/** What the log knows of a person. */
export interface PersonFacts {
  readonly id: number;
  readonly twitchId: string;
  readonly login: string;
  readonly displayName: string;
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
  readonly lines: number;
  readonly removedLines: number;
  readonly earlierNames: readonly { readonly login: string; readonly untilMs: number }[];
  /** Of the newest line. */
  readonly color: string | null;
  readonly badges: readonly string[];
}

export type WhoIsMeant = { readonly twitchId: string } | { readonly login: string };

/** By Twitch id, or by the login the person has now or, if nobody has it now, had once. */
export async function findPerson(db: Db<LiveTables>, who: WhoIsMeant): Promise<PersonFacts | undefined> {
  const people = db.selectFrom('live_person').selectAll();
  const row =
    'twitchId' in who
      ? await people.where('twitch_id', '=', who.twitchId).executeTakeFirst()
      : ((await people.where('login', '=', who.login).orderBy('last_seen', 'desc').executeTakeFirst()) ??
        (await people
          .where('id', 'in', (e) =>
            e
              .selectFrom('live_person_name')
              .select('person')
              .where('login', '=', who.login)
              .orderBy('until', 'desc')
              .limit(1),
          )
          .executeTakeFirst()));
  if (!row) return undefined;
  const look = await newestLook(db, row.id);
  const names = await db
    .selectFrom('live_person_name')
    .select(['login', 'until'])
    .where('person', '=', row.id)
    // Somebody may have taken an earlier name again.
    .where('login', '<>', row.login)
    .orderBy('until', 'desc')
    .execute();
  return {
    id: row.id,
    twitchId: row.twitch_id,
    login: row.login,
    displayName: row.display_name,
    firstSeenMs: row.first_seen,
    lastSeenMs: row.last_seen,
    lines: row.lines,
    removedLines: await countRemoved(db, row.id),
    earlierNames: names.map(({ login, until }) => ({ login, untilMs: until })),
    color: look?.color || null,
    badges: look?.badges ? look.badges.split(',') : [],
  };
}

async function newestLook(db: Db<LiveTables>, person: number) {
  return await db
    .selectFrom('live_chat_line as line')
    .innerJoin('live_look as look', 'look.id', 'line.look')
    .select(['look.color', 'look.badges'])
    .where('line.person', '=', person)
    .orderBy('line.seq', 'desc')
    .limit(1)
    .executeTakeFirst();
}

async function countRemoved(db: Db<LiveTables>, person: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM live_chat_line WHERE person = ${person} AND removed_at IS NOT NULL`.execute(db);
  return rows[0]?.count ?? 0;
}

/** Lines may be stored a little out of order: so many positions earlier a line of the period can stand. */
const OUT_OF_ORDER = 1_000;

/** Times of a person's messages since a moment, newest first, at most some thousand: enough to draw days. */
export async function readMessageTimes(
  db: Db<LiveTables>,
  query: { readonly channel: number; readonly person: number; readonly sinceMs: number },
): Promise<number[]> {
  const { channel, person, sinceMs } = query;
  // Positions follow time: from the first message of the period on, the index of the person is read, no further.
  const first = await db
    .selectFrom('live_chat_line')
    .select('seq')
    .where('channel', '=', channel)
    .where('sent_at', '>=', sinceMs)
    .where('kind', '=', KIND_CODES.message)
    .orderBy('sent_at')
    .limit(1)
    .executeTakeFirst();
  if (!first) return [];
  const { rows } = await sql<{ sent_at: number }>`
    SELECT sent_at FROM live_chat_line AS line
    WHERE ${ofChannel('line', channel)} AND person = ${person} AND seq >= ${first.seq - OUT_OF_ORDER}
      AND kind = ${KIND_CODES.message} AND sent_at >= ${sinceMs}
    ORDER BY seq DESC LIMIT 5000`.execute(db);
  return rows.map((row) => row.sent_at);
}

export async function findPersonId(db: Db<LiveTables>, twitchId: string): Promise<number | undefined> {
  const row = await db.selectFrom('live_person').select('id').where('twitch_id', '=', twitchId).executeTakeFirst();
  return row?.id;
}

import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import { type JoinedStreams, joinStreams, type StreamFacts } from './broadcast.ts';
import type { BroadcastRow, LiveTables, StreamRow } from './tables.ts';

/** What was just learned of a stream; fields left out stay as they are. */
export type StreamNews = Pick<StreamFacts, 'streamId'> & Partial<Omit<StreamFacts, 'streamId'>>;

/** Adds to what is known: the earliest beginning, the latest of everything else. */
export async function noteStream(db: Db<LiveTables>, channel: number, news: StreamNews): Promise<void> {
  const { streamId, startedAtMs = null, seenAtMs = null, offlineAtMs = null, goneAtMs = null } = news;
  await sql`
    INSERT INTO live_stream (channel, stream_id, started_at, seen_at, offline_at, gone_at)
    VALUES (${channel}, ${streamId}, ${startedAtMs}, ${seenAtMs}, ${offlineAtMs}, ${goneAtMs})
    ON CONFLICT (channel, stream_id) DO UPDATE SET
      started_at = CASE WHEN live_stream.started_at <= excluded.started_at THEN live_stream.started_at
        ELSE coalesce(excluded.started_at, live_stream.started_at) END,
      seen_at = CASE WHEN live_stream.seen_at >= excluded.seen_at THEN live_stream.seen_at
        ELSE coalesce(excluded.seen_at, live_stream.seen_at) END,
      offline_at = CASE WHEN live_stream.offline_at >= excluded.offline_at THEN live_stream.offline_at
        ELSE coalesce(excluded.offline_at, live_stream.offline_at) END,
      gone_at = CASE WHEN live_stream.gone_at >= excluded.gone_at THEN live_stream.gone_at
        ELSE coalesce(excluded.gone_at, live_stream.gone_at) END`.execute(db);
}

export interface TitleFact {
  readonly atMs: number;
  readonly title: string;
  readonly category: string;
}

/** A title and category from a moment on. Of two told for the same millisecond the same one always stays. */
export async function noteTitle(db: Db<LiveTables>, channel: number, fact: TitleFact): Promise<void> {
  await sql`
    INSERT INTO live_title (channel, at, title, category)
    VALUES (${channel}, ${fact.atMs}, ${fact.title}, ${fact.category})
    ON CONFLICT (channel, at) DO UPDATE SET title = excluded.title, category = excluded.category
    WHERE (excluded.title, excluded.category) > (live_title.title, live_title.category)`.execute(db);
}

export function newestTitle(db: Db<LiveTables>, channel: number): Promise<TitleFact | undefined> {
  return titleAt(db, channel, Number.MAX_SAFE_INTEGER);
}

/** The one that stood at a moment, as far as it was told. */
export async function titleAt(db: Db<LiveTables>, channel: number, atMs: number): Promise<TitleFact | undefined> {
  const row = await db
    .selectFrom('live_title')
    .select(['at', 'title', 'category'])
    .where('channel', '=', channel)
    .where('at', '<=', atMs)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { atMs: row.at, title: row.title, category: row.category };
}

export async function readStreams(db: Db<LiveTables>, channel: number): Promise<StreamFacts[]> {
  return (await streamRows(db, channel)).map(factsOf);
}

/**
 * Lets the broadcasts follow what is known of the streams. A broadcast keeps its number whatever is learned
 * later: it belongs to the stream it was first given for, and of two that turn out to be one the older
 * number stays.
 * @returns the broadcast that runs, and whether anything changed.
 */
export async function settleBroadcasts(
  db: Db<LiveTables>,
  channel: number,
): Promise<{ readonly running: JoinedStreams | undefined; readonly hasChanged: boolean }> {
  const streams = await streamRows(db, channel);
  const keys = new Map(streams.map((row) => [row.stream_id, row.broadcast_key]));
  const before = await db.selectFrom('live_broadcast').selectAll().where('channel', '=', channel).execute();
  const left = new Map(before.map((row) => [row.id, row]));
  const joined = joinStreams(streams.map(factsOf));
  let hasChanged = false;
  for (const one of joined) {
    const given = one.streamIds.map((streamId) => keys.get(streamId)).filter((key) => typeof key === 'number');
    const id = given.length > 0 ? Math.min(...given) : await giveKey(db, channel, one.streamIds[0]);
    const row = {
      id,
      channel,
      stream_id: one.streamIds[0],
      started_at: one.startedAtMs,
      ended_at: one.endedAtMs,
    } satisfies BroadcastRow;
    const known = left.get(id);
    left.delete(id);
    if (!known) await db.insertInto('live_broadcast').values(row).execute();
    else if (isSame(known, row)) continue;
    else await db.updateTable('live_broadcast').set(row).where('id', '=', id).execute();
    hasChanged = true;
  }
  for (const id of left.keys()) {
    await db.deleteFrom('live_broadcast').where('id', '=', id).execute();
    hasChanged = true;
  }
  const last = joined.at(-1);
  return { running: last?.endedAtMs === null ? last : undefined, hasChanged };
}

/** Never one that was given before, not even for a broadcast that has become part of another. */
async function giveKey(db: Db<LiveTables>, channel: number, streamId: string): Promise<number> {
  const { rows } = await sql<{ key: number | null }>`SELECT max(broadcast_key) AS key FROM live_stream`.execute(db);
  const key = (rows[0]?.key ?? 0) + 1;
  await db
    .updateTable('live_stream')
    .set({ broadcast_key: key })
    .where('channel', '=', channel)
    .where('stream_id', '=', streamId)
    .execute();
  return key;
}

async function streamRows(db: Db<LiveTables>, channel: number): Promise<StreamRow[]> {
  return await db.selectFrom('live_stream').selectAll().where('channel', '=', channel).execute();
}

function factsOf(row: StreamRow): StreamFacts {
  return {
    streamId: row.stream_id,
    startedAtMs: row.started_at,
    seenAtMs: row.seen_at,
    offlineAtMs: row.offline_at,
    goneAtMs: row.gone_at,
  };
}

function isSame(known: BroadcastRow, row: BroadcastRow): boolean {
  return known.stream_id === row.stream_id && known.started_at === row.started_at && known.ended_at === row.ended_at;
}

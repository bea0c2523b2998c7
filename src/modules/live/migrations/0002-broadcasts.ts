import { sql, type Transaction } from 'kysely';
import { columnTypes } from '../../../platform/db/column-types.ts';
import type { Migration } from '../../../platform/db/migrate.ts';
import { joinStreams, namelessEnd, type StreamFacts } from '../broadcast.ts';

/**
 * Broadcasts, and the facts they are joined from: Twitch's streams, and titles over time. What the event
 * log of an older installation tells of them is taken over.
 */
export const broadcasts: Migration = {
  id: 'live-0002-broadcasts',
  async up(db, dialect) {
    const { integer, strict, text } = columnTypes(dialect);
    await sql`create table live_stream (
      channel ${integer} not null,
      stream_id ${text} not null,
      started_at ${integer},
      seen_at ${integer},
      offline_at ${integer},
      gone_at ${integer},
      broadcast_key ${integer},
      primary key (channel, stream_id)
    ) ${strict}`.execute(db);
    await sql`create table live_title (
      channel ${integer} not null,
      at ${integer} not null,
      title ${text} not null,
      category ${text} not null,
      primary key (channel, at)
    ) ${strict}`.execute(db);
    await sql`create table live_broadcast (
      id ${integer} primary key,
      channel ${integer} not null,
      stream_id ${text} not null,
      started_at ${integer} not null,
      ended_at ${integer}
    ) ${strict}`.execute(db);
    await sql`create index live_broadcast_time on live_broadcast (channel, started_at)`.execute(db);
    await sql`create index live_event_time on live_event (channel, kind, at) where kind is not null`.execute(db);
    await takeOver(db);
  },
};

interface OldEvent {
  channel: number;
  type: string;
  at: number;
  payload: string;
}

async function takeOver(db: Transaction<unknown>): Promise<void> {
  const { rows } = await sql<OldEvent>`
    select channel, type, at, payload from live_event
    where type in ('stream.online', 'stream.offline', 'channel.update') order by seq`.execute(db);
  const streamsOf = new Map<number, Map<string, StreamFacts>>();
  for (const { channel, type, at, payload } of rows) {
    const told = (JSON.parse(payload) ?? {}) as Readonly<Record<string, unknown>>;
    const streams = streamsOf.get(channel) ?? new Map<string, StreamFacts>();
    streamsOf.set(channel, streams);
    if (type === 'channel.update') {
      await sql`insert into live_title (channel, at, title, category)
        values (${channel}, ${at}, ${textOf(told['title'])}, ${textOf(told['category_name'])})
        on conflict do nothing`.execute(db);
      continue;
    }
    const streamId = textOf(told['id']);
    if (type === 'stream.online' && streamId === '') continue;
    const known = streams.get(streamId) ?? { ...namelessEnd(at), offlineAtMs: null, streamId };
    const startedAtMs = Date.parse(textOf(told['started_at'])) || at;
    if (type === 'stream.online') {
      streams.set(streamId, {
        ...known,
        startedAtMs: Math.min(known.startedAtMs ?? startedAtMs, startedAtMs),
        seenAtMs: Math.max(known.seenAtMs ?? 0, at),
      });
    } else if (streamId === '') {
      streams.set(namelessEnd(at).streamId, namelessEnd(at));
    } else {
      streams.set(streamId, { ...known, offlineAtMs: Math.max(known.offlineAtMs ?? 0, at) });
    }
  }
  let id = 0;
  for (const [channel, streams] of streamsOf) {
    const keys = new Map<string, number>();
    for (const { streamIds, startedAtMs, endedAtMs } of joinStreams([...streams.values()])) {
      id += 1;
      keys.set(streamIds[0], id);
      await sql`insert into live_broadcast (id, channel, stream_id, started_at, ended_at)
        values (${id}, ${channel}, ${streamIds[0]}, ${startedAtMs}, ${endedAtMs})`.execute(db);
    }
    for (const [streamId, facts] of streams) {
      await sql`insert into live_stream (channel, stream_id, started_at, seen_at, offline_at, broadcast_key)
        values (${channel}, ${streamId}, ${facts.startedAtMs}, ${facts.seenAtMs}, ${facts.offlineAtMs},
          ${keys.get(streamId) ?? null})`.execute(db);
    }
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

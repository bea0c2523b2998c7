import type { Db } from '../../platform/db/database.ts';
import { isSeenLate } from '../../twitch/wire/seen-late.ts';
import type { EventParams, StreamEvent } from './stream-event.ts';
import type { LiveTables } from './tables.ts';

/** An end that names no stream belongs to one that was found to be over at most so long before or after. */
const NAMELESS_REACH_MS = 15 * 60_000;
const LOOK_BACK = 10;

interface Told {
  readonly isLate: boolean;
  readonly atMs: number;
  readonly streamId: string | null;
  readonly params: EventParams;
}

/**
 * What was found out by asking may be told by Twitch after all, and the other way round: the same beginning,
 * end or title is one happening under two ids.
 */
export async function isToldAlready(db: Db<LiveTables>, channel: number, event: StreamEvent): Promise<boolean> {
  const { kind } = event;
  if (kind !== 'stream-online' && kind !== 'stream-offline' && kind !== 'channel-update') return false;
  const rows = await db
    .selectFrom('live_event')
    .select(['message_id', 'at', 'payload', 'params'])
    .where('channel', '=', channel)
    .where('kind', '=', kind)
    .orderBy('at', 'desc')
    .limit(LOOK_BACK)
    .execute();
  const known = rows.map((row) => ({
    isLate: isSeenLate(row.message_id),
    atMs: row.at,
    streamId: streamIdIn(JSON.parse(row.payload)),
    params: JSON.parse(row.params) as EventParams,
  }));
  const mine: Told = {
    isLate: isSeenLate(event.messageId),
    atMs: event.atMs,
    streamId: streamIdIn(event.payload),
    params: event.params,
  };
  // A title can be set twice; only the newest one tells whether this is news.
  const candidates = kind === 'channel-update' ? known.slice(0, 1) : known;
  return candidates.some((one) => (one.isLate || mine.isLate) && isSame(kind, one, mine));
}

function isSame(kind: 'stream-online' | 'stream-offline' | 'channel-update', one: Told, other: Told): boolean {
  if (kind === 'channel-update') {
    return one.params['title'] === other.params['title'] && one.params['category'] === other.params['category'];
  }
  if (one.streamId !== null && other.streamId !== null) return one.streamId === other.streamId;
  return kind === 'stream-offline' && Math.abs(one.atMs - other.atMs) < NAMELESS_REACH_MS;
}

function streamIdIn(payload: unknown): string | null {
  if (typeof payload !== 'object' || payload === null || !('id' in payload)) return null;
  return typeof payload.id === 'string' ? payload.id : null;
}

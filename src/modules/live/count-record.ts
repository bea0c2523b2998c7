import { sql } from 'kysely';
import type { TwitchUserId } from '../../kernel/id.ts';
import type { Db } from '../../platform/db/database.ts';
import { findChannel } from './channel-store.ts';
import { KIND_CODES } from './line-codes.ts';
import type { LiveTables } from './tables.ts';

export interface TimeSpan {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** How many lines and events of a time are on record, both ends included. */
export async function countRecord(
  db: Db<LiveTables>,
  channelId: TwitchUserId,
  { fromMs, untilMs }: TimeSpan,
): Promise<{ readonly lines: number; readonly events: number }> {
  const channel = await findChannel(db, channelId);
  if (!channel) return { lines: 0, events: 0 };
  const count = sql<number>`CAST(count(*) AS bigint)`.as('count');
  const inTime = db
    .selectFrom('live_chat_line')
    .select(count)
    .where('channel', '=', channel.id)
    .where('sent_at', '>=', fromMs)
    .where('sent_at', '<=', untilMs);
  // Everything from the index alone, less what Twitch did not send: only lines without an id are looked at.
  const all = await inTime.executeTakeFirstOrThrow();
  const gaps = await inTime
    .where('message_id', 'is', null)
    .where('kind', '=', KIND_CODES.gap)
    .executeTakeFirstOrThrow();
  const events = await db
    .selectFrom('live_event')
    .select(count)
    .where('channel', '=', channel.id)
    .where('at', '>=', fromMs)
    .where('at', '<=', untilMs)
    .executeTakeFirstOrThrow();
  return { lines: all.count - gaps.count, events: events.count };
}

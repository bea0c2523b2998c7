import { sql } from 'kysely';
import type { TwitchUserId } from '../../kernel/id.ts';
import type { Db } from '../../platform/db/database.ts';
import type { ChatLine, GapReason } from './chat-line.ts';
import type { LiveTables } from './tables.ts';

/** A join ends a hole, also where the clocks it is measured with are less exact than it is long. */
const SHORTEST_GAP_MS = 1;

/** A good moment so far ahead was told by a clock that was wrong. */
export const TOO_FAR_AHEAD_MS = 60_000;

/**
 * The chat line is good up to this moment: everything sent before has been stored. The last word counts, also
 * where it is an earlier time: Twitch's clock can be set. 0 changes nothing.
 */
export async function saveAlive(db: Db<LiveTables>, channel: number, atMs: number): Promise<void> {
  await sql`
    INSERT INTO live_line_state (channel, alive_at) VALUES (${channel}, ${atMs})
    ON CONFLICT (channel) DO UPDATE SET alive_at = excluded.alive_at
    WHERE excluded.alive_at > 0`.execute(db);
}

/**
 * The hole between the last moment the line was known to be good and the join that ended it.
 * `undefined` at the very first join: before that nothing was promised.
 */
export async function findGap(
  db: Db<LiveTables>,
  join: {
    readonly channel: number;
    readonly channelId: TwitchUserId;
    readonly atMs: number;
    readonly reason: GapReason;
  },
): Promise<ChatLine | undefined> {
  const state = await db
    .selectFrom('live_line_state')
    .select('alive_at')
    .where('channel', '=', join.channel)
    .executeTakeFirst();
  if (!state || state.alive_at === 0) return undefined;
  const isPossible = state.alive_at <= join.atMs + TOO_FAR_AHEAD_MS;
  const fromMs = isPossible ? state.alive_at : Math.min(await newestLineMs(db, join.channel), join.atMs);
  return gapLine({
    channelId: join.channelId,
    fromMs,
    untilMs: Math.max(join.atMs, fromMs + SHORTEST_GAP_MS),
    reason: join.reason,
  });
}

/** By Twitch's clock, whatever ours says. */
async function newestLineMs(db: Db<LiveTables>, channel: number): Promise<number> {
  const row = await db
    .selectFrom('live_chat_line')
    .select('sent_at')
    .where('channel', '=', channel)
    .where('message_id', 'is not', null)
    .orderBy('sent_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.sent_at ?? Number.POSITIVE_INFINITY;
}

export function gapLine(gap: {
  channelId: TwitchUserId;
  fromMs: number;
  untilMs: number;
  reason: GapReason;
}): ChatLine {
  return {
    channelId: gap.channelId,
    kind: 'gap',
    messageId: null,
    sentAtMs: gap.fromMs,
    author: null,
    text: '',
    emotes: [],
    isAction: false,
    isFirstMessage: false,
    isReturning: false,
    isHighlighted: false,
    hasLink: false,
    isFilled: false,
    extra: { gap: { untilMs: gap.untilMs, reason: gap.reason } },
  };
}

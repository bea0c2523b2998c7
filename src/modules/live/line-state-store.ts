import { sql } from 'kysely';
import type { TwitchUserId } from '../../kernel/id.ts';
import type { Db } from '../../platform/db/database.ts';
import type { ChatLine, GapReason } from './chat-line.ts';
import type { LiveTables } from './tables.ts';

/** Shorter holes than this cannot be told from a slow moment of the line. */
const SHORTEST_GAP_MS = 1;

/** The chat line is good up to this moment: everything sent before has been stored. */
export async function saveAlive(db: Db<LiveTables>, channel: number, atMs: number): Promise<void> {
  await sql`
    INSERT INTO live_line_state (channel, alive_at) VALUES (${channel}, ${atMs})
    ON CONFLICT (channel) DO UPDATE SET alive_at = excluded.alive_at
    WHERE live_line_state.alive_at < excluded.alive_at`.execute(db);
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
  if (!state || state.alive_at === 0 || join.atMs - state.alive_at < SHORTEST_GAP_MS) return undefined;
  return gapLine({
    channelId: join.channelId,
    fromMs: state.alive_at,
    untilMs: join.atMs,
    reason: join.reason,
  });
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

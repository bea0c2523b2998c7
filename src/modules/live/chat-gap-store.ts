import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { LineExtra } from './chat-line.ts';
import { KIND_CODES } from './line-codes.ts';
import type { Span } from './line-gap-store.ts';
import type { LiveTables } from './tables.ts';

/** A gap is a line at its beginning; one that began earlier may reach in, after a server that was off for long. */
const LONGEST_REACH_MS = 366 * 24 * 60 * 60_000;

/** A hole of the chat log, and how many lines of it a recent-messages service had. */
export interface ChatGap extends Span {
  readonly filled: number;
}

/** Gaps of the chat log that touch a time, oldest first. */
export async function readChatGaps(db: Db<LiveTables>, query: Span & { readonly channel: number }): Promise<ChatGap[]> {
  // The kind stands in the text: only so the index of the gaps is found, and not every line read.
  const { rows } = await sql<{ sent_at: number; extra: string | null }>`
    SELECT sent_at, extra FROM live_chat_line
    WHERE channel = ${query.channel} AND kind = ${sql.lit(KIND_CODES.gap)}
      AND sent_at >= ${query.fromMs - LONGEST_REACH_MS} AND sent_at <= ${query.untilMs}
    ORDER BY sent_at`.execute(db);
  return rows.flatMap((row) => {
    const { gap } = JSON.parse(row.extra ?? '{}') as LineExtra;
    if (!gap || gap.untilMs <= query.fromMs) return [];
    return [{ fromMs: row.sent_at, untilMs: gap.untilMs, filled: gap.filled ?? 0 }];
  });
}

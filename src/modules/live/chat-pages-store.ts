import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import type { StoredLine } from './chat-line.ts';
import { type JoinedLineRow, lineOfRow } from './chat-line-row.ts';
import { KIND_CODES } from './line-codes.ts';
import { ofChannel } from './own-channel.ts';
import type { LiveTables } from './tables.ts';

/** Which lines to read. `from` may put another table before the log (the full text index). */
export interface LineQuery {
  readonly where: readonly RawBuilder<unknown>[];
  readonly order: 'oldest-first' | 'newest-first';
  readonly limit: number;
  readonly from?: RawBuilder<unknown>;
  /** The position in the form an index of `from` can deliver in order. */
  readonly orderBy?: RawBuilder<unknown>;
}

/** The one select behind every page of the log: lines with their author's name and look. */
export async function readLines(db: Db<LiveTables>, query: LineQuery): Promise<StoredLine[]> {
  const where = query.where.length > 0 ? sql`WHERE ${sql.join([...query.where], sql` AND `)}` : sql``;
  const direction = query.order === 'oldest-first' ? sql`ASC` : sql`DESC`;
  const { rows } = await sql<JoinedLineRow>`
    SELECT line.seq, line.channel, line.sent_at, line.kind, line.message_id, line.person, line.look, line.text,
      line.emotes, line.extra, line.flags, line.removed_at, line.removed_by, channel.twitch_id AS channel_twitch_id,
      person.twitch_id, person.login, person.display_name, look.color, look.badges, look.badge_info
    FROM ${query.from ?? sql`live_chat_line AS line`}
    JOIN live_channel AS channel ON channel.id = line.channel
    LEFT JOIN live_person AS person ON person.id = line.person
    LEFT JOIN live_look AS look ON look.id = line.look
    ${where} ORDER BY ${query.orderBy ?? sql`line.seq`} ${direction} LIMIT ${query.limit}`.execute(db);
  return rows.map(lineOfRow);
}

export interface LinePage {
  /** Oldest first. */
  readonly lines: readonly StoredLine[];
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
}

export interface PagePosition {
  readonly channel: number;
  readonly before?: number | undefined;
  readonly after?: number | undefined;
  readonly around?: number | undefined;
  readonly limit: number;
}

/** The newest lines, or those before, after or around a position. */
export async function readPage(db: Db<LiveTables>, position: PagePosition): Promise<LinePage> {
  const { channel, limit } = position;
  if (position.around !== undefined) {
    const half = Math.ceil(limit / 2);
    const older = await readBefore(db, { channel, seq: position.around, limit: half });
    const newer = await readAfter(db, {
      channel,
      seq: position.around - 1,
      limit: Math.max(1, limit - older.lines.length),
    });
    return { lines: [...older.lines, ...newer.lines], hasOlder: older.hasMore, hasNewer: newer.hasMore };
  }
  if (position.after !== undefined) {
    const newer = await readAfter(db, { channel, seq: position.after, limit });
    const hasOlder =
      position.after > 0 && (await readBefore(db, { channel, seq: position.after + 1, limit: 1 })).lines.length > 0;
    return { lines: newer.lines, hasOlder, hasNewer: newer.hasMore };
  }
  const older = await readBefore(db, { channel, seq: position.before, limit });
  return { lines: older.lines, hasOlder: older.hasMore, hasNewer: position.before !== undefined };
}

interface Piece {
  readonly channel: number;
  readonly seq: number | undefined;
  readonly limit: number;
}

async function readBefore(db: Db<LiveTables>, { channel, seq, limit }: Piece) {
  const where = [ofChannel('line', channel)];
  if (seq !== undefined) where.push(sql`line.seq < ${seq}`);
  const lines = await readLines(db, { where, order: 'newest-first', limit: limit + 1 });
  return { lines: lines.slice(0, limit).reverse(), hasMore: lines.length > limit };
}

async function readAfter(db: Db<LiveTables>, { channel, seq, limit }: Piece) {
  const where = [ofChannel('line', channel), sql`line.seq > ${seq}`];
  const lines = await readLines(db, { where, order: 'oldest-first', limit: limit + 1 });
  return { lines: lines.slice(0, limit), hasMore: lines.length > limit };
}

/** The newest position of a channel's log, 0 when it is empty. */
export async function lastLineSeq(db: Db<LiveTables>, channel: number): Promise<number> {
  const row = await db
    .selectFrom('live_chat_line as line')
    .select('line.seq')
    .where(ofChannel('line', channel))
    .orderBy('line.seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.seq ?? 0;
}

/** What one person wrote, newest first. */
export async function readPersonLines(
  db: Db<LiveTables>,
  query: {
    readonly channel: number;
    readonly person: number;
    readonly before?: number | undefined;
    readonly onlyRemoved?: boolean;
    readonly limit: number;
  },
): Promise<readonly StoredLine[]> {
  const where = [
    ofChannel('line', query.channel),
    sql`line.person = ${query.person}`,
    sql`line.kind IN (${KIND_CODES.message}, ${KIND_CODES['user-notice']})`,
  ];
  if (query.before !== undefined) where.push(sql`line.seq < ${query.before}`);
  if (query.onlyRemoved) where.push(sql`line.removed_at IS NOT NULL`);
  return await readLines(db, { where, order: 'newest-first', limit: query.limit });
}

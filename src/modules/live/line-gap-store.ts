import { sql } from 'kysely';
import type { Db } from '../../platform/db/database.ts';
import { type KeptLine, LINE_CODES } from './line-codes.ts';
import { TOO_FAR_AHEAD_MS } from './line-state-store.ts';
import type { LiveTables } from './tables.ts';

/** So long nobody counts the viewers before that is a gap: twice the usual time and a little. */
export const VIEWERS_SILENCE_MS = 150_000;

/** A time with both ends. */
export interface Span {
  readonly fromMs: number;
  readonly untilMs: number;
}

export interface LineMoment {
  readonly channel: number;
  readonly line: KeptLine;
  readonly atMs: number;
}

/** The line is good up to this moment. The last word counts, also where it is an earlier time: Twitch's clock can be set. */
export async function saveLineAlive(db: Db<LiveTables>, { channel, line, atMs }: LineMoment): Promise<void> {
  await sql`
    INSERT INTO live_line_alive (channel, line, since_at, alive_at)
    VALUES (${channel}, ${LINE_CODES[line]}, ${atMs}, ${atMs})
    ON CONFLICT (channel, line) DO UPDATE SET alive_at = excluded.alive_at`.execute(db);
}

/**
 * The line is good again from this moment on; what lies between is a gap, if it is longer than a line of its
 * kind may be silent.
 * @returns the gap; `undefined` also at the very first time: before that nothing was promised.
 */
export async function endLineGap(
  db: Db<LiveTables>,
  moment: LineMoment & { readonly longestSilenceMs: number },
): Promise<Span | undefined> {
  const { channel, line, atMs } = moment;
  const known = await findAlive(db, moment);
  await saveLineAlive(db, moment);
  if (!known || known.aliveMs > atMs + TOO_FAR_AHEAD_MS) return undefined;
  // Where every silence is a gap there is one, also where the clocks are less exact than it is long.
  const untilMs = moment.longestSilenceMs === 0 ? Math.max(atMs, known.aliveMs + 1) : atMs;
  if (untilMs - known.aliveMs <= moment.longestSilenceMs) return undefined;
  const gap = { fromMs: known.aliveMs, untilMs };
  await saveLineGap(db, { channel, line }, gap);
  return gap;
}

export async function saveLineGap(
  db: Db<LiveTables>,
  { channel, line }: Omit<LineMoment, 'atMs'>,
  { fromMs, untilMs }: Span,
): Promise<void> {
  await sql`
    INSERT INTO live_line_gap (channel, line, from_at, until_at)
    VALUES (${channel}, ${LINE_CODES[line]}, ${fromMs}, ${untilMs})
    ON CONFLICT (channel, line, from_at) DO UPDATE SET until_at = excluded.until_at
    WHERE live_line_gap.until_at < excluded.until_at`.execute(db);
}

export async function findAlive(
  db: Db<LiveTables>,
  { channel, line }: Omit<LineMoment, 'atMs'>,
): Promise<{ readonly sinceMs: number; readonly aliveMs: number } | undefined> {
  const row = await db
    .selectFrom('live_line_alive')
    .select(['since_at', 'alive_at'])
    .where('channel', '=', channel)
    .where('line', '=', LINE_CODES[line])
    .executeTakeFirst();
  return row && { sinceMs: row.since_at, aliveMs: row.alive_at };
}

/** Gaps that touch a time, oldest first. */
export async function readLineGaps(db: Db<LiveTables>, query: Omit<LineMoment, 'atMs'> & Span): Promise<Span[]> {
  const rows = await db
    .selectFrom('live_line_gap')
    .select(['from_at', 'until_at'])
    .where('channel', '=', query.channel)
    .where('line', '=', LINE_CODES[query.line])
    .where('from_at', '<', query.untilMs)
    .where('until_at', '>', query.fromMs)
    .orderBy('from_at')
    .execute();
  return rows.map((row) => ({ fromMs: row.from_at, untilMs: row.until_at }));
}

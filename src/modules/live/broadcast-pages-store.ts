import { type RawBuilder, sql } from 'kysely';
import type { BroadcastView } from '../../contract/live.ts';
import { instantFromMs } from '../../kernel/instant.ts';
import type { Db } from '../../platform/db/database.ts';
import { SAMPLE_CODES } from './sample-store.ts';
import type { BroadcastRow, LiveTables } from './tables.ts';

interface ViewRow extends BroadcastRow {
  title: string | null;
  category: string | null;
  average_viewers: number | null;
  peak_viewers: number | null;
}

interface BroadcastPage {
  readonly channel: number;
  /** Broadcasts older than this one. */
  readonly before?: number | undefined;
  readonly limit: number;
  readonly nowMs: number;
}

/** Newest first. */
export async function readBroadcasts(db: Db<LiveTables>, page: BroadcastPage): Promise<BroadcastView[]> {
  const older =
    page.before === undefined
      ? sql``
      : sql`AND broadcast.started_at < (SELECT started_at FROM live_broadcast WHERE id = ${page.before})`;
  const found = await select(
    db,
    page.nowMs,
    sql`broadcast.channel = ${page.channel} ${older} ORDER BY broadcast.started_at DESC LIMIT ${page.limit}`,
  );
  return found.reverse();
}

/** Whose time touches the period, oldest first; what begins where it ends is not part of it. */
export async function readBroadcastsBetween(
  db: Db<LiveTables>,
  period: { readonly channel: number; readonly fromMs: number; readonly toMs: number; readonly nowMs: number },
): Promise<BroadcastView[]> {
  return await select(
    db,
    period.nowMs,
    sql`broadcast.channel = ${period.channel}
    AND broadcast.started_at < ${period.toMs} AND coalesce(broadcast.ended_at, ${period.nowMs}) >= ${period.fromMs}`,
  );
}

export async function findBroadcast(
  db: Db<LiveTables>,
  wanted: { readonly channel: number; readonly id: number; readonly nowMs: number },
): Promise<BroadcastView | undefined> {
  const found = await select(
    db,
    wanted.nowMs,
    sql`broadcast.channel = ${wanted.channel} AND broadcast.id = ${wanted.id}`,
  );
  return found[0];
}

/** Oldest first. Viewers are weighed by time: a number that stays the same is written once an hour only. */
async function select(db: Db<LiveTables>, nowMs: number, which: RawBuilder<unknown>): Promise<BroadcastView[]> {
  const { rows } = await sql<ViewRow>`
    WITH chosen AS (
      SELECT broadcast.*, coalesce(broadcast.ended_at, ${nowMs}) AS until FROM live_broadcast AS broadcast WHERE ${which}
    ), sample AS (
      SELECT chosen.id, value, lead(at, 1, chosen.until) OVER (PARTITION BY chosen.id ORDER BY at) - at AS ms
      FROM chosen JOIN live_sample AS sample ON sample.channel = chosen.channel
        AND sample.kind = ${sql.lit(SAMPLE_CODES.viewers)} AND at >= chosen.started_at AND at <= chosen.until
    ), viewers AS (
      SELECT id, max(value) AS peak,
        CASE WHEN sum(ms) > 0 THEN sum(value * ms) * 1.0 / sum(ms) ELSE avg(value) * 1.0 END AS average
      FROM sample GROUP BY id
    )
    SELECT chosen.id, chosen.channel, chosen.stream_id, chosen.started_at, chosen.ended_at,
      ${titleOf('title')} AS title, ${titleOf('category')} AS category,
      viewers.average AS average_viewers, viewers.peak AS peak_viewers
    FROM chosen LEFT JOIN viewers ON viewers.id = chosen.id ORDER BY chosen.started_at`.execute(db);
  return rows.map(viewOf);
}

/** The last one while it ran. */
function titleOf(column: 'title' | 'category'): RawBuilder<string | null> {
  return sql`(SELECT ${sql.ref(column)} FROM live_title
    WHERE channel = chosen.channel AND at <= chosen.until ORDER BY at DESC LIMIT 1)`;
}

function viewOf(row: ViewRow): BroadcastView {
  return {
    id: row.id,
    startedAt: instantFromMs(row.started_at),
    endedAt: row.ended_at === null ? null : instantFromMs(row.ended_at),
    title: row.title ?? '',
    category: row.category ?? '',
    averageViewers: row.average_viewers === null ? null : Math.round(Number(row.average_viewers) * 10) / 10,
    peakViewers: row.peak_viewers,
  };
}

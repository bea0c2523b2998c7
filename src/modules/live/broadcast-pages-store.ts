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
  return await select(
    db,
    page.nowMs,
    sql`broadcast.channel = ${page.channel} ${older}
    ORDER BY broadcast.started_at DESC LIMIT ${page.limit}`,
  );
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
    AND broadcast.started_at < ${period.toMs} AND coalesce(broadcast.ended_at, ${period.nowMs}) >= ${period.fromMs}
    ORDER BY broadcast.started_at`,
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

/** Viewers are weighed by time: a number that stays the same is written once an hour only. */
async function select(db: Db<LiveTables>, nowMs: number, which: RawBuilder<unknown>): Promise<BroadcastView[]> {
  const end = sql`coalesce(broadcast.ended_at, ${nowMs})`;
  const samples = sql`
    SELECT value, lead(at, 1, ${end}) OVER (ORDER BY at) - at AS ms FROM live_sample
    WHERE channel = broadcast.channel AND kind = ${sql.lit(SAMPLE_CODES.viewers)}
      AND at >= broadcast.started_at AND at <= ${end}`;
  const title = (column: 'title' | 'category') => sql`
    (SELECT ${sql.ref(column)} FROM live_title WHERE channel = broadcast.channel AND at <= ${end} ORDER BY at DESC LIMIT 1)`;
  const { rows } = await sql<ViewRow>`
    SELECT broadcast.id, broadcast.channel, broadcast.stream_id, broadcast.started_at, broadcast.ended_at,
      ${title('title')} AS title, ${title('category')} AS category,
      (SELECT CASE WHEN sum(ms) > 0 THEN sum(value * 1.0 * ms) / sum(ms) ELSE avg(value * 1.0) END
        FROM (${samples}) AS sample) AS average_viewers,
      (SELECT max(value) FROM (${samples}) AS sample) AS peak_viewers
    FROM live_broadcast AS broadcast WHERE ${which}`.execute(db);
  return rows.map(viewOf);
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

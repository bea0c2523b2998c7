import { sql } from 'kysely';
import { instantFromMs } from '../../kernel/instant.ts';
import type { Db } from '../../platform/db/database.ts';
import type { LiveTables } from './tables.ts';

/** Numbers for ever: only add. */
const SAMPLE_CODES = { viewers: 0, followers: 1, subscribers: 2 } as const;
export type SampleKind = keyof typeof SAMPLE_CODES;

/** A number that stays the same is written once an hour, so that a line through the points is honest. */
const REPEAT_AFTER_MS = 60 * 60_000;
const PIECES = 120;
const DAY_MS = 24 * 60 * 60_000;

export async function storeSample(
  db: Db<LiveTables>,
  sample: { readonly channel: number; readonly kind: SampleKind; readonly atMs: number; readonly value: number },
): Promise<void> {
  const kind = SAMPLE_CODES[sample.kind];
  const last = await db
    .selectFrom('live_sample')
    .select(['at', 'value'])
    .where('channel', '=', sample.channel)
    .where('kind', '=', kind)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last && last.at >= sample.atMs) return;
  if (last?.value === sample.value && sample.atMs - last.at < REPEAT_AFTER_MS) return;
  await db
    .insertInto('live_sample')
    .values({ channel: sample.channel, kind, at: sample.atMs, value: sample.value })
    .execute();
}

export interface Series {
  readonly now: number | null;
  /** Against the oldest point within the days asked for. */
  readonly change: number | null;
  readonly points: { readonly at: string; readonly value: number }[];
}

/**
 * The oldest value, then the last one of each of some hundred equal pieces of the time that is on record:
 * an hour of viewers is drawn by the minute, a month of followers by the quarter day.
 */
export async function readSeries(
  db: Db<LiveTables>,
  query: { readonly channel: number; readonly kind: SampleKind; readonly days: number; readonly nowMs: number },
): Promise<Series> {
  const sinceMs = query.nowMs - query.days * DAY_MS;
  const oldest = await db
    .selectFrom('live_sample')
    .select(['at', 'value'])
    .where('channel', '=', query.channel)
    .where('kind', '=', SAMPLE_CODES[query.kind])
    .where('at', '>=', sinceMs)
    .orderBy('at')
    .limit(1)
    .executeTakeFirst();
  if (!oldest) return { now: null, change: null, points: [] };
  const pieceMs = Math.ceil((query.nowMs - oldest.at + 1) / PIECES);
  const { rows } = await sql<{ at: number; value: number }>`
    SELECT sample.at, sample.value FROM live_sample AS sample JOIN (
      SELECT max(at) AS at FROM live_sample
      WHERE channel = ${query.channel} AND kind = ${SAMPLE_CODES[query.kind]} AND at > ${oldest.at}
      GROUP BY (at - ${oldest.at}) / ${pieceMs}
    ) AS newest ON newest.at = sample.at
    WHERE sample.channel = ${query.channel} AND sample.kind = ${SAMPLE_CODES[query.kind]}
    ORDER BY sample.at`.execute(db);
  const now = rows.at(-1)?.value ?? oldest.value;
  return {
    now,
    change: now - oldest.value,
    points: [oldest, ...rows].map(({ at, value }) => ({ at: instantFromMs(at), value })),
  };
}

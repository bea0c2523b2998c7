import { sql } from 'kysely';
import { instantFromMs } from '../../kernel/instant.ts';
import type { Db } from '../../platform/db/database.ts';
import type { LiveTables } from './tables.ts';

/** Numbers for ever: only add. */
export const SAMPLE_CODES = { viewers: 0, followers: 1, subscribers: 2 } as const;
export type SampleKind = keyof typeof SAMPLE_CODES;

/** A number that stays the same is written once an hour, so that a line through the points is honest. */
const REPEAT_AFTER_MS = 60 * 60_000;
/** A small chart has no room for more. */
const POINTS = 60;

/** Keeps a number of a moment; one of the past finds its place between the others. */
export async function storeSample(
  db: Db<LiveTables>,
  sample: { readonly channel: number; readonly kind: SampleKind; readonly atMs: number; readonly value: number },
): Promise<void> {
  const kind = SAMPLE_CODES[sample.kind];
  const last = await sampleUntil(db, 'last', { ...sample, untilMs: sample.atMs });
  if (last?.at === sample.atMs) return;
  if (last?.value === sample.value && sample.atMs - last.at < REPEAT_AFTER_MS) return;
  await db
    .insertInto('live_sample')
    .values({ channel: sample.channel, kind, at: sample.atMs, value: sample.value })
    .execute();
}

interface SampleQuery {
  readonly channel: number;
  readonly kind: SampleKind;
}

/** The last sample up to a moment, or the first of all up to it. */
async function sampleUntil(
  db: Db<LiveTables>,
  which: 'first' | 'last',
  query: SampleQuery & { readonly untilMs: number },
): Promise<{ at: number; value: number } | undefined> {
  return await db
    .selectFrom('live_sample')
    .select(['at', 'value'])
    .where('channel', '=', query.channel)
    .where('kind', '=', SAMPLE_CODES[query.kind])
    .where('at', '<=', query.untilMs)
    .orderBy('at', which === 'last' ? 'desc' : 'asc')
    .limit(1)
    .executeTakeFirst();
}

export interface Series {
  readonly now: number | null;
  /** Against the beginning of the period, or of the record when that is younger. */
  readonly change: number | null;
  readonly points: { readonly at: string; readonly value: number }[];
}

/**
 * The number at the beginning of a period, then as it stood at the end of each of sixty equal pieces. A
 * piece in which nothing was sampled gives no point.
 */
export async function readSeries(
  db: Db<LiveTables>,
  query: SampleQuery & { readonly sinceMs: number; readonly nowMs: number },
): Promise<Series> {
  const begin =
    (await sampleUntil(db, 'last', { ...query, untilMs: query.sinceMs })) ??
    (await sampleUntil(db, 'first', { ...query, untilMs: query.nowMs }));
  if (!begin) return { now: null, change: null, points: [] };
  const fromMs = Math.max(begin.at, query.sinceMs);
  const pieceMs = (query.nowMs - fromMs) / POINTS;
  const moments = [...new Set(Array.from({ length: POINTS }, (_, i) => Math.round(fromMs + pieceMs * (i + 1))))];
  // One look into the index for each moment: reading every sample of a quarter would take a hundred times as long.
  const lastOf = (column: 'at' | 'value') => sql`(
    SELECT ${sql.ref(column)} FROM live_sample
    WHERE channel = ${query.channel} AND kind = ${sql.lit(SAMPLE_CODES[query.kind])} AND at <= moment.until
    ORDER BY at DESC LIMIT 1)`;
  const looked = await sql<{ at: number; value: number }>`
    WITH moment (until) AS (VALUES ${sql.join(moments.map((atMs) => sql`(CAST(${atMs} AS bigint))`))})
    SELECT ${lastOf('at')} AS at, ${lastOf('value')} AS value FROM moment ORDER BY 1`.execute(db);
  const rows = looked.rows.filter(({ at }, index) => at > fromMs && at !== looked.rows[index - 1]?.at);
  const now = rows.at(-1)?.value ?? begin.value;
  return {
    now,
    change: now - begin.value,
    points: [{ at: fromMs, value: begin.value }, ...rows].map(({ at, value }) => ({ at: instantFromMs(at), value })),
  };
}

/** Numbers of the channel at a moment; what is missing was not told. */
export interface ChannelNumbers {
  readonly atMs: number;
  readonly viewers?: number | null | undefined;
  readonly followers?: number | null | undefined;
  readonly subscribers?: number | null | undefined;
}

export async function storeNumbers(db: Db<LiveTables>, channel: number, numbers: ChannelNumbers): Promise<void> {
  for (const kind of Object.keys(SAMPLE_CODES) as SampleKind[]) {
    const value = numbers[kind];
    if (typeof value === 'number') await storeSample(db, { channel, kind, atMs: numbers.atMs, value });
  }
}

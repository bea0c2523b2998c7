import { setImmediate } from 'node:timers/promises';
import { type RawBuilder, sql } from 'kysely';
import type { FinanceDb } from '../context.ts';
import type { Sum } from './revenue-sums.ts';
import type { AccrualRow } from './tables.ts';

/** Every zone's days begin at a whole quarter of an hour, so sums by quarter can be put into anyone's days. */
export const QUARTER_MS = 900_000;

/** Added up in one go: after each piece the chat goes on. */
const QUARTERS_AT_ONCE = 7 * 24 * 4;
const BROADCASTS_AT_ONCE = 25;

/** After every moment there can be. */
const NEVER = 8_640_000_000_000_000;

const SUMS = sql`count(*) AS events, CAST(sum(accrual.quantity) AS bigint) AS quantity,
  sum(accrual.amount_minor) AS amount_minor`;

/** What belongs to a broadcast, as in its report: all from its beginning to its end, both included. */
const BELONGS = sql`accrual.channel = broadcast.channel AND accrual.at >= broadcast.started_at AND accrual.at <= coalesce(broadcast.ended_at, ${sql.raw(String(NEVER))})`;

/** The broadcast an accrual belongs to, for a query over `finance_accrual AS accrual`. */
export const broadcastOfAccrual: RawBuilder<number | null> = sql`(
  SELECT broadcast.id FROM live_broadcast AS broadcast
  WHERE ${BELONGS} ORDER BY broadcast.started_at DESC LIMIT 1)`;

/** Estimates of a channel, from one moment through another. */
export interface Span {
  readonly channel: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** The first and the last moment of a broadcast; `undefined` when there is none of that number. */
export async function readSpan(db: FinanceDb, broadcastId: number): Promise<Span | undefined> {
  const row = await db
    .selectFrom('live_broadcast')
    .select(['channel', 'started_at', 'ended_at'])
    .where('id', '=', broadcastId)
    .executeTakeFirst();
  return row && { channel: row.channel, fromMs: row.started_at, toMs: row.ended_at ?? NEVER };
}

/** By quarter of an hour, source and currency; the span's last moment is not part of it. */
export async function sumQuarters(db: FinanceDb, range: Span): Promise<(Sum & { readonly quarter: number })[]> {
  const sums: (Sum & { quarter: number })[] = [];
  // Pieces end where quarters do: none is in two of them.
  for (let fromMs = range.fromMs; fromMs < range.toMs; ) {
    const pieceEndMs = (Math.floor(fromMs / QUARTER_MS) + QUARTERS_AT_ONCE) * QUARTER_MS;
    const toMs = Math.min(pieceEndMs, range.toMs);
    const { rows } = await sql<Sum & { quarter: number }>`
      SELECT accrual.at / ${sql.raw(String(QUARTER_MS))} AS quarter, accrual.source, accrual.currency, ${SUMS}
      FROM finance_accrual AS accrual
      WHERE accrual.channel = ${range.channel} AND accrual.at >= ${fromMs} AND accrual.at < ${toMs}
      GROUP BY 1, accrual.source, accrual.currency`.execute(db);
    sums.push(...rows);
    fromMs = toMs;
    await setImmediate();
  }
  return sums;
}

/** By broadcast, source and currency; a broadcast without any has no rows. */
export async function sumBroadcasts(db: FinanceDb, ids: readonly number[]): Promise<Map<number, Sum[]>> {
  const sums = new Map<number, Sum[]>();
  for (let start = 0; start < ids.length; start += BROADCASTS_AT_ONCE) {
    const { rows } = await sql<Sum & { broadcast: number }>`
      SELECT broadcast.id AS broadcast, accrual.source, accrual.currency, ${SUMS}
      FROM live_broadcast AS broadcast CROSS JOIN finance_accrual AS accrual
      WHERE broadcast.id IN (${sql.join(ids.slice(start, start + BROADCASTS_AT_ONCE))}) AND ${BELONGS}
      GROUP BY broadcast.id, accrual.source, accrual.currency`.execute(db);
    for (const { broadcast, ...sum } of rows) {
      const known = sums.get(broadcast);
      if (known) known.push(sum);
      else sums.set(broadcast, [sum]);
    }
    if (ids.length > BROADCASTS_AT_ONCE) await setImmediate();
  }
  return sums;
}

/** What came outside of streams, by source and currency; the span's last moment is not part of it. */
export async function sumOffline(db: FinanceDb, { channel, fromMs, toMs }: Span): Promise<Sum[]> {
  const { rows } = await sql<Sum>`
    SELECT accrual.source, accrual.currency, ${SUMS} FROM finance_accrual AS accrual
    WHERE accrual.channel = ${channel} AND accrual.at >= ${fromMs} AND accrual.at < ${toMs}
      AND NOT EXISTS (SELECT 1 FROM live_broadcast AS broadcast WHERE ${BELONGS})
    GROUP BY accrual.source, accrual.currency`.execute(db);
  return rows;
}

/** By tier and model as well, where prices differ. */
export interface PricedSum extends Sum {
  readonly tier: string | null;
  readonly model_version: number;
}

export async function sumByPrice(db: FinanceDb, broadcastId: number): Promise<PricedSum[]> {
  const { rows } = await sql<PricedSum>`
    SELECT accrual.source, accrual.currency, accrual.tier, accrual.model_version, ${SUMS}
    FROM live_broadcast AS broadcast CROSS JOIN finance_accrual AS accrual
    WHERE broadcast.id = ${broadcastId} AND ${BELONGS}
    GROUP BY accrual.source, accrual.currency, accrual.tier, accrual.model_version`.execute(db);
  return rows;
}

/** Every accrual of a broadcast, oldest first. */
export async function readAccrualsOf(db: FinanceDb, broadcastId: number): Promise<AccrualRow[]> {
  const span = await readSpan(db, broadcastId);
  if (!span) return [];
  return await db
    .selectFrom('finance_accrual')
    .selectAll()
    .where('channel', '=', span.channel)
    .where('at', '>=', span.fromMs)
    .where('at', '<=', span.toMs)
    .orderBy('at')
    .orderBy('seq')
    .execute();
}

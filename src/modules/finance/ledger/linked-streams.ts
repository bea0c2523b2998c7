import { type RawBuilder, sql } from 'kysely';
import type { LedgerDb } from './entry-store.ts';

const BEGAN = sql`coalesce(stream.started_at, stream.seen_at, stream.offline_at, stream.gone_at)`;

const ABSORBED = sql`live_stream AS stream JOIN live_broadcast AS broadcast ON broadcast.channel = stream.channel
    AND ${BEGAN} >= broadcast.started_at AND (broadcast.ended_at IS NULL OR ${BEGAN} <= broadcast.ended_at)
    AND stream.broadcast_key <> broadcast.id
    AND NOT EXISTS (SELECT 1 FROM live_broadcast AS own WHERE own.id = stream.broadcast_key)`;

/**
 * Numbers of broadcasts that have become part of another, with the number of that one. A sealed entry keeps
 * the number it was sealed with; what is shown and added up follows the stream. The record knows them by the
 * stream that each number was given for:
 *
 *     number 1   ├── s1 ──┤                            ├──────── 1 ────────┤
 *     number 2                ├── s3 ──┤   → with s2:       s1   s2   s3       2 is part of 1
 */
export async function readAbsorbed(
  db: LedgerDb,
  wanted: { readonly numbers: readonly number[] } | { readonly into: readonly number[] },
): Promise<ReadonlyMap<number, number>> {
  const ids = 'numbers' in wanted ? wanted.numbers : wanted.into;
  if (ids.length === 0) return new Map();
  const column = 'numbers' in wanted ? sql.ref('stream.broadcast_key') : sql.ref('broadcast.id');
  const { rows } = await sql<{ number: number; broadcast: number }>`
    SELECT stream.broadcast_key AS number, broadcast.id AS broadcast
    FROM ${ABSORBED} WHERE ${column} IN (${sql.join(ids)})`.execute(db);
  return new Map(rows.map(({ number, broadcast }) => [number, broadcast]));
}

/** Entries linked to a broadcast, by its own number or by one that has become part of it. */
export function isLinkedTo(broadcast: number): RawBuilder<boolean> {
  return sql<boolean>`(broadcast_id = ${broadcast} OR broadcast_id IN (
    SELECT stream.broadcast_key FROM ${ABSORBED} WHERE broadcast.id = ${broadcast}))`;
}

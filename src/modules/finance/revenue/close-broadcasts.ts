import { setImmediate } from 'node:timers/promises';
import { instantFromMs } from '../../../kernel/instant.ts';
import { localDay } from '../../../kernel/wall-time.ts';
import type { LiveTables } from '../../live/index.ts';
import { readZone } from '../books-zone.ts';
import type { FinanceContext, FinanceDb } from '../context.ts';
import { bookEstimates } from './book-estimates.ts';
import { closeOfflineDays } from './close-offline-days.ts';
import { readClosings, readUnclosed, readVanished, saveClosed, saveClosing } from './closing-store.ts';
import { reopenDays } from './offline-day-store.ts';
import { sumBroadcasts } from './sum-store.ts';

type BroadcastRow = LiveTables['live_broadcast'];
type Context = Pick<FinanceContext, 'db' | 'clock' | 'feed' | 'log'>;

/** So long after its end a broadcast may still go on. */
const OVER_AFTER_MS = 10 * 60_000;

/**
 * Brings the management book in line with the estimates of every broadcast that is over, and of every day
 * that is over for what came outside of streams: one sealed entry per source and currency, and where estimates
 * changed afterwards, a Storno and a new one. What is in line is left alone, so calling it again, or after a
 * crash at any point, adds nothing. Each broadcast is a transaction of its own: the chat waits for no more, and
 * one that fails does not stop the others. (SQLite answers within the same turn of the event loop: without a
 * pause all of them would be one.)
 */
export async function closeBroadcasts(context: Context): Promise<void> {
  const { read } = context.db;
  const overBeforeMs = context.clock.nowMs() - OVER_AFTER_MS;
  const zone = await readZone(read);
  let hasPosted = false;
  for (const broadcast of [...(await readVanished(read)), ...(await readUnclosed(read, overBeforeMs))]) {
    try {
      const isPosted = await context.db.transaction((db) => closeOne(context, db, { broadcast, overBeforeMs, zone }));
      hasPosted ||= isPosted;
    } catch (error) {
      context.log.error('closing-failed', { broadcast, error });
    }
    await setImmediate();
  }
  try {
    const isPosted = await closeOfflineDays(context, { overBeforeMs, zone });
    hasPosted ||= isPosted;
  } catch (error) {
    context.log.error('closing-days-failed', { error });
  }
  if (hasPosted) context.feed.changed('finance');
}

/** @returns whether entries were written. */
async function closeOne(
  context: Context,
  db: FinanceDb,
  {
    broadcast,
    overBeforeMs,
    zone,
  }: { readonly broadcast: number; readonly overBeforeMs: number; readonly zone: string },
): Promise<boolean> {
  const row = await db.selectFrom('live_broadcast').selectAll().where('id', '=', broadcast).executeTakeFirst();
  const endedAt = row?.ended_at ?? null;
  if (row && (endedAt === null || endedAt > overBeforeMs)) return false;
  // One that the record does not know any more has become part of another: nothing of it is left.
  const changes = await bookEstimates(context, db, {
    key: `stream-revenue/${broadcast}`,
    sums: (await sumBroadcasts(db, [broadcast])).get(broadcast) ?? [],
    booked: await readClosings(db, broadcast),
    subject: row && (await subjectOf(db, row, zone)),
  });
  for (const change of changes) await saveClosing(db, { broadcast, ...change });
  if (row && endedAt !== null) {
    // What ran until nobody knew when has an end now: the days since may have more outside of streams, or less.
    await reopenDays(db, { channel: row.channel, fromMs: row.started_at });
    await saveClosed(db, { broadcast, started_at: row.started_at, ended_at: endedAt });
  }
  return changes.length > 0;
}

/** Dated by the day of its beginning. */
async function subjectOf(db: FinanceDb, row: BroadcastRow, zone: string) {
  const day = localDay(instantFromMs(row.started_at), zone);
  return {
    category: 'stream-revenue' as const,
    day,
    text: (await lastTitle(db, row)) || day,
    broadcastId: row.id,
  };
}

async function lastTitle(db: FinanceDb, { channel, ended_at }: BroadcastRow): Promise<string | undefined> {
  const last = await db
    .selectFrom('live_title')
    .select('title')
    .where('channel', '=', channel)
    .where('at', '<=', ended_at ?? 0)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.title;
}

import { setImmediate } from 'node:timers/promises';
import { instantFromMs } from '../../../kernel/instant.ts';
import { addDays, localDay, wallTimeToMs } from '../../../kernel/wall-time.ts';
import type { FinanceContext, FinanceDb } from '../context.ts';
import { bookEstimates } from './book-estimates.ts';
import {
  closeDay,
  insertDays,
  type OfflineDay,
  readDayBounds,
  readDayClosings,
  readOpenDays,
  saveDayClosing,
} from './offline-day-store.ts';
import { sumOffline } from './sum-store.ts';

type Context = Pick<FinanceContext, 'db' | 'clock' | 'log'>;

/**
 * What came while nothing was live has no broadcast to be booked with: it is booked by day, once the day is
 * over. Days follow each other without a hole, each in the zone that the books had when it was added:
 *
 *     ├─ 31 Oct ─┼─ 1 Nov ─┼─ 2 Nov ─┼─ …        one row each, open until the book is in line with it
 *
 * @returns whether entries were written.
 */
export async function closeOfflineDays(
  context: Context,
  { overBeforeMs, zone }: { readonly overBeforeMs: number; readonly zone: string },
): Promise<boolean> {
  await addNewDays(context, { overBeforeMs, zone });
  let hasPosted = false;
  for (const day of await readOpenDays(context.db.read)) {
    try {
      const isPosted = await context.db.transaction((db) => closeOne(context, db, day));
      hasPosted ||= isPosted;
    } catch (error) {
      context.log.error('closing-day-failed', { channel: day.channel, day: day.day, error });
    }
    await setImmediate();
  }
  return hasPosted;
}

/** @returns whether entries were written. */
async function closeOne(
  context: Context,
  db: FinanceDb,
  { channel, from_at, until_at, day }: OfflineDay,
): Promise<boolean> {
  const changes = await bookEstimates(context, db, {
    key: `offline-revenue/${channel}/${from_at}`,
    sums: await sumOffline(db, { channel, fromMs: from_at, toMs: until_at }),
    booked: await readDayClosings(db, { channel, from_at }),
    subject: { category: 'offline-revenue', day, text: day, broadcastId: null },
  });
  for (const change of changes) await saveDayClosing(db, { channel, from_at, ...change });
  await closeDay(db, { channel, from_at });
  return changes.length > 0;
}

/** Days that are over, from the first estimate of each channel on; also before the first row, when one came late. */
async function addNewDays(
  context: Context,
  { overBeforeMs, zone }: { readonly overBeforeMs: number; readonly zone: string },
): Promise<void> {
  const toMs = startOf(localDay(instantFromMs(overBeforeMs), zone), zone);
  // Read and written in one go: days of two zones must not be added beside each other.
  await context.db.transaction(async (db) => {
    for (const { channel, firstMs, rows } of await readDayBounds(db)) {
      const fromMs = startOf(localDay(instantFromMs(firstMs), zone), zone);
      const days = rows
        ? [...daysIn({ fromMs, toMs: rows.fromMs, zone }), ...daysIn({ fromMs: rows.untilMs, toMs, zone })]
        : daysIn({ fromMs, toMs, zone });
      if (days.length > 0) await insertDays(db, channel, days);
    }
  });
}

/** Whole days, but for the edges of days that were added in another zone. */
function daysIn(span: {
  readonly fromMs: number;
  readonly toMs: number;
  readonly zone: string;
}): Omit<OfflineDay, 'channel'>[] {
  const days: Omit<OfflineDay, 'channel'>[] = [];
  for (let from_at = span.fromMs; from_at < span.toMs; ) {
    const day = localDay(instantFromMs(from_at), span.zone);
    const until_at = Math.min(startOf(addDays(day, 1), span.zone), span.toMs);
    days.push({ from_at, until_at, day });
    from_at = until_at;
  }
  return days;
}

function startOf(day: string, zone: string): number {
  return wallTimeToMs({ local: `${day}T00:00`, zone });
}

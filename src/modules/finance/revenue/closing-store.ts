import { sql } from 'kysely';
import type { FinanceDb } from '../context.ts';
import { reopenDays } from './offline-day-store.ts';
import type { ClosedBroadcastRow, ClosingRow } from './tables.ts';

/** Estimates within a time have changed: broadcasts and days that lie in it have to be compared with the book again. */
export async function reopenBroadcasts(
  db: FinanceDb,
  changed: { readonly fromMs: number; readonly toMs: number },
): Promise<void> {
  await db
    .deleteFrom('finance_closed_broadcast')
    .where('started_at', '<=', changed.toMs)
    .where('ended_at', '>=', changed.fromMs)
    .execute();
  await reopenDays(db, changed);
}

/** Broadcasts that were over at a moment and are not closed, or not with the span they have by now; oldest first. */
export async function readUnclosed(db: FinanceDb, overBeforeMs: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    SELECT broadcast.id FROM live_broadcast AS broadcast
    LEFT JOIN finance_closed_broadcast AS closed ON closed.broadcast = broadcast.id
    WHERE broadcast.ended_at <= ${overBeforeMs} AND (closed.broadcast IS NULL
      OR closed.started_at <> broadcast.started_at OR closed.ended_at <> broadcast.ended_at)
    ORDER BY broadcast.started_at`.execute(db);
  return rows.map(({ id }) => id);
}

/** Broadcasts in the book that the record does not know any more: they have become part of another. */
export async function readVanished(db: FinanceDb): Promise<number[]> {
  const { rows } = await sql<{ broadcast: number }>`
    SELECT DISTINCT closing.broadcast FROM finance_closing AS closing
    WHERE closing.amount_minor <> 0
      AND NOT EXISTS (SELECT 1 FROM live_broadcast AS broadcast WHERE broadcast.id = closing.broadcast)
    ORDER BY closing.broadcast`.execute(db);
  return rows.map(({ broadcast }) => broadcast);
}

export async function saveClosed(
  db: FinanceDb,
  { broadcast, started_at, ended_at }: ClosedBroadcastRow,
): Promise<void> {
  await db
    .insertInto('finance_closed_broadcast')
    .values({ broadcast, started_at, ended_at })
    .onConflict((conflict) => conflict.column('broadcast').doUpdateSet({ started_at, ended_at }))
    .execute();
}

/** What the book holds of a broadcast. */
export async function readClosings(db: FinanceDb, broadcast: number): Promise<ClosingRow[]> {
  return await db.selectFrom('finance_closing').selectAll().where('broadcast', '=', broadcast).execute();
}

export async function saveClosing(db: FinanceDb, row: ClosingRow): Promise<void> {
  const { revision, amount_minor, entry_id } = row;
  await db
    .insertInto('finance_closing')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['broadcast', 'source', 'currency']).doUpdateSet({ revision, amount_minor, entry_id }),
    )
    .execute();
}

import { sql } from 'kysely';
import type { FinanceDb } from '../context.ts';
import type { ClosingRow } from './tables.ts';

/** What the book holds of broadcasts that ended within a range, and of those that are gone from the record. */
export async function readClosings(
  db: FinanceDb,
  ended: { readonly afterMs: number; readonly untilMs: number },
): Promise<ClosingRow[]> {
  const { rows } = await sql<ClosingRow>`
    SELECT closing.broadcast, closing.source, closing.currency, closing.revision, closing.amount_minor, closing.entry_id
    FROM finance_closing AS closing LEFT JOIN live_broadcast AS broadcast ON broadcast.id = closing.broadcast
    WHERE broadcast.id IS NULL OR (broadcast.ended_at > ${ended.afterMs} AND broadcast.ended_at <= ${ended.untilMs})
  `.execute(db);
  return rows;
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

/** Entries in force that hold a broadcast's estimates. */
export async function readClosingEntries(db: FinanceDb, broadcastId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('finance_closing')
    .select('entry_id')
    .where('broadcast', '=', broadcastId)
    .where('entry_id', 'is not', null)
    .execute();
  return rows.flatMap(({ entry_id }) => entry_id ?? []);
}

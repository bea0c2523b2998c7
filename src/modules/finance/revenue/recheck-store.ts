import { sql } from 'kysely';
import type { FinanceDb } from '../context.ts';

/** Estimates of this moment have changed: the broadcast it lies in has to be compared with the book. */
export async function markForRecheck(db: FinanceDb, atMs: number): Promise<void> {
  await sql`INSERT INTO finance_recheck (id, from_at) VALUES (1, ${atMs})
    ON CONFLICT (id) DO UPDATE SET from_at = excluded.from_at WHERE excluded.from_at < finance_recheck.from_at`.execute(
    db,
  );
}

/** The earliest moment marked; `undefined` when none is. */
export async function readRecheck(db: FinanceDb): Promise<number | undefined> {
  const row = await db.selectFrom('finance_recheck').select('from_at').executeTakeFirst();
  return row?.from_at;
}

export async function clearRecheck(db: FinanceDb): Promise<void> {
  await db.deleteFrom('finance_recheck').execute();
}

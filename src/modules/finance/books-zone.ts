import { DEFAULT_BOOKS_ZONE } from '../../contract/finance.ts';
import { isZone } from '../../kernel/wall-time.ts';
import type { FinanceContext, FinanceDb } from './context.ts';

const ZONE = 'zone';

/** The zone that makes days of moments in the books, and whether somebody chose it (decision 0040). */
export async function readSettings(db: FinanceDb): Promise<{ zone: string; isChosen: boolean }> {
  const row = await db.selectFrom('finance_setting').select('value').where('name', '=', ZONE).executeTakeFirst();
  // One that this machine does not know any more must not stop the books.
  return row && isZone(row.value) ? { zone: row.value, isChosen: true } : { zone: DEFAULT_BOOKS_ZONE, isChosen: false };
}

export async function readZone(db: FinanceDb): Promise<string> {
  return (await readSettings(db)).zone;
}

/** What is sealed keeps its day. */
export async function saveSettings(
  context: Pick<FinanceContext, 'db' | 'feed'>,
  { zone }: { readonly zone: string },
): Promise<{ zone: string; isChosen: boolean }> {
  await context.db.transaction(async (db) => {
    await db
      .insertInto('finance_setting')
      .values({ name: ZONE, value: zone })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: zone }))
      .execute();
  });
  context.feed.changed('finance');
  return { zone, isChosen: true };
}

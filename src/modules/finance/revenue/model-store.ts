import type { FinanceDb } from '../context.ts';
import type { Model } from './model.ts';

/** Every version, oldest first; there is always one. */
export async function readModels(db: FinanceDb): Promise<Model[]> {
  const rows = await db.selectFrom('finance_model').selectAll().orderBy('version').execute();
  return rows.map((row) => ({
    version: row.version,
    validFromMs: row.valid_from,
    values: row.values_json,
    madeAtMs: row.made_at,
    madeBy: row.made_by,
  }));
}

export async function addModel(db: FinanceDb, model: Model): Promise<void> {
  await db
    .insertInto('finance_model')
    .values({
      version: model.version,
      valid_from: model.validFromMs,
      values_json: model.values,
      made_at: model.madeAtMs,
      made_by: model.madeBy,
    })
    .execute();
}

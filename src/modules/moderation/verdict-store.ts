import type { Db } from '../../platform/db/database.ts';
import { insertRows } from '../../platform/db/many-rows.ts';
import type { Hint } from '../live/index.ts';
import type { Verdict } from './judge.ts';
import type { ModerationTables } from './tables.ts';

export async function storeVerdicts(
  db: Db<ModerationTables>,
  verdicts: Iterable<readonly [seq: number, verdict: Verdict]>,
): Promise<void> {
  const rows = [...verdicts].flatMap(([seq, verdict]) =>
    verdict.map(({ rule, params }) => ({ line_seq: seq, rule, params: JSON.stringify(params) })),
  );
  await insertRows(db, 'moderation_verdict', rows, 'ignore');
}

export async function readVerdicts(
  db: Db<ModerationTables>,
  seqs: readonly number[],
): Promise<ReadonlyMap<number, readonly Hint[]>> {
  const found = new Map<number, Hint[]>();
  if (seqs.length === 0) return found;
  const rows = await db
    .selectFrom('moderation_verdict')
    .selectAll()
    .where('line_seq', 'in', [...seqs])
    .orderBy('line_seq')
    .orderBy('rule')
    .execute();
  for (const row of rows) {
    const hints = found.get(row.line_seq) ?? [];
    hints.push({ rule: row.rule, params: JSON.parse(row.params) as Hint['params'] });
    found.set(row.line_seq, hints);
  }
  return found;
}

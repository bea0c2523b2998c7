import { Refusal } from '../../../kernel/refusal.ts';
import type { FinanceDb } from '../context.ts';

/**
 * What a booking points at is there.
 * @throws Refusal finance.unknown-broadcast, finance.unknown-document
 */
export async function checkLinks(
  db: FinanceDb,
  { broadcastId, documents }: { readonly broadcastId: number | null; readonly documents: readonly string[] },
): Promise<void> {
  if (broadcastId !== null) {
    const broadcast = await db
      .selectFrom('live_broadcast')
      .select('id')
      .where('id', '=', broadcastId)
      .executeTakeFirst();
    if (!broadcast) throw new Refusal('finance.unknown-broadcast');
  }
  const wanted = new Set(documents);
  if (wanted.size === 0) return;
  const kept = await db
    .selectFrom('finance_document')
    .select('sha256')
    .where('sha256', 'in', [...wanted])
    .execute();
  if (kept.length < wanted.size) throw new Refusal('finance.unknown-document');
}

import type { ReplyOf } from '../../../contract/endpoint.ts';
import type { Book, EntryView, finance } from '../../../contract/finance.ts';
import type { BroadcastReport, BroadcastView } from '../../../contract/live.ts';
import { instantFromMs } from '../../../kernel/instant.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import type { FinanceContext, FinanceDb } from '../context.ts';
import { readEntryViews } from '../ledger/entry-view.ts';
import { isLinkedTo } from '../ledger/linked-streams.ts';
import { readClosings } from './closing-store.ts';
import { findInsight } from './insight.ts';
import { readModels } from './model-store.ts';
import { bySource, moneyOf, viewOfMoney } from './revenue-sums.ts';
import { readStreamMoney } from './stream-money.ts';
import { readAccrualsOf, sumByPrice } from './sum-store.ts';
import { readUsual } from './usual.ts';
import { waterfallOf } from './waterfall.ts';

/**
 * The evening report of one broadcast.
 * @throws Refusal finance.unknown-broadcast
 */
export async function readStreamReport(
  context: FinanceContext,
  { broadcastId }: { readonly broadcastId: number },
): Promise<ReplyOf<(typeof finance)['streamReport']>> {
  const { read } = context.db;
  const report = await context.live.broadcastReport(broadcastId);
  if (!report) throw new Refusal('finance.unknown-broadcast');
  const [money] = await readStreamMoney(context, [viewOf(report)]);
  if (!money) throw new Refusal('finance.unknown-broadcast');
  const accruals = await readAccrualsOf(read, broadcastId);
  const sums = await sumByPrice(read, broadcastId);
  const moments = accruals.map((row) => ({ atMs: row.at, amount: moneyOf(row) }));
  const span = {
    fromMs: Date.parse(report.startedAt),
    toMs: report.endedAt === null ? context.clock.nowMs() : Date.parse(report.endedAt),
  };
  const inForce = new Set((await readClosings(read, broadcastId)).map(({ entry_id }) => entry_id));
  return {
    ...money,
    report,
    sources: bySource(sums),
    points: accruals.map((row) => ({
      seq: row.seq,
      at: instantFromMs(row.at),
      source: row.source,
      amount: viewOfMoney(moneyOf(row)),
    })),
    waterfall: waterfallOf(sums, await readModels(read)),
    entries: await readEntriesOf(read, 'tax', broadcastId),
    usual: await readUsual(context, report),
    insight: findInsight(report.marks, moments, span),
    managementEntries: (await readEntriesOf(read, 'management', broadcastId)).filter(({ id }) => inForce.has(id)),
  };
}

async function readEntriesOf(db: FinanceDb, book: Book, broadcastId: number): Promise<EntryView[]> {
  const rows = await db
    .selectFrom('finance_entry')
    .selectAll()
    .where('book', '=', book)
    .where(isLinkedTo(broadcastId))
    .orderBy('day')
    .orderBy('id')
    .execute();
  return await readEntryViews(db, rows);
}

function viewOf(report: BroadcastReport): BroadcastView {
  const { id, startedAt, endedAt, title, category, averageViewers, peakViewers } = report;
  return { id, startedAt, endedAt, title, category, averageViewers, peakViewers };
}

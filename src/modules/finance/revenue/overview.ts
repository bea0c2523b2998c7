import type { ReplyOf } from '../../../contract/endpoint.ts';
import type { finance, MoneySums } from '../../../contract/finance.ts';
import type { BroadcastView } from '../../../contract/live.ts';
import { instantFromMs, instantToMs } from '../../../kernel/instant.ts';
import { Temporal } from '../../../kernel/temporal.ts';
import { isZone, localDay, wallTimeToInstant } from '../../../kernel/wall-time.ts';
import type { FinanceContext } from '../context.ts';
import { countWaiting } from '../ledger/count-waiting.ts';
import { type EntrySums, sumEntries, sumEntriesByDay } from '../ledger/entry-sums.ts';
import { modelAt } from './model.ts';
import { readModels } from './model-store.ts';
import { bySource, estimatedOf, type Sum, viewOfMoney } from './revenue-sums.ts';
import { readStreamMoney } from './stream-money.ts';
import { QUARTER_MS, sumQuarters } from './sum-store.ts';

type Overview = ReplyOf<(typeof finance)['overview']>;

const DAYS = 90;

/** What came in by the days of the caller's zone; today is the last of the ninety days. */
export async function readOverview(context: FinanceContext, { zone: asked }: { zone: string }): Promise<Overview> {
  const zone = isZone(asked) ? asked : 'UTC';
  const { read } = context.db;
  const nowMs = context.clock.nowMs();
  const today = localDay(context.clock.now(), zone);
  const first = addDays(today, 1 - DAYS);
  const monthFirst = `${today.slice(0, 8)}01`;
  const fromMs = startOf(first, zone);
  const toMs = startOf(addDays(today, 1), zone);

  const estimates = await readDays(context, { fromMs, toMs, zone });
  const booked = await sumEntriesByDay(read, { book: 'tax', from: first, to: today });
  const since = (day: string): Sum[] => [...estimates].flatMap(([one, sums]) => (one >= day ? sums : []));
  const sumsSince = async (day: string): Promise<MoneySums> => ({
    estimated: estimatedOf(since(day)),
    ...viewOfEntries(await sumEntries(read, { book: 'tax', from: day, to: today })),
  });
  const broadcasts = (await context.live.broadcastsBetween(fromMs, toMs)).toReversed();
  const [newest] = broadcasts.length > 0 ? broadcasts : await context.live.listBroadcasts({ limit: 1 });
  const streams = await readStreamMoney(context, broadcasts);
  const waiting = await countWaiting(read, nowMs);

  return {
    today: await sumsSince(today),
    stream: newest ? await streamSums(context, newest) : null,
    month: { from: monthFirst, ...(await sumsSince(monthFirst)) },
    ninetyDays: { from: first, ...(await sumsSince(first)) },
    monthSources: bySource(since(monthFirst)),
    ninetyDaysSources: bySource(since(first)),
    days: [...new Set([...estimates.keys(), ...booked.keys()])].sort().map((day) => ({
      day,
      estimated: bySource(estimates.get(day) ?? []).map(({ source, amount }) => ({ source, amount })),
      ...viewOfEntries(booked.get(day) ?? { income: [], expense: [] }),
    })),
    streams,
    drafts: waiting.drafts,
    withoutReceipt: waiting.withoutReceipt,
    modelVersion: modelAt(await readModels(read), nowMs).version,
  };
}

/** Sums of accruals by local day. */
async function readDays(
  context: Pick<FinanceContext, 'db'>,
  { fromMs, toMs, zone }: { readonly fromMs: number; readonly toMs: number; readonly zone: string },
): Promise<ReadonlyMap<string, Sum[]>> {
  const quarters = await sumQuarters(context.db.read, { fromMs, toMs });
  const dayOf = new Map<number, string>();
  for (const { quarter } of quarters) {
    if (!dayOf.has(quarter)) dayOf.set(quarter, localDay(instantFromMs(quarter * QUARTER_MS), zone));
  }
  return Map.groupBy(quarters, ({ quarter }) => dayOf.get(quarter) ?? '');
}

async function streamSums(
  context: Pick<FinanceContext, 'db' | 'clock'>,
  broadcast: BroadcastView,
): Promise<Overview['stream']> {
  const [found] = await readStreamMoney(context, [broadcast]);
  if (!found) return null;
  const { estimated, income, expense } = found;
  return { broadcast, isLive: broadcast.endedAt === null, estimated, income, expense };
}

function viewOfEntries({ income, expense }: EntrySums): Pick<MoneySums, 'income' | 'expense'> {
  return { income: income.map(viewOfMoney), expense: expense.map(viewOfMoney) };
}

function addDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

function startOf(day: string, zone: string): number {
  return instantToMs(wallTimeToInstant({ local: `${day}T00:00`, zone }));
}

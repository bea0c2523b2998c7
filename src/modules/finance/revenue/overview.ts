import type { ReplyOf } from '../../../contract/endpoint.ts';
import type { finance, MoneySums, StreamMoney } from '../../../contract/finance.ts';
import { instantFromMs, instantToMs } from '../../../kernel/instant.ts';
import { Temporal } from '../../../kernel/temporal.ts';
import { isZone, localDay, wallTimeToInstant } from '../../../kernel/wall-time.ts';
import type { FinanceContext } from '../context.ts';
import { countWaiting } from '../ledger/count-waiting.ts';
import { type EntrySums, sumEntriesByDay } from '../ledger/entry-sums.ts';
import { modelAt } from './model.ts';
import { readModels } from './model-store.ts';
import { bySource, estimatedOf, type Sum, totalsOf, viewOfMoney } from './revenue-sums.ts';
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
  const sumsSince = (day: string): MoneySums => {
    const entries = [...booked].flatMap(([one, sums]) => (one >= day ? [sums] : []));
    return { estimated: estimatedOf(since(day)), ...viewOfEntries(entries) };
  };
  const broadcasts = (await context.live.broadcastsBetween(fromMs, toMs)).toReversed();
  const streams = await readStreamMoney(context, broadcasts);
  const waiting = await countWaiting(read, nowMs);

  return {
    today: sumsSince(today),
    stream: streamSums(streams[0] ?? (await readLastStream(context))),
    month: { from: monthFirst, ...sumsSince(monthFirst) },
    ninetyDays: { from: first, ...sumsSince(first) },
    monthSources: bySource(since(monthFirst)),
    ninetyDaysSources: bySource(since(first)),
    days: [...new Set([...estimates.keys(), ...booked.keys()])].sort().map((day) => ({
      day,
      estimated: bySource(estimates.get(day) ?? []).map(({ source, amount }) => ({ source, amount })),
      ...viewOfEntries([booked.get(day)].filter((sums) => sums !== undefined)),
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

/** For a channel that has not been live for ninety days. */
async function readLastStream(context: FinanceContext): Promise<StreamMoney | undefined> {
  const [last] = await readStreamMoney(context, await context.live.listBroadcasts({ limit: 1 }));
  return last;
}

function streamSums(money: StreamMoney | undefined): Overview['stream'] {
  if (!money) return null;
  const { broadcast, estimated, income, expense } = money;
  return { broadcast, isLive: broadcast.endedAt === null, estimated, income, expense };
}

function viewOfEntries(sums: readonly EntrySums[]): Pick<MoneySums, 'income' | 'expense'> {
  return {
    income: totalsOf(sums.flatMap(({ income }) => income)).map(viewOfMoney),
    expense: totalsOf(sums.flatMap(({ expense }) => expense)).map(viewOfMoney),
  };
}

function addDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

function startOf(day: string, zone: string): number {
  return instantToMs(wallTimeToInstant({ local: `${day}T00:00`, zone }));
}

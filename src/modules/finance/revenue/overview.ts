import type { ReplyOf } from '../../../contract/endpoint.ts';
import type { finance, MoneySums, StreamMoney } from '../../../contract/finance.ts';
import { addDays, isZone, localDay, wallTimeToMs } from '../../../kernel/wall-time.ts';
import type { FinanceContext } from '../context.ts';
import { countWaiting } from '../ledger/count-waiting.ts';
import { type EntrySums, sumEntriesByDay } from '../ledger/entry-sums.ts';
import { modelAt } from './model.ts';
import { readModels } from './model-store.ts';
import { findOwnChannel } from './own-channel.ts';
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

  const estimates = await readDays(context, { first, fromMs, toMs, zone });
  const booked = await sumEntriesByDay(read, { book: 'tax', from: first, to: today });
  const since = (day: string): Sum[] => [...estimates].flatMap(([one, sums]) => (one >= day ? sums : []));
  const sumsSince = (day: string): MoneySums => {
    const entries = [...booked].flatMap(([one, sums]) => (one >= day ? [sums] : []));
    return { estimated: estimatedOf(since(day)), ...viewOfEntries(entries) };
  };
  const broadcasts = (await context.live.broadcastsBetween(fromMs, toMs)).toReversed();
  const streams = await readStreamMoney(context, broadcasts);
  const waiting = await countWaiting(read, today);

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

/** Sums of the connected channel's accruals by local day, from the first one on. */
async function readDays(
  context: Pick<FinanceContext, 'db' | 'channel'>,
  span: { readonly first: string; readonly fromMs: number; readonly toMs: number; readonly zone: string },
): Promise<ReadonlyMap<string, Sum[]>> {
  const channel = await findOwnChannel(context);
  if (channel === undefined) return new Map();
  const quarters = await sumQuarters(context.db.read, { ...span, channel });
  // Asking the zone about each quarter takes longer than all the sums.
  const dayOf = new Map<number, string>();
  let day = span.first;
  for (let fromMs = span.fromMs; fromMs < span.toMs; ) {
    const next = addDays(day, 1);
    const endMs = startOf(next, span.zone);
    for (let quarter = fromMs / QUARTER_MS; quarter * QUARTER_MS < endMs; quarter += 1) dayOf.set(quarter, day);
    [day, fromMs] = [next, endMs];
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

function startOf(day: string, zone: string): number {
  return wallTimeToMs({ local: `${day}T00:00`, zone });
}

import type { ReplyOf } from '../../../contract/endpoint.ts';
import type { finance, StreamMoney } from '../../../contract/finance.ts';
import type { BroadcastView } from '../../../contract/live.ts';
import { type Money, scaleMoney } from '../../../kernel/money.ts';
import type { FinanceContext } from '../context.ts';
import { type EntrySums, sumEntriesByBroadcast } from '../ledger/entry-sums.ts';
import { estimatedOf, moneyOf, type Sum, totalsOf, viewOfMoney } from './revenue-sums.ts';
import { sumBroadcasts } from './sum-store.ts';

const NOTHING_BOOKED: EntrySums = { income: [], expense: [] };

/** What each broadcast brought in by estimate, and what is booked to it, in the order given. */
export async function readStreamMoney(
  context: Pick<FinanceContext, 'db' | 'clock'>,
  broadcasts: readonly BroadcastView[],
): Promise<StreamMoney[]> {
  const ids = broadcasts.map(({ id }) => id);
  const sums = await sumBroadcasts(context.db.read, ids);
  const booked = await sumEntriesByBroadcast(context.db.read, ids);
  const nowMs = context.clock.nowMs();
  return broadcasts.map((broadcast) =>
    streamMoney(broadcast, sums.get(broadcast.id) ?? [], { nowMs, booked: booked.get(broadcast.id) ?? NOTHING_BOOKED }),
  );
}

/** Newest first. */
export async function listStreams(
  context: Pick<FinanceContext, 'db' | 'clock' | 'live'>,
  { before, limit }: { readonly before?: number | undefined; readonly limit: number },
): Promise<ReplyOf<(typeof finance)['streams']>> {
  const found = await context.live.listBroadcasts({ ...(before !== undefined && { before }), limit: limit + 1 });
  return { streams: await readStreamMoney(context, found.slice(0, limit)), hasOlder: found.length > limit };
}

function streamMoney(
  broadcast: BroadcastView,
  sums: readonly Sum[],
  { nowMs, booked }: { readonly nowMs: number; readonly booked: EntrySums },
): StreamMoney {
  const seconds = secondsOf(broadcast, nowMs);
  return {
    broadcast,
    seconds,
    estimated: estimatedOf(sums),
    perHour: totalsOf(sums.map(moneyOf)).flatMap((total) => perHour(total, seconds).map(viewOfMoney)),
    income: booked.income.map(viewOfMoney),
    expense: booked.expense.map(viewOfMoney),
  };
}

/** Whole seconds live, until now while it runs. */
export function secondsOf({ startedAt, endedAt }: BroadcastView, nowMs: number): number {
  const untilMs = endedAt === null ? nowMs : Date.parse(endedAt);
  return Math.max(0, Math.floor((untilMs - Date.parse(startedAt)) / 1000));
}

/** Exact but for one rounding; nothing for a broadcast without a second. */
function perHour(total: Money, seconds: number): Money[] {
  return seconds === 0 ? [] : [scaleMoney(total, 3600n, BigInt(seconds))];
}

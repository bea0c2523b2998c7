import type { InputOf, ReplyOf } from '../../../contract/endpoint.ts';
import type { BroadcastView } from '../../../contract/live.ts';
import type { planning } from '../../../contract/planning.ts';
import type { PlanningContext } from '../context.ts';
import { readActuals } from './actuals.ts';
import { expandPlan } from './expand.ts';
import type { Occurrence, Plan } from './plan.ts';
import { readPlan } from './plan-store.ts';
import { viewDates } from './views.ts';

const DAY_MS = 24 * 60 * 60_000;
const LOOK_BACK_MS = 120 * DAY_MS;
/** Four years without a plan and without a stream are the end. */
const LOOKS = 12;

interface Row {
  readonly atMs: number;
  readonly date: Occurrence | undefined;
  readonly broadcast: BroadcastView | undefined;
}

/** Planned against actual, newest first: dates that have begun by plan or in fact, and streams that nobody planned. */
export async function readComparison(
  context: PlanningContext,
  { before, limit }: InputOf<typeof planning.comparison>,
): Promise<ReplyOf<typeof planning.comparison>> {
  const plan = await readPlan(context.db.read);
  const nowMs = context.clock.nowMs();
  const rows: Row[] = [];
  let toMs = before === undefined ? nowMs + 1 : Math.min(Date.parse(before), nowMs + 1);
  for (let look = 0; look < LOOKS && rows.length <= limit; look++) {
    const fromMs = toMs - LOOK_BACK_MS;
    rows.push(...(await readRows(context, plan, { fromMs, toMs })));
    toMs = fromMs;
  }
  const shown = rows.slice(0, limit);
  const dates = shown.flatMap(({ date }) => date ?? []);
  const views = new Map((await viewDates(context, plan, dates)).map((view) => [view.id, view]));
  const reply = shown.map(({ date, broadcast }) => ({
    planned: date ? (views.get(date.id) ?? null) : null,
    broadcast: broadcast ? viewBroadcast(broadcast) : null,
  }));
  const delays = reply.flatMap(({ planned }) => planned?.actual?.startDelayMinutes ?? []);
  return { rows: reply, medianDelayMinutes: medianOf(delays), hasOlder: rows.length > limit };
}

/** A row lies where its date was planned; a stream that nobody planned where it began. */
async function readRows(
  context: PlanningContext,
  plan: Plan,
  span: { readonly fromMs: number; readonly toMs: number },
): Promise<Row[]> {
  const { byDate, broadcasts } = await readActuals(context, plan, span);
  const matched = new Set([...byDate.values()].map(({ id }) => id));
  const planned = expandPlan(plan, span.fromMs, span.toMs).map((date) => ({
    atMs: date.startsAtMs,
    date,
    broadcast: byDate.get(date.id),
  }));
  const unplanned = broadcasts
    .filter(({ id }) => !matched.has(id))
    .map((broadcast) => ({ atMs: Date.parse(broadcast.startedAt), date: undefined, broadcast }));
  return [...planned, ...unplanned]
    .filter(({ atMs }) => atMs >= span.fromMs && atMs < span.toMs)
    .sort((a, b) => b.atMs - a.atMs);
}

function viewBroadcast({ id, title, category, startedAt, endedAt }: BroadcastView) {
  return { id, title, category, startedAt, endedAt };
}

export function medianOf(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2;
}

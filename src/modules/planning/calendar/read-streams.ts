import type { PlannedStream } from '../../../contract/planning.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import type { PlanningContext } from '../context.ts';
import { expandPlan } from './expand.ts';
import { mustFindDate } from './find-date.ts';
import { readPlan } from './plan-store.ts';
import { viewDates } from './views.ts';

const DAY_MS = 24 * 60 * 60_000;
const LONGEST_DAYS = 400;

/** @throws Refusal planning.range-too-long */
export async function readStreams(
  context: PlanningContext,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<{ streams: PlannedStream[] }> {
  const [fromMs, toMs] = [Date.parse(from), Date.parse(to)];
  if (toMs - fromMs > LONGEST_DAYS * DAY_MS) throw new Refusal('planning.range-too-long', { days: LONGEST_DAYS });
  if (toMs <= fromMs) return { streams: [] };
  const plan = await readPlan(context.db.read);
  return { streams: await viewDates(context, plan, expandPlan(plan, fromMs, toMs)) };
}

/** @throws Refusal planning.unknown-stream */
export async function readStream(context: PlanningContext, id: string): Promise<PlannedStream> {
  const plan = await readPlan(context.db.read);
  const [view] = await viewDates(context, plan, [mustFindDate(plan, id).occurrence]);
  if (!view) throw new Refusal('planning.unknown-stream');
  return view;
}

/** Most plans have something within two weeks; the rest is only looked at when they have not. */
const LOOK_AHEAD_DAYS = [14, 60, LONGEST_DAYS];

/** What runs by plan and is not over yet, or comes next. */
export async function readNext(context: PlanningContext): Promise<{ stream: PlannedStream | null }> {
  const plan = await readPlan(context.db.read);
  const nowMs = context.clock.nowMs();
  for (const days of LOOK_AHEAD_DAYS) {
    const dates = expandPlan(plan, nowMs, nowMs + days * DAY_MS).filter(({ status }) => status !== 'cancelled');
    // One that ended before its time is over: with the dates around it there is always another to show.
    const views = await viewDates(context, plan, dates.slice(0, 10));
    const next = views.find(({ status }) => status !== 'done');
    if (next) return { stream: next };
  }
  return { stream: null };
}

import type { BroadcastView } from '../../../contract/live.ts';
import type { ActualView } from '../../../contract/planning.ts';
import type { PlanningContext } from '../context.ts';
import { expandPlan } from './expand.ts';
import { matchBroadcasts, REACH_MS } from './match-broadcasts.ts';
import type { Occurrence, Plan } from './plan.ts';

const MINUTE_MS = 60_000;
/**
 * How far beyond the period asked for is looked, so that its edges do not decide which broadcast is whose: what is
 * paired with something outside must be seen to be so.
 */
const MARGIN_MS = 12 * 60 * MINUTE_MS;

interface Actuals {
  /** What happened of a date, by its id. */
  readonly byDate: ReadonlyMap<string, BroadcastView>;
  readonly broadcasts: readonly BroadcastView[];
}

/** Dates that took place, from one moment to another. A cancelled date is none of them, whatever happened then. */
export async function readActuals(
  context: Pick<PlanningContext, 'live' | 'clock'>,
  plan: Plan,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): Promise<Actuals> {
  // What has not begun cannot have taken place; it may begin early.
  const untilMs = Math.min(toMs + MARGIN_MS, context.clock.nowMs() + REACH_MS);
  if (fromMs - MARGIN_MS >= untilMs) return { byDate: new Map(), broadcasts: [] };
  const broadcasts = await context.live.broadcastsBetween(fromMs - MARGIN_MS, untilMs);
  if (broadcasts.length === 0) return { byDate: new Map(), broadcasts };
  const dates = expandPlan(plan, fromMs - MARGIN_MS, untilMs).filter(({ status }) => status !== 'cancelled');
  const timed = broadcasts.map((broadcast) => ({
    broadcast,
    startedAtMs: Date.parse(broadcast.startedAt),
    endedAtMs: broadcast.endedAt === null ? null : Date.parse(broadcast.endedAt),
  }));
  const pairs = matchBroadcasts(dates, timed);
  return { byDate: new Map([...pairs].map(([date, { broadcast }]) => [date.id, broadcast])), broadcasts };
}

/** A broadcast beside the date it was. */
export function viewActual(date: Occurrence, broadcast: BroadcastView): ActualView {
  const startedAtMs = Date.parse(broadcast.startedAt);
  const lengthMs = broadcast.endedAt === null ? null : Date.parse(broadcast.endedAt) - startedAtMs;
  return {
    broadcastId: broadcast.id,
    startedAt: broadcast.startedAt,
    endedAt: broadcast.endedAt,
    startDelayMinutes: inMinutes(startedAtMs - date.startsAtMs),
    lengthDifferenceMinutes: lengthMs === null ? null : inMinutes(lengthMs - date.durationMinutes * MINUTE_MS),
    category: broadcast.category,
    isOtherCategory: isOther(date.category?.name ?? '', broadcast.category),
  };
}

/** Adding nothing makes no minus zero of it. */
function inMinutes(ms: number): number {
  return Math.round(ms / MINUTE_MS) + 0;
}

/** Where one of the two is not known there is nothing to say. */
function isOther(planned: string, real: string): boolean {
  return planned !== '' && real !== '' && planned.toLowerCase() !== real.toLowerCase();
}

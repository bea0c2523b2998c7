import type { PlannedStream } from '../../../contract/planning.ts';
import { instantFromMs } from '../../../kernel/instant.ts';
import type { PlanningContext } from '../context.ts';
import { readPublications } from '../sync/publication-view.ts';
import { readActuals, viewActual } from './actuals.ts';
import type { Occurrence, Plan } from './plan.ts';
import { repeatOf } from './repeat.ts';

type ViewContext = Pick<PlanningContext, 'db' | 'live' | 'clock'>;

/** Dates of a plan as people see them: with how they stand on Twitch, and what came of them. */
export async function viewDates(
  context: ViewContext,
  plan: Plan,
  dates: readonly Occurrence[],
): Promise<PlannedStream[]> {
  if (dates.length === 0) return [];
  const publications = await readPublications(context.db.read, dates, context.clock.nowMs());
  const { byDate } = await readActuals(context, plan, {
    fromMs: dates.reduce((first, { startsAtMs }) => Math.min(first, startsAtMs), Number.POSITIVE_INFINITY),
    toMs: dates.reduce((last, { startsAtMs }) => Math.max(last, startsAtMs), Number.NEGATIVE_INFINITY),
  });
  const seriesById = new Map(plan.series.map((series) => [series.id, series]));
  return dates.map((date) => {
    const broadcast = byDate.get(date.id);
    const series = date.seriesId === null ? undefined : seriesById.get(date.seriesId);
    return {
      id: date.id,
      seriesId: date.seriesId,
      repeat: series ? repeatOf(series) : null,
      title: date.title,
      category: date.category,
      local: date.at.local,
      zone: date.at.zone,
      durationMinutes: date.durationMinutes,
      startsAt: instantFromMs(date.startsAtMs),
      endsAt: instantFromMs(date.endsAtMs),
      status: broadcast && broadcast.endedAt !== null ? 'done' : date.status,
      cancelReason: date.cancelReason,
      notes: date.notes,
      checklist: [...date.checklist],
      color: date.color,
      isMoved: date.isMoved,
      isPublished: date.isPublished,
      twitch: publications.get(date.id) ?? OFF,
      actual: broadcast ? viewActual(date, broadcast) : null,
      version: date.version,
    };
  });
}

const OFF: PlannedStream['twitch'] = { state: 'off', refusal: null, attempts: 0, nextTryAt: null };

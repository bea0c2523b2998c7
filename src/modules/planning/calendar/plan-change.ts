import type { Id } from '../../../kernel/id.ts';
import type { Db } from '../../../platform/db/database.ts';
import type { Plan, Series, StreamPlan } from './plan.ts';
import { deleteSeries, deleteStreams, saveSeries, saveStream } from './plan-store.ts';
import type { CalendarTables } from './tables.ts';

/** What a use case does to the stored plan. */
export interface PlanChange {
  readonly series?: readonly Series[];
  readonly streams?: readonly StreamPlan[];
  readonly goneSeries?: readonly Id<'ser'>[];
  readonly goneStreams?: readonly Id<'plan'>[];
}

/** A use case, without I/O: what it does, and which date a person sees afterwards (`null`: none). */
export type PlanStep = (plan: Plan, nowMs: number) => { readonly change: PlanChange; readonly id: string | null };

export async function storeChange(db: Db<CalendarTables>, change: PlanChange, nowMs: number): Promise<void> {
  const streams = change.streams ?? [];
  for (const series of change.series ?? []) await saveSeries(db, series, nowMs);
  await deleteStreams(db, change.goneStreams ?? []);
  // Rows that change places within a series must not meet on the way.
  if (streams.length > 0)
    await db
      .updateTable('planning_stream')
      .set({ series_id: null, series_day: null })
      .where(
        'id',
        'in',
        streams.map(({ id }) => id),
      )
      .execute();
  for (const stream of streams) await saveStream(db, stream, nowMs);
  for (const id of change.goneSeries ?? []) await deleteSeries(db, id);
}

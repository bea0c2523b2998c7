import type { PlanningContext, PlanningDb } from '../context.ts';

export const SYNC_JOB = 'planning.sync-schedule';

export interface SyncPayload {
  readonly generation: number;
}

/**
 * To be called in the transaction of any change of the plan: Twitch's schedule follows it. Many changes make
 * one job; a change made after that job began makes the next one.
 */
export async function requestSync(context: Pick<PlanningContext, 'jobs'>, db: PlanningDb): Promise<void> {
  const { generation } = await db.selectFrom('planning_schedule_read').select('generation').executeTakeFirstOrThrow();
  const payload: SyncPayload = { generation };
  // Done jobs keep their keys for a week: the number makes the next one new.
  await context.jobs.enqueue(db, { kind: SYNC_JOB, payload, uniqueKey: `generation ${generation}` });
}

/** Called when a run begins: from here on a change needs another run. */
export async function beginGeneration(db: PlanningDb, generation: number): Promise<void> {
  await db
    .updateTable('planning_schedule_read')
    .set({ generation: generation + 1 })
    .where('generation', '=', generation)
    .execute();
}

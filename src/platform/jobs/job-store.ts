import type { Db } from '../db/database.ts';
import type { JobTable, JobTables } from './tables.ts';

/** Takes the next due jobs of these kinds, marks them as running and counts the try. */
export async function claimJobs(
  db: Db<JobTables>,
  due: { readonly kinds: readonly string[]; readonly nowMs: number; readonly limit: number },
): Promise<readonly JobTable[]> {
  if (due.kinds.length === 0 || due.limit <= 0) return [];
  const jobs = await db
    .selectFrom('platform_job')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('run_at', '<=', due.nowMs)
    .where('kind', 'in', due.kinds)
    .orderBy('run_at')
    .orderBy('id')
    .limit(due.limit)
    .execute();
  for (const { id, attempts } of jobs) {
    await db
      .updateTable('platform_job')
      .set({ state: 'running', attempts: attempts + 1 })
      .where('id', '=', id)
      .execute();
  }
  return jobs.map((job) => ({ ...job, state: 'running', attempts: job.attempts + 1 }));
}

export async function finishJob(db: Db<JobTables>, id: string, nowMs: number): Promise<void> {
  await db
    .updateTable('platform_job')
    .set({ state: 'done', finished_at: nowMs, last_error: null })
    .where('id', '=', id)
    .execute();
}

/** @param runAt when it is tried again; `undefined`: never, it is dead. */
export async function failJob(
  db: Db<JobTables>,
  failure: { readonly id: string; readonly error: string; readonly nowMs: number; readonly runAt: number | undefined },
): Promise<void> {
  const outcome =
    failure.runAt === undefined
      ? ({ state: 'dead', finished_at: failure.nowMs } as const)
      : ({ state: 'waiting', run_at: failure.runAt } as const);
  await db
    .updateTable('platform_job')
    .set({ ...outcome, last_error: failure.error })
    .where('id', '=', failure.id)
    .execute();
}

/**
 * For the start: what is still marked as running was cut off when the process before ended, and runs
 * again. What was cut off at its last try is dead, else a job that kills the process would do so for ever.
 */
export async function recoverJobs(db: Db<JobTables>, nowMs: number, tries: number): Promise<number> {
  const dead = await db
    .updateTable('platform_job')
    .set({ state: 'dead', finished_at: nowMs, last_error: 'the server stopped while it ran' })
    .where('state', '=', 'running')
    .where('attempts', '>=', tries)
    .executeTakeFirst();
  const again = await db
    .updateTable('platform_job')
    .set({ state: 'waiting', run_at: nowMs })
    .where('state', '=', 'running')
    .executeTakeFirst();
  return Number(dead.numUpdatedRows + again.numUpdatedRows);
}

export async function reviveJob(db: Db<JobTables>, id: string, nowMs: number): Promise<void> {
  await db
    .updateTable('platform_job')
    .set({ state: 'waiting', attempts: 0, run_at: nowMs, finished_at: null })
    .where('id', '=', id)
    .where('state', '=', 'dead')
    .execute();
}

export function findJob(db: Db<JobTables>, id: string): Promise<JobTable | undefined> {
  return db.selectFrom('platform_job').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Dead ones first, then by when they run. */
export async function unfinishedJobs(db: Db<JobTables>, limit: number): Promise<readonly JobTable[]> {
  const read = (states: readonly JobTable['state'][]) =>
    db
      .selectFrom('platform_job')
      .selectAll()
      .where('state', 'in', states)
      .orderBy('run_at')
      .orderBy('id')
      .limit(limit)
      .execute();
  const dead = await read(['dead']);
  return [...dead, ...(await read(['running', 'waiting']))].slice(0, limit);
}

/** When the next waiting job of these kinds is due; `undefined` when none waits. */
export async function nextRunAt(db: Db<JobTables>, kinds: readonly string[]): Promise<number | undefined> {
  if (kinds.length === 0) return undefined;
  const row = await db
    .selectFrom('platform_job')
    .select('run_at')
    .where('state', '=', 'waiting')
    .where('kind', 'in', kinds)
    .orderBy('run_at')
    .limit(1)
    .executeTakeFirst();
  return row?.run_at;
}

/** Done jobs are kept a while, because their unique keys stop a second run. */
export async function forgetDoneJobs(db: Db<JobTables>, finishedBefore: number): Promise<void> {
  await db.deleteFrom('platform_job').where('state', '=', 'done').where('finished_at', '<', finishedBefore).execute();
}

import type { PlannedStream } from '../../../contract/planning.ts';
import type { PlanningContext } from '../context.ts';
import { requestSync } from '../sync/request-sync.ts';
import { type PlanStep, storeChange } from './plan-change.ts';
import { readPlan } from './plan-store.ts';
import { readStream } from './read-streams.ts';

/** Carries a use case out: the plan and the order to Twitch in one transaction, then everyone learns of it. */
export async function changePlan(context: PlanningContext, step: PlanStep): Promise<string | null> {
  const id = await context.db.transaction(async (db) => {
    const nowMs = context.clock.nowMs();
    const done = step(await readPlan(db), nowMs);
    await storeChange(db, done.change, nowMs);
    await requestSync(context, db);
    return done.id;
  });
  context.feed.changed('plan');
  return id;
}

/** The same for what leaves a date to be seen. */
export async function changeAndShow(context: PlanningContext, step: PlanStep): Promise<PlannedStream> {
  return await readStream(context, (await changePlan(context, step)) ?? '');
}

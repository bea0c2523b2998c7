import type { Migration } from '../../platform/db/migrate.ts';
import type { Module } from '../../platform/module.ts';
import type { PlanningContext } from './context.ts';
import { calendarPage } from './feed/page.ts';
import { plan } from './migrations/0001-plan.ts';
import { sync as syncMigration } from './migrations/0002-sync.ts';
import { planningRoutes } from './routes.ts';
import { isOfOtherChannel } from './sync/other-channel.ts';
import { createSync } from './sync/sync.ts';

export type { PlanningContext } from './context.ts';
export type { PlanningTables } from './tables.ts';

/** In order; listed in `server/migrations.ts`. */
export const planningMigrations: readonly Migration[] = [plan, syncMigration];

/** What comes next: planned streams and series, also on Twitch's schedule and in calendars; tasks. */
export interface Planning extends Module {
  /** Keeps Twitch's schedule as the plan says until it is stopped; once Twitch can be reached. */
  startSync(): { stop(): Promise<void> };
  /** Reads Twitch's schedule now and does what is due. */
  compareNow(): Promise<void>;
  /** What the plan and Twitch's schedule disagree about, what Twitch refused, and whether it was made for another channel. */
  problems(): Promise<{ readonly differences: number; readonly refused: number; readonly isOfOtherChannel: boolean }>;
}

export function createPlanning(context: PlanningContext): Planning {
  const sync = createSync(context);
  return {
    name: 'planning',
    routes: [planningRoutes(context, sync)],
    pages: [calendarPage(context)],
    feeds: [],
    jobs: [sync.job],
    startSync: () => sync.start(),
    async compareNow() {
      await sync.now();
    },
    async problems() {
      const { differences, refused, refusal } = await sync.state();
      return {
        differences: differences.length,
        refused: refused.length,
        isOfOtherChannel: isOfOtherChannel({ refusal_code: refusal?.code ?? null }),
      };
    },
  };
}

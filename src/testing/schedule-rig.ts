import type { InputOf, ReplyOf } from '../contract/endpoint.ts';
import { planning as contract } from '../contract/planning.ts';
import { type LiveTables, liveMigrations } from '../modules/live/index.ts';
import {
  createPlanning,
  type Planning,
  type PlanningContext,
  type PlanningTables,
  planningMigrations,
} from '../modules/planning/index.ts';
import { type TeamTables, teamMigrations } from '../modules/team/index.ts';
import type { Database } from '../platform/db/database.ts';
import { createJobs, type Jobs } from '../platform/jobs/jobs.ts';
import { platformMigrations } from '../platform/migrations.ts';
import type { PlatformTables } from '../platform/tables.ts';
import { type CategorySearch, createCategorySearch } from '../twitch/categories.ts';
import { createSchedule, type Schedule } from '../twitch/schedule.ts';
import { cleanUpLater } from './clean-up.ts';
import { createModelSchedule, type Disturbance, disturb, type ModelSchedule } from './model-schedule.ts';
import { CHANNEL, callerOf } from './record.ts';
import { createTestClock, type TestClock } from './test-clock.ts';
import { openTestDatabase } from './test-database.ts';
import { createTestLog, type TestLog } from './test-log.ts';
import type { TwitchAccounts } from './twitch-accounts.ts';

export type ScheduleTables = PlanningTables & LiveTables & TeamTables & PlatformTables;

/** The planning room over a schedule on Twitch. */
export interface ScheduleRig {
  readonly db: Database<ScheduleTables>;
  readonly clock: TestClock;
  readonly log: TestLog;
  readonly context: PlanningContext;
  readonly planning: Planning;
  readonly jobs: Jobs;
  readonly changed: string[];
  call<N extends keyof typeof contract>(
    name: N,
    input: Partial<InputOf<(typeof contract)[N]>>,
  ): Promise<ReplyOf<(typeof contract)[N]>>;
  /** What the job does, without waiting for its turn. */
  sync(): Promise<void>;
}

interface RigOptions {
  readonly clock?: TestClock;
  readonly schedule: Schedule;
  readonly categories?: CategorySearch;
  readonly db?: Database<ScheduleTables>;
  readonly channel?: PlanningContext['channel'];
}

export async function openScheduleRig(options: RigOptions): Promise<ScheduleRig> {
  const { clock = createTestClock(), schedule, channel = () => CHANNEL } = options;
  const log = createTestLog();
  const changed: string[] = [];
  const db = options.db ?? (await openScheduleDatabase());
  const jobs = createJobs({ database: db as never, clock, log, tries: 3 });
  cleanUpLater(() => jobs.stop());
  const context: PlanningContext = {
    db,
    clock,
    log,
    feed: { rows: () => {}, changed: (what) => void changed.push(what) },
    jobs,
    schedule,
    categories: options.categories ?? { search: () => Promise.reject(new Error('nobody searches here')) },
    live: { broadcastsBetween: async () => [], listBroadcasts: async () => [] },
    channel,
  };
  const planning = createPlanning(context);
  return {
    db,
    clock,
    log,
    context,
    planning,
    jobs,
    changed,
    async call(name, input) {
      const room = planning.routes.find((one) => name in one.contract);
      const handler = room?.handlers[name];
      if (!handler) throw new Error(`planning has no call ${name}`);
      return (await handler(contract[name].input.parse(input), callerOf('streamer') as never)) as never;
    },
    sync: async () => await planning.jobs[0]?.run({ generation: 0 }),
  };
}

export function openScheduleDatabase(): Promise<Database<ScheduleTables>> {
  return openTestDatabase([...platformMigrations, ...teamMigrations, ...liveMigrations, ...planningMigrations]);
}

/** Over the model of Twitch's rules. */
export async function openModelRig(): Promise<ScheduleRig & { readonly twitch: ModelSchedule & Disturbance }> {
  const clock = createTestClock();
  const twitch = disturb(createModelSchedule(clock));
  return { ...(await openScheduleRig({ clock, schedule: twitch })), twitch };
}

/** Over the simulated Twitch, by its wire. */
export async function openWireRig(
  accounts: TwitchAccounts,
  clock: TestClock,
): Promise<ScheduleRig & { readonly twitch: Schedule & Disturbance }> {
  const { helix } = accounts;
  const twitch = disturb(createSchedule(helix));
  return {
    ...(await openScheduleRig({ clock, schedule: twitch, categories: createCategorySearch(helix, clock) })),
    twitch,
  };
}

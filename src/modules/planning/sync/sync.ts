import { randomInt } from 'node:crypto';
import type { SyncState } from '../../../contract/planning.ts';
import type { JobHandler } from '../../../platform/module.ts';
import type { PlanningContext } from '../context.ts';
import { beginGeneration, requestSync, SYNC_JOB, type SyncPayload } from './request-sync.ts';
import { type SettleInput, settleDifference } from './settle-difference.ts';
import { syncSchedule } from './sync-schedule.ts';
import { readSyncState } from './sync-state.ts';
import { PassingTrouble } from './trouble.ts';

/** Keeps Twitch's schedule as the plan says. */
export interface Sync {
  readonly job: JobHandler;
  /** Reads Twitch's schedule now and does what is due, also what was refused before. Trouble is in the answer. */
  now(): Promise<SyncState>;
  state(): Promise<SyncState>;
  settle(input: SettleInput): Promise<SyncState>;
  /** Looks at once, then every quarter of an hour: Twitch does not tell when somebody changes its schedule. */
  start(): { stop(): Promise<void> };
}

const EVERY_MS = 15 * 60_000;
const JITTER_MS = 60_000;

export function createSync(context: PlanningContext): Sync {
  let last: Promise<unknown> = Promise.resolve();

  /**
   * One after the other: two at once would both create what is missing, and a call that was under way when
   * somebody decided would write down what it knew before.
   */
  function inTurn(work: () => Promise<void>): Promise<void> {
    const next = last.then(work);
    last = next.catch(() => {});
    return next;
  }
  const run = (isForced: boolean) => inTurn(() => syncSchedule(context, { isForced }));

  return {
    job: {
      kind: SYNC_JOB,
      async run(payload) {
        const { generation } = payload as SyncPayload;
        await context.db.transaction((db) => beginGeneration(db, generation));
        await run(false);
      },
    },
    async now() {
      try {
        await run(true);
      } catch (error) {
        if (!(error instanceof PassingTrouble)) throw error;
        await context.db.transaction((db) => requestSync(context, db));
      }
      return readSyncState(context);
    },
    state: () => readSyncState(context),
    async settle(input) {
      await inTurn(() => settleDifference(context, input));
      return readSyncState(context);
    },
    start() {
      let timer: NodeJS.Timeout | undefined;
      let isStopped = false;
      async function look(): Promise<void> {
        try {
          await run(false);
        } catch (error) {
          // What passes is in the state already; the next look comes anyway.
          if (!(error instanceof PassingTrouble)) context.log.error('sync-failed', { error });
        }
        if (!isStopped) timer = setTimeout(() => void look(), EVERY_MS + randomInt(JITTER_MS)).unref();
      }
      void look();
      return {
        async stop() {
          isStopped = true;
          clearTimeout(timer);
          await last;
        },
      };
    },
  };
}

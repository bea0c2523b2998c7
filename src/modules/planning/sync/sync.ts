import type { SyncState } from '../../../contract/planning.ts';
import type { JobHandler } from '../../../platform/module.ts';
import type { PlanningContext } from '../context.ts';
import { SYNC_JOB } from './request-sync.ts';

/** Keeps Twitch's schedule as the plan says. */
export interface Sync {
  readonly job: JobHandler;
  /** Reads Twitch's schedule now, does what is due, also what was refused before. Never throws for Twitch's trouble. */
  now(): Promise<void>;
  state(): Promise<SyncState>;
  /** Looks at once and every quarter of an hour until stopped. */
  start(): { stop(): Promise<void> };
}

export function createSync(context: PlanningContext): Sync {
  const run = async (): Promise<void> => {
    context.log.info('sync', {});
  };
  return {
    job: { kind: SYNC_JOB, run },
    now: run,
    state: async () => ({
      state: 'never',
      readAt: null,
      refusal: null,
      same: 0,
      waiting: 0,
      differences: [],
      refused: [],
      preview: [],
    }),
    start: () => ({ stop: async () => {} }),
  };
}

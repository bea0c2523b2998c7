import { system } from '../contract/system.ts';
import type { Clock } from '../platform/clock.ts';
import type { Backups } from '../platform/db/backup.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import { type Caller, type FeedOut, type Module, type Routes, routes } from '../platform/module.ts';
import type { HealthDesk } from './health/health-desk.ts';
import { findProblems, type WaitingWork } from './problems.ts';
import { readStyle } from './style-file.ts';

interface SystemRoomParts {
  readonly clock: Clock;
  readonly feed: Pick<FeedOut, 'changed'>;
  readonly backups: Backups;
  readonly jobs: Jobs;
  /** The folder with `style.json`. */
  readonly root: string;
  readonly desk: Pick<HealthDesk, 'checks'>;
  readonly healthRoutes: Routes;
  work(caller: Caller): Promise<WaitingWork>;
}

/** What is about the installation and not about the channel: health, style, backups, jobs. */
export function createSystemRoom(parts: SystemRoomParts): Module {
  const { clock, feed, backups, jobs } = parts;

  async function problems(caller: Caller) {
    const [checks, work] = await Promise.all([parts.desk.checks(), parts.work(caller)]);
    return { problems: findProblems(checks, work, caller), checkedAt: clock.now() };
  }

  function tellChanged(): void {
    for (const what of ['backups', 'problems', 'health'] as const) feed.changed(what);
  }

  return {
    name: 'system',
    pages: [],
    feeds: [],
    jobs: [],
    routes: [
      routes(system, {
        health: async () => ({ status: 'ok' as const }),
        style: async () => {
          const look = await readStyle(parts.root);
          return { ...look, notices: look.notices.map(({ code, params }) => ({ code, params: { ...params } })) };
        },
        problems: (_input, caller) => problems(caller),
        backups: async () => ({ backups: [...(await backups.list())], folder: backups.folder }),
        makeBackup: async () => {
          const backup = await backups.make('by-hand');
          tellChanged();
          return backup;
        },
        jobs: async () => ({ jobs: [...(await jobs.list())] }),
        retryJob: async ({ jobId }) => {
          const job = await jobs.retry(jobId);
          tellChanged();
          return job;
        },
      }),
      parts.healthRoutes,
    ],
  };
}

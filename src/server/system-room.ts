import { system } from '../contract/system.ts';
import { instantToMs } from '../kernel/instant.ts';
import type { Clock } from '../platform/clock.ts';
import type { Backups } from '../platform/db/backup.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import { type Caller, type FeedOut, type Module, routes } from '../platform/module.ts';
import { freeBytes } from './disk.ts';
import { findProblems, type HouseState } from './problems.ts';
import { readStyle } from './style-file.ts';

interface SystemRoomParts {
  readonly clock: Clock;
  readonly feed: Pick<FeedOut, 'changed'>;
  readonly backups: Backups;
  readonly jobs: Jobs;
  /** The folder with `style.json`. */
  readonly root: string;
  readonly isSandbox: boolean;
  /** When this database was made, epoch milliseconds. */
  readonly databaseMadeAtMs: number;
  house(): Promise<Pick<HouseState, 'hasChannel' | 'connections' | 'missingScopes' | 'plan' | 'books'>>;
  /** Does the caller's own grant at Twitch need a new sign-in? */
  needsOwnSignIn(caller: Caller): Promise<boolean>;
}

/** What is about the installation and not about the channel: health, style, backups, jobs. */
export function createSystemRoom(parts: SystemRoomParts): Module {
  const { clock, feed, backups, jobs } = parts;
  const style = () => readStyle(parts.root);

  async function problems(caller: Caller) {
    const [house, kept, deadJobs, freeDiskBytes, look] = await Promise.all([
      parts.house(),
      backups.list(),
      jobs.countDead(),
      freeBytes(parts.root),
      style(),
    ]);
    const verified = kept.find((backup) => backup.isVerified);
    const nowMs = clock.nowMs();
    const found = findProblems(
      {
        ...house,
        isSandbox: parts.isSandbox,
        deadJobs,
        freeDiskBytes,
        nowMs,
        lastBackupAtMs: verified ? instantToMs(verified.at) : null,
        databaseAgeMs: nowMs - parts.databaseMadeAtMs,
        styleNotices: look.notices.length,
      },
      caller,
    );
    if (await parts.needsOwnSignIn(caller)) {
      found.push({ code: 'own-grant', severity: 'warn', params: {}, action: 'sign-in-again' });
    }
    return { problems: found, checkedAt: clock.now() };
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
          const look = await style();
          return { ...look, notices: look.notices.map(({ code, params }) => ({ code, params: { ...params } })) };
        },
        problems: (_input, caller) => problems(caller),
        backups: async () => ({ backups: [...(await backups.list())], folder: backups.folder }),
        makeBackup: async () => {
          const backup = await backups.make('by-hand');
          feed.changed('backups');
          feed.changed('problems');
          return backup;
        },
        jobs: async () => ({ jobs: [...(await jobs.list())] }),
        retryJob: async ({ jobId }) => {
          const job = await jobs.retry(jobId);
          feed.changed('backups');
          feed.changed('problems');
          return job;
        },
      }),
    ],
  };
}

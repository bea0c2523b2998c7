import type { Clock } from '../../platform/clock.ts';
import type { Db, DialectName } from '../../platform/db/database.ts';
import type { Jobs } from '../../platform/jobs/jobs.ts';
import type { JobTables } from '../../platform/jobs/tables.ts';
import type { Log } from '../../platform/log.ts';
import type { FeedOut } from '../../platform/module.ts';
import type { CategorySearch } from '../../twitch/categories.ts';
import type { Schedule } from '../../twitch/schedule.ts';
import type { ChannelName, Live, LiveTables } from '../live/index.ts';
import type { TeamTables } from '../team/index.ts';
import type { PlanningTables } from './tables.ts';

/** What this room reads and writes: its own tables and jobs; it reads those of the record and of the team. */
export type PlanningDb = Db<PlanningTables & LiveTables & TeamTables & JobTables>;

export interface PlanningContext {
  readonly db: {
    readonly dialect: DialectName;
    readonly read: PlanningDb;
    transaction<R>(work: (db: PlanningDb) => Promise<R>): Promise<R>;
  };
  readonly clock: Clock;
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>;
  readonly feed: FeedOut;
  readonly jobs: Pick<Jobs, 'enqueue'>;
  readonly schedule: Schedule;
  readonly categories: CategorySearch;
  readonly live: Pick<Live, 'broadcastsBetween' | 'listBroadcasts'>;
  /** The connected channel, `null` before one is. */
  channel(): ChannelName | null;
}

import type { Clock } from '../../platform/clock.ts';
import type { Db, DialectName } from '../../platform/db/database.ts';
import type { Log } from '../../platform/log.ts';
import type { FeedOut } from '../../platform/module.ts';
import type { ChannelName, Live, LiveTables } from '../live/index.ts';
import type { TeamTables } from '../team/index.ts';
import type { FinanceTables } from './tables.ts';

/** What this room reads and writes: its own tables; it reads those of the record and of the team. */
export type FinanceDb = Db<FinanceTables & LiveTables & TeamTables>;

export interface FinanceContext {
  readonly db: {
    readonly dialect: DialectName;
    readonly read: FinanceDb;
    transaction<R>(work: (db: FinanceDb) => Promise<R>): Promise<R>;
  };
  readonly clock: Clock;
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>;
  readonly feed: FeedOut;
  readonly live: Pick<Live, 'listBroadcasts' | 'broadcastsBetween' | 'broadcastReport'>;
  /** Stands on exports of the sandbox, so that nobody files invented figures. */
  readonly isSandbox: boolean;
  /** The connected channel, `null` before one is. */
  channel(): ChannelName | null;
}

import type { Clock } from '../../platform/clock.ts';
import type { Db, DialectName } from '../../platform/db/database.ts';
import type { Log } from '../../platform/log.ts';
import type { FeedOut } from '../../platform/module.ts';
import type { ChannelReads } from '../../twitch/channel.ts';
import type { Helix } from '../../twitch/helix.ts';
import type { TokenVault } from '../../twitch/token-vault.ts';
import type { ChannelName, Live, LiveTables } from '../live/index.ts';
import type { ModerationTables } from './tables.ts';

/** What this room reads and writes: its own tables and those of the record. */
export type ModerationDb = Db<ModerationTables & LiveTables>;

export interface ModerationContext {
  readonly db: {
    readonly dialect: DialectName;
    readonly read: ModerationDb;
    transaction<R>(work: (db: ModerationDb) => Promise<R>): Promise<R>;
  };
  readonly clock: Clock;
  readonly log: Pick<Log, 'warn' | 'error'>;
  readonly feed: FeedOut;
  readonly helix: Helix;
  readonly reads: ChannelReads;
  readonly vault: Pick<TokenVault, 'account'>;
  readonly live: Pick<Live, 'findPerson' | 'findMessage' | 'lastMessageOf' | 'messageTimes'>;
  /** The connected channel, `null` before one is. */
  channel(): ChannelName | null;
}

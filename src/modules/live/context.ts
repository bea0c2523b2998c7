import type { Clock } from '../../platform/clock.ts';
import type { Db, DialectName } from '../../platform/db/database.ts';
import type { FeedOut } from '../../platform/module.ts';
import type { ChannelReads } from '../../twitch/channel.ts';
import type { Helix } from '../../twitch/helix.ts';
import type { ChannelName } from './channel-store.ts';
import type { Hint } from './chat-line.ts';
import type { LineHealth } from './connections.ts';
import type { LiveTables } from './tables.ts';

/** The store as this room needs it; the whole installation's database fits. */
export interface LiveStore {
  readonly dialect: DialectName;
  readonly read: Db<LiveTables>;
  transaction<R>(work: (db: Db<LiveTables>) => Promise<R>): Promise<R>;
}

/** A picture as Twitch sent it; served from here, because pages load nothing from elsewhere. */
export interface Picture {
  readonly contentType: string;
  readonly body: Uint8Array;
}

export interface PictureSource {
  /** `undefined` where Twitch has none or cannot be reached. */
  emote(id: string): Promise<Picture | undefined>;
  /** By the address that Twitch's list of badges names. */
  badge(address: string): Promise<Picture | undefined>;
}

export interface LiveContext {
  readonly db: LiveStore;
  readonly clock: Clock;
  readonly feed: FeedOut;
  readonly helix: Helix;
  readonly reads: ChannelReads;
  readonly pictures: PictureSource;
  /** The connected channel, `null` before one is. */
  channel(): ChannelName | null;
  /** How the lines to Twitch are. */
  connections(): { readonly chat: LineHealth; readonly events: LineHealth; readonly token: LineHealth };
  /** What rules said about lines, by `seq`: they live one room further up. */
  hintsOf(seqs: readonly number[]): Promise<ReadonlyMap<number, readonly Hint[]>>;
}

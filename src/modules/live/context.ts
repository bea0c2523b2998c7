import type { TwitchUserId } from '../../kernel/id.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Db, DialectName } from '../../platform/db/database.ts';
import type { Log } from '../../platform/log.ts';
import type { FeedOut } from '../../platform/module.ts';
import type { ChannelReads } from '../../twitch/channel.ts';
import type { ChannelLists } from '../../twitch/channel-lists.ts';
import type { Helix } from '../../twitch/helix.ts';
import type { TwitchImages } from '../../twitch/images.ts';
import type { LineState } from '../../twitch/line-state.ts';
import type { ChannelName } from './channel-store.ts';
import type { Hint } from './chat-line.ts';
import type { LiveTables } from './tables.ts';

/** The store as this room needs it; the whole installation's database fits. */
export interface LiveStore {
  readonly dialect: DialectName;
  readonly read: Db<LiveTables>;
  transaction<R>(work: (db: Db<LiveTables>) => Promise<R>): Promise<R>;
}

/** How the lines to Twitch are: chat, events, the channel's grant, Twitch's sign-in and its API. */
export interface Connections {
  readonly chat: LineState;
  readonly events: LineState;
  readonly token: LineState;
  readonly signIn: LineState;
  readonly api: LineState;
}

export interface LiveContext {
  readonly db: LiveStore;
  readonly clock: Clock;
  /** What Twitch's clock says: the record is kept in its time, for its lines and events bring it along. */
  twitchNowMs(): number;
  readonly log: Pick<Log, 'info' | 'warn'>;
  readonly feed: FeedOut;
  readonly helix: Helix;
  readonly reads: ChannelReads;
  readonly lists: ChannelLists;
  readonly images: TwitchImages;
  /** The connected channel, `null` before one is. */
  channel(): ChannelName | null;
  /** The account that writes under a name of its own, where there is one. */
  findBot(): Promise<{ readonly twitchId: TwitchUserId } | undefined>;
  /** How the lines to Twitch are. */
  connections(): Connections;
  /** What rules said about lines, by `seq`: they live one room further up. */
  hintsOf(seqs: readonly number[]): Promise<ReadonlyMap<number, readonly Hint[]>>;
}

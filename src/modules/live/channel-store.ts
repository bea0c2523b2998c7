import type { TwitchUserId } from '../../kernel/id.ts';
import type { Db } from '../../platform/db/database.ts';
import { emptyChannel, lastId } from './interning.ts';
import type { ChannelRow, LiveTables } from './tables.ts';

/** The channel as our other rooms and the server name it. */
export interface ChannelName {
  readonly twitchId: TwitchUserId;
  readonly login: string;
  readonly displayName: string;
}

export async function findChannel(db: Db<LiveTables>, twitchId: TwitchUserId): Promise<ChannelRow | undefined> {
  return await db.selectFrom('live_channel').selectAll().where('twitch_id', '=', twitchId).executeTakeFirst();
}

/** Makes the channel known under its present name; gives its number. */
export async function saveChannelName(db: Db<LiveTables>, channel: ChannelName): Promise<number> {
  const known = await findChannel(db, channel.twitchId);
  const names = { login: channel.login, display_name: channel.displayName };
  if (known) {
    if (known.login !== channel.login || known.display_name !== channel.displayName) {
      await db.updateTable('live_channel').set(names).where('id', '=', known.id).execute();
    }
    return known.id;
  }
  const id = (await lastId(db, 'live_channel')) + 1;
  await db
    .insertInto('live_channel')
    .values({ ...emptyChannel(id, channel.twitchId), ...names })
    .execute();
  return id;
}

export type ChannelChange = Partial<
  Pick<ChannelRow, 'title' | 'category' | 'tags' | 'is_live' | 'started_at' | 'viewers' | 'followers' | 'subscribers'>
>;

export async function changeChannel(db: Db<LiveTables>, id: number, change: ChannelChange): Promise<void> {
  if (Object.keys(change).length === 0) return;
  await db.updateTable('live_channel').set(change).where('id', '=', id).execute();
}

import { type TwitchUserId, twitchUserId } from '../../kernel/id.ts';
import type { Db } from '../../platform/db/database.ts';
import { CHANNEL_RIGHTS, type ChannelRight } from '../../twitch/scopes.ts';
import type { TeamTables } from './tables.ts';

type TeamDb = Db<TeamTables>;

/** The channel this installation is about. Its id is also the account whose grant reads its numbers. */
export interface ConnectedChannel {
  readonly twitchId: TwitchUserId;
  readonly login: string;
  readonly displayName: string;
  /** What its owner lets us do; `chat` is always among them. */
  readonly rights: readonly ChannelRight[];
}

export async function findChannel(db: TeamDb): Promise<ConnectedChannel | undefined> {
  const row = await db.selectFrom('team_channel').selectAll().executeTakeFirst();
  return (
    row && {
      twitchId: twitchUserId(row.twitch_id),
      login: row.login,
      displayName: row.display_name,
      rights: knownRights(row.rights.split(' ')),
    }
  );
}

/** Epoch milliseconds of the last consent for the channel. */
export async function findChannelConnectedAt(db: TeamDb): Promise<number | undefined> {
  const row = await db.selectFrom('team_channel').select('connected_at').executeTakeFirst();
  return row?.connected_at;
}

/** Replaces the one before. */
export async function putChannel(db: TeamDb, channel: ConnectedChannel, connectedAt: number): Promise<void> {
  await db.deleteFrom('team_channel').execute();
  await db
    .insertInto('team_channel')
    .values({
      twitch_id: channel.twitchId,
      login: channel.login,
      display_name: channel.displayName,
      connected_at: connectedAt,
      rights: knownRights(channel.rights).join(' '),
    })
    .execute();
}

export async function renameChannel(db: TeamDb, channel: Omit<ConnectedChannel, 'rights'>): Promise<void> {
  await db
    .updateTable('team_channel')
    .set({ login: channel.login, display_name: channel.displayName })
    .where('twitch_id', '=', channel.twitchId)
    .execute();
}

/** In the order in which they are always listed, the one that is always on included. */
export function knownRights(words: readonly string[]): readonly ChannelRight[] {
  return CHANNEL_RIGHTS.filter((right) => right === 'chat' || words.includes(right));
}

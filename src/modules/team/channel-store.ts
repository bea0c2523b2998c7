import { type TwitchUserId, twitchUserId } from '../../kernel/id.ts';
import type { Db } from '../../platform/db/database.ts';
import type { TeamTables } from './tables.ts';

type TeamDb = Db<TeamTables>;

/** The channel this installation is about. Its id is also the account whose grant reads its numbers. */
export interface ConnectedChannel {
  readonly twitchId: TwitchUserId;
  readonly login: string;
  readonly displayName: string;
}

export async function findChannel(db: TeamDb): Promise<ConnectedChannel | undefined> {
  const row = await db.selectFrom('team_channel').selectAll().executeTakeFirst();
  return row && { twitchId: twitchUserId(row.twitch_id), login: row.login, displayName: row.display_name };
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
    })
    .execute();
}

export async function renameChannel(db: TeamDb, channel: ConnectedChannel): Promise<void> {
  await db
    .updateTable('team_channel')
    .set({ login: channel.login, display_name: channel.displayName })
    .where('twitch_id', '=', channel.twitchId)
    .execute();
}

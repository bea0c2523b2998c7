import { type TwitchUserId, twitchUserId } from '../../kernel/id.ts';
import type { Db } from '../../platform/db/database.ts';
import type { TeamTables } from './tables.ts';

type TeamDb = Db<TeamTables>;

/** The account that writes into the chat under a name of its own. */
export interface Bot {
  readonly twitchId: TwitchUserId;
  readonly login: string;
  readonly displayName: string;
}

export async function findBot(db: TeamDb): Promise<Bot | undefined> {
  const row = await db.selectFrom('team_bot').selectAll().executeTakeFirst();
  return row && { twitchId: twitchUserId(row.twitch_id), login: row.login, displayName: row.display_name };
}

/** Epoch milliseconds of the last consent for the bot. */
export async function findBotConnectedAt(db: TeamDb): Promise<number | undefined> {
  const row = await db.selectFrom('team_bot').select('connected_at').executeTakeFirst();
  return row?.connected_at;
}

/** Replaces the one before. */
export async function putBot(db: TeamDb, bot: Bot, connectedAt: number): Promise<void> {
  await db.deleteFrom('team_bot').execute();
  await db
    .insertInto('team_bot')
    .values({
      twitch_id: bot.twitchId,
      login: bot.login,
      display_name: bot.displayName,
      connected_at: connectedAt,
    })
    .execute();
}

export async function renameBot(db: TeamDb, bot: Bot): Promise<void> {
  await db
    .updateTable('team_bot')
    .set({ login: bot.login, display_name: bot.displayName })
    .where('twitch_id', '=', bot.twitchId)
    .execute();
}

/** Does nothing when this account is not the bot. */
export async function deleteBot(db: TeamDb, twitchId: TwitchUserId): Promise<void> {
  await db.deleteFrom('team_bot').where('twitch_id', '=', twitchId).execute();
}

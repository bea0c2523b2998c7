import type { AccountUse } from '../../contract/accounts.ts';
import { permissionsOf } from '../../contract/permissions.ts';
import type { TwitchUserId } from '../../kernel/id.ts';
import type { Db } from '../../platform/db/database.ts';
import { featuresFor, featuresOfRights, type TwitchFeature } from '../../twitch/scopes.ts';
import { type Bot, findBot } from './bot-store.ts';
import { type ConnectedChannel, findChannel } from './channel-store.ts';
import type { Member } from './member.ts';
import { listMembers } from './member-store.ts';
import type { TeamTables } from './tables.ts';

/** Everybody in whose name something is done here. */
export interface Household {
  readonly channel: ConnectedChannel | undefined;
  readonly bot: Bot | undefined;
  readonly members: readonly Member[];
}

export async function findHousehold(db: Db<TeamTables>): Promise<Household> {
  return { channel: await findChannel(db), bot: await findBot(db), members: await listMembers(db) };
}

/** What an account is used for; nothing for a stranger's. */
export function usesOf({ channel, bot, members }: Household, twitchId: TwitchUserId): readonly AccountUse[] {
  const uses: AccountUse[] = [];
  if (channel?.twitchId === twitchId) uses.push('channel');
  if (bot?.twitchId === twitchId) uses.push('bot');
  if (members.some((member) => member.twitchId === twitchId)) uses.push('member');
  return uses;
}

/** What this account's grant must be good for. As the channel's it follows the rights the owner chose. */
export function featuresOfAccount(household: Household, twitchId: TwitchUserId): readonly TwitchFeature[] {
  const { channel, members } = household;
  const uses = usesOf(household, twitchId);
  if (channel && uses.includes('channel')) return featuresOfRights(channel.rights);
  const member = members.find((each) => each.twitchId === twitchId);
  return [
    ...(uses.includes('bot') ? featuresFor('bot') : []),
    ...(member === undefined ? [] : featuresOfRole(member.role)),
  ];
}

/** What a member does on Twitch in her own name. */
export function featuresOfRole(role: Member['role']): readonly TwitchFeature[] {
  const permissions = permissionsOf(role);
  return [
    ...(permissions.includes('live.send') ? (['chat'] as const) : []),
    ...(permissions.includes('moderation.act') ? (['acting'] as const) : []),
  ];
}

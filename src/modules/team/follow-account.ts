import type { TwitchUserId } from '../../kernel/id.ts';
import { findBot, renameBot } from './bot-store.ts';
import { findChannel, renameChannel } from './channel-store.ts';
import type { TeamContext } from './context.ts';
import { findMemberByTwitchId, updateMember } from './member-store.ts';

/** After a change in the vault: a renamed login stays the same person, and everyone sees the new name. */
export async function followAccount(context: TeamContext, userId: TwitchUserId): Promise<void> {
  const { channelReads, db, feed, vault } = context;
  const account = await vault.account(userId);
  if (account) {
    const member = await findMemberByTwitchId(db.read, userId);
    const channel = await findChannel(db.read);
    const bot = await findBot(db.read);
    const isRenamed = (known: { readonly login: string } | undefined): boolean =>
      known !== undefined && known.login !== account.login;
    const others = [channel, bot].filter((each) => each?.twitchId === userId);
    if ([member, ...others].some(isRenamed)) {
      const users = await channelReads.usersById(userId, [userId]);
      const displayName = (users.ok ? users.value[0]?.displayName : undefined) ?? account.login;
      const names = { login: account.login, displayName };
      await db.transaction(async (trx) => {
        if (member) await updateMember(trx, member.id, names);
        await renameChannel(trx, { twitchId: userId, ...names });
        await renameBot(trx, { twitchId: userId, ...names });
      });
      feed.changed('team');
    }
  }
  feed.changed('me');
  feed.changed('accounts');
}

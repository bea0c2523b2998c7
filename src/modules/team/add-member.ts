import type { Role } from '../../contract/permissions.ts';
import type { MemberView } from '../../contract/team.ts';
import { newId, type TwitchUserId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Caller } from '../../platform/module.ts';
import { findChannel } from './channel-store.ts';
import { refusalOf, type TeamContext } from './context.ts';
import { findMemberByTwitchId, insertMember } from './member-store.ts';
import { viewMember } from './member-view.ts';

/** Twitch says who the login is today; from then on the person is followed by id. */
export async function addMember(
  context: TeamContext,
  { login, role }: { readonly login: string; readonly role: Role },
  caller: Caller,
): Promise<MemberView> {
  const { channelReads, clock, db, feed, log, presence } = context;
  const found = await channelReads.usersByLogin(await askingAccount(context, caller), [login]);
  if (!found.ok) throw refusalOf(found.error);
  const [user] = found.value;
  if (!user) throw new Refusal('team.unknown-login', { login });
  const nowMs = clock.nowMs();
  const member = await db.transaction(async (trx) => {
    if (await findMemberByTwitchId(trx, user.id)) throw new Refusal('team.already-member', { login: user.login });
    return insertMember(trx, {
      id: newId('mem', nowMs),
      twitchId: user.id,
      login: user.login,
      displayName: user.displayName,
      role,
      isOwner: false,
      addedAt: nowMs,
      addedBy: caller.memberId,
      signedInAt: null,
    });
  });
  log.info('member-added', { memberId: member.id, role, by: caller.memberId });
  feed.changed('team');
  return viewMember(member, presence);
}

/** Any connected account may ask who somebody is: the caller's, else the channel's. */
async function askingAccount({ db, vault }: TeamContext, caller: Caller): Promise<TwitchUserId> {
  if (caller.twitchId && (await vault.account(caller.twitchId))?.state === 'ok') return caller.twitchId;
  const channel = await findChannel(db.read);
  if (!channel) throw new Refusal('twitch.no-grant');
  return channel.twitchId;
}

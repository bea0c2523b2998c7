import { Refusal } from '../../kernel/refusal.ts';
import type { Caller } from '../../platform/module.ts';
import { findChannel } from './channel-store.ts';
import type { TeamContext } from './context.ts';
import { checkChange } from './member.ts';
import { deleteMember, findMember } from './member-store.ts';

/** First nobody can come in any more, then open doors are closed, last Twitch is told. */
export async function removeMember(
  { db, feed, log, presence, sessions, vault }: TeamContext,
  { memberId }: { readonly memberId: string },
  caller: Caller,
): Promise<Record<string, never>> {
  const { member, channel } = await db.transaction(async (trx) => {
    const found = await findMember(trx, memberId);
    if (!found) throw new Refusal('team.unknown-member');
    checkChange(found, caller.memberId);
    await deleteMember(trx, memberId);
    return { member: found, channel: await findChannel(trx) };
  });
  await sessions.endSessionsOf(member.id);
  presence.disconnect(member.id);
  log.info('member-removed', { memberId: member.id, by: caller.memberId });
  feed.changed('team');
  // The channel lives on by its own grant, whoever leaves the team.
  if (member.twitchId && member.twitchId !== channel?.twitchId) await vault.forget(member.twitchId);
  return {};
}

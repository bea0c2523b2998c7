import { Refusal } from '../../kernel/refusal.ts';
import type { Caller } from '../../platform/module.ts';
import { findHousehold, usesOf } from './account-uses.ts';
import type { TeamContext } from './context.ts';
import { checkChange } from './member.ts';
import { deleteMember, findMember } from './member-store.ts';

/** First nobody can come in any more, then open doors are closed, last Twitch is told. */
export async function removeMember(
  { db, feed, log, presence, sessions, vault }: TeamContext,
  { memberId }: { readonly memberId: string },
  caller: Caller,
): Promise<Record<string, never>> {
  const { member, household } = await db.transaction(async (trx) => {
    const found = await findMember(trx, memberId);
    if (!found) throw new Refusal('team.unknown-member');
    checkChange(found, caller.memberId);
    await deleteMember(trx, memberId);
    return { member: found, household: await findHousehold(trx) };
  });
  await sessions.endSessionsOf(member.id);
  presence.disconnect(member.id);
  log.info('member-removed', { memberId: member.id, by: caller.memberId });
  feed.changed('team');
  // The channel and the bot live on by their own grants, whoever leaves the team.
  if (member.twitchId && usesOf(household, member.twitchId).length === 0) await vault.forget(member.twitchId);
  feed.changed('accounts');
  return {};
}

import { Refusal } from '../../kernel/refusal.ts';
import type { Caller } from '../../platform/module.ts';
import { aloneWithGrants, type TeamContext } from './context.ts';
import { forgetUnused } from './grant.ts';
import { checkChange } from './member.ts';
import { deleteMember, findMember } from './member-store.ts';

/** First nobody can come in any more, then open doors are closed, last Twitch is told. */
export async function removeMember(
  context: TeamContext,
  { memberId }: { readonly memberId: string },
  caller: Caller,
): Promise<Record<string, never>> {
  const { db, feed, log, presence, sessions } = context;
  const member = await db.transaction(async (trx) => {
    const found = await findMember(trx, memberId);
    if (!found) throw new Refusal('team.unknown-member');
    checkChange(found, caller.memberId);
    await deleteMember(trx, memberId);
    return found;
  });
  await sessions.endSessionsOf(member.id);
  presence.disconnect(member.id);
  log.info('member-removed', { memberId: member.id, by: caller.memberId });
  feed.changed('team');
  await aloneWithGrants(context, () => forgetUnused(context, [member.twitchId]));
  feed.changed('accounts');
  return {};
}

import type { Role } from '../../contract/permissions.ts';
import type { MemberView } from '../../contract/team.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Caller } from '../../platform/module.ts';
import type { TeamContext } from './context.ts';
import { checkChange } from './member.ts';
import { findMember, updateMember } from './member-store.ts';
import { viewMember } from './member-view.ts';

/** Calls ask for the role each time; open feeds begin anew with it. */
export async function changeRole(
  { db, feed, log, presence }: TeamContext,
  { memberId, role }: { readonly memberId: string; readonly role: Role },
  caller: Caller,
): Promise<MemberView> {
  const member = await db.transaction(async (trx) => {
    const before = await findMember(trx, memberId);
    if (!before) throw new Refusal('team.unknown-member');
    checkChange(before, caller.memberId);
    return updateMember(trx, memberId, { role });
  });
  if (!member) throw new Refusal('team.unknown-member');
  log.info('role-changed', { memberId: member.id, role, by: caller.memberId });
  presence.reopen(member.id);
  feed.changed('team');
  feed.changed('me');
  return viewMember(member, presence);
}

import { permissionsOf } from '../../contract/permissions.ts';
import type { Id } from '../../kernel/id.ts';
import type { Caller } from '../../platform/module.ts';
import type { TeamContext } from './context.ts';
import { provenTwitchId } from './member.ts';
import { findMember, updateMember } from './member-store.ts';

/** "Last here" is exact to this; not every request writes. */
const SEEN_EVERY_MS = 5 * 60_000;

/** Who the person behind a session is now; `undefined` once she is no member. */
export async function resolveMember(
  { clock, db }: TeamContext,
  memberId: Id<'mem'>,
): Promise<Omit<Caller, 'sessionKey' | 'csrfToken'> | undefined> {
  const member = await findMember(db.read, memberId);
  if (!member) return undefined;
  const nowMs = clock.nowMs();
  if (nowMs - (member.lastSeenAt ?? 0) >= SEEN_EVERY_MS) {
    await db.transaction((trx) => updateMember(trx, memberId, { lastSeenAt: nowMs }));
  }
  return {
    memberId: member.id,
    role: member.role,
    isOwner: member.isOwner,
    permissions: permissionsOf(member.role),
    twitchId: provenTwitchId(member),
  };
}

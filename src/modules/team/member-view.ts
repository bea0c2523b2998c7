import type { MemberView } from '../../contract/team.ts';
import { instantFromMs } from '../../kernel/instant.ts';
import type { Presence } from '../../platform/module.ts';
import { type Member, provenTwitchId } from './member.ts';

export function viewMember(member: Member, presence: Presence): MemberView {
  return {
    id: member.id,
    role: member.role,
    isOwner: member.isOwner,
    twitchId: provenTwitchId(member),
    login: member.login,
    displayName: member.displayName,
    addedAt: instantFromMs(member.addedAt),
    lastSeenAt: member.lastSeenAt === null ? null : instantFromMs(member.lastSeenAt),
    isPresent: presence.present().has(member.id),
  };
}

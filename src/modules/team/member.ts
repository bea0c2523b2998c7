import type { Role } from '../../contract/permissions.ts';
import type { Id, TwitchUserId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';

/** A person of the team as the store knows her; times in epoch milliseconds. */
export interface Member {
  readonly id: Id<'mem'>;
  readonly twitchId: TwitchUserId | null;
  readonly login: string;
  readonly displayName: string;
  readonly role: Role;
  readonly isOwner: boolean;
  readonly addedAt: number;
  readonly signedInAt: number | null;
  readonly lastSeenAt: number | null;
}

/** @throws Refusal when this member's role and place in the team are nobody's to change, or not hers. */
export function checkChange(member: Member, by: Id<'mem'>): void {
  if (member.isOwner) throw new Refusal('team.owner-stays');
  if (member.id === by) throw new Refusal('team.not-yourself');
}

/** The account a member acts with: her own only after Twitch vouched for her. */
export function provenTwitchId(member: Member): TwitchUserId | null {
  return member.signedInAt === null ? null : member.twitchId;
}

import type { Role } from '../../contract/permissions.ts';
import type { MemberView } from '../../contract/team.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Caller } from '../../platform/module.ts';
import { addMember } from './add-member.ts';
import type { TeamContext } from './context.ts';
import { findOwner, listMembers } from './member-store.ts';
import { viewMember } from './member-view.ts';
import { removeMember } from './remove-member.ts';
import { resolveMember } from './resolve-member.ts';

/** The team as whoever sits at the machine manages it: in the owner's name. */
export interface TeamDesk {
  list(): Promise<readonly MemberView[]>;
  /** @throws Refusal team.unknown-login, team.already-member, twitch.no-grant */
  add(login: string, role: Role): Promise<MemberView>;
  /** @throws Refusal team.unknown-member, team.owner-stays, team.not-yourself */
  remove(login: string): Promise<void>;
}

export function createTeamDesk(context: TeamContext): TeamDesk {
  async function owner(): Promise<Caller> {
    const member = await findOwner(context.db.read);
    const caller = member && (await resolveMember(context, member.id));
    if (!caller) throw new Refusal('team.only-owner');
    return { ...caller, sessionKey: '', csrfToken: '' };
  }
  return {
    list: async () => (await listMembers(context.db.read)).map((member) => viewMember(member, context.presence)),
    add: async (login, role) => addMember(context, { login, role }, await owner()),
    async remove(login) {
      const member = (await listMembers(context.db.read)).find((each) => each.login === login);
      if (!member) throw new Refusal('team.unknown-member');
      await removeMember(context, { memberId: member.id }, await owner());
    },
  };
}

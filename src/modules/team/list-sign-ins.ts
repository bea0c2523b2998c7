import type { ReplyOf } from '../../contract/endpoint.ts';
import type { SignInView, team } from '../../contract/team.ts';
import type { Id } from '../../kernel/id.ts';
import { instantFromMs } from '../../kernel/instant.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Caller, SessionView } from '../../platform/module.ts';
import { isThisMachine } from './attempts.ts';
import type { TeamContext } from './context.ts';
import type { Member } from './member.ts';
import { listMembers } from './member-store.ts';

/** Names a session towards browsers: enough of its key to tell them apart. */
const ID_LENGTH = 16;

interface SeenSession {
  readonly session: SessionView;
  readonly member: Member;
}

/** The browsers that are signed in, the newest first: everybody's own; who manages the team sees all. */
export async function listSignIns(context: TeamContext, caller: Caller): Promise<ReplyOf<typeof team.signIns>> {
  const seen = await seenBy(context, caller);
  return { signIns: seen.map((each) => view(each, caller)) };
}

/**
 * Of a member who is signed in elsewhere: by a code, and nobody said yet that it was she. A code can be typed
 * in by somebody who was talked into it, and then lets a stranger in.
 */
export async function countUnconfirmed(
  { sessions }: TeamContext,
  caller: Pick<Caller, 'memberId' | 'sessionKey'>,
): Promise<number> {
  const all = await sessions.list();
  return all.filter((each) => each.memberId === caller.memberId && isToConfirm(each, caller.sessionKey)).length;
}

/** Ends somebody's session: everybody the own ones, who manages the team all but the owner's. */
export async function endSignIn(context: TeamContext, id: string, caller: Caller): Promise<Record<string, never>> {
  const { log, sessions } = context;
  const { session, member } = await find(context, id, caller);
  if (!mayEnd(member, caller)) throw new Refusal('team.only-owner');
  await sessions.end(session.key);
  log.info('session-ended', { memberId: member.id, by: caller.memberId });
  return {};
}

/** "It was me", said from another browser than the one it is about. */
export async function confirmSignIn(context: TeamContext, id: string, caller: Caller): Promise<Record<string, never>> {
  const { session, member } = await find(context, id, caller);
  if (member.id !== caller.memberId || session.key === caller.sessionKey) throw new Refusal('team.unknown-sign-in');
  await context.sessions.confirm(session.key);
  return {};
}

async function find(context: TeamContext, id: string, caller: Caller): Promise<SeenSession> {
  const found = (await seenBy(context, caller)).find(({ session }) => idOf(session) === id);
  if (!found) throw new Refusal('team.unknown-sign-in');
  return found;
}

async function seenBy({ db, sessions }: TeamContext, caller: Caller): Promise<SeenSession[]> {
  const members = new Map<Id<'mem'>, Member>((await listMembers(db.read)).map((member) => [member.id, member]));
  const isManager = caller.permissions.includes('team.manage');
  return (await sessions.list()).flatMap((session) => {
    const member = members.get(session.memberId);
    return member && (isManager || member.id === caller.memberId) ? { session, member } : [];
  });
}

function view({ session, member }: SeenSession, caller: Caller): SignInView {
  const { way, address, beganAt, lastSeenAt } = session;
  const isMine = member.id === caller.memberId;
  return {
    id: idOf(session),
    memberId: member.id,
    displayName: member.displayName || member.login,
    way,
    address: address !== null && isThisMachine(address) ? null : address,
    beganAt: instantFromMs(beganAt),
    lastSeenAt: instantFromMs(lastSeenAt),
    isMine,
    isThis: session.key === caller.sessionKey,
    isToConfirm: isMine && isToConfirm(session, caller.sessionKey),
    mayEnd: mayEnd(member, caller),
  };
}

const idOf = ({ key }: SessionView): string => key.slice(0, ID_LENGTH);

const mayEnd = (member: Member, caller: Caller): boolean =>
  member.id === caller.memberId || caller.isOwner || !member.isOwner;

const isToConfirm = ({ key, way, isConfirmed }: SessionView, own: string): boolean =>
  way === 'code' && !isConfirmed && key !== own;

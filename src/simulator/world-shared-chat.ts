import type { World } from './world.ts';
import type { SharedChat } from './world-features.ts';

/** The session a channel is in. */
export function sharedChatOf(world: World, channelId: string): SharedChat | undefined {
  return world.state.sharedChats.find((session) => session.participantIds.includes(channelId));
}

/** The other channels of the session; none outside of one. */
export function sharedWith(world: World, channelId: string): string[] {
  return sharedChatOf(world, channelId)?.participantIds.filter((id) => id !== channelId) ?? [];
}

/** Puts channels into one chat, to a session of the host that may run already. */
export function joinSharedChat(world: World, hostId: string, guestIds: readonly string[]): SharedChat {
  const nowMs = world.nowMs();
  let session = world.state.sharedChats.find((one) => one.hostId === hostId);
  const before = session?.participantIds ?? [];
  if (!session) {
    session = {
      id: world.random.uuid(),
      hostId,
      participantIds: [hostId],
      createdAtMs: nowMs,
      updatedAtMs: nowMs,
    };
    world.state.sharedChats.push(session);
  }
  for (const guestId of guestIds) {
    if (!sharedChatOf(world, guestId)) session.participantIds.push(guestId);
  }
  session.updatedAtMs = nowMs;
  for (const id of session.participantIds) tell(world, id, before.includes(id) ? 'update' : 'begin', session);
  return session;
}

/** The last guest and the host end it for everybody. False for who is in none. */
export function leaveSharedChat(world: World, channelId: string): boolean {
  const session = sharedChatOf(world, channelId);
  if (!session) return false;
  const rest = session.participantIds.filter((id) => id !== channelId);
  if (channelId === session.hostId || rest.length < 2) {
    const everybody = session.participantIds;
    world.state.sharedChats = world.state.sharedChats.filter((one) => one !== session);
    for (const id of everybody) tell(world, id, 'end', session);
    return true;
  }
  session.participantIds = rest;
  session.updatedAtMs = world.nowMs();
  tell(world, channelId, 'end', session);
  for (const id of rest) tell(world, id, 'update', session);
  return true;
}

function tell(world: World, channelId: string, phase: 'begin' | 'update' | 'end', session: SharedChat): void {
  world.emit({
    kind: 'shared-chat',
    phase,
    channelId,
    session: { ...session, participantIds: [...session.participantIds] },
  });
}

import { sharedChatOf } from '../world-shared-chat.ts';
import { dataReply, type Endpoint, knownChannel, required, twitchTime } from './endpoint.ts';

/** GET /shared_chat/session: empty for a channel that is in none. */
export const getSharedChatSession: Endpoint = {
  method: 'GET',
  path: '/shared_chat/session',
  token: { kind: 'any' },
  handle(call) {
    const { broadcasterId } = knownChannel(call, required(call, 'broadcaster_id'));
    const session = sharedChatOf(call.world, broadcasterId);
    if (!session) return dataReply([]);
    return dataReply([
      {
        session_id: session.id,
        host_broadcaster_id: session.hostId,
        participants: session.participantIds.map((id) => ({ broadcaster_id: id })),
        created_at: twitchTime(session.createdAtMs),
        updated_at: twitchTime(session.updatedAtMs),
      },
    ]);
  },
};

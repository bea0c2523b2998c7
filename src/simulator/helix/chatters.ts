import { type Endpoint, granted, moderation } from './endpoint.ts';
import { pageReply } from './paging.ts';
import { named } from './users.ts';

const HERE_MS = 10 * 60_000;

/** GET /chat/chatters: the team and who has written in the last ten minutes; this world knows no silent ones by name. */
export const getChatters: Endpoint = {
  method: 'GET',
  path: '/chat/chatters',
  token: granted(['moderator:read:chatters']),
  handle(call) {
    const { channel } = moderation(call);
    const oldest = call.world.nowMs() - HERE_MS;
    const writers = call.world.state.messages
      .filter((line) => line.channelId === channel.broadcasterId && line.sentAtMs > oldest)
      .map((line) => line.userId);
    const all = [...new Set([channel.broadcasterId, ...Object.keys(channel.moderators), ...writers])];
    return pageReply(call, all, {
      keyOf: (id) => id,
      max: 1000,
      fallback: 100,
      show: (id) => named(call, 'user', id),
      more: { total: all.length },
    });
  },
};

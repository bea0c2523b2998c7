import { dataReply, type Endpoint, ownChannel, repeated } from './endpoint.ts';
import { pageOf } from './paging.ts';
import { named } from './users.ts';

/** GET /moderation/moderators: without the broadcaster, newest first. */
export const getModerators: Endpoint = {
  method: 'GET',
  path: '/moderation/moderators',
  token: { kind: 'user', scopes: ['moderation:read', 'channel:manage:moderators'] },
  handle(call) {
    const channel = ownChannel(call);
    const userIds = repeated(call, 'user_id', 100);
    const all = Object.entries(channel.moderators)
      .sort((a, b) => b[1] - a[1])
      .map(([userId]) => userId);
    const wanted = userIds.length === 0 ? all : all.filter((id) => userIds.includes(id));
    const { items, pagination } = pageOf(call, wanted, { keyOf: (id) => id, max: 100 });
    return dataReply(
      items.map((id) => named(call, 'user', id)),
      { pagination },
    );
  },
};

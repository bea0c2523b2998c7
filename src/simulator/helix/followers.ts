import { canModerate } from '../world-roles.ts';
import { dataReply, type Endpoint, HelixRefusal, knownChannel, required, twitchTime } from './endpoint.ts';
import { MESSAGES } from './messages.ts';
import { pageOf } from './paging.ts';
import { named } from './users.ts';

const SCOPE = 'moderator:read:followers';

/** GET /channels/followers: the number for everyone, the people for the broadcaster and moderators. */
export const getFollowers: Endpoint = {
  method: 'GET',
  path: '/channels/followers',
  token: { kind: 'any' },
  handle(call) {
    const channel = knownChannel(call, required(call, 'broadcaster_id'));
    const userId = call.query.get('user_id') ?? '';
    const all = Object.entries(channel.followers).sort((a, b) => b[1] - a[1]);
    const hasScope = call.token.scopes.includes(SCOPE);
    const mayRead = hasScope && call.token.userId !== null && canModerate(channel, call.token.userId);
    if (!mayRead) {
      if (userId !== '') {
        throw new HelixRefusal(401, hasScope ? MESSAGES.notYourModerator : MESSAGES.missingScope([SCOPE]));
      }
      return dataReply([], { total: all.length, pagination: {} });
    }
    const wanted = userId === '' ? all : all.filter(([id]) => id === userId);
    const { items, pagination } = pageOf(call, wanted, { keyOf: ([id]) => id, max: 100 });
    const data = items.map(([id, followedAtMs]) => ({
      ...named(call, 'user', id),
      followed_at: twitchTime(followedAtMs),
    }));
    return dataReply(data, { total: all.length, pagination });
  },
};

import type { Channel } from '../world-state.ts';
import { dataReply, type Endpoint, type HelixCall, ownUserId, twitchTime } from './endpoint.ts';
import { pageOf, pageReply } from './paging.ts';
import { toStream } from './streams.ts';
import { named } from './users.ts';

const TOKEN: Endpoint['token'] = { kind: 'user', scopes: ['user:read:follows'] };

/** GET /channels/followed: whom the token's user follows, newest first. */
export const getFollowed: Endpoint = {
  method: 'GET',
  path: '/channels/followed',
  token: TOKEN,
  handle(call) {
    const all = followedBy(call, ownUserId(call)).sort((a, b) => b.sinceMs - a.sinceMs);
    const broadcasterId = call.query.get('broadcaster_id') ?? '';
    const wanted = broadcasterId === '' ? all : all.filter((one) => one.channel.broadcasterId === broadcasterId);
    const { items, pagination } = pageOf(call, wanted, { keyOf: (one) => one.channel.broadcasterId, max: 100 });
    const data = items.map(({ channel, sinceMs }) => ({
      ...named(call, 'broadcaster', channel.broadcasterId),
      followed_at: twitchTime(sinceMs),
    }));
    return dataReply(data, { total: all.length, pagination });
  },
};

/** GET /streams/followed: who of them is live, most viewers first. */
export const getFollowedStreams: Endpoint = {
  method: 'GET',
  path: '/streams/followed',
  token: TOKEN,
  handle(call) {
    const live = followedBy(call, ownUserId(call))
      .flatMap(({ channel }) => (channel.stream ? [{ channel, stream: channel.stream }] : []))
      .sort((a, b) => b.stream.viewerCount - a.stream.viewerCount);
    return pageReply(call, live, {
      keyOf: (one) => one.stream.id,
      max: 100,
      fallback: 100,
      show: ({ channel, stream }) => toStream(call, channel, stream),
    });
  },
};

function followedBy(call: HelixCall, userId: string): { channel: Channel; sinceMs: number }[] {
  return Object.values(call.world.state.channels).flatMap((channel) => {
    const sinceMs = channel.followers[userId];
    return sinceMs === undefined ? [] : [{ channel, sinceMs }];
  });
}

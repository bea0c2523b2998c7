import { hashText } from '../random.ts';
import { categoryName, channelOf, userOf } from '../world.ts';
import type { Channel, LiveStream } from '../world-state.ts';
import { choice, dataReply, type Endpoint, type HelixCall, ownChannel, repeated, twitchTime } from './endpoint.ts';
import { streamThumbnailUrl } from './image-urls.ts';
import { pageReply } from './paging.ts';
import { named } from './users.ts';

/** GET /streams: those who are live, most viewers first. Offline users are missing. */
export const getStreams: Endpoint = {
  method: 'GET',
  path: '/streams',
  token: { kind: 'any' },
  handle(call) {
    const userIds = repeated(call, 'user_id', 100);
    const logins = repeated(call, 'user_login', 100).map((login) => login.toLowerCase());
    const categories = repeated(call, 'game_id', 100);
    const languages = repeated(call, 'language', 100);
    choice(call, 'type', ['all', 'live'], 'all');
    const isWanted = (channel: Channel): boolean => {
      const { login } = userOf(call.world, channel.broadcasterId);
      const namesUsers = userIds.length + logins.length > 0;
      if (namesUsers && !userIds.includes(channel.broadcasterId) && !logins.includes(login)) return false;
      if (categories.length > 0 && !categories.includes(channel.categoryId)) return false;
      return languages.length === 0 || languages.includes(channel.language);
    };
    const live = Object.keys(call.world.state.channels)
      .map((id) => channelOf(call.world, id))
      .flatMap((channel) => (channel.stream && isWanted(channel) ? [{ channel, stream: channel.stream }] : []))
      .sort((a, b) => b.stream.viewerCount - a.stream.viewerCount);
    return pageReply(call, live, {
      keyOf: (one) => one.stream.id,
      max: 100,
      takesBefore: true,
      show: ({ channel, stream }) => toStream(call, channel, stream),
    });
  },
};

export function toStream(call: HelixCall, channel: Channel, stream: LiveStream): Record<string, unknown> {
  const { login } = userOf(call.world, channel.broadcasterId);
  return {
    id: stream.id,
    ...named(call, 'user', channel.broadcasterId),
    game_id: channel.categoryId,
    game_name: categoryName(call.world, channel.categoryId),
    type: 'live',
    title: channel.title,
    tags: channel.tags,
    viewer_count: stream.viewerCount,
    started_at: twitchTime(stream.startedAtMs),
    language: channel.language,
    thumbnail_url: streamThumbnailUrl(call.context.baseUrl, login),
    tag_ids: [],
    is_mature: false,
  };
}

/** GET /streams/key: the one thing that nobody may ever see in a log. */
export const getStreamKey: Endpoint = {
  method: 'GET',
  path: '/streams/key',
  token: { kind: 'user', scopes: ['channel:read:stream_key'] },
  handle(call) {
    const { broadcasterId } = ownChannel(call);
    return dataReply([{ stream_key: `live_${broadcasterId}_${hashText(broadcasterId).toString(36)}` }]);
  },
};

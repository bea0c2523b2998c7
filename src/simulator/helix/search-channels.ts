import { categoryName, channelOf } from '../world.ts';
import { dataReply, type Endpoint, flagQuery, required, twitchTime } from './endpoint.ts';
import { profileImageUrl } from './image-urls.ts';
import { pageOf } from './paging.ts';

/** GET /search/channels: names and titles that begin with the query; live ones first. Only who has streamed is found. */
export const searchChannels: Endpoint = {
  method: 'GET',
  path: '/search/channels',
  token: { kind: 'any' },
  handle(call) {
    const query = required(call, 'query').trim().toLowerCase();
    const onlyLive = flagQuery(call, 'live_only') ?? false;
    const found = Object.keys(call.world.state.channels)
      .flatMap((id) => {
        const user = call.world.state.users[id];
        return user ? [{ user, channel: channelOf(call.world, id) }] : [];
      })
      .filter(({ channel }) => channel.stream !== null || channel.title !== '')
      .filter(({ channel }) => !onlyLive || channel.stream !== null)
      .filter(
        ({ user, channel }) =>
          user.login.startsWith(query) ||
          user.displayName.toLowerCase().startsWith(query) ||
          channel.title.toLowerCase().startsWith(query),
      )
      .sort((a, b) => Number(b.channel.stream !== null) - Number(a.channel.stream !== null));
    const { items, pagination } = pageOf(call, found, { keyOf: (one) => one.user.id, max: 100 });
    const data = items.map(({ user, channel }) => ({
      broadcaster_language: channel.language,
      broadcaster_login: user.login,
      display_name: user.displayName,
      game_id: channel.categoryId,
      game_name: categoryName(call.world, channel.categoryId),
      id: user.id,
      is_live: channel.stream !== null,
      tag_ids: [],
      tags: channel.tags,
      thumbnail_url: profileImageUrl(call.context.baseUrl, user.login),
      title: channel.title,
      started_at: channel.stream ? twitchTime(channel.stream.startedAtMs) : '',
    }));
    return dataReply(data, { pagination });
  },
};

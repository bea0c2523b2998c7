import type { TwitchUserId } from '../kernel/id.ts';
import type { EventTopic } from '../twitch/eventsub-socket.ts';
import { type ChannelRight, scopesOf, type TwitchFeature } from '../twitch/scopes.ts';

/**
 * Everything the rooms read of a channel, ordered in the broadcaster's name, as far as its owner allows it.
 * Each topic stands alone: a refused one never takes another with it.
 */
export function eventTopics(channelId: TwitchUserId, rights: readonly ChannelRight[]): readonly EventTopic[] {
  const own = { broadcaster_user_id: channelId };
  const asModerator = { ...own, moderator_user_id: channelId };
  const asReader = { ...own, user_id: channelId };
  const topics: Readonly<Record<ChannelRight, readonly EventTopic[]>> = {
    chat: [
      topic('stream.online', '1', own),
      topic('stream.offline', '1', own),
      topic('channel.update', '2', own),
      topic('channel.follow', '2', asModerator, 'follows'),
      topic('channel.raid', '1', { to_broadcaster_user_id: channelId }),
      topic('channel.chat.notification', '1', asReader, 'chat-notices'),
    ],
    moderation: [
      topic('channel.moderate', '2', asModerator, 'mod-log'),
      topic('channel.ban', '1', own, 'bans'),
      topic('channel.unban', '1', own, 'bans'),
    ],
    planning: [],
    revenue: [
      topic('channel.subscribe', '1', own, 'subs'),
      topic('channel.subscription.gift', '1', own, 'subs'),
      topic('channel.subscription.message', '1', own, 'subs'),
      topic('channel.subscription.end', '1', own, 'subs'),
      topic('channel.cheer', '1', own, 'bits'),
      topic('channel.bits.use', '1', own, 'bits'),
      topic('channel.hype_train.begin', '2', own, 'hype-train'),
      topic('channel.hype_train.progress', '2', own, 'hype-train'),
      topic('channel.hype_train.end', '2', own, 'hype-train'),
      topic('channel.channel_points_custom_reward_redemption.add', '1', own, 'redemptions'),
    ],
  };
  return (Object.keys(topics) as ChannelRight[])
    .filter((right) => right === 'chat' || rights.includes(right))
    .flatMap((right) => topics[right]);
}

function topic(type: string, version: string, condition: EventTopic['condition'], feature?: TwitchFeature): EventTopic {
  return { type, version, condition, scopes: feature ? scopesOf(feature) : [] };
}

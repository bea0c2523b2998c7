import type { TwitchUserId } from '../kernel/id.ts';
import type { EventTopic } from '../twitch/eventsub-socket.ts';
import type { ChannelRight } from '../twitch/scopes.ts';

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
      { type: 'stream.online', version: '1', condition: own },
      { type: 'stream.offline', version: '1', condition: own },
      { type: 'channel.update', version: '2', condition: own },
      { type: 'channel.follow', version: '2', condition: asModerator },
      { type: 'channel.raid', version: '1', condition: { to_broadcaster_user_id: channelId } },
      { type: 'channel.chat.notification', version: '1', condition: asReader },
    ],
    moderation: [
      { type: 'channel.moderate', version: '2', condition: asModerator },
      { type: 'channel.ban', version: '1', condition: own },
      { type: 'channel.unban', version: '1', condition: own },
    ],
    planning: [],
    revenue: [
      { type: 'channel.subscribe', version: '1', condition: own },
      { type: 'channel.subscription.gift', version: '1', condition: own },
      { type: 'channel.subscription.message', version: '1', condition: own },
      { type: 'channel.subscription.end', version: '1', condition: own },
      { type: 'channel.cheer', version: '1', condition: own },
      { type: 'channel.bits.use', version: '1', condition: own },
      { type: 'channel.hype_train.begin', version: '2', condition: own },
      { type: 'channel.hype_train.progress', version: '2', condition: own },
      { type: 'channel.hype_train.end', version: '2', condition: own },
      { type: 'channel.channel_points_custom_reward_redemption.add', version: '1', condition: own },
    ],
  };
  return (Object.keys(topics) as ChannelRight[])
    .filter((right) => right === 'chat' || rights.includes(right))
    .flatMap((right) => topics[right]);
}

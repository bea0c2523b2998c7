import { featureEvents } from './eventsub-features.ts';
import { moderateEvents } from './eventsub-moderate.ts';
import { notificationEvent } from './eventsub-notification.ts';
import {
  forChannel,
  type Json,
  messageBody,
  NO_SOURCE,
  person,
  type WireEvent,
  wireBadges,
  wireTime,
} from './eventsub-parts.ts';
import { redemptionEvent } from './eventsub-points.ts';
import { anonymousCheerer } from './people-anonymous.ts';
import { categoryName, channelOf, userOf, type World } from './world.ts';
import { isCopy } from './world-chat.ts';
import type { WorldEvent } from './world-events.ts';
import type { ChatMessage, ChatModes, HypeTrain, LineHighlight } from './world-state.ts';
import { fragmentsOf } from './world-text.ts';

/** The event as each subscription type sends it; most have no type that tells them. */
export function toWire(world: World, event: WorldEvent): WireEvent[] {
  switch (event.kind) {
    case 'message':
      return [forChannel(world, 'channel.chat.message', event.message.channelId, chatMessage(world, event.message))];
    case 'message-deleted': {
      const { message } = event;
      const body = { ...person(world, message.userId, 'target_'), message_id: message.id };
      return [
        forChannel(world, 'channel.chat.message_delete', message.channelId, body),
        ...moderateEvents(world, event),
      ];
    }
    case 'chat-cleared':
      return [forChannel(world, 'channel.chat.clear', event.channelId, {}), ...moderateEvents(world, event)];
    case 'user-banned':
      return banEvents(world, event);
    case 'user-unbanned': {
      const body = { ...person(world, event.ban.userId), ...person(world, event.moderatorId, 'moderator_') };
      return [forChannel(world, 'channel.unban', event.channelId, body), ...moderateEvents(world, event)];
    }
    case 'modes-changed':
      return [
        forChannel(world, 'channel.chat_settings.update', event.channelId, modes(event.after)),
        ...moderateEvents(world, event),
      ];
    case 'shield-changed': {
      const time = { [event.isActive ? 'started_at' : 'ended_at']: wireTime(world.nowMs()) };
      const body = { ...person(world, event.moderatorId, 'moderator_'), ...time };
      const type = event.isActive ? 'channel.shield_mode.begin' : 'channel.shield_mode.end';
      return [forChannel(world, type, event.channelId, body)];
    }
    case 'moderator-added':
    case 'moderator-removed':
    case 'vip-added':
    case 'vip-removed':
      return [
        forChannel(world, ROLE_TYPES[event.kind], event.channelId, person(world, event.userId)),
        ...moderateEvents(world, event),
      ];
    case 'notice':
      return [
        forChannel(world, 'channel.chat.notification', event.notice.channelId, notificationEvent(world, event.notice)),
      ];
    case 'followed': {
      const body = { ...person(world, event.userId), followed_at: wireTime(event.followedAtMs) };
      return [forChannel(world, 'channel.follow', event.channelId, body)];
    }
    case 'subscribed':
    case 'subscription-ended': {
      const body = { ...person(world, event.userId), tier: event.tier, is_gift: event.isGift };
      const type = event.kind === 'subscribed' ? 'channel.subscribe' : 'channel.subscription.end';
      return [forChannel(world, type, event.channelId, body)];
    }
    case 'resubscribed':
      return [
        forChannel(world, 'channel.subscription.message', event.channelId, {
          ...person(world, event.userId),
          tier: event.tier,
          message: { text: event.text, emotes: resubEmotes(world, event.text) },
          cumulative_months: event.cumulativeMonths,
          streak_months: event.streakMonths,
          duration_months: event.durationMonths,
        }),
      ];
    case 'subs-gifted':
      return [
        forChannel(world, 'channel.subscription.gift', event.channelId, {
          ...person(world, event.userId),
          total: event.count,
          tier: event.tier,
          cumulative_total: event.cumulativeTotal,
          is_anonymous: event.userId === null,
        }),
      ];
    case 'cheered':
      return cheerEvents(world, event);
    case 'raided':
      return raidEvents(world, event);
    case 'channel-updated': {
      const channel = channelOf(world, event.channelId);
      return [
        forChannel(world, 'channel.update', event.channelId, {
          title: channel.title,
          language: channel.language,
          category_id: channel.categoryId,
          category_name: categoryName(world, channel.categoryId),
          content_classification_labels: channel.contentLabels,
        }),
      ];
    }
    case 'stream-online': {
      const body = { id: event.streamId, type: 'live', started_at: wireTime(event.startedAtMs) };
      return [forChannel(world, 'stream.online', event.channelId, body)];
    }
    case 'stream-offline':
      return [forChannel(world, 'stream.offline', event.channelId, { id: event.streamId })];
    case 'hype-train':
      return [forChannel(world, `channel.hype_train.${event.phase}`, event.channelId, hypeTrain(world, event))];
    case 'reward-redeemed':
      return [redemptionEvent(world, 'add', event.channelId, event.redemption)];
    case 'unfollowed':
    case 'token-ended':
    case 'authorization-ended':
      return [];
    default:
      return featureEvents(world, event);
  }
}

const ROLE_TYPES = {
  'moderator-added': 'channel.moderator.add',
  'moderator-removed': 'channel.moderator.remove',
  'vip-added': 'channel.vip.add',
  'vip-removed': 'channel.vip.remove',
} as const;

const MESSAGE_TYPES: Readonly<Record<LineHighlight, string>> = {
  'highlighted-message': 'channel_points_highlighted',
  'skip-subs-mode-message': 'channel_points_sub_only',
  'gigantified-emote-message': 'power_ups_gigantified_emote',
  'animated-message': 'power_ups_message_effect',
};

function chatMessage(world: World, message: ChatMessage): Json {
  const { reply } = message;
  const parent = reply ? userOf(world, reply.userId) : null;
  const root = reply ? userOf(world, reply.threadUserId) : null;
  const source = isCopy(message) ? message.source : undefined;
  return {
    ...person(world, message.userId, 'chatter_'),
    ...(source ? person(world, source.channelId, 'source_broadcaster_') : NO_SOURCE),
    source_message_id: source?.messageId ?? null,
    source_badges: source ? wireBadges(source.badges) : null,
    is_source_only: source ? false : null,
    message_id: message.id,
    message: messageBody(world, message.text),
    color: userOf(world, message.userId).color,
    badges: wireBadges(message.badges),
    message_type: message.highlight ? MESSAGE_TYPES[message.highlight] : 'text',
    cheer: message.bits > 0 ? { bits: message.bits } : null,
    reply:
      reply && parent && root
        ? {
            parent_message_id: reply.messageId,
            parent_message_body: reply.text,
            parent_user_id: parent.id,
            parent_user_name: parent.displayName,
            parent_user_login: parent.login,
            thread_message_id: reply.threadMessageId,
            thread_user_id: root.id,
            thread_user_name: root.displayName,
            thread_user_login: root.login,
          }
        : null,
    channel_points_custom_reward_id: message.rewardId,
  };
}

function banEvents(world: World, event: WorldEvent & { kind: 'user-banned' }): WireEvent[] {
  const { ban, channelId } = event;
  return [
    forChannel(world, 'channel.ban', channelId, {
      ...person(world, ban.userId),
      ...person(world, ban.moderatorId, 'moderator_'),
      reason: ban.reason,
      banned_at: wireTime(ban.createdAtMs),
      ends_at: ban.endsAtMs === null ? null : wireTime(ban.endsAtMs),
      is_permanent: ban.endsAtMs === null,
    }),
    forChannel(world, 'channel.chat.clear_user_messages', channelId, person(world, ban.userId, 'target_')),
    ...moderateEvents(world, event),
  ];
}

function modes(after: Readonly<ChatModes>): Json {
  return {
    emote_mode: after.emoteOnly,
    follower_mode: after.followersOnlyMinutes !== null,
    follower_mode_duration_minutes: after.followersOnlyMinutes,
    slow_mode: after.slowSeconds !== null,
    slow_mode_wait_time_seconds: after.slowSeconds,
    subscriber_mode: after.subscribersOnly,
    unique_chat_mode: after.uniqueChat,
  };
}

function resubEmotes(world: World, text: string): Json[] | null {
  let position = 0;
  const found: Json[] = [];
  for (const { text: part, emote } of fragmentsOf(world, text, () => undefined)) {
    const end = position + Array.from(part).length - 1;
    if (emote) found.push({ begin: position, end, id: emote.id });
    position = end + 1;
  }
  return found.length > 0 ? found : null;
}

function cheerEvents(world: World, event: WorldEvent & { kind: 'cheered' }): WireEvent[] {
  const { channelId, userId, bits, text } = event;
  return [
    forChannel(world, 'channel.cheer', channelId, {
      is_anonymous: userId === null,
      ...person(world, userId),
      message: text,
      bits,
    }),
    // Here the account that stands for all without a name is told.
    forChannel(world, 'channel.bits.use', channelId, {
      ...person(world, userId ?? anonymousCheerer(world)),
      bits,
      type: 'cheer',
      power_up: null,
      custom_power_up: null,
      message: messageBody(world, text),
    }),
  ];
}

// Two directions, two conditions: who is raided, and who raids.
function raidEvents(world: World, { fromId, toId, viewers }: WorldEvent & { kind: 'raided' }): WireEvent[] {
  const event = {
    ...person(world, fromId, 'from_broadcaster_'),
    ...person(world, toId, 'to_broadcaster_'),
    viewers,
  };
  return [
    { type: 'channel.raid', match: { to_broadcaster_user_id: toId }, event },
    { type: 'channel.raid', match: { from_broadcaster_user_id: fromId }, event },
  ];
}

function hypeTrain(world: World, event: WorldEvent & { kind: 'hype-train' }): Json {
  const train: Readonly<HypeTrain> = event.train;
  const best = [...train.contributions].sort((a, b) => b.total - a.total).slice(0, 2);
  const common = {
    id: train.id,
    total: train.total,
    level: train.level,
    top_contributions: best.map((one) => ({ ...person(world, one.userId), type: one.type, total: one.total })),
    shared_train_participants: train.participantIds?.map((id) => person(world, id, 'broadcaster_')) ?? null,
    started_at: wireTime(train.startedAtMs),
    type: 'regular',
    is_shared_train: train.participantIds !== undefined,
  };
  if (event.phase === 'end') {
    return { ...common, ended_at: wireTime(event.endedAtMs), cooldown_ends_at: wireTime(event.cooldownUntilMs) };
  }
  const running = {
    ...common,
    progress: train.progress,
    goal: train.goal,
    expires_at: wireTime(train.expiresAtMs),
  };
  if (event.phase !== 'begin') return running;
  const record = channelOf(world, event.channelId).hypeTrainRecord;
  return { ...running, all_time_high_level: record?.level ?? 4, all_time_high_total: record?.total ?? 9800 };
}

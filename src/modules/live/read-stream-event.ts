import type { TwitchUserId } from '../../kernel/id.ts';
import { instantFromMs } from '../../kernel/instant.ts';
import type { ChatNotification, EventSubNotification, EventUser } from '../../twitch/wire/eventsub-message.ts';
import type { EventKind, EventParams, StreamEvent } from './stream-event.ts';

interface Reading {
  readonly kind: EventKind | null;
  readonly user?: EventUser | null;
  readonly params?: EventParams;
}

const NOT_SHOWN: Reading = { kind: null };

/**
 * Twitch tells most happenings two or three times in different types. Exactly one of them is shown:
 * subs and gifts by `channel.chat.notification` (only it knows Prime), bits by `channel.bits.use`, a
 * raid by `channel.raid`. The others are stored all the same.
 */
export function readStreamEvent(
  notification: EventSubNotification,
  channelId: TwitchUserId,
  receivedAtMs: number,
): StreamEvent {
  const { kind, user = null, params = {} } = read(notification, channelId);
  return {
    messageId: notification.messageId,
    type: notification.subscriptionType,
    kind,
    channelId: channelOf(notification) ?? channelId,
    atMs: notification.sentAtMs,
    receivedAtMs,
    user: user && { id: user.id, login: user.login, displayName: user.name },
    params,
    payload: notification.raw,
  };
}

function channelOf({ event }: EventSubNotification): TwitchUserId | undefined {
  return 'broadcaster' in event ? event.broadcaster.id : undefined;
}

function read({ event }: EventSubNotification, channelId: TwitchUserId): Reading {
  switch (event.type) {
    case 'stream.online':
      return { kind: 'stream-online', params: { startedAt: instantFromMs(event.startedAtMs) } };
    case 'stream.offline':
      return { kind: 'stream-offline' };
    case 'channel.update':
      return { kind: 'channel-update', params: { title: event.title, category: event.categoryName } };
    case 'channel.follow':
      return { kind: 'follow', user: event.user };
    case 'channel.raid':
      // Outgoing raids come in the same type; the mod log shows them.
      if (event.to.id !== channelId) return { kind: null, user: event.to, params: { viewers: event.viewers } };
      return { kind: 'raid', user: event.from, params: { viewers: event.viewers } };
    case 'channel.chat.notification':
      return readChatNotification(event);
    case 'channel.bits.use':
      return {
        kind: 'bits',
        user: event.user,
        params: {
          bits: event.bits,
          ...(event.text !== '' && { text: event.text }),
          ...(event.powerUp !== null && { powerUp: event.powerUp }),
        },
      };
    case 'channel.hype_train.begin':
    case 'channel.hype_train.end':
      return {
        kind: 'hype-train',
        params: { level: event.level, total: event.total, isOver: event.type === 'channel.hype_train.end' },
      };
    case 'channel.channel_points_custom_reward_redemption.add':
      return {
        kind: 'redemption',
        user: event.user,
        params: {
          reward: event.rewardTitle,
          cost: event.cost,
          ...(event.text !== '' && { text: event.text }),
        },
      };
    case 'channel.subscribe':
    case 'channel.subscription.gift':
    case 'channel.subscription.message':
    case 'channel.subscription.end':
    case 'channel.cheer':
    case 'channel.channel_points_custom_reward_redemption.update':
    case 'channel.channel_points_automatic_reward_redemption.add':
    case 'channel.ban':
    case 'channel.unban':
    case 'channel.moderator.add':
    case 'channel.moderator.remove':
    case 'channel.vip.add':
    case 'channel.vip.remove':
      return { kind: null, user: event.user };
    case 'channel.moderate':
      return { kind: null, user: event.moderator };
    case 'channel.hype_train.progress':
    case 'channel.shared_chat.begin':
    case 'channel.shared_chat.update':
    case 'channel.shared_chat.end':
    case 'other':
      return NOT_SHOWN;
    default:
      return event satisfies never;
  }
}

function readChatNotification(event: ChatNotification): Reading {
  // Happened in another channel of a shared chat: not this channel's news.
  if (event.isShared) return { kind: null, user: event.chatter };
  const { detail } = event;
  const user = event.isAnonymous ? null : event.chatter;
  const text: EventParams = event.text === '' ? {} : { text: event.text };
  switch (detail.kind) {
    case 'sub':
      return {
        kind: 'sub',
        user,
        params: { tier: detail.tier, isPrime: detail.isPrime, months: detail.durationMonths, ...text },
      };
    case 'resub':
      return {
        kind: 'resub',
        user,
        params: {
          tier: detail.tier,
          isPrime: detail.isPrime,
          isGift: detail.isGift,
          months: detail.cumulativeMonths,
          ...(detail.streakMonths !== null && { streakMonths: detail.streakMonths }),
          ...text,
        },
      };
    case 'sub_gift':
      return {
        // Part of a bomb: the bomb was shown with its count.
        kind: detail.communityGiftId === null ? 'gift' : null,
        user,
        params: {
          tier: detail.tier,
          months: detail.durationMonths,
          ...(detail.recipient && { recipient: detail.recipient.name, recipientId: detail.recipient.id }),
        },
      };
    case 'community_sub_gift':
      return { kind: 'gift-bomb', user, params: { tier: detail.tier, count: detail.total } };
    case 'prime_paid_upgrade':
      return { kind: 'sub', user, params: { tier: detail.tier, isPrime: false, isUpgrade: true, ...text } };
    case 'announcement':
      return { kind: 'announcement', user, params: { color: detail.color, text: event.text } };
    case 'watch_streak':
      return { kind: 'watch-streak', user, params: { count: detail.streak, ...text } };
    case 'charity_donation': {
      const { value, decimalPlaces, currency } = detail.amount;
      return {
        kind: 'charity',
        user,
        params: { charity: detail.charityName, amount: value, decimalPlaces, currency },
      };
    }
    // `channel.raid` shows it.
    case 'raid':
    case 'unraid':
      return { kind: null, user };
    case 'gift_paid_upgrade':
    case 'pay_it_forward':
    case 'bits_badge_tier':
    case 'modiversary':
    case 'unknown':
      return { kind: 'other', user, params: { type: event.noticeType, systemText: event.systemText, ...text } };
    default:
      return detail satisfies never;
  }
}

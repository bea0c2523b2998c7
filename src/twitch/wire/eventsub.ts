import { readChatNotification } from './eventsub-chat-notification.ts';
import {
  flagAt,
  isObject,
  type Json,
  listAt,
  numberAt,
  numberOrNullAt,
  objectAt,
  textAt,
  textOrNullAt,
  textsAt,
  tierOf,
  timeOrNullAt,
  userAt,
} from './eventsub-fields.ts';
import type { EventSubEvent, EventSubFrame, EventUser, HypeTrain, Redemption, SharedChat } from './eventsub-message.ts';
import { readModerate } from './eventsub-moderate.ts';

/** Taken when a welcome does not say; Twitch's own default. */
const KEEPALIVE_SECONDS = 10;

/**
 * Reads one text frame of an EventSub WebSocket. Never throws.
 * @param receivedAtMs our clock, taken where Twitch's time cannot be read.
 * @returns `undefined` for what is no such frame or of a type we do not know.
 */
export function parseEventSubFrame(text: string, receivedAtMs: number): EventSubFrame | undefined {
  const frame = parseJson(text);
  if (!isObject(frame)) return undefined;
  const metadata = objectAt(frame, 'metadata');
  const payload = objectAt(frame, 'payload');
  const messageId = textAt(metadata, 'message_id');
  const session = objectAt(payload, 'session');
  const subscription = objectAt(payload, 'subscription');
  const sentAtMs = timeOrNullAt(metadata, 'message_timestamp') ?? receivedAtMs;
  const about = {
    subscriptionId: textAt(subscription, 'id'),
    subscriptionType: textAt(subscription, 'type') || textAt(metadata, 'subscription_type'),
    subscriptionVersion: textAt(subscription, 'version') || textAt(metadata, 'subscription_version'),
  };
  switch (textAt(metadata, 'message_type')) {
    case 'session_welcome': {
      const sessionId = textAt(session, 'id');
      if (sessionId === '') return undefined;
      const keepaliveSeconds = numberOrNullAt(session, 'keepalive_timeout_seconds') ?? KEEPALIVE_SECONDS;
      return { type: 'welcome', messageId, sentAtMs, sessionId, keepaliveSeconds };
    }
    case 'session_keepalive':
      return { type: 'keepalive', messageId };
    case 'session_reconnect': {
      const reconnectUrl = textAt(session, 'reconnect_url');
      return reconnectUrl === '' ? undefined : { type: 'reconnect', messageId, reconnectUrl };
    }
    case 'revocation':
      return {
        type: 'revocation',
        messageId,
        ...about,
        condition: readCondition(objectAt(subscription, 'condition')),
        reason: textAt(subscription, 'status'),
      };
    case 'notification': {
      // Without an id nobody can tell whether it came before.
      if (messageId === '' || about.subscriptionType === '') return undefined;
      const raw = payload['event'];
      const event = readEventSubEvent(about.subscriptionType, raw, sentAtMs);
      return { type: 'notification', messageId, sentAtMs, ...about, event, raw };
    }
    default:
      return undefined;
  }
}

function readCondition(condition: Json): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.keys(condition).map((name) => [name, textAt(condition, name)]));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads the event of a notification, also one that was stored: `raw` is Twitch's JSON of it. Never throws. */
export function readEventSubEvent(type: string, raw: unknown, sentAtMs: number): EventSubEvent {
  return (isObject(raw) ? readEvent(type, raw, sentAtMs) : undefined) ?? { type: 'other' };
}

/** `null` or `undefined`: a type we do not read, or one without what it cannot be understood without. */
function readEvent(type: string, event: Json, sentAtMs: number): EventSubEvent | null | undefined {
  if (type === 'channel.raid') {
    const from = userAt(event, 'from_broadcaster_user');
    const to = userAt(event, 'to_broadcaster_user');
    return from && to && { type, from, to, viewers: numberAt(event, 'viewers') };
  }
  const broadcaster = userAt(event, 'broadcaster_user');
  if (broadcaster === null) return undefined;
  const user = userAt(event, 'user');
  switch (type) {
    case 'stream.online':
      return {
        type,
        broadcaster,
        streamId: textAt(event, 'id'),
        streamType: textAt(event, 'type'),
        startedAtMs: timeOrNullAt(event, 'started_at') ?? sentAtMs,
      };
    case 'stream.offline':
      return { type, broadcaster, streamId: textOrNullAt(event, 'id') };
    case 'channel.update':
      return {
        type,
        broadcaster,
        title: textAt(event, 'title'),
        language: textAt(event, 'language'),
        categoryId: textAt(event, 'category_id'),
        categoryName: textAt(event, 'category_name'),
        contentLabels: textsAt(event, 'content_classification_labels'),
      };
    case 'channel.follow':
      return user && { type, broadcaster, user, followedAtMs: timeOrNullAt(event, 'followed_at') ?? sentAtMs };
    case 'channel.chat.notification':
      return readChatNotification(event, broadcaster);
    case 'channel.subscribe':
    case 'channel.subscription.end':
      return user && { type, broadcaster, user, tier: tierOf(event), isGift: flagAt(event, 'is_gift') };
    case 'channel.subscription.gift':
      return {
        type,
        broadcaster,
        user,
        isAnonymous: flagAt(event, 'is_anonymous'),
        tier: tierOf(event),
        total: numberAt(event, 'total'),
        cumulativeTotal: numberOrNullAt(event, 'cumulative_total'),
      };
    case 'channel.subscription.message':
      return (
        user && {
          type,
          broadcaster,
          user,
          tier: tierOf(event),
          text: textAt(objectAt(event, 'message'), 'text'),
          cumulativeMonths: numberAt(event, 'cumulative_months'),
          streakMonths: numberOrNullAt(event, 'streak_months'),
          durationMonths: numberAt(event, 'duration_months'),
        }
      );
    case 'channel.cheer':
      return {
        type,
        broadcaster,
        user,
        isAnonymous: flagAt(event, 'is_anonymous'),
        bits: numberAt(event, 'bits'),
        text: textAt(event, 'message'),
      };
    case 'channel.bits.use':
      return (
        user && {
          type,
          broadcaster,
          user,
          bits: numberAt(event, 'bits'),
          use: textAt(event, 'type'),
          text: textAt(objectAt(event, 'message'), 'text'),
          powerUp:
            textOrNullAt(objectAt(event, 'custom_power_up'), 'title') ??
            textOrNullAt(objectAt(event, 'power_up'), 'type'),
        }
      );
    case 'channel.hype_train.begin':
    case 'channel.hype_train.progress':
    case 'channel.hype_train.end':
      return readHypeTrain(type, event, { broadcaster, sentAtMs });
    case 'channel.moderate':
      return readModerate(event, broadcaster);
    case 'channel.ban':
      return (
        user && {
          type,
          broadcaster,
          user,
          moderator: userAt(event, 'moderator_user'),
          reason: textAt(event, 'reason'),
          bannedAtMs: timeOrNullAt(event, 'banned_at') ?? sentAtMs,
          endsAtMs: timeOrNullAt(event, 'ends_at'),
        }
      );
    case 'channel.unban':
      return user && { type, broadcaster, user, moderator: userAt(event, 'moderator_user') };
    case 'channel.moderator.add':
    case 'channel.moderator.remove':
    case 'channel.vip.add':
    case 'channel.vip.remove':
      return user && { type, broadcaster, user };
    case 'channel.channel_points_custom_reward_redemption.add':
    case 'channel.channel_points_custom_reward_redemption.update':
      return user && readRedemption(type, event, { broadcaster, user, sentAtMs });
    case 'channel.channel_points_automatic_reward_redemption.add': {
      const reward = objectAt(event, 'reward');
      return (
        user && {
          type,
          broadcaster,
          user,
          redemptionId: textAt(event, 'id'),
          rewardType: textAt(reward, 'type'),
          cost: numberOrNullAt(reward, 'channel_points') ?? numberAt(reward, 'cost'),
          text: textAt(objectAt(event, 'message'), 'text'),
          redeemedAtMs: timeOrNullAt(event, 'redeemed_at') ?? sentAtMs,
        }
      );
    }
    case 'channel.shared_chat.begin':
    case 'channel.shared_chat.update':
    case 'channel.shared_chat.end':
      return readSharedChat(type, event, broadcaster);
    default:
      return undefined;
  }
}

function readHypeTrain(
  type: HypeTrain['type'],
  event: Json,
  { broadcaster, sentAtMs }: { readonly broadcaster: EventUser; readonly sentAtMs: number },
): HypeTrain {
  return {
    type,
    broadcaster,
    trainId: textAt(event, 'id'),
    trainType: textAt(event, 'type'),
    level: numberAt(event, 'level'),
    total: numberAt(event, 'total'),
    progress: numberOrNullAt(event, 'progress'),
    goal: numberOrNullAt(event, 'goal'),
    isShared: flagAt(event, 'is_shared_train'),
    startedAtMs: timeOrNullAt(event, 'started_at') ?? sentAtMs,
    expiresAtMs: timeOrNullAt(event, 'expires_at'),
    endedAtMs: timeOrNullAt(event, 'ended_at'),
  };
}

function readRedemption(
  type: Redemption['type'],
  event: Json,
  people: { readonly broadcaster: EventUser; readonly user: EventUser; readonly sentAtMs: number },
): Redemption {
  const reward = objectAt(event, 'reward');
  return {
    type,
    broadcaster: people.broadcaster,
    user: people.user,
    redemptionId: textAt(event, 'id'),
    status: textAt(event, 'status').toLowerCase(),
    rewardId: textAt(reward, 'id'),
    rewardTitle: textAt(reward, 'title'),
    cost: numberAt(reward, 'cost'),
    text: textAt(event, 'user_input'),
    redeemedAtMs: timeOrNullAt(event, 'redeemed_at') ?? people.sentAtMs,
  };
}

function readSharedChat(type: SharedChat['type'], event: Json, broadcaster: EventUser): SharedChat {
  return {
    type,
    broadcaster,
    sessionId: textAt(event, 'session_id'),
    host: userAt(event, 'host_broadcaster_user'),
    participants: listAt(event, 'participants')
      .filter(isObject)
      .flatMap((participant) => userAt(participant, 'broadcaster_user') ?? []),
  };
}

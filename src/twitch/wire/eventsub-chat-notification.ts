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
  tierOf,
  userAt,
} from './eventsub-fields.ts';
import type { ChatNoticeDetail, ChatNotification, EventUser } from './eventsub-message.ts';

const SHARED = 'shared_chat_';

/** `channel.chat.notification`: subs, gifts, raids and the like, as the chat shows them. */
export function readChatNotification(event: Json, broadcaster: EventUser): ChatNotification {
  const noticeType = textAt(event, 'notice_type');
  const source = userAt(event, 'source_broadcaster_user');
  const isNamedShared = noticeType.startsWith(SHARED);
  const kind = isNamedShared ? noticeType.slice(SHARED.length) : noticeType;
  return {
    type: 'channel.chat.notification',
    broadcaster,
    chatter: userAt(event, 'chatter_user'),
    isAnonymous: flagAt(event, 'chatter_is_anonymous'),
    noticeId: textAt(event, 'message_id'),
    noticeType,
    isShared: isNamedShared || (source !== null && source.id !== broadcaster.id),
    source,
    systemText: textAt(event, 'system_message'),
    text: textAt(objectAt(event, 'message'), 'text'),
    color: textOrNullAt(event, 'color'),
    badges: listAt(event, 'badges')
      .filter(isObject)
      .map((badge) => `${textAt(badge, 'set_id')}/${textAt(badge, 'id')}`),
    // The object is named like the notice, in a shared chat with the prefix.
    detail: readDetail(kind, objectAt(event, noticeType)),
  };
}

function readDetail(kind: string, detail: Json): ChatNoticeDetail {
  const durationMonths = numberAt(detail, 'duration_months');
  switch (kind) {
    case 'sub':
      return { kind, tier: tierOf(detail), isPrime: flagAt(detail, 'is_prime'), durationMonths };
    case 'resub':
      return {
        kind,
        tier: tierOf(detail),
        isPrime: flagAt(detail, 'is_prime'),
        durationMonths,
        cumulativeMonths: numberAt(detail, 'cumulative_months'),
        streakMonths: numberOrNullAt(detail, 'streak_months'),
        isGift: flagAt(detail, 'is_gift'),
        gifter: userAt(detail, 'gifter_user'),
      };
    case 'sub_gift':
      return {
        kind,
        tier: tierOf(detail),
        durationMonths,
        cumulativeTotal: numberOrNullAt(detail, 'cumulative_total'),
        recipient: userAt(detail, 'recipient_user'),
        communityGiftId: textOrNullAt(detail, 'community_gift_id'),
      };
    case 'community_sub_gift':
      return {
        kind,
        id: textAt(detail, 'id'),
        tier: tierOf(detail),
        total: numberAt(detail, 'total'),
        cumulativeTotal: numberOrNullAt(detail, 'cumulative_total'),
      };
    case 'gift_paid_upgrade':
    case 'pay_it_forward':
      return {
        kind,
        gifterIsAnonymous: flagAt(detail, 'gifter_is_anonymous'),
        gifter: userAt(detail, 'gifter_user'),
      };
    case 'prime_paid_upgrade':
      return { kind, tier: tierOf(detail) };
    case 'raid':
      return {
        kind,
        user: userAt(detail, 'user'),
        viewers: numberAt(detail, 'viewer_count'),
        imageUrl: textAt(detail, 'profile_image_url'),
      };
    case 'unraid':
      return { kind };
    case 'announcement':
      return { kind, color: textAt(detail, 'color') };
    case 'bits_badge_tier':
      return { kind, tier: numberAt(detail, 'tier') };
    case 'charity_donation': {
      const amount = objectAt(detail, 'amount');
      return {
        kind,
        charityName: textAt(detail, 'charity_name'),
        amount: {
          value: numberAt(amount, 'value'),
          // Both spellings are documented.
          decimalPlaces: numberOrNullAt(amount, 'decimal_places') ?? numberAt(amount, 'decimal_place'),
          currency: textAt(amount, 'currency'),
        },
      };
    }
    case 'watch_streak':
      return {
        kind,
        streak: numberAt(detail, 'streak_count'),
        channelPoints: numberAt(detail, 'channel_points_awarded'),
      };
    case 'modiversary':
      return { kind, months: numberAt(detail, 'months') };
    default:
      return { kind: 'unknown' };
  }
}

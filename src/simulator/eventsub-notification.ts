import { type Json, messageBody, NO_SOURCE, person, wireBadges } from './eventsub-parts.ts';
import { channelOf, userOf, type World } from './world.ts';
import type { ChatNotice } from './world-events.ts';
import { badgesOf } from './world-roles.ts';

const KINDS = [
  'sub',
  'resub',
  'sub_gift',
  'community_sub_gift',
  'gift_paid_upgrade',
  'prime_paid_upgrade',
  'pay_it_forward',
  'raid',
  'unraid',
  'announcement',
  'bits_badge_tier',
  'charity_donation',
  'watch_streak',
  'modiversary',
  'shared_chat_sub',
  'shared_chat_resub',
  'shared_chat_sub_gift',
  'shared_chat_community_sub_gift',
  'shared_chat_gift_paid_upgrade',
  'shared_chat_prime_paid_upgrade',
  'shared_chat_pay_it_forward',
  'shared_chat_raid',
  'shared_chat_announcement',
  'shared_chat_modiversary',
] as const;

type Kind = (typeof KINDS)[number] | 'unknown';

/** `channel.chat.notification`: one object is filled, all the others are null. */
export function notificationEvent(world: World, notice: ChatNotice): Json {
  const { kind: ownKind, body } = kindOf(world, notice);
  const kind = notice.source ? sharedKind(ownKind) : ownKind;
  const channel = channelOf(world, notice.channelId);
  return {
    ...person(world, notice.userId, 'chatter_'),
    chatter_is_anonymous: notice.userId === null,
    color: notice.userId === null ? '' : userOf(world, notice.userId).color,
    badges: notice.userId === null ? [] : wireBadges(badgesOf(world, channel, notice.userId)),
    system_message: notice.systemText,
    message_id: notice.id,
    message: notice.text === '' ? { text: '', fragments: [] } : messageBody(world, notice.text),
    notice_type: kind,
    ...(notice.source ? person(world, notice.source.channelId, 'source_broadcaster_') : NO_SOURCE),
    source_message_id: notice.source?.messageId ?? null,
    source_badges: notice.source ? [] : null,
    is_source_only: notice.source ? false : null,
    ...Object.fromEntries(KINDS.map((one) => [one, one === kind ? body : null])),
  };
}

/** @throws for what a shared chat does not tell. */
function sharedKind(kind: Kind): Kind {
  const shared = KINDS.find((one) => one === `shared_chat_${kind}`);
  if (!shared) throw new Error(`a shared chat does not tell of ${kind}`);
  return shared;
}

function kindOf(world: World, { detail, userId }: ChatNotice): { kind: Kind; body: Json | null } {
  switch (detail.kind) {
    case 'sub':
      return {
        kind: 'sub',
        body: { sub_tier: detail.tier, is_prime: detail.isPrime, duration_months: detail.months },
      };
    case 'resub':
      return {
        kind: 'resub',
        body: {
          cumulative_months: detail.cumulativeMonths,
          duration_months: 1,
          streak_months: detail.streakMonths,
          sub_tier: detail.tier,
          is_prime: detail.isPrime,
          is_gift: detail.gift !== undefined,
          gifter_is_anonymous: detail.gift ? detail.gift.gifterId === null : null,
          ...person(world, detail.gift?.gifterId ?? null, 'gifter_'),
        },
      };
    case 'sub-gift':
      return {
        kind: 'sub_gift',
        body: {
          duration_months: detail.months,
          cumulative_total: detail.cumulativeTotal,
          ...person(world, detail.recipientId, 'recipient_'),
          sub_tier: detail.tier,
          community_gift_id: detail.communityGiftId,
        },
      };
    case 'community-gift':
      return {
        kind: 'community_sub_gift',
        body: {
          id: detail.communityGiftId,
          total: detail.count,
          sub_tier: detail.tier,
          cumulative_total: detail.cumulativeTotal,
        },
      };
    case 'gift-upgrade':
      return {
        kind: 'gift_paid_upgrade',
        body: { gifter_is_anonymous: detail.gifterId === null, ...person(world, detail.gifterId, 'gifter_') },
      };
    case 'prime-upgrade':
      return { kind: 'prime_paid_upgrade', body: { sub_tier: detail.tier } };
    case 'raid':
      return {
        kind: 'raid',
        body: {
          ...person(world, userId),
          viewer_count: detail.viewers,
          profile_image_url: 'https://static-cdn.jtvnw.net/user-default-pictures-uv/profile_image-%s.png',
        },
      };
    case 'unraid':
      return { kind: 'unraid', body: {} };
    case 'announcement':
      return { kind: 'announcement', body: { color: detail.color } };
    case 'bits-badge':
      return { kind: 'bits_badge_tier', body: { tier: detail.threshold } };
    case 'watch-streak':
      return {
        kind: 'watch_streak',
        body: { streak_count: detail.streams, channel_points_awarded: detail.points },
      };
    case 'pay-forward':
      return {
        kind: 'pay_it_forward',
        body: {
          gifter_is_anonymous: detail.priorGifterId === null,
          ...person(world, detail.priorGifterId, 'gifter_'),
        },
      };
    case 'charity-donation':
      return {
        kind: 'charity_donation',
        body: {
          charity_name: detail.charity,
          amount: { value: detail.cents, decimal_place: 2, currency: detail.currency },
        },
      };
    case 'modiversary':
      return { kind: 'modiversary', body: { months: detail.months } };
    case 'sub-extended':
    case 'prime-gift-received':
    case 'reward-gift':
    case 'ritual':
    case 'social-badge':
      return { kind: 'unknown', body: null };
    default:
      return detail satisfies never;
  }
}

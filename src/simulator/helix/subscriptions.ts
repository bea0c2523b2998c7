import { ANONYMOUS } from '../people-anonymous.ts';
import { userOf } from '../world.ts';
import type { Channel, Subscription, SubTier } from '../world-state.ts';
import {
  dataReply,
  type Endpoint,
  type HelixCall,
  HelixRefusal,
  knownChannel,
  ownChannel,
  ownUserId,
  repeated,
  required,
} from './endpoint.ts';
import { MESSAGES } from './messages.ts';
import { pageOf } from './paging.ts';
import { named } from './users.ts';

const POINTS: Readonly<Record<SubTier, number>> = { '1000': 1, '2000': 2, '3000': 6 };

const ANONYMOUS_GIFTER = {
  gifter_id: ANONYMOUS.id,
  gifter_login: ANONYMOUS.login,
  gifter_name: ANONYMOUS.displayName,
};

interface Listed {
  readonly userId: string;
  readonly tier: SubTier;
  readonly subscription: Subscription | undefined;
}

/** GET /subscriptions. The broadcaster is listed as a Tier 3 subscriber of the own channel, but not counted. */
export const getSubscriptions: Endpoint = {
  method: 'GET',
  path: '/subscriptions',
  token: { kind: 'user', scopes: ['channel:read:subscriptions'] },
  handle(call) {
    const channel = ownChannel(call);
    const userIds = repeated(call, 'user_id', 100);
    const broadcaster = userOf(call.world, channel.broadcasterId);
    if (broadcaster.broadcasterType === '') throw new HelixRefusal(403, MESSAGES.subscriptionsNotAllowed);
    const paying = Object.values(channel.subscriptions).sort((a, b) => b.sinceMs - a.sinceMs);
    const listed: Listed[] = [
      ...paying.map((subscription) => ({ userId: subscription.userId, tier: subscription.tier, subscription })),
      { userId: channel.broadcasterId, tier: '3000', subscription: undefined },
    ];
    if (userIds.length > 0) {
      const wanted = listed.filter((one) => userIds.includes(one.userId));
      return dataReply(
        wanted.map((one) => toSubscription(call, channel, one)),
        { pagination: {} },
      );
    }
    const { items, pagination } = pageOf(call, listed, { keyOf: (one) => one.userId, max: 100, takesBefore: true });
    return dataReply(
      items.map((one) => toSubscription(call, channel, one)),
      {
        total: paying.length,
        points: paying.reduce((sum, one) => sum + POINTS[one.tier], 0),
        pagination,
      },
    );
  },
};

function toSubscription(call: HelixCall, channel: Channel, listed: Listed): Record<string, unknown> {
  const { subscription, tier, userId } = listed;
  const { login } = userOf(call.world, channel.broadcasterId);
  const level = tier === '1000' ? '' : tier === '2000' ? ': $9.99 Sub' : ': $24.99 Sub';
  return {
    ...named(call, 'broadcaster', channel.broadcasterId),
    ...gifterOf(call, subscription),
    is_gift: subscription?.isGift ?? false,
    plan_name: `Channel Subscription (${login})${level}`,
    tier,
    ...named(call, 'user', userId),
  };
}

function gifterOf(call: HelixCall, subscription: Subscription | undefined): Record<string, string> {
  if (!subscription?.isGift) return { gifter_id: '', gifter_login: '', gifter_name: '' };
  return subscription.gifterId === null ? ANONYMOUS_GIFTER : named(call, 'gifter', subscription.gifterId);
}

/** GET /subscriptions/user: whether the token's user subscribes to a channel. */
export const getOwnSubscription: Endpoint = {
  method: 'GET',
  path: '/subscriptions/user',
  token: { kind: 'user', scopes: ['user:read:subscriptions'] },
  handle(call) {
    const channel = knownChannel(call, required(call, 'broadcaster_id'));
    const subscription = channel.subscriptions[ownUserId(call)];
    if (!subscription) throw new HelixRefusal(404, MESSAGES.notSubscribed);
    return dataReply([
      {
        ...named(call, 'broadcaster', channel.broadcasterId),
        ...(subscription.isGift ? gifterOf(call, subscription) : {}),
        is_gift: subscription.isGift,
        tier: subscription.tier,
      },
    ]);
  },
};

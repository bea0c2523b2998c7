import { STREAMER_ID, userOf, type World } from './world.ts';
import type { Ban, Channel, ChatBadge } from './world-state.ts';

export function isBroadcaster(channel: Channel, userId: string): boolean {
  return channel.broadcasterId === userId;
}

/** True for the broadcaster too: every right of a moderator is the broadcaster's. */
export function canModerate(channel: Channel, userId: string): boolean {
  return isBroadcaster(channel, userId) || Object.hasOwn(channel.moderators, userId);
}

export function isVip(channel: Channel, userId: string): boolean {
  return Object.hasOwn(channel.vips, userId);
}

export function isFollower(channel: Channel, userId: string): boolean {
  return Object.hasOwn(channel.followers, userId);
}

export function isSubscriber(channel: Channel, userId: string): boolean {
  return Object.hasOwn(channel.subscriptions, userId);
}

/** The ban or running timeout of a person here; one that has run out is forgotten on the way. */
export function activeBan(world: World, channel: Channel, userId: string): Ban | undefined {
  const ban = channel.bans[userId];
  if (!ban) return undefined;
  if (ban.endsAtMs !== null && ban.endsAtMs <= world.nowMs()) {
    delete channel.bans[userId];
    return undefined;
  }
  return ban;
}

/** Newest first, without what has run out. */
export function activeBans(world: World, channel: Channel): Ban[] {
  return Object.keys(channel.bans)
    .map((userId) => activeBan(world, channel, userId))
    .filter((ban) => ban !== undefined)
    .sort((a, b) => b.createdAtMs - a.createdAtMs);
}

const BITS_BADGES = [25000, 10000, 5000, 1000, 100, 1] as const;
const SUBSCRIBER_BADGES = [24, 12, 6, 3, 0] as const;

/** The badges a person shows in a channel, in Twitch's order. */
export function badgesOf(world: World, channel: Channel, userId: string): ChatBadge[] {
  const badges: ChatBadge[] = [];
  if (isBroadcaster(channel, userId)) badges.push({ setId: 'broadcaster', id: '1', info: '' });
  else if (canModerate(channel, userId)) badges.push({ setId: 'moderator', id: '1', info: '' });
  else if (isVip(channel, userId)) badges.push({ setId: 'vip', id: '1', info: '' });
  const subscription = channel.subscriptions[userId];
  if (subscription) badges.push({ setId: 'subscriber', ...subscriberBadge(subscription) });
  const given = channel.giftTotals[userId] ?? 0;
  if (given > 0) badges.push({ setId: 'sub-gifter', id: given >= 5 ? '5' : '1', info: '' });
  const bits = channel.bitTotals[userId] ?? 0;
  const threshold = BITS_BADGES.find((needed) => bits >= needed);
  if (threshold !== undefined) badges.push({ setId: 'bits', id: String(threshold), info: '' });
  else if (isPremiumBadge(userId) && userOf(world, userId).id !== STREAMER_ID)
    badges.push({ setId: 'premium', id: '1', info: '' });
  return badges;
}

function subscriberBadge(subscription: { tier: string; cumulativeMonths: number }): { id: string; info: string } {
  const months = SUBSCRIBER_BADGES.find((step) => subscription.cumulativeMonths >= step) ?? 0;
  const offset = subscription.tier === '3000' ? 3000 : subscription.tier === '2000' ? 2000 : 0;
  return { id: String(offset + months), info: String(subscription.cumulativeMonths) };
}

// Every seventh person pays for Prime elsewhere and shows it.
function isPremiumBadge(userId: string): boolean {
  return Number(userId.slice(-3)) % 7 === 3;
}

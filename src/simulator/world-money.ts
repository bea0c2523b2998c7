import { anonymousCheerer } from './people-anonymous.ts';
import { channelOf, userOf, type World } from './world.ts';
import { notify, sendLine } from './world-chat.ts';
import { advanceGoals } from './world-goals.ts';
import { feedHypeTrain } from './world-hype-train.ts';
import type { Channel, SubTier } from './world-state.ts';

const MONTH_MS = 30 * 24 * 60 * 60 * 1000;
const TIER_POINTS = { '1000': 500, '2000': 1000, '3000': 2500 } as const;

const NEW_SUB_GOALS = ['subscription', 'subscription_count', 'new_subscription', 'new_subscription_count'] as const;

interface SubInput {
  readonly channelId: string;
  readonly userId: string;
  readonly tier: SubTier;
  readonly isPrime?: boolean;
  /** Bought at once; one when left out. */
  readonly months?: number;
}

function tierName(tier: SubTier): string {
  return `Tier ${tier.charAt(0)}`;
}

/** A new subscription, paid or by Prime. */
export function subscribe(world: World, input: SubInput): void {
  const isPrime = input.isPrime ?? false;
  const old = channelOf(world, input.channelId).subscriptions[input.userId];
  book(world, channelOf(world, input.channelId), {
    ...input,
    isPrime,
    isGift: false,
    gifterId: null,
    months: (old?.cumulativeMonths ?? 0) + 1,
    paidMonths: input.months ?? 1,
  });
  const how = isPrime ? 'with Prime' : `at ${tierName(input.tier)}`;
  world.emit({
    kind: 'subscribed',
    channelId: input.channelId,
    userId: input.userId,
    tier: input.tier,
    isGift: false,
  });
  advanceGoals(world, input.channelId, NEW_SUB_GOALS, 1);
  notify(world, {
    channelId: input.channelId,
    userId: input.userId,
    systemText: `${userOf(world, input.userId).displayName} subscribed ${how}.`,
    detail: { kind: 'sub', tier: input.tier, isPrime, months: input.months ?? 1 },
  });
  feedHypeTrain(world, input.channelId, input.userId, 'subscription', TIER_POINTS[input.tier]);
}

/**
 * A person shows in chat that the subscription went on, often with a text. Who shows a month that was a
 * gift has not paid for it.
 */
export function resubscribe(
  world: World,
  input: SubInput & { readonly text: string; readonly showsStreak: boolean; readonly isGift?: boolean },
): void {
  const channel = channelOf(world, input.channelId);
  const old = channel.subscriptions[input.userId];
  const cumulativeMonths = (old?.cumulativeMonths ?? 1) + 1;
  const streakMonths = (old?.streakMonths ?? 0) + 1;
  const isPrime = input.isPrime ?? old?.isPrime ?? false;
  const gift = input.isGift ? { gifterId: old?.gifterId ?? null } : undefined;
  const shown = input.showsStreak ? streakMonths : null;
  book(world, channel, {
    ...input,
    isPrime,
    isGift: gift !== undefined,
    gifterId: gift?.gifterId ?? null,
    months: cumulativeMonths,
    streakMonths,
    // The gift itself was booked when it was given.
    paidMonths: gift ? 0 : 1,
  });
  const how = isPrime ? 'with Prime' : `at ${tierName(input.tier)}`;
  world.emit({
    kind: 'resubscribed',
    channelId: input.channelId,
    userId: input.userId,
    tier: input.tier,
    text: input.text,
    cumulativeMonths,
    streakMonths: shown,
    durationMonths: 1,
  });
  notify(world, {
    channelId: input.channelId,
    userId: input.userId,
    text: input.text,
    systemText:
      `${userOf(world, input.userId).displayName} subscribed ${how}. They've subscribed for ${cumulativeMonths} months` +
      (shown === null ? '!' : `, currently on a ${shown} month streak!`),
    detail: {
      kind: 'resub',
      tier: input.tier,
      isPrime,
      cumulativeMonths,
      streakMonths: shown,
      ...(gift ? { gift } : {}),
    },
  });
  feedHypeTrain(world, input.channelId, input.userId, 'subscription', TIER_POINTS[input.tier]);
}

export interface GiftInput {
  readonly channelId: string;
  /** null gives without a name. */
  readonly gifterId: string | null;
  readonly tier: SubTier;
  readonly recipientIds: readonly string[];
  /** Of each gift; one when left out. */
  readonly months?: number;
}

/** One gift to one person, or a bomb of several: one announcement of the bomb, then one gift each. */
export function giftSubs(world: World, input: GiftInput): void {
  const channel = channelOf(world, input.channelId);
  const count = input.recipientIds.length;
  const cumulativeTotal = input.gifterId === null ? null : addGifts(channel, input.gifterId, count);
  const isBomb = count > 1;
  const communityGiftId = isBomb ? String(world.random.between(10_000_000, 2_000_000_000)) : null;
  const gifter = input.gifterId === null ? 'An anonymous user' : userOf(world, input.gifterId).displayName;
  world.emit({
    kind: 'subs-gifted',
    channelId: input.channelId,
    userId: input.gifterId,
    tier: input.tier,
    count,
    cumulativeTotal,
  });
  if (communityGiftId !== null) {
    const verb = input.gifterId === null ? 'gave' : 'is gifting';
    notify(world, {
      channelId: input.channelId,
      userId: input.gifterId,
      systemText: `${gifter} ${verb} ${count} ${tierName(input.tier)} Subs to the community!`,
      detail: { kind: 'community-gift', tier: input.tier, communityGiftId, count, cumulativeTotal },
    });
  }
  for (const recipientId of input.recipientIds)
    giveOne(world, { ...input, recipientId, gifter, communityGiftId, cumulativeTotal });
  feedHypeTrain(world, input.channelId, input.gifterId, 'subscription', TIER_POINTS[input.tier] * count);
}

function addGifts(channel: Channel, gifterId: string, count: number): number {
  const total = (channel.giftTotals[gifterId] ?? 0) + count;
  channel.giftTotals[gifterId] = total;
  return total;
}

function giveOne(
  world: World,
  gift: GiftInput & {
    recipientId: string;
    gifter: string;
    communityGiftId: string | null;
    cumulativeTotal: number | null;
  },
): void {
  const { channelId, recipientId, tier } = gift;
  const giftMonths = gift.months ?? 1;
  const channel = channelOf(world, channelId);
  const months = (channel.subscriptions[recipientId]?.cumulativeMonths ?? 0) + 1;
  book(world, channel, {
    userId: recipientId,
    tier,
    isPrime: false,
    isGift: true,
    gifterId: gift.gifterId,
    months,
    paidMonths: giftMonths,
  });
  world.emit({ kind: 'subscribed', channelId, userId: recipientId, tier, isGift: true });
  advanceGoals(world, channelId, NEW_SUB_GOALS, 1);
  notify(world, {
    channelId,
    userId: gift.gifterId,
    systemText: `${gift.gifter} gifted a ${tierName(tier)} sub to ${userOf(world, recipientId).displayName}!`,
    detail: {
      kind: 'sub-gift',
      tier,
      recipientId,
      months: giftMonths,
      cumulativeTotal: gift.communityGiftId === null ? gift.cumulativeTotal : null,
      communityGiftId: gift.communityGiftId,
    },
  });
}

interface Booking {
  readonly userId: string;
  readonly tier: SubTier;
  readonly isPrime: boolean;
  readonly isGift: boolean;
  readonly gifterId: string | null;
  /** All that there ever were, this one included. */
  readonly months: number;
  readonly streakMonths?: number;
  /** How much longer it runs; one month when left out. */
  readonly paidMonths?: number;
}

function book(world: World, channel: Channel, booking: Booking): void {
  const old = channel.subscriptions[booking.userId];
  const now = world.nowMs();
  channel.subscriptions[booking.userId] = {
    userId: booking.userId,
    tier: booking.tier,
    isPrime: booking.isPrime,
    isGift: booking.isGift,
    gifterId: booking.gifterId,
    sinceMs: old?.sinceMs ?? now,
    endsAtMs: Math.max(old?.endsAtMs ?? 0, now) + (booking.paidMonths ?? 1) * MONTH_MS,
    cumulativeMonths: booking.months,
    streakMonths: booking.streakMonths ?? 1,
  };
}

export function endSubscription(world: World, channelId: string, userId: string): void {
  const channel = channelOf(world, channelId);
  const old = channel.subscriptions[userId];
  if (!old) return;
  delete channel.subscriptions[userId];
  world.emit({ kind: 'subscription-ended', channelId, userId, tier: old.tier, isGift: old.isGift });
}

interface CheerInput {
  readonly channelId: string;
  /** null cheers without a name. */
  readonly userId: string | null;
  readonly bits: number;
  readonly text: string;
}

/** Bits with a line, as Twitch knows them: `cheer300 text`. False when the room did not take the line. */
export function cheer(world: World, input: CheerInput): boolean {
  const { channelId, userId, bits } = input;
  const text = `cheer${bits} ${input.text}`.trim();
  // Everybody without a name has one account: no limit for people is meant for it.
  const line = { userId: userId ?? anonymousCheerer(world), isUnlimited: userId === null };
  if (!sendLine(world, { channelId, text, ...line }).ok) return false;
  world.emit({ kind: 'cheered', channelId, userId, bits, text });
  if (userId !== null) countBits(world, { channelId, userId, bits });
  return true;
}

/** What bits do for who gave them, and for the train. */
function countBits(world: World, input: { channelId: string; userId: string; bits: number }): void {
  const channel = channelOf(world, input.channelId);
  const before = channel.bitTotals[input.userId] ?? 0;
  const after = before + input.bits;
  channel.bitTotals[input.userId] = after;
  const reached = [1000, 5000, 10000, 25000].findLast((step) => before < step && after >= step);
  if (reached !== undefined) {
    notify(world, {
      channelId: input.channelId,
      userId: input.userId,
      systemText: `${userOf(world, input.userId).displayName} just earned a new ${reached / 1000}K Bits badge!`,
      detail: { kind: 'bits-badge', threshold: reached },
    });
  }
  feedHypeTrain(world, input.channelId, input.userId, 'bits', input.bits);
}

import type { Random } from '../random.ts';
import { RESUB_TEXTS } from '../story/one-liners.ts';
import { channelOf, STREAMER_ID, type World } from '../world.ts';
import { endSubscription, resubscribe } from '../world-money.ts';
import type { Subscription } from '../world-state.ts';

const DAY_MS = 24 * 60 * 60_000;
const MONTH_MS = 30 * DAY_MS;
/** So long somebody may take to show a month in chat. */
const SHOW_WITHIN_MS = 12 * DAY_MS;

/** Subscriptions that run out, go on in silence, or go on and are shown. */
export interface Renewals {
  /** What has run out by now; to be called once a day and before each evening. */
  settle(): void;
  /** Who among these wants to show a month. */
  wantToShow(userIds: ReadonlySet<string>): string[];
  show(userId: string): void;
  /** What nobody showed goes on in silence. */
  close(): void;
}

/**
 * A paid subscription goes on by itself, which Twitch tells nobody until it is shown in chat; Prime is renewed
 * by hand, a gift ends.
 */
export function createRenewals(world: World, random: Random): Renewals {
  const channel = channelOf(world, STREAMER_ID);
  const waiting = new Map<string, number>();

  const goOn = (subscription: Subscription): void => {
    waiting.delete(subscription.userId);
    subscription.cumulativeMonths += 1;
    subscription.streakMonths += 1;
    subscription.endsAtMs += MONTH_MS;
  };

  return {
    settle() {
      const nowMs = world.nowMs();
      for (const subscription of Object.values(channel.subscriptions)) {
        const { userId } = subscription;
        if (subscription.endsAtMs > nowMs) continue;
        const shownUntilMs = waiting.get(userId);
        if (shownUntilMs !== undefined) {
          if (nowMs > shownUntilMs) goOn(subscription);
          continue;
        }
        const stays = subscription.isGift ? 0 : subscription.isPrime ? 0.84 : 0.89;
        if (!random.chance(stays)) endSubscription(world, STREAMER_ID, userId);
        else if (random.chance(0.7)) waiting.set(userId, subscription.endsAtMs + SHOW_WITHIN_MS);
        else goOn(subscription);
      }
    },
    wantToShow: (userIds) => [...waiting.keys()].filter((userId) => userIds.has(userId)),
    show(userId) {
      const subscription = channel.subscriptions[userId];
      if (!subscription || !waiting.delete(userId)) return;
      resubscribe(world, {
        channelId: STREAMER_ID,
        userId,
        tier: subscription.tier,
        text: random.chance(0.75) ? random.pick(RESUB_TEXTS) : '',
        showsStreak: random.chance(0.6),
      });
    },
    close() {
      for (const subscription of Object.values(channel.subscriptions)) {
        if (waiting.has(subscription.userId)) goOn(subscription);
      }
    },
  };
}

/** Subscribers as they were when the past begins; who has not been one for so long, becomes one later. */
export function turnBackSubscriptions(world: World, months: number): void {
  const { subscriptions } = channelOf(world, STREAMER_ID);
  for (const subscription of Object.values(subscriptions)) {
    subscription.cumulativeMonths -= months;
    subscription.streakMonths = Math.max(1, subscription.streakMonths - months);
    if (subscription.cumulativeMonths < 1) delete subscriptions[subscription.userId];
  }
}

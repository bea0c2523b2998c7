import type { Random } from '../random.ts';
import { channelOf, STREAMER_ID, userOf } from '../world.ts';
import { follow, setViewers, unfollow } from '../world-channel.ts';
import { notify } from '../world-chat.ts';
import { cheer, endSubscription, resubscribe } from '../world-money.ts';
import { redeemReward } from '../world-points.ts';
import { shuffledDeck } from './deck.ts';
import { CHEER_TEXTS, RESUB_TEXTS, STREAK_TEXTS } from './one-liners.ts';
import type { Stage } from './programme.ts';

/** Small things that happen now and then, each at its own pace (seconds from–to). */
export interface BackgroundAct {
  readonly everySeconds: readonly [number, number];
  play(stage: Stage): void;
}

export function createBackground(random: Random): BackgroundAct[] {
  const resubTexts = shuffledDeck(RESUB_TEXTS, random);
  const cheerTexts = shuffledDeck(CHEER_TEXTS, random);
  const streakTexts = shuffledDeck(STREAK_TEXTS, random);
  return [
    {
      everySeconds: [9, 15],
      play({ world, nowMs }) {
        const viewers = channelOf(world, STREAMER_ID).stream?.viewerCount;
        if (viewers === undefined) return;
        // Comes back to a tide of its own: about 35, with waves of some twenty minutes.
        const tide = 35 + 8 * Math.sin(nowMs / 190_000);
        setViewers(world, STREAMER_ID, viewers + (tide - viewers) * 0.05 + random.between(-2, 2));
      },
    },
    {
      everySeconds: [100, 280],
      play({ world, casting }) {
        const userId = casting.nonFollower();
        if (userId !== undefined) follow(world, STREAMER_ID, userId);
      },
    },
    {
      everySeconds: [900, 1800],
      play({ world, casting }) {
        const userId = casting.passerBy();
        if (userId !== undefined) unfollow(world, STREAMER_ID, userId);
      },
    },
    {
      everySeconds: [380, 760],
      play({ world, casting, reactions, nowMs }) {
        const userId = casting.subscriber();
        const subscription = userId === undefined ? undefined : channelOf(world, STREAMER_ID).subscriptions[userId];
        if (userId === undefined || !subscription) return;
        const text = random.chance(0.8) ? resubTexts.draw() : '';
        const { tier } = subscription;
        resubscribe(world, { channelId: STREAMER_ID, userId, tier, text, showsStreak: random.chance(0.6) });
        reactions.toSub(userId, nowMs);
      },
    },
    {
      everySeconds: [260, 600],
      play({ world, casting, reactions, nowMs }) {
        const userId = casting.regular();
        if (userId === undefined) return;
        const bits = random.pick([1, 25, 50, 100, 100, 200, 300]);
        const isTaken = cheer(world, { channelId: STREAMER_ID, userId, bits, text: cheerTexts.draw() });
        if (isTaken) reactions.toBits(userId, nowMs);
      },
    },
    {
      everySeconds: [220, 420],
      play({ world, casting }) {
        const userId = casting.regular();
        if (userId === undefined || !channelOf(world, STREAMER_ID).stream) return;
        const streams = random.pick([3, 5, 7, 10, 15, 20]);
        notify(world, {
          channelId: STREAMER_ID,
          userId,
          text: streakTexts.draw(),
          systemText: `${userOf(world, userId).displayName} watched ${streams} consecutive streams and sparked a watch streak!`,
          detail: { kind: 'watch-streak', streams, points: 350 + streams * 10 },
        });
      },
    },
    {
      everySeconds: [150, 330],
      play({ world, casting }) {
        const userId = casting.regular();
        const { rewards } = channelOf(world, STREAMER_ID);
        if (userId === undefined || rewards.length === 0) return;
        const reward = random.pick(rewards);
        const input = reward.prompt === '' ? '' : 'Tiny Dancer von Elton John';
        redeemReward(world, { channelId: STREAMER_ID, userId, rewardId: reward.id, input });
      },
    },
    {
      everySeconds: [1500, 2700],
      play({ world, casting }) {
        const userId = casting.subscriber();
        if (userId !== undefined) endSubscription(world, STREAMER_ID, userId);
      },
    },
  ];
}

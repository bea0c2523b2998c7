import { playDeed } from './control-deeds.ts';
import { ControlError, type ControlInput } from './control-switchboard.ts';
import { channelOf, type World } from './world.ts';
import { follow, goLive, goOffline, raid, setViewers, unfollow, updateChannel } from './world-channel.ts';
import { notify } from './world-chat.ts';
import { cheer, endSubscription, giftSubs, resubscribe, subscribe } from './world-money.ts';
import { redeemReward } from './world-points.ts';
import type { SubTier } from './world-state.ts';

/** `/sim/event`: one thing happens in the channel. False for a kind that is not known. */
export function playEvent(world: World, input: ControlInput): boolean {
  const channelId = input.channelId();
  switch (input.text('kind')) {
    case 'follow':
      follow(world, channelId, input.person('login').id);
      return true;
    case 'unfollow':
      unfollow(world, channelId, input.person('login').id);
      return true;
    case 'sub':
      subscribe(world, { channelId, userId: input.person('login').id, ...plan(input) });
      return true;
    case 'resub':
      resubscribe(world, {
        channelId,
        userId: input.person('login').id,
        ...plan(input),
        text: input.text('text', ''),
        showsStreak: input.flag('showsStreak', true),
      });
      return true;
    case 'sub-end':
      endSubscription(world, channelId, input.person('login').id);
      return true;
    case 'gift':
      giftSubs(world, {
        channelId,
        gifterId: input.has('login') ? input.person('login').id : null,
        tier: plan(input).tier,
        recipientIds: recipients(world, input, channelId),
      });
      return true;
    case 'bits':
      return cheer(world, {
        channelId,
        userId: input.has('login') ? input.person('login').id : null,
        bits: input.number('bits', 100),
        text: input.text('text', ''),
      });
    case 'raid':
      raid(world, { fromId: input.person('login').id, toId: channelId, viewers: input.number('viewers', 12) });
      return true;
    case 'announcement':
      notify(world, {
        channelId,
        userId: input.person('login', 'nordlicht_mod').id,
        text: input.text('text'),
        systemText: '',
        detail: { kind: 'announcement', color: 'PRIMARY' },
      });
      return true;
    case 'watch-streak':
      watchStreak(world, channelId, input);
      return true;
    case 'title':
      updateChannel(world, channelId, {
        ...(input.has('title') ? { title: input.text('title') } : {}),
        ...(input.has('categoryId') ? { categoryId: input.text('categoryId') } : {}),
      });
      return true;
    case 'redeem': {
      const [first] = channelOf(world, channelId).rewards;
      const rewardId = input.text('rewardId', first?.id ?? '');
      const userId = input.person('login').id;
      return redeemReward(world, { channelId, userId, rewardId, input: input.text('text', '') });
    }
    case 'viewers':
      setViewers(world, channelId, input.number('viewers'));
      return true;
    case 'online':
      goLive(world, channelId);
      return true;
    case 'offline':
      goOffline(world, channelId);
      return true;
    default:
      return playDeed(world, input) ?? false;
  }
}

function plan(input: ControlInput): { tier: SubTier; isPrime: boolean } {
  const tier = input.text('tier', '1000');
  if (tier === 'prime') return { tier: '1000', isPrime: true };
  if (tier === '1000' || tier === '2000' || tier === '3000') return { tier, isPrime: false };
  throw new ControlError('"tier" must be 1000, 2000, 3000 or prime');
}

/** One named in `recipient`, or as many as `count` says of those who have no sub yet. */
function recipients(world: World, input: ControlInput, channelId: string): string[] {
  if (input.has('recipient')) return [input.person('recipient').id];
  const { subscriptions, followers } = channelOf(world, channelId);
  const free = Object.keys(followers).filter((userId) => !Object.hasOwn(subscriptions, userId));
  return free.slice(0, input.number('count', 1));
}

function watchStreak(world: World, channelId: string, input: ControlInput): void {
  const user = input.person('login');
  const streams = input.number('streams', 5);
  notify(world, {
    channelId,
    userId: user.id,
    text: input.text('text', ''),
    systemText: `${user.displayName} watched ${streams} consecutive streams and sparked a watch streak!`,
    detail: { kind: 'watch-streak', streams, points: 450 },
  });
}

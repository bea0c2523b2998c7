import { channelOf, type World } from './world.ts';
import type { AutomaticRewardType } from './world-feature-events.ts';
import type { Redemption, RedemptionStatus, Reward } from './world-features.ts';

/** Twitch keeps finished ones a few days; the newest are enough here. */
const KEEP_REDEMPTIONS = 300;

/** False when nobody may have it now: unknown, off, paused, waiting, or used up. */
export function redeemReward(
  world: World,
  input: { channelId: string; userId: string; rewardId: string; input: string },
): boolean {
  const channel = channelOf(world, input.channelId);
  const reward = channel.rewards.find((one) => one.id === input.rewardId);
  if (!reward?.isEnabled || reward.isPaused || isUsedUp(world, input.channelId, reward, input.userId)) return false;
  const nowMs = world.nowMs();
  if (reward.cooldownUntilMs !== null && reward.cooldownUntilMs > nowMs) return false;
  if (reward.cooldownSeconds !== null) reward.cooldownUntilMs = nowMs + reward.cooldownSeconds * 1000;
  const { id, title, prompt, cost } = reward;
  const redemption: Redemption = {
    id: world.random.uuid(),
    userId: input.userId,
    input: input.input,
    reward: { id, title, prompt, cost },
    redeemedAtMs: nowMs,
    status: reward.skipsQueue ? 'FULFILLED' : 'UNFULFILLED',
  };
  channel.redemptions.unshift(redemption);
  channel.redemptions.length = Math.min(channel.redemptions.length, KEEP_REDEMPTIONS);
  world.emit({ kind: 'reward-redeemed', channelId: input.channelId, redemption: { ...redemption } });
  return true;
}

function isUsedUp(world: World, channelId: string, reward: Reward, userId: string): boolean {
  const during = redemptionsOfStream(world, channelId, reward.id);
  if (reward.maxPerStream !== null && during.length >= reward.maxPerStream) return true;
  const own = during.filter((one) => one.userId === userId);
  return reward.maxPerUserPerStream !== null && own.length >= reward.maxPerUserPerStream;
}

/** What was taken since the stream began, refunds not counted; none while offline. */
export function redemptionsOfStream(world: World, channelId: string, rewardId: string): Redemption[] {
  const { stream, redemptions } = channelOf(world, channelId);
  if (!stream) return [];
  return redemptions.filter(
    (one) => one.reward.id === rewardId && one.status !== 'CANCELED' && one.redeemedAtMs >= stream.startedAtMs,
  );
}

export function settleRedemption(
  world: World,
  channelId: string,
  redemption: Redemption,
  status: Exclude<RedemptionStatus, 'UNFULFILLED'>,
): void {
  redemption.status = status;
  world.emit({ kind: 'redemption-updated', channelId, redemption: { ...redemption } });
}

export function addReward(world: World, channelId: string, reward: Reward): Reward {
  channelOf(world, channelId).rewards.push(reward);
  world.emit({ kind: 'reward-added', channelId, reward: { ...reward } });
  return reward;
}

export function updateReward(world: World, channelId: string, reward: Reward, changes: Partial<Reward>): void {
  Object.assign(reward, changes);
  world.emit({ kind: 'reward-updated', channelId, reward: { ...reward } });
}

/** What still waits for it counts as fulfilled. */
export function removeReward(world: World, channelId: string, reward: Reward): void {
  const channel = channelOf(world, channelId);
  channel.rewards = channel.rewards.filter((one) => one.id !== reward.id);
  world.emit({ kind: 'reward-removed', channelId, reward: { ...reward } });
  for (const redemption of channel.redemptions) {
    if (redemption.reward.id !== reward.id || redemption.status !== 'UNFULFILLED') continue;
    settleRedemption(world, channelId, redemption, 'FULFILLED');
  }
}

const AUTOMATIC_COST: Readonly<Record<AutomaticRewardType, number>> = {
  single_message_bypass_sub_mode: 200,
  send_highlighted_message: 100,
  random_sub_emote_unlock: 250,
  chosen_sub_emote_unlock: 300,
  chosen_modified_sub_emote_unlock: 350,
};

/** One of the rewards that every channel has. */
export function redeemAutomatic(
  world: World,
  input: {
    readonly channelId: string;
    readonly userId: string;
    readonly type: AutomaticRewardType;
    readonly emote?: { readonly id: string; readonly name: string };
    readonly text?: string;
  },
): void {
  world.emit({
    kind: 'automatic-reward',
    channelId: input.channelId,
    redemptionId: world.random.uuid(),
    userId: input.userId,
    type: input.type,
    points: AUTOMATIC_COST[input.type],
    emote: input.emote ?? null,
    text: input.text ?? null,
  });
}

import type { Reward } from '../world-features.ts';
import { addReward, redemptionsOfStream, removeReward, updateReward } from '../world-points.ts';
import type { Channel } from '../world-state.ts';
import {
  dataReply,
  type Endpoint,
  earningChannel,
  flagQuery,
  type HelixCall,
  HelixRefusal,
  NO_CONTENT,
  required,
  twitchTime,
} from './endpoint.ts';
import { MESSAGES } from './messages.ts';
import { pickById } from './paging.ts';
import { readNewReward, readRewardChanges } from './reward-input.ts';
import { named } from './users.ts';

const PATH = '/channel_points/custom_rewards';
const MANAGE: Endpoint['token'] = { kind: 'user', scopes: ['channel:manage:redemptions'] };
const MOST_REWARDS = 50;

/** GET /channel_points/custom_rewards */
export const getRewards: Endpoint = {
  method: 'GET',
  path: PATH,
  token: { kind: 'user', scopes: ['channel:read:redemptions', 'channel:manage:redemptions'] },
  handle(call) {
    const channel = earningChannel(call);
    const onlyOwn = flagQuery(call, 'only_manageable_rewards') ?? false;
    const visible = channel.rewards.filter((reward) => !onlyOwn || reward.clientId === call.token.clientId);
    const found = pickById(call, visible, { max: 50, notFound: MESSAGES.rewardNotFound });
    return dataReply(found.map((reward) => toReward(call, channel, reward)));
  },
};

/** POST /channel_points/custom_rewards */
export const postReward: Endpoint = {
  method: 'POST',
  path: PATH,
  token: MANAGE,
  handle(call) {
    const channel = earningChannel(call);
    const reward = readNewReward(call);
    if (channel.rewards.length >= MOST_REWARDS) throw new HelixRefusal(400, MESSAGES.tooManyRewards);
    refuseTakenTitle(channel, reward.title);
    addReward(call.world, channel.broadcasterId, reward);
    return dataReply([toReward(call, channel, reward)]);
  },
};

/** PATCH /channel_points/custom_rewards: only by the app that made it. */
export const patchReward: Endpoint = {
  method: 'PATCH',
  path: PATH,
  token: MANAGE,
  handle(call) {
    const channel = earningChannel(call);
    const reward = manageableReward(call, channel, required(call, 'id'));
    const changes = readRewardChanges(call, reward);
    if (changes.title !== undefined && changes.title !== reward.title) refuseTakenTitle(channel, changes.title);
    updateReward(call.world, channel.broadcasterId, reward, changes);
    return dataReply([toReward(call, channel, reward)]);
  },
};

/** DELETE /channel_points/custom_rewards: open redemptions become fulfilled. */
export const deleteReward: Endpoint = {
  method: 'DELETE',
  path: PATH,
  token: MANAGE,
  handle(call) {
    const channel = earningChannel(call);
    removeReward(call.world, channel.broadcasterId, manageableReward(call, channel, required(call, 'id')));
    return NO_CONTENT;
  },
};

export function manageableReward(call: HelixCall, channel: Channel, id: string): Reward {
  const reward = channel.rewards.find((one) => one.id === id);
  if (!reward) throw new HelixRefusal(404, MESSAGES.rewardNotFound);
  if (reward.clientId !== call.token.clientId) throw new HelixRefusal(403, MESSAGES.rewardForeign);
  return reward;
}

function refuseTakenTitle(channel: Channel, title: string): void {
  const isTaken = channel.rewards.some((one) => one.title.toLowerCase() === title.toLowerCase());
  if (isTaken) throw new HelixRefusal(400, MESSAGES.rewardTitleTaken);
}

function toReward(call: HelixCall, channel: Channel, reward: Reward): Record<string, unknown> {
  const taken = redemptionsOfStream(call.world, channel.broadcasterId, reward.id).length;
  return {
    ...named(call, 'broadcaster', channel.broadcasterId),
    id: reward.id,
    title: reward.title,
    prompt: reward.prompt,
    cost: reward.cost,
    image: null,
    default_image: {
      url_1x: 'https://static-cdn.jtvnw.net/custom-reward-images/default-1.png',
      url_2x: 'https://static-cdn.jtvnw.net/custom-reward-images/default-2.png',
      url_4x: 'https://static-cdn.jtvnw.net/custom-reward-images/default-4.png',
    },
    background_color: reward.backgroundColor,
    is_enabled: reward.isEnabled,
    is_user_input_required: reward.needsInput,
    max_per_stream_setting: { is_enabled: reward.maxPerStream !== null, max_per_stream: reward.maxPerStream ?? 0 },
    max_per_user_per_stream_setting: {
      is_enabled: reward.maxPerUserPerStream !== null,
      max_per_user_per_stream: reward.maxPerUserPerStream ?? 0,
    },
    global_cooldown_setting: {
      is_enabled: reward.cooldownSeconds !== null,
      global_cooldown_seconds: reward.cooldownSeconds ?? 0,
    },
    is_paused: reward.isPaused,
    is_in_stock: reward.maxPerStream === null || taken < reward.maxPerStream,
    should_redemptions_skip_request_queue: reward.skipsQueue,
    redemptions_redeemed_current_stream: reward.maxPerStream === null ? null : taken,
    cooldown_expires_at:
      reward.cooldownUntilMs !== null && reward.cooldownUntilMs > call.world.nowMs()
        ? twitchTime(reward.cooldownUntilMs)
        : null,
  };
}

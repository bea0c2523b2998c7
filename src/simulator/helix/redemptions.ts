import type { Redemption, RedemptionStatus } from '../world-features.ts';
import { settleRedemption } from '../world-points.ts';
import type { Channel } from '../world-state.ts';
import {
  choice,
  dataReply,
  demandText,
  type Endpoint,
  earningChannel,
  type HelixCall,
  HelixRefusal,
  repeated,
  required,
  twitchTime,
} from './endpoint.ts';
import { MESSAGES } from './messages.ts';
import { pageReply } from './paging.ts';
import { manageableReward } from './rewards.ts';
import { named } from './users.ts';

const PATH = '/channel_points/custom_rewards/redemptions';
const STATUSES: readonly RedemptionStatus[] = ['UNFULFILLED', 'FULFILLED', 'CANCELED'];

/** GET …/redemptions: of one reward, by the app that made it. */
export const getRedemptions: Endpoint = {
  method: 'GET',
  path: PATH,
  token: { kind: 'user', scopes: ['channel:read:redemptions', 'channel:manage:redemptions'] },
  handle(call) {
    const channel = earningChannel(call);
    const reward = manageableReward(call, channel, required(call, 'reward_id'));
    const ids = repeated(call, 'id', 50);
    const all = channel.redemptions.filter((one) => one.reward.id === reward.id);
    if (ids.length > 0) {
      const found = all.filter((one) => ids.includes(one.id));
      if (found.length === 0) throw new HelixRefusal(404, MESSAGES.redemptionsNotFound);
      return dataReply(
        found.map((one) => toRedemption(call, channel, one)),
        { pagination: {} },
      );
    }
    required(call, 'status');
    const status = choice(call, 'status', STATUSES, 'UNFULFILLED');
    const oldestFirst = choice(call, 'sort', ['OLDEST', 'NEWEST'], 'OLDEST') === 'OLDEST';
    const wanted = all.filter((one) => one.status === status);
    const sorted = oldestFirst ? wanted.reverse() : wanted;
    return pageReply(call, sorted, {
      keyOf: (one) => one.id,
      max: 50,
      show: (one) => toRedemption(call, channel, one),
    });
  },
};

/** PATCH …/redemptions: fulfils or refunds what is still open. */
export const patchRedemptions: Endpoint = {
  method: 'PATCH',
  path: PATH,
  token: { kind: 'user', scopes: ['channel:manage:redemptions'] },
  handle(call) {
    const channel = earningChannel(call);
    required(call, 'id');
    const ids = repeated(call, 'id', 50);
    const reward = manageableReward(call, channel, required(call, 'reward_id'));
    const status = demandText(call, 'status');
    if (status !== 'FULFILLED' && status !== 'CANCELED') {
      throw new HelixRefusal(400, MESSAGES.parameterMalformed('status'));
    }
    const open = channel.redemptions.filter(
      (one) => one.reward.id === reward.id && ids.includes(one.id) && one.status === 'UNFULFILLED',
    );
    if (open.length === 0) throw new HelixRefusal(404, MESSAGES.redemptionsNotFound);
    for (const one of open) settleRedemption(call.world, channel.broadcasterId, one, status);
    return dataReply(open.map((one) => toRedemption(call, channel, one)));
  },
};

function toRedemption(call: HelixCall, channel: Channel, redemption: Redemption): Record<string, unknown> {
  return {
    ...named(call, 'broadcaster', channel.broadcasterId),
    id: redemption.id,
    ...named(call, 'user', redemption.userId),
    user_input: redemption.input,
    status: redemption.status,
    redeemed_at: twitchTime(redemption.redeemedAtMs),
    reward: redemption.reward,
  };
}

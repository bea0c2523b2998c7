import { emptyChannel } from './world.ts';
import { plainReward } from './world-features.ts';
import type { Channel, WorldState } from './world-state.ts';

/** Fills in what a world from before some feature does not have: it goes on without what would have been there. */
export function completeState(state: WorldState): WorldState {
  return {
    ...state,
    channels: Object.fromEntries(Object.entries(state.channels).map(([id, channel]) => [id, complete(channel)])),
    accounts: state.accounts ?? {},
    sharedChats: state.sharedChats ?? [],
    money: state.money ?? [],
    past: state.past ?? null,
  };
}

function complete(channel: Channel): Channel {
  const whole = { ...emptyChannel(channel.broadcasterId), ...channel };
  return { ...whole, rewards: whole.rewards.map(plainReward) };
}

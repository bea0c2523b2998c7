import type { World } from './world.ts';
import { runDueAd } from './world-ads.ts';
import { expireHeldLines } from './world-automod.ts';
import { endExpiredHypeTrain } from './world-hype-train.ts';
import { endDuePoll } from './world-polls.ts';
import { moveDuePrediction } from './world-predictions.ts';
import { leaveDueRaid } from './world-raids.ts';

/** Lets happen what is due by the clock, in every channel; called by the heartbeat and before every call of Helix. */
export function keepUp(world: World): void {
  for (const channelId of Object.keys(world.state.channels)) {
    endExpiredHypeTrain(world, channelId);
    runDueAd(world, channelId);
    leaveDueRaid(world, channelId);
    endDuePoll(world, channelId);
    moveDuePrediction(world, channelId);
    expireHeldLines(world, channelId);
  }
}

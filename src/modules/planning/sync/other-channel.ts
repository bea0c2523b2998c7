import type { ChannelName } from '../../live/index.ts';
import { readPlan } from '../calendar/plan-store.ts';
import type { PlanningContext } from '../context.ts';
import { type PartRefusal, planParts } from './plan-parts.ts';
import { readScheduleRead } from './publication-store.ts';
import type { ScheduleReadRow } from './tables.ts';

const OTHER_CHANNEL = 'planning.other-channel';

/** What is to be answered before the plan goes to a channel that it was not made for. */
export async function askAboutChannel(
  { clock, db: { read } }: PlanningContext,
  { twitchId, displayName }: ChannelName,
  isForced: boolean,
): Promise<PartRefusal | undefined> {
  const last = await readScheduleRead(read);
  if (last.channel_id === null || last.channel_id === twitchId) return undefined;
  if (planParts(await readPlan(read), clock.nowMs()).length === 0) return undefined;
  const question = { code: OTHER_CHANNEL, params: { channel: displayName } };
  // Who asked for a sync before she could read the question meant the channel before.
  const wasAsked = isOfOtherChannel(last) && last.refusal_json?.['channel'] === displayName;
  return isForced && wasAsked ? undefined : question;
}

/** While the question is open, what is known of a schedule is about the channel before: nothing of the plan stands on this one. */
export function isOfOtherChannel({ refusal_code }: Pick<ScheduleReadRow, 'refusal_code'>): boolean {
  return refusal_code === OTHER_CHANNEL;
}

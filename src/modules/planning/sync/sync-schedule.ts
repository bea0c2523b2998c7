import type { TwitchUserId } from '../../../kernel/id.ts';
import type { TwitchFailure } from '../../../twitch/failure.ts';
import type { PlanningContext } from '../context.ts';
import { carryOut, type Round } from './carry-out.ts';
import { type Look, lookAtTwitch } from './look-at-twitch.ts';
import { askAboutChannel } from './other-channel.ts';
import type { PartRefusal } from './plan-parts.ts';
import { saveScheduleRead } from './publication-store.ts';
import { kindOfTrouble, PassingTrouble, refusalOf } from './trouble.ts';

/** What is made anew takes two rounds, what is cancelled right after a third; more would be a circle. */
const MOST_ROUNDS = 4;

interface SyncOptions {
  /** Asks Twitch again for what it refused before. */
  readonly isForced: boolean;
}

/**
 * Makes Twitch's schedule say what the plan says: read, compare, one call after the other, and again
 * until nothing is left to do. Only one at a time may run.
 *
 * A plan that stands on one channel's schedule goes to another one's only when somebody asks for it after
 * having been told: the channel may have been connected to try something out.
 *
 * @throws PassingTrouble when it makes sense to try again.
 */
export async function syncSchedule(context: PlanningContext, { isForced }: SyncOptions): Promise<void> {
  const channel = context.channel();
  try {
    if (channel === null) return await note(context, 'off', { code: 'live.no-channel', params: {} });
    const question = await askAboutChannel(context, channel, isForced);
    if (question) return await note(context, 'off', question);
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const look = await lookAtTwitch(context, channel.twitchId, isForced && round === 0);
      const failure = look.ok ? undefined : look.error;
      const outcome = look.ok
        ? await carryOutAll(context, channel.twitchId, look.value)
        : { hasChanged: false, failure };
      if (outcome.failure) return await giveUp(context, outcome.failure);
      if (!outcome.hasChanged) return;
    }
  } finally {
    context.feed.changed('plan');
  }
}

interface Outcomes {
  /** Twitch's schedule is another now, or turned out to be. */
  readonly hasChanged: boolean;
  readonly failure: TwitchFailure | undefined;
}

async function carryOutAll(
  context: PlanningContext,
  channelId: TwitchUserId,
  { diff, remote }: Look,
): Promise<Outcomes> {
  const round: Round = { channelId, remote, hasNoSingles: false };
  let hasChanged = false;
  let failure: TwitchFailure | undefined;
  for (const action of diff.actions) {
    const outcome = await carryOut(context, round, action);
    if (outcome.kind === 'failed') {
      failure = outcome.failure;
      // Trouble with one call may be about that call; the others are worth a try. Anything else is about all.
      if (failure.code !== 'twitch.trouble') break;
    } else if (outcome.kind !== 'refused') {
      hasChanged = true;
    }
  }
  return { hasChanged, failure };
}

async function giveUp(context: PlanningContext, failure: TwitchFailure): Promise<void> {
  const isPassing = kindOfTrouble(failure) === 'passing';
  context.log.warn('schedule-not-synced', { code: failure.code });
  await note(context, isPassing ? 'failed' : 'off', refusalOf(failure));
  if (isPassing) throw new PassingTrouble(failure);
}

async function note(context: PlanningContext, state: 'failed' | 'off', refusal: PartRefusal): Promise<void> {
  await context.db.transaction((db) => saveScheduleRead(db, { state, refusal }));
}

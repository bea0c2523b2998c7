import type { ModActionView } from '../../contract/moderation.ts';
import type { Caller } from '../../platform/module.ts';
import { type TwitchFailure, twitchFailure } from '../../twitch/failure.ts';
import { banUser } from '../../twitch/moderation.ts';
import { carryOut } from './carry-out.ts';
import type { ModerationContext } from './context.ts';
import { messageInQuestion } from './message-in-question.ts';
import { actingAs, refuseImpossibleTarget, resolveTarget } from './target.ts';

export interface Restriction {
  readonly userId?: string | undefined;
  readonly login?: string | undefined;
  readonly messageId?: string | undefined;
  readonly reason?: string | undefined;
  /** Left out for a ban. */
  readonly seconds?: number | undefined;
}

/** Timeout and ban are one call at Twitch, told apart by the duration. */
export async function restrictViewer(
  context: ModerationContext,
  caller: Pick<Caller, 'twitchId'>,
  input: Restriction,
): Promise<ModActionView> {
  const acting = await actingAs(context, caller);
  const target = await resolveTarget(context, acting.by.id, input);
  refuseImpossibleTarget(acting, target);
  const known = await context.live.findPerson({ twitchId: target.id });
  const isModerator = known?.badges.some((badge) => /^(?:lead_)?moderator\//.test(badge)) ?? false;
  return await carryOut(context, acting, {
    kind: input.seconds === undefined ? 'ban' : 'timeout',
    target,
    reason: input.reason,
    seconds: input.seconds,
    message: await messageInQuestion(context, context.db.read, { messageId: input.messageId, targetId: target.id }),
    send: () =>
      banUser(context.helix, {
        channelId: acting.channel.twitchId,
        actorId: acting.by.id,
        userId: target.id,
        seconds: input.seconds,
        reason: input.reason,
      }),
    // Twitch has one sentence for everybody who may not be banned; the badge tells a moderator.
    explain: (failure: TwitchFailure) =>
      failure.code === 'moderation.may-not-be-banned' && isModerator
        ? twitchFailure('moderation.is-moderator', { login: target.login })
        : failure,
  });
}

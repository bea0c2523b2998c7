import type { ModActionView } from '../../contract/moderation.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Caller } from '../../platform/module.ts';
import { getStanding, unbanUser } from '../../twitch/moderation.ts';
import { carryOut, withoutEnd } from './carry-out.ts';
import type { ModerationContext } from './context.ts';
import { type Acting, actingAs, resolveTarget, type Target } from './target.ts';

export type Expectation = 'timeout' | 'ban' | 'either';

/** Ends a timeout or a ban, as the caller. */
export async function liftRestriction(
  context: ModerationContext,
  caller: Pick<Caller, 'twitchId'>,
  input: { readonly userId?: string | undefined; readonly login?: string | undefined; readonly expect: Expectation },
): Promise<ModActionView> {
  const acting = await actingAs(context, caller);
  const target = await resolveTarget(context, acting.by.id, input);
  return await lift(context, acting, target, input.expect);
}

/**
 * Twitch's call lifts a timeout and a ban alike. Which of the two it is only the broadcaster's grant
 * may ask; where nobody knows, a meant timeout is refused rather than a ban lifted by accident.
 */
export async function lift(
  context: ModerationContext,
  acting: Acting,
  target: Target,
  expect: Expectation,
): Promise<ModActionView> {
  const kind = await whatIsLifted(context, acting, target, expect);
  return await carryOut(context, acting, {
    kind,
    target,
    send: () =>
      withoutEnd(
        unbanUser(context.helix, { channelId: acting.channel.twitchId, actorId: acting.by.id, userId: target.id }),
      ),
  });
}

async function whatIsLifted(
  context: ModerationContext,
  { channel }: Acting,
  target: Target,
  expect: Expectation,
): Promise<'unban' | 'untimeout'> {
  const standing = await getStanding(context.helix, channel.twitchId, target.id);
  const params = { login: target.login };
  if (!standing.ok) {
    if (expect !== 'either') throw new Refusal('moderation.state-unknown', params);
    return 'unban';
  }
  switch (standing.value.state) {
    case 'free':
      throw new Refusal('moderation.not-banned', params);
    case 'timeout':
      if (expect === 'ban') throw new Refusal('moderation.is-timeout-not-ban', params);
      return 'untimeout';
    case 'ban':
      if (expect === 'timeout') throw new Refusal('moderation.is-ban-not-timeout', params);
      return 'unban';
    default:
      return standing.value satisfies never;
  }
}

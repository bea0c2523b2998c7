import type { Id } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { TokenPair } from '../../twitch/oauth.ts';
import type { AttemptGoal } from './attempts.ts';
import { connectBot } from './connect-bot.ts';
import { connectChannel } from './connect-channel.ts';
import { connectOwn } from './connect-own.ts';
import { aloneWithGrants, refusalOf, type TeamContext } from './context.ts';
import type { Grant } from './grant.ts';
import { letIn } from './let-in.ts';

/** Asks Twitch whose tokens these are: only Twitch's word counts. */
export async function identify({ oauth }: TeamContext, pair: TokenPair): Promise<Grant> {
  const validated = await oauth.validate(pair.accessToken);
  if (validated.ok && validated.value.clientId === oauth.clientId) return { owner: validated.value, pair };
  await oauth.revoke(pair.accessToken);
  throw validated.ok ? new Refusal('team.sign-in-state-mismatch') : refusalOf(validated.error);
}

/**
 * Does what the consent was asked for.
 * @returns whose session begins, for a sign-in.
 * @throws Refusal saying why not; the grant is given back then, and nothing stored.
 */
export function keepConsent(context: TeamContext, goal: AttemptGoal, grant: Grant): Promise<Id<'mem'> | undefined> {
  return aloneWithGrants(context, () => keep(context, goal, grant));
}

async function keep(context: TeamContext, goal: AttemptGoal, grant: Grant): Promise<Id<'mem'> | undefined> {
  switch (goal.purpose) {
    case 'sign-in':
      return letIn(context, grant);
    case 'channel':
      return connectChannel(context, goal, grant);
    case 'bot':
      return connectBot(context, goal, grant);
    case 'own':
      return connectOwn(context, goal, grant);
    default:
      return goal satisfies never;
  }
}

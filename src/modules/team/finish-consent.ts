import type { Id } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { TokenPair } from '../../twitch/oauth.ts';
import type { CodeAttempt } from './attempts.ts';
import { refusalOf, type TeamContext } from './context.ts';
import { identify, keepConsent } from './keep-consent.ts';

/** What Twitch sends a browser back with. */
export interface ConsentAnswer {
  readonly state?: string | undefined;
  readonly code?: string | undefined;
  readonly error?: string | undefined;
}

export type FinishedConsent =
  | {
      readonly kind: 'done';
      readonly returnTo: string;
      /** Whose session begins; nobody's when one was there already. */
      readonly signIn: Id<'mem'> | undefined;
    }
  /** Nothing was stored; whose page is to say so. */
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly attempt: CodeAttempt };

/**
 * Takes Twitch's answer to an attempt.
 *
 * @param boundTo what the browser that brought it can show of itself.
 * @throws Refusal when it is the answer to no attempt of this browser.
 */
export async function finishConsent(
  context: TeamContext,
  answer: ConsentAnswer,
  boundTo: readonly string[],
): Promise<FinishedConsent> {
  const { attempts } = context;
  const taken = attempts.take(answer.state ?? '', boundTo);
  if (taken.kind === 'foreign') throw new Refusal('team.sign-in-state-mismatch');
  if (taken.kind === 'over') throw new Refusal('team.sign-in-expired');
  const { attempt } = taken;
  if (taken.kind === 'done-before') return { kind: 'done', returnTo: attempt.returnTo, signIn: undefined };
  try {
    const grant = await identify(context, await redeem(context, answer, attempt));
    const signIn = await keepConsent(context, attempt.goal, grant);
    attempts.settle(attempt, { state: 'done' });
    return { kind: 'done', returnTo: attempt.returnTo, signIn };
  } catch (error) {
    const refusal = error instanceof Refusal ? error : new Refusal('http.internal');
    attempts.settle(attempt, { state: 'refused', problem: { code: refusal.code, params: refusal.params } });
    if (refusal !== error) throw error;
    return { kind: 'refused', refusal, attempt };
  }
}

async function redeem({ oauth }: TeamContext, answer: ConsentAnswer, attempt: CodeAttempt): Promise<TokenPair> {
  if (answer.error !== undefined) throw new Refusal('team.sign-in-refused');
  if (answer.code === undefined || answer.code === '') throw new Refusal('team.sign-in-state-mismatch');
  const exchanged = await oauth.exchangeCode(answer.code, attempt.way.redirectUri);
  if (exchanged.ok) return exchanged.value;
  // To Twitch a spent code and a dead grant are the same "no".
  throw exchanged.error.code === 'twitch.reconnect' ? new Refusal('team.sign-in-expired') : refusalOf(exchanged.error);
}

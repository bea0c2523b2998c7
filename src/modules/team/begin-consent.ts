import { instantFromMs } from '../../kernel/instant.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Caller, Visitor } from '../../platform/module.ts';
import { type ConsentPurpose, scopesFor } from '../../twitch/scopes.ts';
import type { TeamContext } from './context.ts';
import { boundToBrowser, boundToSession, type SignInAttempt } from './sign-in-attempts.ts';

interface BegunConsent {
  readonly attemptId: string;
  readonly authorizeUrl: string;
  readonly expiresAt: string;
}

/** Sends a person to Twitch; a waiting attempt of the same browser ends. */
export async function beginSignIn(
  context: TeamContext,
  input: { readonly otherAccount: boolean; readonly returnTo: string },
  visitor: Visitor,
): Promise<BegunConsent> {
  const boundTo = boundToBrowser(visitor.browserKey);
  return viewBegun(context, begin(context, 'sign-in', boundTo, input.returnTo), input.otherAccount);
}

/** Sends the owner to Twitch to connect the channel. */
export async function connectChannel(
  context: TeamContext,
  input: { readonly otherAccount: boolean },
  caller: Caller,
): Promise<BegunConsent> {
  if (!caller.isOwner) throw new Refusal('team.only-owner');
  const attempt = begin(context, 'channel', boundToSession(caller.sessionKey), '/team');
  return viewBegun(context, attempt, input.otherAccount);
}

export function begin(context: TeamContext, purpose: ConsentPurpose, boundTo: string, returnTo: string): SignInAttempt {
  if (!context.site.hasTwitchApp) throw new Refusal('team.no-twitch-app');
  return context.attempts.begin({ purpose, boundTo, returnTo, redirectUri: context.site.redirectUri() });
}

export function authorizeUrlOf(context: TeamContext, attempt: SignInAttempt, otherAccount: boolean): string {
  return context.oauth.authorizeUrl({
    state: attempt.state,
    redirectUri: attempt.redirectUri,
    scopes: scopesFor(attempt.purpose),
    forceVerify: otherAccount,
  });
}

function viewBegun(context: TeamContext, attempt: SignInAttempt, otherAccount: boolean): BegunConsent {
  return {
    attemptId: attempt.id,
    authorizeUrl: authorizeUrlOf(context, attempt, otherAccount),
    expiresAt: instantFromMs(attempt.expiresAt),
  };
}

import type { accounts } from '../../contract/accounts.ts';
import type { DeviceAttempt as DeviceAttemptView } from '../../contract/device-attempt.ts';
import type { InputOf } from '../../contract/endpoint.ts';
import { instantFromMs } from '../../kernel/instant.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Caller, Visitor } from '../../platform/module.ts';
import { boundToBrowser, boundToSession } from './attempts.ts';
import { type Wish, wishConsent, wishSignIn } from './consent-goal.ts';
import { refusalOf, type TeamContext } from './context.ts';
import { followCode } from './follow-code.ts';

interface BegunConsent {
  readonly attemptId: string;
  readonly authorizeUrl: string;
  readonly expiresAt: string;
}

/** Who begins an attempt, and where she goes afterwards. */
interface Beginner {
  readonly boundTo: string;
  readonly seenBy: string | null;
  readonly address: string | null;
  readonly returnTo: string;
}

/** Sends a person to Twitch; a waiting attempt of the same browser ends. */
export async function beginSignIn(
  context: TeamContext,
  input: { readonly otherAccount: boolean; readonly returnTo: string },
  visitor: Visitor,
): Promise<BegunConsent> {
  return sendToTwitch(context, await wishSignIn(context), byBrowser(visitor, input), input.otherAccount);
}

/** Shows a person a code for Twitch; a waiting attempt of the same browser ends. */
export async function beginDeviceSignIn(
  context: TeamContext,
  input: { readonly returnTo: string },
  visitor: Visitor,
): Promise<DeviceAttemptView> {
  return showCode(context, await wishSignIn(context), byBrowser(visitor, input));
}

/** Sends a signed-in person to Twitch to connect an account. */
export async function beginConsent(
  context: TeamContext,
  input: InputOf<typeof accounts.begin>,
  caller: Caller,
): Promise<BegunConsent> {
  const wish = await wishConsent(context, input, caller);
  return sendToTwitch(context, wish, bySession(caller, input), input.otherAccount);
}

/** Shows a signed-in person a code for Twitch to connect an account. */
export async function beginDeviceConsent(
  context: TeamContext,
  input: InputOf<typeof accounts.beginDevice>,
  caller: Caller,
): Promise<DeviceAttemptView> {
  return showCode(context, await wishConsent(context, input, caller), bySession(caller, input));
}

/** @throws Refusal team.no-twitch-app, team.code-needs-secret */
export function sendToTwitch(
  { attempts, oauth, site }: TeamContext,
  { goal, scopes }: Wish,
  beginner: Beginner,
  forceVerify: boolean,
): BegunConsent {
  if (!site.hasTwitchApp) throw new Refusal('team.no-twitch-app');
  if (oauth.clientType === 'public') throw new Refusal('team.code-needs-secret');
  const attempt = attempts.beginCode({ goal, ...beginner, redirectUri: site.redirectUri() });
  const { state, redirectUri } = attempt.way;
  return {
    attemptId: attempt.id,
    authorizeUrl: oauth.authorizeUrl({ state, redirectUri, scopes, forceVerify }),
    expiresAt: instantFromMs(attempt.expiresAt),
  };
}

/** @throws Refusal team.no-twitch-app, http.too-many-requests, or what Twitch said */
async function showCode(context: TeamContext, { goal, scopes }: Wish, beginner: Beginner): Promise<DeviceAttemptView> {
  const { attempts, oauth, site } = context;
  if (!site.hasTwitchApp) throw new Refusal('team.no-twitch-app');
  attempts.checkRoom(beginner);
  const code = await oauth.beginDevice(scopes);
  if (!code.ok) throw refusalOf(code.error);
  const { userCode, verificationUri } = code.value;
  const attempt = attempts.beginDevice({ goal, ...beginner, expiresAt: code.value.expiresAt });
  const { expiresAt } = attempt;
  followCode(context, attempt, { ...code.value, expiresAt });
  return { attemptId: attempt.id, userCode, verificationUri, expiresAt: instantFromMs(expiresAt) };
}

function byBrowser({ address, browserKey }: Visitor, { returnTo }: { readonly returnTo: string }): Beginner {
  return { boundTo: boundToBrowser(browserKey), seenBy: null, address, returnTo };
}

/** Its page asks like anybody's: by the browser. */
function bySession({ browserKey, sessionKey }: Caller, { returnTo }: { readonly returnTo: string }): Beginner {
  const seenBy = browserKey === undefined ? null : boundToBrowser(browserKey);
  return { boundTo: boundToSession(sessionKey), seenBy, address: null, returnTo };
}

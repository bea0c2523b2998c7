import { type TwitchFailure, twitchFailure } from './failure.ts';
import type { OAuthReply } from './oauth-request.ts';

export type ClientType = 'confidential' | 'public';

/*
 * Twitch's sign-in errors have no machine-readable code and are not shaped as the standards want them:
 * status and wording are all there is.
 */

/** Why tokens were refused; `twitch.reconnect` when the grant itself is gone. */
export function explainTokenRefusal(reply: OAuthReply, clientType: ClientType): TwitchFailure {
  const app = explainAppRefusal(reply, clientType);
  if (app) return app;
  const message = messageOf(reply);
  // Fifty access tokens of one refresh token are alive: it passes when the oldest ends.
  if (/too many/i.test(message)) return twitchFailure('twitch.trouble', { status: reply.status });
  if (reply.status === 400 || reply.status === 401) return twitchFailure('twitch.reconnect');
  return twitchFailure('twitch.rejected-input', { message });
}

/** What is wrong with the app, not with the person's grant. */
export function explainAppRefusal(reply: OAuthReply, clientType: ClientType): TwitchFailure | undefined {
  const message = messageOf(reply).toLowerCase();
  if (isSecretMissing(reply)) {
    return twitchFailure(clientType === 'public' ? 'team.client-is-confidential' : 'team.client-secret-missing');
  }
  if (message.includes('client secret')) return twitchFailure('team.client-secret-wrong');
  if (/invalid client|client does not exist|client id/.test(message)) return twitchFailure('team.client-id-wrong');
  return reply.status === 403 ? twitchFailure('team.client-secret-wrong') : undefined;
}

/** Twitch wants a secret from this app: it is registered as confidential. */
export function isSecretMissing(reply: OAuthReply): boolean {
  return /missing client secret/i.test(messageOf(reply));
}

/** Twitch's own English text. */
export function messageOf({ body }: OAuthReply): string {
  return typeof body['message'] === 'string' ? body['message'].slice(0, 200) : '';
}

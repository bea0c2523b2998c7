import { fail, ok, type Result } from '../kernel/result.ts';
import type { TwitchAddresses } from './addresses.ts';
import { type TwitchFailure, twitchFailure } from './failure.ts';
import type { TwitchApp } from './oauth.ts';
import { explainAppRefusal, isSecretMissing, messageOf } from './oauth-refusal.ts';
import { createOAuthSend, formOf, type OAuthReply, type OAuthTrouble, withPatience } from './oauth-request.ts';

/** Belongs to nobody: Twitch looks at the app before it looks at the token. */
const NO_REFRESH_TOKEN = 'livextremasksforthetypeofthisapp';

/** Asks Twitch about an app before anything is stored, and says precisely what is wrong with it. */
export async function tryApp(addresses: TwitchAddresses, app: TwitchApp): Promise<Result<void, TwitchFailure>> {
  const send = createOAuthSend();
  const post = (what: string, form: Record<string, string>): Promise<Result<OAuthReply, OAuthTrouble>> =>
    withPatience(() => send(`${addresses.oauth}/${what}`, formOf({ client_id: app.clientId, ...form })));

  /** A refresh without a secret: a confidential app is asked for it, a public one gets to hear of the token. */
  const askWithoutSecret = () => post('token', { grant_type: 'refresh_token', refresh_token: NO_REFRESH_TOKEN });

  return app.clientSecret === null ? tryPublic() : tryConfidential(app.clientSecret);

  async function tryPublic(): Promise<Result<void, TwitchFailure>> {
    const device = await post('device', { scopes: '' });
    if (!device.ok) return device;
    if (device.value.status !== 200) return fail(explain(device.value, 'public'));
    const probe = await askWithoutSecret();
    if (!probe.ok) return probe;
    return isSecretMissing(probe.value) ? fail(twitchFailure('team.client-is-confidential')) : ok(undefined);
  }

  async function tryConfidential(clientSecret: string): Promise<Result<void, TwitchFailure>> {
    const reply = await post('token', { client_secret: clientSecret, grant_type: 'client_credentials' });
    if (!reply.ok) return reply;
    const { status, body } = reply.value;
    if (status !== 200) return fail(await explainConfidential(reply.value));
    // Only the answer was wanted: an app token lives for two months.
    if (typeof body['access_token'] === 'string') await post('revoke', { token: body['access_token'] });
    return ok(undefined);
  }

  /** A public app refuses every secret: telling its owner to make a new one would lead nowhere. */
  async function explainConfidential(reply: OAuthReply): Promise<TwitchFailure> {
    const failure = explain(reply, 'confidential');
    if (failure.code === 'team.client-id-wrong') return failure;
    const probe = await askWithoutSecret();
    if (!probe.ok) return failure;
    const isPublic = /invalid refresh token/i.test(messageOf(probe.value));
    return isPublic ? twitchFailure('team.client-is-public') : failure;
  }
}

function explain(reply: OAuthReply, clientType: 'public' | 'confidential'): TwitchFailure {
  return explainAppRefusal(reply, clientType) ?? twitchFailure('twitch.rejected-input', { message: messageOf(reply) });
}

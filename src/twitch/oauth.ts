import type { TwitchUserId } from '../kernel/id.ts';
import { twitchUserId } from '../kernel/id.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import type { Clock } from '../platform/clock.ts';
import type { TwitchAddresses } from './addresses.ts';
import { type TwitchFailure, twitchFailure } from './failure.ts';

const TIMEOUT_MS = 10_000;
const PAUSES_MS = [500, 1_500];

/** A pair as Twitch issues it; both halves are replaced at every refresh. */
export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly scopes: readonly string[];
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** Whom a token belongs to. */
export interface TokenOwner {
  readonly clientId: string;
  readonly userId: TwitchUserId;
  readonly login: string;
  readonly scopes: readonly string[];
  readonly expiresAt: number;
}

export interface TwitchApp {
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface OAuth {
  readonly clientId: string;
  authorizeUrl(request: AuthorizeRequest): string;
  exchangeCode(code: string, redirectUri: string): Promise<Result<TokenPair, TwitchFailure>>;
  /** `twitch.reconnect` means the grant is gone; everything else may pass and the old pair stays good. */
  refresh(refreshToken: string): Promise<Result<TokenPair, TwitchFailure>>;
  /** `twitch.reconnect` means Twitch does not know the token (any more). */
  validate(accessToken: string): Promise<Result<TokenOwner, TwitchFailure>>;
  /** Also good when Twitch had forgotten the token already. */
  revoke(accessToken: string): Promise<Result<void, TwitchFailure>>;
}

interface AuthorizeRequest {
  readonly state: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  /** Ask again although consent was given, so that another account can be chosen. */
  readonly forceVerify: boolean;
}

interface OAuthParts {
  readonly addresses: TwitchAddresses;
  readonly app: TwitchApp;
  readonly clock: Clock;
}

export function createOAuth({ addresses, app, clock }: OAuthParts): OAuth {
  const client = { client_id: app.clientId, client_secret: app.clientSecret };

  async function requestTokens(form: Record<string, string>): Promise<Result<TokenPair, TwitchFailure>> {
    const reply = await post(`${addresses.oauth}/token`, { ...client, ...form });
    if (!reply.ok) return reply;
    if (reply.value.status !== 200) return fail(explainTokenRefusal(reply.value));
    const { access_token: access, refresh_token: refresh, expires_in: seconds, scope } = reply.value.body;
    if (typeof access !== 'string' || typeof refresh !== 'string') return fail(twitchFailure('twitch.trouble'));
    return ok({
      accessToken: access,
      refreshToken: refresh,
      scopes: readScopes(scope),
      expiresAt: clock.nowMs() + readSeconds(seconds) * 1000,
    });
  }

  return {
    clientId: app.clientId,

    authorizeUrl({ state, redirectUri, scopes, forceVerify }) {
      const url = new URL(addresses.authorize);
      url.searchParams.set('client_id', app.clientId);
      url.searchParams.set('redirect_uri', redirectUri);
      url.searchParams.set('response_type', 'code');
      url.searchParams.set('scope', scopes.join(' '));
      url.searchParams.set('state', state);
      if (forceVerify) url.searchParams.set('force_verify', 'true');
      return url.href;
    },

    exchangeCode: (code, redirectUri) =>
      requestTokens({ grant_type: 'authorization_code', code, redirect_uri: redirectUri }),

    refresh: (refreshToken) =>
      withPatience(() => requestTokens({ grant_type: 'refresh_token', refresh_token: refreshToken })),

    async validate(accessToken) {
      const reply = await withPatience(() =>
        send(`${addresses.oauth}/validate`, { headers: { authorization: `OAuth ${accessToken}` } }),
      );
      if (!reply.ok) return reply;
      if (reply.value.status !== 200) return fail(explainTokenRefusal(reply.value));
      const { client_id: clientId, user_id: userId, login, scopes, expires_in: seconds } = reply.value.body;
      if (typeof clientId !== 'string' || typeof userId !== 'string' || typeof login !== 'string') {
        return fail(twitchFailure('twitch.trouble'));
      }
      return ok({
        clientId,
        userId: twitchUserId(userId),
        login,
        scopes: readScopes(scopes),
        expiresAt: clock.nowMs() + readSeconds(seconds) * 1000,
      });
    },

    async revoke(accessToken) {
      const reply = await post(`${addresses.oauth}/revoke`, { client_id: app.clientId, token: accessToken });
      if (!reply.ok) return reply;
      return reply.value.status < 500 ? ok(undefined) : fail(twitchFailure('twitch.trouble'));
    },
  };
}

/** Asks Twitch for a token of the app alone: tells a wrong id from a wrong secret before anything is stored. */
export async function tryApp(addresses: TwitchAddresses, app: TwitchApp): Promise<Result<void, TwitchFailure>> {
  const form = { client_id: app.clientId, client_secret: app.clientSecret, grant_type: 'client_credentials' };
  const reply = await withPatience(() => post(`${addresses.oauth}/token`, form));
  if (!reply.ok) return reply;
  const { status, body } = reply.value;
  if (status !== 200)
    return fail(explainAppRefusal(reply.value) ?? twitchFailure('twitch.rejected-input', { message: textOf(body) }));
  // Only the answer was wanted: an app token lives for two months.
  if (typeof body['access_token'] === 'string') {
    await post(`${addresses.oauth}/revoke`, { client_id: app.clientId, token: body['access_token'] });
  }
  return ok(undefined);
}

interface Reply {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

function post(url: string, form: Record<string, string>): Promise<Result<Reply, TwitchFailure>> {
  return send(url, { method: 'POST', body: new URLSearchParams(form) });
}

/** One request. Failures carry no address and no body: either may hold a secret. */
async function send(url: string, init: RequestInit): Promise<Result<Reply, TwitchFailure>> {
  try {
    const response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
    const text = await response.text();
    if (response.status >= 500) return fail(twitchFailure('twitch.trouble', { status: response.status }));
    if (response.status === 429) return fail(twitchFailure('twitch.slow-down', { seconds: 1 }));
    return ok({ status: response.status, body: readObject(text) });
  } catch {
    return fail(twitchFailure('twitch.unreachable'));
  }
}

/** Repeats what failed for a passing reason. Only for requests that may safely arrive twice. */
async function withPatience<T>(request: () => Promise<Result<T, TwitchFailure>>): Promise<Result<T, TwitchFailure>> {
  for (const pause of PAUSES_MS) {
    const reply = await request();
    if (reply.ok || !isPassing(reply.error)) return reply;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return request();
}

/** May the same request succeed a little later? */
export function isPassing(failure: TwitchFailure): boolean {
  return (
    failure.code === 'twitch.unreachable' || failure.code === 'twitch.trouble' || failure.code === 'twitch.slow-down'
  );
}

function explainTokenRefusal(reply: Reply): TwitchFailure {
  const app = explainAppRefusal(reply);
  if (app) return app;
  if (reply.status === 400 || reply.status === 401) return twitchFailure('twitch.reconnect');
  return twitchFailure('twitch.rejected-input', { message: textOf(reply.body) });
}

/** Twitch's OAuth errors have no machine-readable code: status and wording are all there is. */
function explainAppRefusal({ status, body }: Reply): TwitchFailure | undefined {
  const message = textOf(body).toLowerCase();
  if (message.includes('client secret')) return twitchFailure('team.client-secret-wrong');
  if (/invalid client|client does not exist|client id/.test(message)) return twitchFailure('team.client-id-wrong');
  return status === 403 ? twitchFailure('team.client-secret-wrong') : undefined;
}

function textOf(body: Reply['body']): string {
  return typeof body['message'] === 'string' ? body['message'].slice(0, 200) : '';
}

function readObject(text: string): Reply['body'] {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}

/** An array by the book; missing, `null` or one spaced text in the field. */
function readScopes(value: unknown): readonly string[] {
  const list = typeof value === 'string' ? value.split(' ') : Array.isArray(value) ? value : [];
  return list.filter((scope): scope is string => typeof scope === 'string' && scope !== '').sort();
}

function readSeconds(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? Math.max(0, value) : 0;
}

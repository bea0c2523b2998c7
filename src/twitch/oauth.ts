import type { TwitchUserId } from '../kernel/id.ts';
import { twitchUserId } from '../kernel/id.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import type { Clock } from '../platform/clock.ts';
import type { TwitchAddresses } from './addresses.ts';
import { type TwitchFailure, twitchFailure } from './failure.ts';
import { type ClientType, explainAppRefusal, explainTokenRefusal, messageOf } from './oauth-refusal.ts';
import {
  createOAuthSend,
  formOf,
  type OAuthContact,
  type OAuthReply,
  ONE_TIME_TIMEOUT_MS,
  withCare,
  withPatience,
} from './oauth-request.ts';

/** Twitch's own numbers, should an answer lack them. */
const DEVICE_SECONDS = 1800;
const DEVICE_INTERVAL_SECONDS = 5;

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
  /** `null`: a public client. It has no secret, and people connect with a code only. */
  readonly clientSecret: string | null;
}

/** A code that a person types in at Twitch while we ask whether she has. */
export interface DeviceCode {
  /** A secret: who has it gets the tokens. */
  readonly deviceCode: string;
  readonly userCode: string;
  /** The whole link, with the code in it. */
  readonly verificationUri: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  readonly intervalSeconds: number;
  readonly scopes: readonly string[];
}

export type DevicePoll =
  | { readonly kind: 'granted'; readonly pair: TokenPair }
  | { readonly kind: 'pending' }
  | { readonly kind: 'slow-down' }
  /** Used, expired or unknown; also seen of codes that were good, so one such answer proves nothing. */
  | { readonly kind: 'unknown-code' };

/** Why there is no new pair. */
export interface RefreshFailure extends TwitchFailure {
  /** No answer told whether the refresh token was taken. A one-time token must be treated as spent then. */
  readonly mayBeSpent: boolean;
}

export interface OAuth {
  readonly clientId: string;
  readonly clientType: ClientType;
  authorizeUrl(request: AuthorizeRequest): string;
  /** `team.code-needs-secret` for public clients, without asking. */
  exchangeCode(code: string, redirectUri: string): Promise<Result<TokenPair, TwitchFailure>>;
  beginDevice(scopes: readonly string[]): Promise<Result<DeviceCode, TwitchFailure>>;
  /** Asks once; `runDeviceLogin` does it until there is an end. */
  pollDevice(code: DeviceCode): Promise<Result<DevicePoll, TwitchFailure>>;
  /** `twitch.reconnect` means the grant is gone; everything else may pass. */
  refresh(refreshToken: string): Promise<Result<TokenPair, RefreshFailure>>;
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
  /** Told after every request how the line to Twitch's sign-in is. */
  readonly onContact?: (contact: OAuthContact) => void;
}

export function createOAuth({ addresses, app, clock, onContact }: OAuthParts): OAuth {
  const clientType: ClientType = app.clientSecret === null ? 'public' : 'confidential';
  const id = { client_id: app.clientId };
  const client = app.clientSecret === null ? id : { ...id, client_secret: app.clientSecret };
  const send = createOAuthSend(onContact);
  const post = (what: string, form: Record<string, string>) => send(`${addresses.oauth}/${what}`, formOf(form));
  const inSeconds = (seconds: number): number => clock.nowMs() + seconds * 1000;

  function readPair({ body }: OAuthReply): TokenPair | undefined {
    const { access_token: access, refresh_token: refresh, expires_in: seconds, scope } = body;
    if (typeof access !== 'string' || typeof refresh !== 'string') return undefined;
    const expiresAt = inSeconds(readSeconds(seconds, 0));
    return { accessToken: access, refreshToken: refresh, scopes: readScopes(scope), expiresAt };
  }

  return {
    clientId: app.clientId,
    clientType,

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

    async exchangeCode(code, redirectUri) {
      if (clientType === 'public') return fail(twitchFailure('team.code-needs-secret'));
      const form = { ...client, grant_type: 'authorization_code', code, redirect_uri: redirectUri };
      const reply = await post('token', form);
      if (!reply.ok) return reply;
      if (reply.value.status !== 200) return fail(explainTokenRefusal(reply.value, clientType));
      const pair = readPair(reply.value);
      return pair ? ok(pair) : fail(twitchFailure('twitch.trouble'));
    },

    async beginDevice(scopes) {
      const reply = await withPatience(() => post('device', { ...id, scopes: scopes.join(' ') }));
      if (!reply.ok) return reply;
      if (reply.value.status !== 200) return fail(explainDeviceRefusal(reply.value, clientType));
      const { device_code: deviceCode, user_code: userCode, verification_uri: uri, ...times } = reply.value.body;
      if (typeof deviceCode !== 'string' || typeof userCode !== 'string' || !isWebAddress(uri)) {
        return fail(twitchFailure('twitch.trouble'));
      }
      const expiresAt = inSeconds(readSeconds(times['expires_in'], DEVICE_SECONDS));
      const intervalSeconds = readSeconds(times['interval'], DEVICE_INTERVAL_SECONDS);
      return ok({ deviceCode, userCode, verificationUri: uri, expiresAt, intervalSeconds, scopes });
    },

    async pollDevice({ deviceCode, scopes }) {
      const reply = await post('token', {
        ...id,
        scopes: scopes.join(' '),
        device_code: deviceCode,
        grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
      });
      if (!reply.ok) return reply;
      if (reply.value.status !== 200) return readPending(reply.value, clientType);
      const pair = readPair(reply.value);
      return pair ? ok({ kind: 'granted', pair }) : fail(twitchFailure('twitch.trouble'));
    },

    async refresh(refreshToken) {
      const form = { ...client, grant_type: 'refresh_token', refresh_token: refreshToken };
      // Sent twice, a one-time token ends everything its grant gave; an answer given up is the new pair lost.
      const once = () =>
        send(`${addresses.oauth}/token`, { ...formOf(form), signal: AbortSignal.timeout(ONE_TIME_TIMEOUT_MS) });
      const reply = await (clientType === 'public' ? withCare(once) : withPatience(() => post('token', form)));
      if (!reply.ok) return fail({ ...reply.error, mayBeSpent: reply.error.mayHaveArrived });
      if (reply.value.status !== 200) {
        return fail({ ...explainTokenRefusal(reply.value, clientType), mayBeSpent: false });
      }
      const pair = readPair(reply.value);
      return pair ? ok(pair) : fail({ ...twitchFailure('twitch.trouble'), mayBeSpent: true });
    },

    async validate(accessToken) {
      const reply = await withPatience(() =>
        send(`${addresses.oauth}/validate`, { headers: { authorization: `OAuth ${accessToken}` } }),
      );
      if (!reply.ok) return reply;
      if (reply.value.status !== 200) return fail(explainTokenRefusal(reply.value, clientType));
      const { client_id: clientId, user_id: userId, login, scopes, expires_in: seconds } = reply.value.body;
      if (typeof clientId !== 'string' || typeof userId !== 'string' || typeof login !== 'string') {
        return fail(twitchFailure('twitch.trouble'));
      }
      return ok({
        clientId,
        userId: twitchUserId(userId),
        login,
        scopes: readScopes(scopes),
        expiresAt: inSeconds(readSeconds(seconds, 0)),
      });
    },

    async revoke(accessToken) {
      const reply = await post('revoke', { ...id, token: accessToken });
      return reply.ok ? ok(undefined) : reply;
    },
  };
}

/** Every answer of the device flow that is no pair. Only the first is documented. */
function readPending(reply: OAuthReply, clientType: ClientType): Result<DevicePoll, TwitchFailure> {
  const message = messageOf(reply);
  if (reply.status === 400) {
    if (/authorization.?pending/i.test(message)) return ok({ kind: 'pending' });
    if (/slow.?down/i.test(message)) return ok({ kind: 'slow-down' });
    if (/invalid device code/i.test(message)) return ok({ kind: 'unknown-code' });
    if (/expired/i.test(message)) return fail(twitchFailure('team.device-expired'));
  }
  return fail(explainDeviceRefusal(reply, clientType));
}

function explainDeviceRefusal(reply: OAuthReply, clientType: ClientType): TwitchFailure {
  return explainAppRefusal(reply, clientType) ?? twitchFailure('team.device-refused', { message: messageOf(reply) });
}

/** Only such a link is shown to a person as one to follow. */
function isWebAddress(value: unknown): value is string {
  return typeof value === 'string' && /^https?:$/.test(URL.parse(value)?.protocol ?? '');
}

/** An array by the book; missing, `null` or one spaced text in the field. */
function readScopes(value: unknown): readonly string[] {
  const list = typeof value === 'string' ? value.split(' ') : Array.isArray(value) ? value : [];
  return list.filter((scope): scope is string => typeof scope === 'string' && scope !== '').sort();
}

function readSeconds(value: unknown, otherwise: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? Math.max(0, value) : otherwise;
}

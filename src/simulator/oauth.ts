import { authorizeRequest, decideConsent } from './consent.ts';
import { activateRequest, decideActivation } from './consent-activate.ts';
import { meetFault } from './faults.ts';
import { jsonReply, type SimContext, type SimReply, type SimRequest } from './http.ts';
import { findApp } from './oauth-apps.ts';
import { beginDevice, findUnknownScope, pollDevice, readScopes } from './oauth-device.ts';
import { oauthSettingsOf } from './oauth-settings.ts';
import { issueAppToken, issueUserToken, redeemRefreshToken, revokeToken } from './oauth-tokens.ts';
import { findLiveToken, findUser, type World } from './world.ts';
import type { AppRegistration, Token } from './world-state.ts';

const DEVICE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';

/** Twitch's `https://id.twitch.tv/oauth2/…`, here under `/auth/…`, and `https://www.twitch.tv/activate`. */
export async function handleOauth(context: SimContext, request: SimRequest): Promise<SimReply> {
  const fault = await meetFault(context.world, request);
  if (fault) return fault;
  switch (`${request.method} ${request.path}`) {
    case 'GET /auth/authorize':
      return authorizeRequest(context, request);
    case 'POST /auth/authorize':
      return decideConsent(context, request);
    case 'GET /activate':
      return activateRequest(context, request);
    case 'POST /activate':
      return decideActivation(context, request);
    case 'POST /auth/device':
      return device(context, parametersOf(request));
    case 'POST /auth/token':
      return exchange(context.world, parametersOf(request));
    case 'GET /auth/validate':
      return validate(context.world, request);
    case 'POST /auth/revoke':
      return revoke(context.world, parametersOf(request));
    default:
      return refuse(404, 'not found');
  }
}

/** The form body, and the query for what the form leaves out: some clients put everything there. */
function parametersOf(request: SimRequest): URLSearchParams {
  const parameters = new URLSearchParams(request.query);
  const isForm = (request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
  if (isForm) for (const [name, value] of new URLSearchParams(request.body)) parameters.set(name, value);
  return parameters;
}

// Twitch's OAuth errors are shaped unlike those of RFC 6749: status and message, no error code.
function refuse(status: number, message: string): SimReply {
  return jsonReply(status, { status, message });
}

function device({ world, baseUrl }: SimContext, parameters: URLSearchParams): SimReply {
  const app = appOf(world, parameters);
  if ('status' in app) return app;
  const scopes = scopesOf(parameters);
  const unknown = findUnknownScope(scopes);
  if (unknown !== undefined) return refuse(400, `invalid scope requested: '${unknown}'`);
  const begun = beginDevice(world, app, scopes);
  const { deviceCodeSeconds, deviceIntervalSeconds } = oauthSettingsOf(world);
  return jsonReply(200, {
    device_code: begun.deviceCode,
    expires_in: deviceCodeSeconds,
    interval: deviceIntervalSeconds,
    user_code: begun.userCode,
    verification_uri: `${baseUrl}/activate?device-code=${begun.userCode}`,
  });
}

/** Twitch's table says `scopes`, its example `scope`: both are read. */
function scopesOf(parameters: URLSearchParams): readonly string[] {
  return readScopes(parameters.get('scopes') ?? parameters.get('scope') ?? '');
}

/** The app that asks, or the refusal of one that is not there. */
function appOf(world: World, parameters: URLSearchParams): AppRegistration | SimReply {
  const clientId = parameters.get('client_id');
  if (!clientId) return refuse(400, 'missing client id');
  return findApp(world, clientId) ?? refuse(400, 'invalid client');
}

/**
 * Whether the app proves who it is. A public app has nothing to prove it with, so whatever needs a secret is
 * refused; a confidential one may poll for a device without.
 */
function refuseSecret(app: AppRegistration, parameters: URLSearchParams, isNeeded: boolean): SimReply | undefined {
  const secret = parameters.get('client_secret');
  if (secret && secret !== app.clientSecret) return refuse(403, 'invalid client secret');
  return !secret && isNeeded ? refuse(400, 'missing client secret') : undefined;
}

function exchange(world: World, parameters: URLSearchParams): SimReply {
  const app = appOf(world, parameters);
  if ('status' in app) return app;
  const grantType = parameters.get('grant_type');
  const isPublic = app.clientSecret === null;
  const needsSecret = grantType !== DEVICE_GRANT && !(isPublic && grantType === 'refresh_token');
  const refused = refuseSecret(app, parameters, needsSecret);
  if (refused) return refused;
  switch (grantType) {
    case 'authorization_code':
      return exchangeCode(world, app, parameters);
    case 'refresh_token':
      return refresh(world, app, parameters);
    case DEVICE_GRANT:
      return poll(world, app, parameters);
    case 'client_credentials': {
      const token = issueAppToken(world, app.clientId);
      return jsonReply(200, {
        access_token: token.accessToken,
        expires_in: secondsLeft(world, token),
        token_type: 'bearer',
      });
    }
    case null:
    case '':
      return refuse(400, 'missing grant type');
    default:
      return refuse(400, 'unsupported grant type');
  }
}

function exchangeCode(world: World, app: AppRegistration, parameters: URLSearchParams): SimReply {
  const text = parameters.get('code');
  if (!text) return refuse(400, 'missing code');
  const redirectUri = parameters.get('redirect_uri');
  if (!redirectUri) return refuse(400, 'missing redirect_uri');
  const codes = world.state.authorizationCodes;
  const code = Object.hasOwn(codes, text) ? codes[text] : undefined;
  if (!code || code.isUsed || code.clientId !== app.clientId || code.expiresAtMs <= world.nowMs()) {
    return refuse(400, 'Invalid authorization code');
  }
  // Spent by the attempt: a wrong redirect URI is an attack or a fault, never a second try.
  code.isUsed = true;
  world.touch();
  if (code.redirectUri !== redirectUri) return refuse(400, 'Parameter redirect_uri does not match registered URI');
  const { clientId, userId, scopes } = code;
  return tokenReply(world, issueUserToken(world, { clientId, userId, scopes }));
}

function poll(world: World, app: AppRegistration, parameters: URLSearchParams): SimReply {
  const deviceCode = parameters.get('device_code');
  if (!deviceCode) return refuse(400, 'missing device code');
  const polled = pollDevice(world, app, { deviceCode, scopes: scopesOf(parameters) });
  return typeof polled === 'string' ? refuse(400, polled) : tokenReply(world, polled);
}

function refresh(world: World, app: AppRegistration, parameters: URLSearchParams): SimReply {
  const refreshToken = parameters.get('refresh_token');
  if (!refreshToken) return refuse(400, 'missing refresh token');
  const redeemed = redeemRefreshToken(world, app, refreshToken);
  return typeof redeemed === 'string' ? refuse(400, redeemed) : tokenReply(world, redeemed);
}

function tokenReply(world: World, token: Token): SimReply {
  return jsonReply(200, {
    access_token: token.accessToken,
    expires_in: secondsLeft(world, token),
    refresh_token: token.refreshToken,
    // Missing, not empty, when nothing was asked for: as in live traffic.
    ...(token.scopes.length > 0 ? { scope: token.scopes } : {}),
    token_type: 'bearer',
  });
}

function validate(world: World, request: SimRequest): SimReply {
  const match = /^(?:oauth|bearer) +(\S+)$/i.exec(request.headers['authorization'] ?? '');
  if (!match) return refuse(401, 'missing authorization token');
  const token = findLiveToken(world, match[1] ?? '');
  if (!token) return refuse(401, 'invalid access token');
  const user = token.userId === null ? undefined : findUser(world, token.userId);
  return jsonReply(200, {
    client_id: token.clientId,
    ...(user ? { login: user.login } : {}),
    scopes: token.scopes.length > 0 ? token.scopes : null,
    ...(user ? { user_id: user.id } : {}),
    expires_in: secondsLeft(world, token),
  });
}

function revoke(world: World, parameters: URLSearchParams): SimReply {
  const clientId = parameters.get('client_id');
  if (!clientId) return refuse(400, 'missing client id');
  if (!Object.hasOwn(world.state.apps, clientId)) return refuse(404, 'client does not exist');
  const token = findLiveToken(world, parameters.get('token') ?? '');
  if (!token || token.clientId !== clientId) return refuse(400, 'Invalid token');
  revokeToken(world, token);
  return { status: 200 };
}

function secondsLeft(world: World, token: Token): number {
  return Math.max(0, Math.floor((token.expiresAtMs - world.nowMs()) / 1000));
}

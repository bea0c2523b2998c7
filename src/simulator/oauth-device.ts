import { KNOWN_SCOPES } from './oauth-scopes.ts';
import { randomSecret } from './oauth-secret.ts';
import { oauthSettingsOf } from './oauth-settings.ts';
import { issueUserToken } from './oauth-tokens.ts';
import type { World } from './world.ts';
import type { AppRegistration, Token } from './world-state.ts';

/** A login that was begun on a device and waits for somebody to agree elsewhere. Not persisted. */
export interface DeviceLogin {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly expiresAtMs: number;
  /** Who agreed; `refused` keeps it waiting until it expires, since Twitch tells nobody. */
  state: 'waits' | 'refused' | 'spent' | { readonly approvedBy: string };
  polls: number;
  lastPollMs: number;
}

const loginsByWorld = new WeakMap<World, DeviceLogin[]>();

function loginsOf(world: World): DeviceLogin[] {
  const logins = loginsByWorld.get(world) ?? [];
  loginsByWorld.set(world, logins);
  return logins;
}

/** Letters only, none that make words or look like others. */
const LETTERS = 'BCDFGHJKLMNPQRSTVWXZ';

export function readScopes(text: string): readonly string[] {
  return [...new Set(text.split(' ').filter((scope) => scope !== ''))];
}

export function findUnknownScope(scopes: readonly string[]): string | undefined {
  return scopes.find((scope) => !KNOWN_SCOPES.has(scope));
}

export function beginDevice(world: World, app: AppRegistration, scopes: readonly string[]): DeviceLogin {
  const login: DeviceLogin = {
    deviceCode: randomSecret(40),
    userCode: Array.from({ length: 8 }, () => LETTERS[world.random.between(0, LETTERS.length - 1)]).join(''),
    clientId: app.clientId,
    scopes,
    expiresAtMs: world.nowMs() + oauthSettingsOf(world).deviceCodeSeconds * 1000,
    state: 'waits',
    polls: 0,
    lastPollMs: Number.NEGATIVE_INFINITY,
  };
  loginsOf(world).push(login);
  return login;
}

/** The login whose code a person typed, while somebody can still agree to it or refuse. */
export function findWaiting(world: World, userCode: string): DeviceLogin | undefined {
  const typed = userCode.toUpperCase().replace(/[^A-Z]/g, '');
  return loginsOf(world).find(
    (login) => login.userCode === typed && login.state === 'waits' && login.expiresAtMs > world.nowMs(),
  );
}

/** False when no such code waits. */
export function approveDevice(world: World, userCode: string, userId: string): boolean {
  const login = findWaiting(world, userCode);
  if (login) login.state = { approvedBy: userId };
  return login !== undefined;
}

/** False when no such code waits. */
export function refuseDevice(world: World, userCode: string): boolean {
  const login = findWaiting(world, userCode);
  if (login) login.state = 'refused';
  return login !== undefined;
}

/** One poll: the token, or the text of Twitch's refusal. */
export function pollDevice(
  world: World,
  app: AppRegistration,
  asked: { readonly deviceCode: string; readonly scopes: readonly string[] },
): Token | 'authorization_pending' | 'slow_down' | 'invalid device code' | 'invalid scopes' {
  const login = loginsOf(world).find((one) => one.deviceCode === asked.deviceCode && one.clientId === app.clientId);
  if (!login || login.state === 'spent' || login.expiresAtMs <= world.nowMs()) return 'invalid device code';
  const isSameList =
    asked.scopes.length === login.scopes.length && asked.scopes.every((one) => login.scopes.includes(one));
  if (!isSameList) return 'invalid scopes';
  const settings = oauthSettingsOf(world);
  const pauseMs = world.nowMs() - login.lastPollMs;
  login.lastPollMs = world.nowMs();
  if (settings.slowsDown && pauseMs < settings.deviceIntervalSeconds * 1000) return 'slow_down';
  if (typeof login.state === 'object') {
    const { approvedBy } = login.state;
    login.state = 'spent';
    return issueUserToken(world, { clientId: app.clientId, userId: approvedBy, scopes: login.scopes });
  }
  login.polls += 1;
  const every = settings.invalidWhilePendingEvery;
  return every > 0 && login.polls % every === 0 ? 'invalid device code' : 'authorization_pending';
}

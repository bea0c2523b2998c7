import { randomSecret } from './oauth-secret.ts';
import { oauthSettingsOf } from './oauth-settings.ts';
import type { World } from './world.ts';
import type { AppRegistration, AuthorizationCode, Token } from './world-state.ts';

/** Twitch: valid access tokens that one refresh token may have; the next refresh fails. */
const MAX_ACCESS_TOKENS_PER_REFRESH = 50;

// Expired tokens stay known for a while, so that an app token can act on a grant that was given once.
const KEEP_EXPIRED_MS = 60 * 24 * 3_600_000;

export function issueCode(
  world: World,
  grant: { clientId: string; userId: string; scopes: readonly string[]; redirectUri: string },
): AuthorizationCode {
  const codes = world.state.authorizationCodes;
  for (const [key, code] of Object.entries(codes)) if (code.expiresAtMs <= world.nowMs()) delete codes[key];
  const code: AuthorizationCode = {
    ...grant,
    code: randomSecret(30),
    expiresAtMs: world.nowMs() + oauthSettingsOf(world).authorizationCodeSeconds * 1000,
    isUsed: false,
  };
  codes[code.code] = code;
  world.touch();
  return code;
}

/** @param refreshToken the one to keep; a new one is made when left out. */
export function issueUserToken(
  world: World,
  grant: { clientId: string; userId: string; scopes: readonly string[] },
  refreshToken: string = randomSecret(50),
): Token {
  return store(world, {
    ...grant,
    accessToken: randomSecret(30),
    refreshToken,
    issuedAtMs: world.nowMs(),
    expiresAtMs: world.nowMs() + oauthSettingsOf(world).userTokenSeconds * 1000,
    isRevoked: false,
  });
}

export function issueAppToken(world: World, clientId: string): Token {
  return store(world, {
    clientId,
    userId: null,
    scopes: [],
    accessToken: randomSecret(30),
    refreshToken: null,
    issuedAtMs: world.nowMs(),
    expiresAtMs: world.nowMs() + oauthSettingsOf(world).appTokenSeconds * 1000,
    isRevoked: false,
  });
}

function store(world: World, token: Token): Token {
  const tokens = world.state.tokens;
  const latestByRefresh = new Map<string, number>();
  for (const known of Object.values(tokens)) {
    if (known.refreshToken === null) continue;
    latestByRefresh.set(known.refreshToken, Math.max(known.issuedAtMs, latestByRefresh.get(known.refreshToken) ?? 0));
  }
  for (const [key, known] of Object.entries(tokens)) {
    const isOld = known.expiresAtMs + KEEP_EXPIRED_MS <= world.nowMs();
    // The newest token of a refresh token carries the grant: without it nobody could refresh.
    const isNewest = known.refreshToken !== null && latestByRefresh.get(known.refreshToken) === known.issuedAtMs;
    if (isOld && (known.isRevoked || !isNewest)) delete tokens[key];
  }
  tokens[token.accessToken] = token;
  world.touch();
  return token;
}

/** A new access token for the grant, or the text of Twitch's refusal. */
export function redeemRefreshToken(world: World, app: AppRegistration, refreshToken: string): Token | string {
  const family = Object.values(world.state.tokens).filter(
    (token) => token.refreshToken === refreshToken && token.clientId === app.clientId && !token.isRevoked,
  );
  const newest = family.reduce<Token | undefined>((a, b) => (a && a.issuedAtMs > b.issuedAtMs ? a : b), undefined);
  if (!newest || newest.userId === null) return 'Invalid refresh token';
  const grant = { clientId: newest.clientId, userId: newest.userId, scopes: newest.scopes };
  const settings = oauthSettingsOf(world);
  if (app.clientSecret === null) {
    // A second use means that somebody else has it: everything of the grant ends.
    if (newest.isSpent) endGrants(world, newest.userId, app.clientId);
    const isOld = newest.issuedAtMs + settings.publicRefreshSeconds * 1000 <= world.nowMs();
    if (newest.isSpent || isOld) return 'Invalid refresh token';
    newest.isSpent = true;
    return issueUserToken(world, grant);
  }
  const valid = family.filter((token) => token.expiresAtMs > world.nowMs());
  if (valid.length >= MAX_ACCESS_TOKENS_PER_REFRESH) return 'too many valid access tokens for this refresh token';
  if (!settings.rotatesRefreshTokens) return issueUserToken(world, grant, refreshToken);
  // The access tokens live on until they expire, but nothing refreshes them any more.
  for (const token of family) world.state.tokens[token.accessToken] = { ...token, refreshToken: null };
  return issueUserToken(world, grant);
}

/** Ends a token and all others of its refresh token, and says so to the sockets that use them. */
export function revokeToken(world: World, token: Token): void {
  for (const known of Object.values(world.state.tokens)) {
    const isSame = known.accessToken === token.accessToken;
    const isFamily = token.refreshToken !== null && known.refreshToken === token.refreshToken;
    if ((!isSame && !isFamily) || known.isRevoked) continue;
    known.isRevoked = true;
    world.emit({ kind: 'token-ended', accessToken: known.accessToken });
  }
}

/** Everything a person ever granted to an app and did not take back: what an app token may act on. */
export function grantedScopes(world: World, clientId: string, userId: string): ReadonlySet<string> {
  const scopes = new Set<string>();
  for (const token of Object.values(world.state.tokens)) {
    if (token.clientId !== clientId || token.userId !== userId || token.isRevoked) continue;
    for (const scope of token.scopes) scopes.add(scope);
  }
  return scopes;
}

/** Replaces a token by itself with other times; says so to the sockets when that ends it. */
function retime(world: World, token: Token, times: Partial<Pick<Token, 'issuedAtMs' | 'expiresAtMs'>>): void {
  const wasAlive = !token.isRevoked && token.expiresAtMs > world.nowMs();
  const later = { ...token, ...times };
  world.state.tokens[token.accessToken] = later;
  world.touch();
  if (wasAlive && later.expiresAtMs <= world.nowMs()) {
    world.emit({ kind: 'token-ended', accessToken: token.accessToken });
  }
}

function tokensOf(world: World, userId: string): Token[] {
  return Object.values(world.state.tokens).filter((token) => token.userId === userId);
}

/** A person's access tokens die as if their time were over. @returns how many there are. */
export function expireTokens(world: World, userId: string): number {
  const tokens = tokensOf(world, userId);
  for (const token of tokens) retime(world, token, { expiresAtMs: world.nowMs() - 1 });
  return tokens.length;
}

/** A person's tokens were given out so much earlier. @returns how many there are. */
export function ageTokens(world: World, userId: string, milliseconds: number): number {
  const tokens = tokensOf(world, userId);
  for (const token of tokens) {
    retime(world, token, {
      issuedAtMs: token.issuedAtMs - milliseconds,
      expiresAtMs: token.expiresAtMs - milliseconds,
    });
  }
  return tokens.length;
}

/**
 * Ends what a person granted, to one app or to all: tokens, chat connections, EventSub subscriptions.
 * @returns how many tokens that were.
 */
export function endGrants(world: World, userId: string, clientId?: string): number {
  const tokens = tokensOf(world, userId).filter(
    (token) => !token.isRevoked && (clientId === undefined || token.clientId === clientId),
  );
  for (const token of tokens) token.isRevoked = true;
  for (const each of new Set(tokens.map((token) => token.clientId))) {
    world.emit({ kind: 'authorization-ended', clientId: each, userId });
  }
  return tokens.length;
}

import type { AccessTokenWithUserId, AuthProvider } from '@twurple/auth';
import { twitchUserId } from '../kernel/id.ts';
import type { TokenVault } from './token-vault.ts';

interface ProviderParts {
  readonly vault: TokenVault;
  readonly clientId: string;
}

/**
 * Gives Twurple the vault's tokens. Its own refreshing provider gives up after any network error
 * and uses a new pair before it is stored.
 */
export function vaultAuthProvider({ vault, clientId }: ProviderParts): AuthProvider {
  async function tokenOf(user: unknown): Promise<AccessTokenWithUserId> {
    const userId = twitchUserId(String(user));
    const grant = await vault.accessToken(userId);
    if (!grant.ok) throw new Error(grant.error.code);
    const { token, scopes } = grant.value;
    // The vault alone knows about expiry and refreshing: to Twurple every token is good as it is.
    return {
      accessToken: token,
      refreshToken: null,
      scope: [...scopes],
      expiresIn: null,
      obtainmentTimestamp: 0,
      userId,
    };
  }
  return {
    clientId,
    getCurrentScopesForUser: () => [],
    getAccessTokenForUser: tokenOf,
    getAnyAccessToken: tokenOf,
  };
}

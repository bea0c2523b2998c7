import { randomBytes } from 'node:crypto';
import { type TwitchUserId, twitchUserId } from '../kernel/id.ts';
import type { Result } from '../kernel/result.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/db/database.ts';
import { createSeal, type Seal } from '../platform/seal.ts';
import type { TwitchAddresses } from '../twitch/addresses.ts';
import type { TwitchFailure } from '../twitch/failure.ts';
import { createHelix, type Helix } from '../twitch/helix.ts';
import { twitchMigrations } from '../twitch/migrations.ts';
import { createOAuth, type OAuth, type TokenPair, type TwitchApp } from '../twitch/oauth.ts';
import { type ConsentPurpose, scopesFor } from '../twitch/scopes.ts';
import type { TwitchTables } from '../twitch/tables.ts';
import { createTokenVault, type TokenVault } from '../twitch/token-vault.ts';
import type { SimulatedTwitch } from './simulated-twitch.ts';
import { openTestDatabase } from './test-database.ts';
import { createTestLog, type TestLog } from './test-log.ts';

const REDIRECT_URI = 'http://localhost:8080/callback';

/** Our whole side of Twitch accounts over the simulator. */
export interface TwitchAccounts {
  readonly db: Database<TwitchTables>;
  readonly seal: Seal;
  readonly oauth: OAuth;
  readonly vault: TokenVault;
  readonly helix: Helix;
  readonly clock: Clock;
  readonly log: TestLog;
  /** A person's consent, stored in the vault; by code when the app is a public one. */
  connect(login: string, scopes?: ConsentPurpose | readonly string[]): Promise<TwitchUserId>;
  /** The same database with nothing remembered: what a new start finds, or another process that uses it. */
  restartVault(database?: Database<TwitchTables>): TokenVault;
}

interface AccountOptions {
  readonly twitch: SimulatedTwitch;
  readonly clock: Clock;
  /** To watch or disturb what the vault writes. */
  readonly wrapDatabase?: (db: Database<TwitchTables>) => Database<TwitchTables>;
  /** Another app than the sandbox's. */
  readonly app?: TwitchApp;
  /** Another way to Twitch, on which something goes wrong. */
  readonly addresses?: TwitchAddresses;
}

export async function createTwitchAccounts(options: AccountOptions): Promise<TwitchAccounts> {
  const { clock, twitch } = options;
  const { app = twitch.app, addresses = twitch.addresses } = options;
  const log = createTestLog();
  const opened = await openTestDatabase<TwitchTables>(twitchMigrations);
  const db = options.wrapDatabase?.(opened) ?? opened;
  const seal = createSeal(randomBytes(32), 'twitch-token');
  const oauth = createOAuth({ addresses, app, clock });
  const restartVault = (database = db): TokenVault => createTokenVault({ db: database, seal, oauth, clock, log });
  const vault = restartVault();
  const helix = createHelix({ vault, addresses, clientId: app.clientId, clock });

  async function agree(login: string, scopes: readonly string[]): Promise<TokenPair> {
    if (oauth.clientType === 'public') {
      const code = expectValue(await oauth.beginDevice(scopes));
      await twitch.activate(code.verificationUri, login);
      const poll = expectValue(await oauth.pollDevice(code));
      if (poll.kind !== 'granted') throw new Error(poll.kind);
      return poll.pair;
    }
    const url = oauth.authorizeUrl({ state: 's', redirectUri: REDIRECT_URI, scopes, forceVerify: false });
    const cameBack = await twitch.consent(url, login);
    return expectValue(await oauth.exchangeCode(cameBack.searchParams.get('code') ?? '', REDIRECT_URI));
  }

  return {
    db,
    seal,
    oauth,
    vault,
    helix,
    clock,
    log,
    restartVault,
    async connect(login, scopes = 'sign-in') {
      const wanted = typeof scopes === 'string' ? scopesFor(scopes) : scopes;
      const pair = await agree(login, wanted);
      const owner = expectValue(await oauth.validate(pair.accessToken));
      await vault.store({ owner, pair, displayName: login });
      return twitchUserId(owner.userId);
    },
  };
}

function expectValue<T>(result: Result<T, TwitchFailure>): T {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

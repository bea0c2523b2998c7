import { randomBytes } from 'node:crypto';
import { type TwitchUserId, twitchUserId } from '../kernel/id.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/db/database.ts';
import { createSeal, type Seal } from '../platform/seal.ts';
import { createHelix, type Helix } from '../twitch/helix.ts';
import { twitchMigrations } from '../twitch/migrations.ts';
import { createOAuth, type OAuth } from '../twitch/oauth.ts';
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
  /** A person's consent, stored in the vault. */
  connect(login: string, scopes?: ConsentPurpose | readonly string[]): Promise<TwitchUserId>;
  /** The same database with nothing remembered: what a new start finds. */
  restartVault(): TokenVault;
}

interface AccountOptions {
  readonly twitch: SimulatedTwitch;
  readonly clock: Clock;
  /** To watch or disturb what the vault writes. */
  readonly wrapDatabase?: (db: Database<TwitchTables>) => Database<TwitchTables>;
}

export async function createTwitchAccounts(options: AccountOptions): Promise<TwitchAccounts> {
  const { clock, twitch } = options;
  const { addresses, app } = twitch;
  const log = createTestLog();
  const opened = await openTestDatabase<TwitchTables>(twitchMigrations);
  const db = options.wrapDatabase?.(opened) ?? opened;
  const seal = createSeal(randomBytes(32), 'twitch-token');
  const oauth = createOAuth({ addresses, app, clock });
  const restartVault = (): TokenVault => createTokenVault({ db, seal, oauth, clock, log });
  const vault = restartVault();
  const helix = createHelix({ vault, addresses, clientId: app.clientId, clock });
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
      const url = oauth.authorizeUrl({ state: 's', redirectUri: REDIRECT_URI, scopes: wanted, forceVerify: false });
      const cameBack = await twitch.consent(url, login);
      const pair = await oauth.exchangeCode(cameBack.searchParams.get('code') ?? '', REDIRECT_URI);
      if (!pair.ok) throw new Error(pair.error.code);
      const owner = await oauth.validate(pair.value.accessToken);
      if (!owner.ok) throw new Error(owner.error.code);
      await vault.store({ owner: owner.value, pair: pair.value, displayName: login });
      return twitchUserId(owner.value.userId);
    },
  };
}

import { type TwitchUserId, twitchUserId } from '../kernel/id.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/db/database.ts';
import type { Seal } from '../platform/seal.ts';
import type { TwitchAccountTable, TwitchTables } from './tables.ts';

/** A stored account with its tokens opened: stays inside the vault. */
export interface HeldAccount {
  readonly userId: TwitchUserId;
  readonly clientId: string;
  readonly login: string;
  readonly displayName: string;
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly scopes: readonly string[];
  readonly state: 'ok' | 'reconnect';
  readonly expiresAt: number;
  readonly validatedAt: number;
}

type Changes = Partial<Omit<HeldAccount, 'userId' | 'clientId'>>;

/**
 * Reads and writes of connected accounts. This process is the only writer, so an account once read
 * is answered from memory; memory changes only after the commit.
 */
export class TokenStore {
  readonly #db: Database<TwitchTables>;
  readonly #seal: Seal;
  readonly #clock: Clock;
  #held: Promise<Map<TwitchUserId, HeldAccount>> | undefined;

  constructor(db: Database<TwitchTables>, seal: Seal, clock: Clock) {
    this.#db = db;
    this.#seal = seal;
    this.#clock = clock;
  }

  async find(userId: TwitchUserId): Promise<HeldAccount | undefined> {
    return (await this.#accounts()).get(userId);
  }

  async all(): Promise<readonly HeldAccount[]> {
    return [...(await this.#accounts()).values()];
  }

  async put(account: HeldAccount): Promise<void> {
    const accounts = await this.#accounts();
    const row = this.#toRow(account);
    await this.#db.transaction((db) =>
      db
        .insertInto('twitch_account')
        .values(row)
        .onConflict((conflict) => conflict.column('user_id').doUpdateSet(row))
        .execute(),
    );
    accounts.set(account.userId, account);
  }

  /** Nothing happens when the account is gone. */
  async update(userId: TwitchUserId, changes: Changes): Promise<void> {
    const accounts = await this.#accounts();
    const before = accounts.get(userId);
    if (!before) return;
    const after: HeldAccount = { ...before, ...changes };
    await this.#db.transaction((db) =>
      db.updateTable('twitch_account').set(this.#toRow(after)).where('user_id', '=', userId).execute(),
    );
    accounts.set(userId, after);
  }

  async remove(userId: TwitchUserId): Promise<void> {
    const accounts = await this.#accounts();
    await this.#db.transaction((db) => db.deleteFrom('twitch_account').where('user_id', '=', userId).execute());
    accounts.delete(userId);
  }

  #accounts(): Promise<Map<TwitchUserId, HeldAccount>> {
    this.#held ??= this.#load().catch((error: unknown) => {
      this.#held = undefined;
      throw error;
    });
    return this.#held;
  }

  async #load(): Promise<Map<TwitchUserId, HeldAccount>> {
    const rows = await this.#db.read.selectFrom('twitch_account').selectAll().orderBy('user_id').execute();
    return new Map(rows.map((row) => [twitchUserId(row.user_id), this.#fromRow(row)]));
  }

  #toRow(account: HeldAccount): TwitchAccountTable {
    return {
      user_id: account.userId,
      client_id: account.clientId,
      login: account.login,
      display_name: account.displayName,
      access_token: this.#seal.seal(account.accessToken),
      refresh_token: this.#seal.seal(account.refreshToken),
      scopes: account.scopes.join(' '),
      state: account.state,
      expires_at: account.expiresAt,
      validated_at: account.validatedAt,
      updated_at: this.#clock.nowMs(),
    };
  }

  #fromRow(row: TwitchAccountTable): HeldAccount {
    const accessToken = this.#seal.open(row.access_token);
    const refreshToken = this.#seal.open(row.refresh_token);
    // Sealed with a key that is gone: only a new consent helps.
    const isReadable = accessToken !== undefined && refreshToken !== undefined;
    return {
      userId: twitchUserId(row.user_id),
      clientId: row.client_id,
      login: row.login,
      displayName: row.display_name,
      accessToken: accessToken ?? '',
      refreshToken: refreshToken ?? '',
      scopes: row.scopes.split(' ').filter((scope) => scope !== ''),
      state: isReadable ? row.state : 'reconnect',
      expiresAt: row.expires_at,
      validatedAt: row.validated_at,
    };
  }
}

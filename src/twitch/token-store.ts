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
  /** `false`: sealed with a key that is gone. */
  readonly isReadable: boolean;
  readonly expiresAt: number;
  readonly validatedAt: number;
  readonly connectedAt: number;
  readonly issuedAt: number;
  /** A refresh was sent then and its answer never came: the refresh token may be spent. */
  readonly refreshSentAt: number | null;
}

type Changes = Partial<Omit<HeldAccount, 'userId' | 'clientId' | 'isReadable'>>;

const COLUMN_OF = {
  login: 'login',
  displayName: 'display_name',
  accessToken: 'access_token',
  refreshToken: 'refresh_token',
  scopes: 'scopes',
  state: 'state',
  expiresAt: 'expires_at',
  validatedAt: 'validated_at',
  connectedAt: 'connected_at',
  issuedAt: 'issued_at',
  refreshSentAt: 'refresh_sent_at',
} as const satisfies Record<keyof Changes, keyof TwitchAccountTable>;

/**
 * Reads and writes of connected accounts. An account once read is answered from memory, which changes
 * only after the commit; whoever is about to change one takes its lock and reads it again.
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

  /** Alone with one account, as it is on disk now. Every change happens inside. */
  async alone<R>(userId: TwitchUserId, work: (held: HeldAccount | undefined) => Promise<R>): Promise<R> {
    return this.#db.withLock(`twitch-account ${userId}`, async () => work(await this.#reread(userId)));
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
    const row = this.#toRow(after);
    // What is not changed is not written: tokens that cannot be opened now may be so again with the right key.
    const names = (Object.keys(changes) as (keyof Changes)[]).map((name) => COLUMN_OF[name]);
    const columns = Object.fromEntries([...names, 'updated_at' as const].map((name) => [name, row[name]]));
    await this.#db.transaction((db) =>
      db.updateTable('twitch_account').set(columns).where('user_id', '=', userId).execute(),
    );
    accounts.set(userId, after);
  }

  async remove(userId: TwitchUserId): Promise<void> {
    const accounts = await this.#accounts();
    await this.#db.transaction((db) => db.deleteFrom('twitch_account').where('user_id', '=', userId).execute());
    accounts.delete(userId);
  }

  async #reread(userId: TwitchUserId): Promise<HeldAccount | undefined> {
    const accounts = await this.#accounts();
    const query = this.#db.read.selectFrom('twitch_account').selectAll().where('user_id', '=', userId);
    const row = await query.executeTakeFirst();
    if (row) accounts.set(userId, this.#fromRow(row));
    else accounts.delete(userId);
    return accounts.get(userId);
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
      connected_at: account.connectedAt,
      issued_at: account.issuedAt,
      refresh_sent_at: account.refreshSentAt,
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
      isReadable,
      expiresAt: row.expires_at,
      validatedAt: row.validated_at,
      connectedAt: row.connected_at,
      issuedAt: row.issued_at,
      refreshSentAt: row.refresh_sent_at,
    };
  }
}

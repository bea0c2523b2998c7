import type { TwitchUserId } from '../kernel/id.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/db/database.ts';
import type { Log } from '../platform/log.ts';
import type { Seal } from '../platform/seal.ts';
import { type TwitchFailure, twitchFailure } from './failure.ts';
import type { OAuth, TokenOwner, TokenPair } from './oauth.ts';
import { isPassing } from './oauth-request.ts';
import type { TwitchTables } from './tables.ts';
import { type HeldAccount, TokenStore } from './token-store.ts';

/** A token that will not expire under way is renewed this long before its end. */
const REFRESH_AHEAD_MS = 5 * 60_000;
/** Twitch wants every stored token validated once an hour, and audits it. */
const VALIDATE_AFTER_MS = 55 * 60_000;
const VALIDATE_CHECK_MS = 5 * 60_000;

/** A connected account as others may see it: without tokens. */
export interface TwitchAccount {
  readonly userId: TwitchUserId;
  readonly login: string;
  readonly displayName: string;
  readonly scopes: readonly string[];
  readonly state: 'ok' | 'reconnect';
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  /** Epoch milliseconds of Twitch's last word on the token; 0 before the first. */
  readonly validatedAt: number;
}

export interface AccessGrant {
  readonly token: string;
  readonly scopes: readonly string[];
}

/** Keeps every account's tokens, sealed, and is the only one who refreshes them. */
export interface TokenVault {
  /** A new consent replaces whatever was there for this user. */
  store(grant: { owner: TokenOwner; pair: TokenPair; displayName: string }): Promise<void>;
  /** The display name can only be asked for once the account is stored. */
  rename(userId: TwitchUserId, displayName: string): Promise<void>;
  /** A token good for some minutes. `twitch.no-grant`: nobody connected it; `twitch.reconnect`: Twitch refuses the grant. */
  accessToken(userId: TwitchUserId): Promise<Result<AccessGrant, TwitchFailure>>;
  /** After a 401 for `rejected`: the pair that replaced it, refreshing once for all who ask. */
  renew(userId: TwitchUserId, rejected: string): Promise<Result<AccessGrant, TwitchFailure>>;
  account(userId: TwitchUserId): Promise<TwitchAccount | undefined>;
  accounts(): Promise<readonly TwitchAccount[]>;
  /** Revokes at Twitch, then deletes whatever Twitch answered. */
  forget(userId: TwitchUserId): Promise<void>;
  /** Asks Twitch about every token not validated within `olderThanMs`. */
  validateAll(olderThanMs?: number): Promise<void>;
  /** Validates all now, then each once an hour, until stopped. */
  startValidating(): { stop(): Promise<void> };
  /** Calls back when an account appears, is renamed, changes state or scopes, or goes. Returns the way to stop it. */
  onChange(listener: (userId: TwitchUserId) => void): () => void;
}

interface VaultParts {
  readonly db: Database<TwitchTables>;
  readonly seal: Seal;
  readonly oauth: OAuth;
  readonly clock: Clock;
  readonly log: Log;
}

export function createTokenVault({ db, seal, oauth, clock, log }: VaultParts): TokenVault {
  const store = new TokenStore(db, seal, clock);
  const listeners = new Set<(userId: TwitchUserId) => void>();
  const turns = new Map<TwitchUserId, Promise<unknown>>();
  const renewals = new Map<string, Promise<Result<AccessGrant, TwitchFailure>>>();
  /** Pairs Twitch issued that the database did not take yet: the old refresh token may be dead already. */
  const unsaved = new Map<TwitchUserId, TokenPair>();

  const tell = (userId: TwitchUserId): void => {
    for (const listener of listeners) listener(userId);
  };

  /** One thing at a time per account: a forget must not pass a refresh on its way to the disk. */
  function inTurn<T>(userId: TwitchUserId, work: () => Promise<T>): Promise<T> {
    const turn = (turns.get(userId) ?? Promise.resolve()).then(work, work);
    turns.set(userId, turn);
    const clear = (): void => {
      if (turns.get(userId) === turn) turns.delete(userId);
    };
    turn.then(clear, clear);
    return turn;
  }

  async function find(userId: TwitchUserId): Promise<Result<HeldAccount, TwitchFailure>> {
    const held = await store.find(userId);
    if (!held) return fail(twitchFailure('twitch.no-grant'));
    if (held.state !== 'ok' || held.clientId !== oauth.clientId) return fail(reconnect(held));
    return ok(held);
  }

  async function markReconnect(held: HeldAccount): Promise<void> {
    await store.update(held.userId, { state: 'reconnect' });
    log.warn('twitch.grant-lost', { userId: held.userId });
    tell(held.userId);
  }

  /** Refreshes once, whoever asks; the new pair is on disk before anybody gets it. */
  function renew(userId: TwitchUserId, rejected: string): Promise<Result<AccessGrant, TwitchFailure>> {
    const key = `${userId} ${rejected}`;
    const running = renewals.get(key);
    if (running) return running;
    const renewal = inTurn(userId, () => replacePair(userId, rejected)).finally(() => renewals.delete(key));
    renewals.set(key, renewal);
    return renewal;
  }

  async function replacePair(userId: TwitchUserId, rejected: string): Promise<Result<AccessGrant, TwitchFailure>> {
    const found = await find(userId);
    if (!found.ok) return found;
    const held = found.value;
    if (held.accessToken !== rejected) return ok(grantOf(held));
    let pair = unsaved.get(userId);
    if (!pair) {
      const reply = await oauth.refresh(held.refreshToken);
      if (!reply.ok) {
        if (reply.error.code !== 'twitch.reconnect') return reply;
        await markReconnect(held);
        return fail(reconnect(held));
      }
      pair = reply.value;
      unsaved.set(userId, pair);
    }
    // Some refresh replies leave the scopes out; a refresh never changes them.
    const scopes = pair.scopes.length > 0 ? pair.scopes : held.scopes;
    await store.update(userId, { ...pair, scopes });
    unsaved.delete(userId);
    log.info('twitch.token-refreshed', { userId });
    return ok({ token: pair.accessToken, scopes });
  }

  async function validate(userId: TwitchUserId): Promise<void> {
    const before = await find(userId);
    if (!before.ok) return;
    const reply = await oauth.validate(before.value.accessToken);
    if (!reply.ok) {
      if (reply.error.code === 'twitch.reconnect') await renew(userId, before.value.accessToken);
      else log.warn('twitch.validate-failed', { userId, code: reply.error.code });
      return;
    }
    const owner = reply.value;
    await inTurn(userId, async () => {
      const held = await store.find(userId);
      // Replaced or forgotten while Twitch answered: the answer is about a token of the past.
      if (held?.accessToken !== before.value.accessToken) return;
      if (owner.clientId !== oauth.clientId || owner.userId !== userId) return markReconnect(held);
      const { login, scopes, expiresAt } = owner;
      await store.update(userId, { login, scopes, expiresAt, validatedAt: clock.nowMs() });
      if (login !== held.login || scopes.join() !== held.scopes.join()) tell(userId);
    });
  }

  async function validateAll(olderThanMs = 0, isOn = () => true): Promise<void> {
    for (const held of await store.all()) {
      if (!isOn()) return;
      if (clock.nowMs() - held.validatedAt >= olderThanMs) await validate(held.userId);
    }
  }

  return {
    async store({ owner, pair, displayName }) {
      await inTurn(owner.userId, () =>
        store.put({
          userId: owner.userId,
          clientId: owner.clientId,
          login: owner.login,
          displayName,
          accessToken: pair.accessToken,
          refreshToken: pair.refreshToken,
          scopes: owner.scopes,
          state: 'ok',
          expiresAt: pair.expiresAt,
          validatedAt: clock.nowMs(),
        }),
      );
      unsaved.delete(owner.userId);
      tell(owner.userId);
    },

    async rename(userId, displayName) {
      await inTurn(userId, () => store.update(userId, { displayName }));
      tell(userId);
    },

    async accessToken(userId) {
      const found = await find(userId);
      if (!found.ok) return found;
      const held = found.value;
      if (held.expiresAt - clock.nowMs() > REFRESH_AHEAD_MS) return ok(grantOf(held));
      const renewed = await renew(userId, held.accessToken);
      const stillGood = held.expiresAt > clock.nowMs();
      return !renewed.ok && isPassing(renewed.error) && stillGood ? ok(grantOf(held)) : renewed;
    },

    renew,

    async account(userId) {
      const held = await store.find(userId);
      return held && publicView(held, oauth.clientId);
    },

    accounts: async () => (await store.all()).map((held) => publicView(held, oauth.clientId)),

    async forget(userId) {
      await inTurn(userId, async () => {
        const held = await store.find(userId);
        if (!held) return;
        const reply = await oauth.revoke(held.accessToken);
        if (!reply.ok) log.warn('twitch.revoke-failed', { userId, code: reply.error.code });
        await store.remove(userId);
        unsaved.delete(userId);
      });
      tell(userId);
    },

    validateAll: (olderThanMs) => validateAll(olderThanMs),

    startValidating() {
      let isOn = true;
      let running = Promise.resolve();
      const round = (olderThanMs: number): void => {
        running = running
          .then(() => validateAll(olderThanMs, () => isOn))
          .catch((error: unknown) => log.error('twitch.validate-round-failed', { error }));
      };
      round(0);
      const timer = setInterval(() => round(VALIDATE_AFTER_MS), VALIDATE_CHECK_MS);
      return {
        async stop() {
          isOn = false;
          clearInterval(timer);
          await running;
        },
      };
    },

    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function grantOf(held: HeldAccount): AccessGrant {
  return { token: held.accessToken, scopes: held.scopes };
}

function reconnect(held: HeldAccount): TwitchFailure {
  return twitchFailure('twitch.reconnect', { login: held.login });
}

function publicView(held: HeldAccount, clientId: string): TwitchAccount {
  const { userId, login, displayName, scopes, expiresAt, validatedAt } = held;
  const state = held.clientId === clientId ? held.state : 'reconnect';
  return { userId, login, displayName, scopes, state, expiresAt, validatedAt };
}

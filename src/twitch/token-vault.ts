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
import { createTokenKeeper, VAULT_TIMES, type VaultTimes } from './token-keeper.ts';
import { type AccessGrant, createTokenRefresher, grantOf } from './token-refresh.ts';
import { type HeldAccount, TokenStore } from './token-store.ts';

/** Who asks for a token gets one that will not expire under way; the keeper is usually earlier. */
const REFRESH_AHEAD_MS = 5 * 60_000;
/** A refresh has an end by then, also one that is repeated. */
const UNDER_WAY_MS = 60_000;
/** Twitch forgets a refresh token of a public client this long after it was issued. */
export const PUBLIC_PAIR_MS = 30 * 24 * 3_600_000;

/**
 * Why a grant is good for nothing: Twitch refuses it (revoked, password changed, too old); Twitch's answer
 * to a refresh never reached us, and with it the new tokens; it was given to another app; the key that
 * opens its tokens is gone.
 */
type GrantLoss = 'refused' | 'unanswered' | 'other-app' | 'other-key';

/** A connected account as others may see it: without tokens. */
export interface TwitchAccount {
  readonly userId: TwitchUserId;
  readonly login: string;
  readonly displayName: string;
  readonly scopes: readonly string[];
  readonly state: 'ok' | 'reconnect';
  /** `null` while it is good. */
  readonly lostBy: GrantLoss | null;
  /** Twitch's answer to the last refresh never came: the grant may end with its access token. */
  readonly isUnsure: boolean;
  /** Epoch milliseconds, as all that follow. */
  readonly expiresAt: number;
  /** Twitch's last word on the token; 0 before the first. */
  readonly validatedAt: number;
  /** When the person agreed. */
  readonly connectedAt: number;
  /** When Twitch issued the pair in use. */
  readonly issuedAt: number;
  /** Public clients: the grant dies unless it is refreshed until then. */
  readonly refreshBy: number | null;
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
  /** Asks Twitch about every token now. */
  validateAll(): Promise<void>;
  /** What is due now: renews what ends soon, validates the longest unvalidated. */
  lookAfter(): Promise<void>;
  /**
   * Looks after everything until stopped; begins by validating all. Stopped, it has waited for every
   * answer that holds tokens, and begins nothing whose answer might be lost.
   */
  startLookingAfter(): { stop(): Promise<void> };
  /** What is wrong with the app itself (a new secret was made), as the last refresh said. */
  appFailure(): TwitchFailure | undefined;
  /** Calls back when an account appears, is renamed, changes state or scopes, or goes. Returns the way to stop it. */
  onChange(listener: (userId: TwitchUserId) => void): () => void;
  /** Calls back after a refresh, with how long there was no good token: 0 when it came ahead of the end. */
  onRefreshed(listener: (userId: TwitchUserId, tookMs: number) => void): () => void;
}

interface VaultParts {
  readonly db: Database<TwitchTables>;
  readonly seal: Seal;
  readonly oauth: OAuth;
  readonly clock: Clock;
  readonly log: Log;
  /** Other rhythms than the usual ones, for tests. */
  readonly times?: Partial<VaultTimes> | undefined;
}

export function createTokenVault({ db, seal, oauth, clock, log, times }: VaultParts): TokenVault {
  const store = new TokenStore(db, seal, clock);
  const refresher = createTokenRefresher({ store, oauth, clock, log });
  const changeListeners = new Set<(userId: TwitchUserId) => void>();
  const refreshListeners = new Set<(userId: TwitchUserId, tookMs: number) => void>();
  const renewals = new Map<string, Promise<Result<AccessGrant, TwitchFailure>>>();
  /** Since when an account has had no token that Twitch takes. */
  const deadSince = new Map<TwitchUserId, number>();

  const tell = (userId: TwitchUserId): void => {
    for (const listener of changeListeners) listener(userId);
  };

  function usable(held: HeldAccount | undefined): Result<HeldAccount, TwitchFailure> {
    if (!held) return fail(twitchFailure('twitch.no-grant'));
    return isGood(held) ? ok(held) : fail(reconnect(held));
  }

  const isGood = (held: HeldAccount): boolean => held.state === 'ok' && held.clientId === oauth.clientId;

  async function markReconnect(held: HeldAccount): Promise<void> {
    await store.update(held.userId, { state: 'reconnect' });
    deadSince.delete(held.userId);
    log.warn('twitch.grant-lost', { userId: held.userId });
    tell(held.userId);
  }

  /** Refreshes once, whoever asks, and whether they found the token dead or just near its end. */
  function renew(userId: TwitchUserId, old: string, isDead = false): Promise<Result<AccessGrant, TwitchFailure>> {
    const key = `${userId} ${old}`;
    const running = renewals.get(key);
    if (running) return running;
    const renewal = store
      .alone(userId, (held) => replacePair(held, old, isDead))
      .finally(() => {
        renewals.delete(key);
      });
    renewals.set(key, renewal);
    return renewal;
  }

  async function replacePair(
    current: HeldAccount | undefined,
    old: string,
    isDead: boolean,
  ): Promise<Result<AccessGrant, TwitchFailure>> {
    const found = usable(current);
    if (!found.ok) return found;
    const held = found.value;
    const { userId } = held;
    if (held.accessToken !== old) {
      deadSince.delete(userId);
      return ok(grantOf(held));
    }
    const isOver = isDead || held.expiresAt <= clock.nowMs();
    if (isOver && !deadSince.has(userId)) deadSince.set(userId, clock.nowMs());
    const reply = await refresher.replace(held);
    if (!reply.ok) {
      if (reply.error.code !== 'twitch.reconnect') return reply;
      await markReconnect(held);
      return fail(reconnect(held));
    }
    const since = deadSince.get(userId);
    deadSince.delete(userId);
    // The old token is not dead after all.
    if (reply.value.token === held.accessToken) return reply;
    const tookMs = since === undefined ? 0 : clock.nowMs() - since;
    for (const listener of refreshListeners) listener(userId, tookMs);
    return reply;
  }

  async function validate(before: HeldAccount): Promise<Result<void, TwitchFailure>> {
    const { userId, accessToken } = before;
    const reply = await oauth.validate(accessToken);
    if (!reply.ok) {
      if (reply.error.code !== 'twitch.reconnect') return reply;
      const renewed = await renew(userId, accessToken, true);
      return renewed.ok ? ok(undefined) : renewed;
    }
    const owner = reply.value;
    await store.alone(userId, async (held) => {
      // Replaced or forgotten while Twitch answered: the answer is about a token of the past.
      if (held?.accessToken !== accessToken) return;
      if (owner.clientId !== oauth.clientId || owner.userId !== userId) return markReconnect(held);
      const { login, scopes, expiresAt } = owner;
      await store.update(userId, { login, scopes, expiresAt, validatedAt: clock.nowMs() });
      if (login !== held.login || scopes.join() !== held.scopes.join()) tell(userId);
    });
    return ok(undefined);
  }

  const goodAccounts = async (): Promise<readonly HeldAccount[]> => (await store.all()).filter(isGood);

  const keeper = createTokenKeeper({
    times: { ...VAULT_TIMES, ...times },
    clock,
    log,
    isOneTime: oauth.clientType === 'public',
    accounts: goodAccounts,
    isUnsaved: (userId) => refresher.unsaved().includes(userId),
    renew: ({ userId, accessToken }) => renew(userId, accessToken),
    validate,
  });

  function publicView(held: HeldAccount): TwitchAccount {
    const { userId, login, displayName, scopes, expiresAt, validatedAt, connectedAt, issuedAt } = held;
    const state = isGood(held) ? 'ok' : 'reconnect';
    const refreshBy = oauth.clientType === 'public' ? issuedAt + PUBLIC_PAIR_MS : null;
    const times = { expiresAt, validatedAt, connectedAt, issuedAt, refreshBy };
    const lostBy = lossOf(held, oauth.clientId);
    // A moment ago it may just be under way.
    const isUnsure =
      lostBy === null && held.refreshSentAt !== null && clock.nowMs() - held.refreshSentAt > UNDER_WAY_MS;
    return { userId, login, displayName, scopes, state, lostBy, isUnsure, ...times };
  }

  return {
    async store({ owner, pair, displayName }) {
      const { userId, clientId, login, scopes } = owner;
      const { accessToken, refreshToken, expiresAt } = pair;
      await store.alone(userId, async () => {
        const now = clock.nowMs();
        const moments = { expiresAt, validatedAt: now, connectedAt: now, issuedAt: now, refreshSentAt: null };
        const names = { userId, clientId, login, displayName };
        await store.put({ ...names, ...moments, accessToken, refreshToken, scopes, state: 'ok', isReadable: true });
        refresher.drop(userId);
        deadSince.delete(userId);
      });
      tell(userId);
    },

    async rename(userId, displayName) {
      await store.alone(userId, () => store.update(userId, { displayName }));
      tell(userId);
    },

    async accessToken(userId) {
      const found = usable(await store.find(userId));
      if (!found.ok) return found;
      const held = found.value;
      const leftMs = held.expiresAt - clock.nowMs();
      const isLeftAlone = oauth.clientType === 'public' && held.refreshSentAt !== null && leftMs > 0;
      if (leftMs > REFRESH_AHEAD_MS || isLeftAlone) return ok(grantOf(held));
      const renewed = await renew(userId, held.accessToken);
      const isStillGood = held.expiresAt > clock.nowMs();
      return !renewed.ok && isPassing(renewed.error) && isStillGood ? ok(grantOf(held)) : renewed;
    },

    renew: (userId, rejected) => renew(userId, rejected, true),

    async account(userId) {
      const held = await store.find(userId);
      return held && publicView(held);
    },

    accounts: async () => (await store.all()).map(publicView),

    async forget(userId) {
      await store.alone(userId, async (held) => {
        if (!held) return;
        const reply = await oauth.revoke(held.accessToken);
        if (!reply.ok) log.warn('twitch.revoke-failed', { userId, code: reply.error.code });
        await store.remove(userId);
        refresher.drop(userId);
        deadSince.delete(userId);
      });
      tell(userId);
    },

    async validateAll() {
      for (const held of await goodAccounts()) {
        const reply = await validate(held);
        if (reply.ok) continue;
        log.warn('twitch.validate-failed', { userId: held.userId, code: reply.error.code });
        // The way to Twitch is closed: the others would only wait as long.
        if (isPassing(reply.error)) return;
      }
    },

    lookAfter: () => keeper.tick(),
    startLookingAfter() {
      const looking = keeper.start();
      return {
        async stop() {
          refresher.close();
          await looking.stop();
          await Promise.allSettled(renewals.values());
        },
      };
    },
    appFailure: () => refresher.appFailure(),

    onChange(listener) {
      changeListeners.add(listener);
      return () => changeListeners.delete(listener);
    },

    onRefreshed(listener) {
      refreshListeners.add(listener);
      return () => refreshListeners.delete(listener);
    },
  };
}

function reconnect(held: HeldAccount): TwitchFailure {
  return twitchFailure('twitch.reconnect', { login: held.login });
}

function lossOf(held: HeldAccount, clientId: string): GrantLoss | null {
  if (held.clientId !== clientId) return 'other-app';
  if (!held.isReadable) return 'other-key';
  if (held.state === 'ok') return null;
  return held.refreshSentAt === null ? 'refused' : 'unanswered';
}

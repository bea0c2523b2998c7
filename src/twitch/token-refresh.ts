import type { TwitchUserId } from '../kernel/id.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { type TwitchFailure, twitchFailure } from './failure.ts';
import type { OAuth, RefreshFailure, TokenPair } from './oauth.ts';
import type { HeldAccount, TokenStore } from './token-store.ts';

/** Between two tries whose answer may have been lost. */
const ASK_AGAIN_MS = 15_000;

/** A token to act with. */
export interface AccessGrant {
  readonly token: string;
  readonly scopes: readonly string[];
}

export interface TokenRefresher {
  /**
   * Replaces the pair of `held`, or says why not; the new one is on disk before anybody gets it.
   * To be called alone with the account, and only there.
   */
  replace(held: HeldAccount): Promise<Result<AccessGrant, TwitchFailure>>;
  /** Accounts whose new pair the database did not take yet. */
  unsaved(): readonly TwitchUserId[];
  /** A new consent or the end of the account makes a pair that waits for the database worthless. */
  drop(userId: TwitchUserId): void;
  /** What is wrong with the app itself, as the last refresh said. */
  appFailure(): TwitchFailure | undefined;
  /** The house closes: no one-time token is sent any more, since nobody might be there for the answer. */
  close(): void;
}

interface RefresherParts {
  readonly store: TokenStore;
  readonly oauth: OAuth;
  readonly clock: Clock;
  readonly log: Log;
}

/*
 * The refresh token of a public client is good once, and Twitch takes its second use for theft: it ends
 * everything the grant gave. So, for public clients:
 *
 *   note on disk: "sent"  ──►  ask Twitch  ──►  new pair on disk, note gone   ──►  use it
 *          │                      │
 *          │ disk refuses:        ├─ never sent, or turned away: note gone, the token is as good as before
 *          │ nothing is asked     ├─ "invalid": the grant is lost, only the person helps; if an older note
 *                                 │   stood already, it stays, for it says why
 *                                 └─ no answer, or we died: the note stays
 *
 * While the note stands, the access token is used to its end and the refresh token is left alone. Twitch
 * may not have seen the request (likely: the line was down), or its answer was lost (then the new pair
 * is lost for good). Only when Twitch itself calls the access token dead is the refresh token sent
 * again: nothing is alive any more that a second use could end, and in the likely case it mends the grant.
 */
export function createTokenRefresher({ store, oauth, clock, log }: RefresherParts): TokenRefresher {
  const isOneTime = oauth.clientType === 'public';
  /** Pairs Twitch issued that the database did not take, with the refresh token they came from. */
  const waiting = new Map<TwitchUserId, { readonly pair: TokenPair; readonly from: string }>();
  let appFailure: TwitchFailure | undefined;
  let isClosed = false;

  async function save(held: HeldAccount, pair: TokenPair): Promise<AccessGrant> {
    // Some refresh replies leave the scopes out; a refresh never changes them.
    const scopes = pair.scopes.length > 0 ? pair.scopes : held.scopes;
    await store.update(held.userId, { ...pair, scopes, issuedAt: clock.nowMs(), refreshSentAt: null });
    waiting.delete(held.userId);
    log.info('twitch.token-refreshed', { userId: held.userId });
    return { token: pair.accessToken, scopes };
  }

  async function request(held: HeldAccount): Promise<Result<TokenPair, RefreshFailure>> {
    // Written first: a pair we could not store is not asked for, and a crash leaves a trace.
    if (isOneTime) await store.update(held.userId, { refreshSentAt: clock.nowMs() });
    const reply = await oauth.refresh(held.refreshToken);
    if (reply.ok) appFailure = undefined;
    else if (reply.error.code.startsWith('team.')) appFailure = plain(reply.error);
    return reply;
  }

  /**
   * After an unknown answer: is anything alive that a second use could end?
   * @returns the grant that is; `undefined` when nothing is.
   */
  async function findAlive(held: HeldAccount, sentAt: number): Promise<Result<AccessGrant | undefined, TwitchFailure>> {
    const passedMs = clock.nowMs() - sentAt;
    if (passedMs >= 0 && passedMs < ASK_AGAIN_MS) return fail(twitchFailure('twitch.unreachable'));
    const owner = await oauth.validate(held.accessToken);
    if (!owner.ok) return owner.error.code === 'twitch.reconnect' ? ok(undefined) : owner;
    await store.update(held.userId, { expiresAt: owner.value.expiresAt });
    return ok(grantOf(held));
  }

  return {
    async replace(held) {
      const kept = waiting.get(held.userId);
      if (kept?.from === held.refreshToken) return ok(await save(held, kept.pair));
      if (isOneTime && held.refreshSentAt !== null) {
        const alive = await findAlive(held, held.refreshSentAt);
        if (!alive.ok) return alive;
        if (alive.value) return ok(alive.value);
      }
      if (isOneTime && isClosed) return fail(twitchFailure('twitch.unreachable'));
      const reply = await request(held);
      if (reply.ok) {
        waiting.set(held.userId, { pair: reply.value, from: held.refreshToken });
        return ok(await save(held, reply.value));
      }
      if (isOneTime && reply.error.mayBeSpent) {
        log.warn('twitch.refresh-unanswered', { userId: held.userId, code: reply.error.code });
      } else if (isOneTime) {
        const isLostBefore = reply.error.code === 'twitch.reconnect';
        await store.update(held.userId, { refreshSentAt: isLostBefore ? held.refreshSentAt : null });
      }
      return fail(plain(reply.error));
    },

    unsaved: () => [...waiting.keys()],
    drop: (userId) => void waiting.delete(userId),
    appFailure: () => appFailure,
    close: () => {
      isClosed = true;
    },
  };
}

export function grantOf(held: HeldAccount): AccessGrant {
  return { token: held.accessToken, scopes: held.scopes };
}

/** Without what concerns the refresher alone. */
function plain({ code, params }: TwitchFailure): TwitchFailure {
  return twitchFailure(code, params);
}

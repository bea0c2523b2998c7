import { setTimeout as sleep } from 'node:timers/promises';
import type { TwitchUserId } from '../kernel/id.ts';
import type { Result } from '../kernel/result.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import type { TwitchFailure } from './failure.ts';
import { isPassing } from './oauth-request.ts';
import type { HeldAccount } from './token-store.ts';

const MINUTE_MS = 60_000;
/** Twitch wants every token asked about hourly; what is left of the hour is for pauses and slow answers. */
const ROUND_MINUTES = 50;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** How often what is looked after; shorter in tests. */
export interface VaultTimes {
  readonly tickMs: number;
  /**
   * A token is asked about again after this. Twitch wants it hourly; this often, a grant that was taken
   * back is known within a minute.
   */
  readonly validateAfterMs: number;
  /** So many questions a minute, the longest unasked first; with more accounts as many as an hour's round needs. */
  readonly validationsPerMinute: number;
  /** Never more than this: Twitch names no limit for these questions, its API allows 800 a minute. */
  readonly mostValidationsPerMinute: number;
  /** Renewed this long before its end, whether anybody asks for it or not. */
  readonly refreshAheadMs: number;
  /** A pair of a public client is renewed at this age, whatever its end: at 30 days Twitch forgets it. */
  readonly refreshAtAgeMs: number;
  /** After a failed try, doubled with each further one up to the longest. */
  readonly pauseMs: number;
  readonly longestPauseMs: number;
}

export const VAULT_TIMES: VaultTimes = {
  tickMs: 5_000,
  validateAfterMs: 50_000,
  validationsPerMinute: 10,
  mostValidationsPerMinute: 400,
  refreshAheadMs: 10 * MINUTE_MS,
  refreshAtAgeMs: 7 * DAY_MS,
  pauseMs: 10_000,
  longestPauseMs: 5 * MINUTE_MS,
};

interface KeeperParts {
  readonly times: VaultTimes;
  readonly clock: Clock;
  readonly log: Log;
  /** Those whose grant is good, and nothing of other apps. */
  accounts(): Promise<readonly HeldAccount[]>;
  isOneTime: boolean;
  isUnsaved(userId: TwitchUserId): boolean;
  renew(held: HeldAccount): Promise<Result<unknown, TwitchFailure>>;
  validate(held: HeldAccount): Promise<Result<unknown, TwitchFailure>>;
}

/** What the vault does by itself: renews what ends soon, asks Twitch about everything else. */
export interface TokenKeeper {
  /** One look at everything; does what is due. */
  tick(): Promise<void>;
  /** Ticks until stopped. */
  start(): { stop(): Promise<void> };
}

export function createTokenKeeper(parts: KeeperParts): TokenKeeper {
  const { times, clock, log } = parts;
  /** Asked about since the start, by account: the start itself asks about all. */
  const askedAt = new Map<TwitchUserId, number>();
  /** Moments of the last questions, oldest first. */
  const questions: number[] = [];
  const renewing = new Map<TwitchUserId, Pause>();
  const asking: Pause = { untilMs: 0, failures: 0 };

  function isEnding(held: HeldAccount): boolean {
    const leftMs = held.expiresAt - clock.nowMs();
    if (parts.isUnsaved(held.userId)) return true;
    // Nobody knows whether its refresh token is spent: see token-refresh.ts.
    if (parts.isOneTime && held.refreshSentAt !== null) return leftMs <= 0;
    const isOld = parts.isOneTime && clock.nowMs() - held.issuedAt >= times.refreshAtAgeMs;
    return leftMs <= times.refreshAheadMs || isOld;
  }

  async function renewEnding(): Promise<void> {
    for (const held of await parts.accounts()) {
      if (!isEnding(held)) continue;
      const pause = renewing.get(held.userId) ?? { untilMs: 0, failures: 0 };
      if (isPausing(pause)) continue;
      const reply = await parts.renew(held);
      if (reply.ok) {
        renewing.delete(held.userId);
        continue;
      }
      renewing.set(held.userId, longer(pause));
      if (pause.failures === 0) log.warn('twitch.refresh-failed', { userId: held.userId, code: reply.error.code });
      // The way to Twitch is closed: the others would only wait as long.
      if (isPassing(reply.error)) return;
    }
  }

  async function askAboutTokens(): Promise<void> {
    if (isPausing(asking)) return;
    const all = await parts.accounts();
    const due = all
      .filter((held) => hasPassed(lastAsked(held.userId), times.validateAfterMs))
      .sort((a, b) => lastAsked(a.userId) - lastAsked(b.userId) || a.validatedAt - b.validatedAt);
    const perMinute = questionsPerMinute(all.length, times);
    // Of many a second one answer is not waited for before the next question.
    const atOnce = Math.ceil(Math.min(perMinute, due.length) / 60);
    for (let next = 0; next < due.length; next += atOnce) {
      while (questions[0] !== undefined && hasPassed(questions[0], MINUTE_MS)) questions.shift();
      const room = perMinute - questions.length;
      if (room <= 0) return;
      const asked = await Promise.all(due.slice(next, next + Math.min(room, atOnce)).map(askAbout));
      if (asked.includes(false)) {
        Object.assign(asking, longer(asking));
        return;
      }
      Object.assign(asking, { untilMs: 0, failures: 0 });
    }
  }

  /** @returns whether Twitch said anything. */
  async function askAbout(held: HeldAccount): Promise<boolean> {
    questions.push(clock.nowMs());
    const reply = await parts.validate(held);
    if (reply.ok || !isPassing(reply.error)) {
      askedAt.set(held.userId, clock.nowMs());
      return true;
    }
    if (asking.failures === 0) log.warn('twitch.validate-failed', { userId: held.userId, code: reply.error.code });
    return false;
  }

  const lastAsked = (userId: TwitchUserId): number => askedAt.get(userId) ?? Number.NEGATIVE_INFINITY;

  /** A moment that lies ahead was written down before the clock of the machine was set back: it counts no more. */
  function hasPassed(sinceMs: number, ms: number): boolean {
    const passedMs = clock.nowMs() - sinceMs;
    return passedMs >= ms || passedMs < 0;
  }

  function isPausing({ untilMs }: Pause): boolean {
    const leftMs = untilMs - clock.nowMs();
    return leftMs > 0 && leftMs <= times.longestPauseMs;
  }

  function longer({ failures }: Pause): Pause {
    const pauseMs = Math.min(times.longestPauseMs, times.pauseMs * 2 ** failures);
    return { untilMs: clock.nowMs() + pauseMs, failures: failures + 1 };
  }

  async function tick(): Promise<void> {
    await renewEnding();
    await askAboutTokens();
  }

  return {
    tick,
    start() {
      const stopping = new AbortController();
      let hasFailed = false;
      const look = async (): Promise<void> => {
        try {
          await tick();
          hasFailed = false;
        } catch (error) {
          // A database that is away is told of once, not every five seconds.
          if (!hasFailed) log.error('twitch.upkeep-failed', { error });
          hasFailed = true;
        }
      };
      const running = (async () => {
        while (!stopping.signal.aborted) {
          await look();
          await sleep(times.tickMs, undefined, { signal: stopping.signal }).catch(() => {});
        }
      })();
      return {
        async stop() {
          stopping.abort();
          await running;
        },
      };
    },
  };
}

/** So that every account has its turn within the hour. */
function questionsPerMinute(accounts: number, times: VaultTimes): number {
  const needed = Math.ceil(accounts / ROUND_MINUTES);
  return Math.max(times.validationsPerMinute, Math.min(times.mostValidationsPerMinute, needed));
}

interface Pause {
  readonly untilMs: number;
  readonly failures: number;
}

import { type BackOffTimes, backOffMs } from '../kernel/back-off.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { TWITCH_BACK_OFF } from './back-off.ts';
import { chooseChannels, createJoinBudget, type RefusedChannel } from './chat-socket-joins.ts';
import { type ChatAccount, type ChatSession, openChatSession, type SessionTimes } from './chat-socket-session.ts';
import { LONGEST_WAY_MS } from './last-good.ts';
import { keepLineState, type LineState } from './line-state.ts';
import type { TwitchClock } from './twitch-clock.ts';
import type { IrcMessage } from './wire/irc-message.ts';

/** Why there may be a hole in the log before a join. */
export type ChatLoss = 'offline' | 'connection-lost' | 'twitch-restart';

export interface ChatTimes extends SessionTimes {
  /** Who we are must be known after that long; the chat is read without it then. */
  readonly credentialsMs: number;
  /** Twitch takes 20 channels in that time. */
  readonly joinWindowMs: number;
  /** A connection that held so long has worked: the next failure starts from the first wait. */
  readonly provenMs: number;
  /** A line is on its way no longer than this: what is older has come, when Twitch answers. */
  readonly wayMs: number;
  readonly backOff: BackOffTimes;
}

const TWITCH_TIMES: ChatTimes = {
  silenceMs: 60_000,
  pongMs: 10_000,
  loginMs: 15_000,
  joinMs: 15_000,
  credentialsMs: 5_000,
  joinWindowMs: 10_500,
  provenMs: 10_000,
  wayMs: LONGEST_WAY_MS,
  backOff: TWITCH_BACK_OFF,
};

export interface ChatLineState extends LineState {
  /** What Twitch does not let us into, or what would be more than it does. */
  readonly refusedChannels: readonly RefusedChannel[];
}

export interface ChatJoin {
  readonly channel: string;
  /** By Twitch's clock, as all times of messages. */
  readonly atMs: number;
  readonly reason: ChatLoss;
}

export interface ChatSocketOptions {
  /** `ircs:`, `irc:`, `wss:` or `ws:`. */
  readonly url: string;
  /** Asked at every connect; `null` reads along without an account, which sees the same chat. */
  credentials(): Promise<ChatAccount | null>;
  /** Logins to join, asked at every connect. The line is about the first; the others may fail without it. */
  channels(): readonly string[];
  /** What one read brought, in order; without the talk that keeps the connection up. */
  onMessages(messages: readonly IrcMessage[], receivedAtMs: number): void;
  onState(state: ChatLineState): void;
  /** Told before any message of the channel; what lies before may be missing, for this reason. */
  onJoined(join: ChatJoin): void;
  /** The connection is gone, or the channel was taken from it; the last thing it brought came at that time. */
  onLost?(loss: { readonly reason: ChatLoss; readonly atMs: number }): void;
  /**
   * Joined, and Twitch is there though nobody writes: what was sent until then has come. That is some minutes
   * ago: an answer says that the connection stands, and nothing about lines on their way to it.
   */
  onAlive?(atMs: number): void;
  /** Twitch refuses this token: time to refresh it. Told once; if the next one is refused as well, only a new consent helps. */
  onAuthFailed?(token: string): void | Promise<void>;
  readonly clock: Clock;
  readonly twitchClock: Pick<TwitchClock, 'nowMs' | 'steadyMs' | 'lateMs' | 'heardMessage'>;
  readonly log: Log;
  readonly times?: Partial<ChatTimes>;
}

export interface ChatSocket {
  start(): void;
  /** Connects anew with fresh credentials and channels, if it runs. */
  restart(): void;
  stop(): void;
  state(): ChatLineState;
}

/**
 * Holds one connection to Twitch's chat, for as long as it is wanted.
 *
 *   start ─► credentials ─► session (login, join) ─► connected
 *     ▲                                                  │
 *     ├── wait 1, 2, 4 … 60 s ◄── closed, silent ◄───────┤
 *     ├── with a new token ◄── refused, once ◄───────────┤
 *     └── at once ◄── RECONNECT ◄────────────────────────┘
 *                         old one: read until the new one has joined, or Twitch ends it
 */
export function createChatSocket(options: ChatSocketOptions): ChatSocket {
  const { clock, log } = options;
  const times = { ...TWITCH_TIMES, ...options.times };
  const line = keepLineState(() => clock.nowMs(), tell);
  const joins = createJoinBudget(() => clock.nowMs(), times.joinWindowMs);
  /** Never sent a second time: Twitch blocks those who insist. */
  let refusedToken: string | undefined;
  /** A refused token was refreshed, and none has been taken since. */
  let wasRefreshed = false;
  let refusedChannels: readonly RefusedChannel[] = [];
  let isRunning = false;
  let isJoined = false;
  let failures = 0;
  let loss: ChatLoss = 'offline';
  let lastAtOnceMs = Number.NEGATIVE_INFINITY;
  let provenAtMs = Number.POSITIVE_INFINITY;
  let heardAtMs = 0;
  /** How late the last line came that said when it was sent. */
  let lateMs = 0;
  let session: ChatSession | undefined;
  /** Twitch asked us to leave it: read until the next one has joined. */
  let former: ChatSession | undefined;
  let retryTimer: NodeJS.Timeout | undefined;
  /** Grows with every connect: what an older one still waits for is void. */
  let generation = 0;

  function state(): ChatLineState {
    return { ...line.current(), refusedChannels };
  }

  function tell(): void {
    options.onState(state());
  }

  async function connect(): Promise<void> {
    endSession();
    generation++;
    const mine = generation;
    clearTimeout(retryTimer);
    line.change({ state: 'connecting', nextTryAtMs: null });
    const account = await credentialsOrNone();
    if (mine === generation) begin(account);
  }

  async function credentialsOrNone(): Promise<ChatAccount | null> {
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('no answer')), times.credentialsMs);
    });
    try {
      const account = await Promise.race([options.credentials(), tooLong]);
      return account?.token === refusedToken ? null : account;
    } catch (error) {
      // The chat can be read by anybody: a vault that fails must not leave a hole in the log.
      log.warn('chat-credentials-failed', { error });
      return null;
    } finally {
      clearTimeout(timer);
    }
  }

  function begin(account: ChatAccount | null): void {
    const { wanted, refused } = chooseChannels(options.channels());
    const [main] = wanted;
    const problem = account === null && refusedToken !== undefined ? 'twitch.no-grant' : null;
    provenAtMs = Number.POSITIVE_INFINITY;
    refusedChannels = refused;
    if (refused.length > 0) log.warn('chat-too-many-channels', { channels: refused.map(({ channel }) => channel) });
    const noteRefused = (one: RefusedChannel): void => {
      refusedChannels = [...refusedChannels.filter(({ channel }) => channel !== one.channel), one];
      if (one.channel === main) {
        line.change({ problem: one.why === 'suspended' ? 'live.channel-suspended' : 'live.no-channel' });
      }
      tell();
    };
    const isUp = (): void => {
      provenAtMs = clock.nowMs();
      line.change({ state: 'connected', retries: 0, problem });
    };

    const mine = openChatSession(
      {
        url: options.url,
        account,
        channels: wanted,
        joins,
        times,
        clock,
        twitchClock: options.twitchClock,
        log,
      },
      {
        onWelcome() {
          if (account) {
            wasRefreshed = false;
            refusedToken = undefined;
          }
          if (main === undefined) isUp();
        },
        onMessages: options.onMessages,
        onHeard(delayMs) {
          heardAtMs = options.twitchClock.nowMs();
          lateMs = delayMs ?? lateMs;
          line.heard(clock.nowMs(), delayMs);
        },
        onAnswered(askedAtMs) {
          if (isJoined) options.onAlive?.(askedAtMs - times.wayMs - lateMs);
        },
        onJoined(channel, atMs) {
          refusedChannels = refusedChannels.filter((one) => one.channel !== channel);
          if (channel === main) {
            if (former) leaveFormer('twitch-restart');
            isJoined = true;
            isUp();
          }
          options.onJoined({ channel, atMs, reason: loss });
        },
        onRefused: noteRefused,
        onShutOut(one) {
          if (one.channel === main) {
            comeOff('connection-lost');
            line.change({ state: 'connecting' });
          }
          noteRefused(one);
        },
        onAskedToLeave() {
          if (mine !== session) return;
          log.info('chat-asked-to-leave', { wasJoined: isJoined });
          // Asked again before it has joined anywhere: the one that still brings something stays.
          if (isJoined && !former) former = mine;
          else mine.end();
          session = undefined;
          comeBack(line.current().problem, true);
        },
        onEnd({ kind, why }) {
          if (mine === former) {
            leaveFormer('twitch-restart');
            return;
          }
          const wasJoined = isJoined && !former;
          endSession();
          log.info('chat-lost', { why, kind, wasJoined });
          if (kind === 'login-refused') void takeRefusal(account);
          else comeBack(wasJoined ? line.current().problem : 'twitch.unreachable', false);
        },
      },
    );
    session = mine;
  }

  function endSession(): void {
    session?.end();
    session = undefined;
    if (!former) comeOff('connection-lost');
  }

  function leaveFormer(reason: ChatLoss): void {
    former?.end();
    former = undefined;
    comeOff(reason);
  }

  /** Nothing of the channel comes from here on: what is missed is missed for this reason. */
  function comeOff(reason: ChatLoss): void {
    if (!isJoined) return;
    isJoined = false;
    loss = reason;
    if (clock.nowMs() - provenAtMs >= times.provenMs) failures = 0;
    options.onLost?.({ reason, atMs: heardAtMs });
  }

  /** The token is refreshed once; if the next one is refused as well, the chat is read without any. */
  async function takeRefusal(account: ChatAccount | null): Promise<void> {
    const mine = generation;
    if (account) refusedToken = account.token;
    if (account && !wasRefreshed) {
      wasRefreshed = true;
      try {
        await options.onAuthFailed?.(account.token);
      } catch (error) {
        log.warn('chat-token-report-failed', { error });
      }
    }
    if (mine === generation) comeBack('twitch.no-grant', false);
  }

  /** @param atOnce when Twitch asked for it; but not again and again, or we would hammer. */
  function comeBack(problem: LineState['problem'], atOnce: boolean): void {
    const now = clock.nowMs();
    if (!isRunning) return;
    if (atOnce && now - lastAtOnceMs > times.backOff.mostMs / 2) {
      lastAtOnceMs = now;
      void connect();
      return;
    }
    failures++;
    const waitMs = backOffMs(failures, times.backOff);
    line.change({ state: 'waiting', retries: failures, nextTryAtMs: now + waitMs, problem });
    retryTimer = setTimeout(() => void connect(), waitMs);
  }

  return {
    start() {
      if (isRunning) return;
      isRunning = true;
      void connect();
    },
    restart() {
      if (!isRunning) return;
      failures = 0;
      refusedToken = undefined;
      wasRefreshed = false;
      leaveFormer('connection-lost');
      void connect();
    },
    stop() {
      isRunning = false;
      generation++;
      leaveFormer('offline');
      endSession();
      clearTimeout(retryTimer);
      line.change({ state: 'off', nextTryAtMs: null, problem: null });
    },
    state,
  };
}

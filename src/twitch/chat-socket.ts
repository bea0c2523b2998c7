import { randomInt } from 'node:crypto';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { type BackOffTimes, backOffMs, TWITCH_BACK_OFF } from './back-off.ts';
import { type ChatLink, openChatLink } from './chat-socket-link.ts';
import { keepLineState, type LineState } from './line-state.ts';
import { parseIrcLine } from './wire/irc.ts';
import type { IrcMessage, ServerNotice } from './wire/irc-message.ts';

/** Why there may be a hole in the log before a join. */
export type ChatLoss = 'offline' | 'connection-lost' | 'twitch-restart';

export interface ChatTimes {
  /** Without a word for so long we ask whether anyone is there. */
  readonly silenceMs: number;
  /** And wait so long for the answer. */
  readonly pongMs: number;
  /** From the start of a connection to Twitch's welcome. */
  readonly loginMs: number;
  /** From JOIN to the state of the room: Twitch does not answer for a channel that it does not let us into. */
  readonly joinMs: number;
  /** Twitch takes 20 channels in that time. */
  readonly joinWindowMs: number;
  /** A connection that held so long has worked: the next failure starts from the first wait. */
  readonly provenMs: number;
  readonly backOff: BackOffTimes;
}

const TWITCH_TIMES: ChatTimes = {
  silenceMs: 60_000,
  pongMs: 10_000,
  loginMs: 15_000,
  joinMs: 15_000,
  joinWindowMs: 10_500,
  provenMs: 10_000,
  backOff: TWITCH_BACK_OFF,
};
const CHANNELS_PER_JOIN = 20;

export interface ChatSocketOptions {
  /** `ircs:`, `irc:`, `wss:` or `ws:`. */
  readonly url: string;
  /** Asked at every connect; `null` reads along without an account, which sees the same chat. */
  credentials(): Promise<{ readonly login: string; readonly token: string } | null>;
  /** Logins to join, asked at every connect. */
  channels(): readonly string[];
  /** What one read brought, in order; without the talk that keeps the connection up. */
  onMessages(messages: readonly IrcMessage[], receivedAtMs: number): void;
  onState(state: LineState): void;
  /** Told before any message of the channel; what lies before may be missing, for this reason. */
  onJoined(join: { readonly channel: string; readonly atMs: number; readonly reason: ChatLoss }): void;
  /** The connection is gone; the last thing it brought came at that time. */
  onLost?(loss: { readonly reason: ChatLoss; readonly atMs: number }): void;
  /** Joined, and Twitch is there though nobody writes: no gap can begin earlier. */
  onAlive?(atMs: number): void;
  /** Twitch refuses this token: time to refresh or to give it up. Told once for each token. */
  onAuthFailed?(): void | Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
  readonly times?: Partial<ChatTimes>;
}

export interface ChatSocket {
  start(): void;
  /** Connects anew with fresh credentials and channels, if it runs. */
  restart(): void;
  stop(): void;
  state(): LineState;
}

/**
 * Holds one connection to Twitch's chat, for as long as it is wanted.
 *
 *   start ─► credentials ─► link open ─► CAP, PASS, NICK ─► 001 ─► JOIN ─► ROOMSTATE: connected
 *     ▲                                                                        │
 *     └── wait 1, 2, 4 … 60 s ◄── closed, silent, refused ◄────────────────────┤
 *     └── at once ◄── RECONNECT ◄──────────────────────────────────────────────┘
 */
export function createChatSocket(options: ChatSocketOptions): ChatSocket {
  const { clock, log } = options;
  const times = { ...TWITCH_TIMES, ...options.times };
  const line = keepLineState(() => clock.nowMs(), options.onState);
  /** Never sent a second time: Twitch blocks those who insist. */
  let refusedToken: string | undefined;
  let isRunning = false;
  let failures = 0;
  let loss: ChatLoss = 'offline';
  let lastAtOnceMs = Number.NEGATIVE_INFINITY;
  let endCurrent: () => void = () => {};
  let retryTimer: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    endCurrent();
    clearTimeout(retryTimer);
    let isOver = false;
    endCurrent = () => {
      isOver = true;
    };
    line.change({ state: 'connecting', nextTryAtMs: null });
    const account = await credentialsOrNone();
    if (isOver) return;
    endCurrent = runConnection(account);
  }

  async function credentialsOrNone(): Promise<{ readonly login: string; readonly token: string } | null> {
    try {
      const account = await options.credentials();
      if (account === null || account.token !== refusedToken) return account;
      line.change({ problem: 'twitch.no-grant' });
      return null;
    } catch (error) {
      // The chat can be read by anybody: a vault that fails must not leave a hole in the log.
      log.warn('chat-credentials-failed', { error });
      return null;
    }
  }

  /** Everything of one connection; gives what ends it silently. */
  function runConnection(account: { readonly login: string; readonly token: string } | null): () => void {
    const wanted = new Set(
      options
        .channels()
        .map((channel) => channel.toLowerCase())
        .filter(isLogin),
    );
    const joined = new Set<string>();
    const timers = new Set<NodeJS.Timeout>();
    let provenAtMs = Number.POSITIVE_INFINITY;
    let heardAtMs = clock.nowMs();
    let link: ChatLink | undefined;

    const after = (ms: number, work: () => void): NodeJS.Timeout => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        work();
      }, ms);
      timers.add(timer);
      return timer;
    };
    const end = (): void => {
      for (const timer of timers) clearTimeout(timer);
      link?.close();
    };
    const lose = (why: string, reason: ChatLoss = 'connection-lost'): void => {
      end();
      const wasJoined = joined.size > 0;
      if (wasJoined) {
        loss = reason;
        options.onLost?.({ reason, atMs: heardAtMs });
      }
      if (clock.nowMs() - provenAtMs >= times.provenMs) failures = 0;
      log.info('chat-lost', { why, wasJoined });
      comeBack(wasJoined ? line.current().problem : 'twitch.unreachable', reason === 'twitch-restart');
    };
    const loginTimer = after(times.loginMs, () => lose('no welcome'));
    let silenceTimer: NodeJS.Timeout | undefined;
    const listen = (): void => {
      if (silenceTimer) {
        clearTimeout(silenceTimer);
        timers.delete(silenceTimer);
      }
      silenceTimer = after(times.silenceMs, () => {
        link?.send('PING :livextrem');
        silenceTimer = after(times.pongMs, () => lose('silent'));
      });
    };

    const join = (channels: readonly string[]): void => {
      const now = channels.slice(0, CHANNELS_PER_JOIN);
      const later = channels.slice(CHANNELS_PER_JOIN);
      if (now.length > 0) link?.send(`JOIN ${now.map((channel) => `#${channel}`).join(',')}`);
      if (later.length > 0) after(times.joinWindowMs, () => join(later));
      after(times.joinMs, () => {
        const missing = now.filter((channel) => !joined.has(channel));
        if (missing.length === 0) return;
        log.warn('chat-join-unanswered', { channels: missing });
        line.change({ problem: 'live.no-channel' });
        after(times.joinMs * 4, () => join(missing));
      });
    };
    const isIn = (channel: string, atMs: number): void => {
      if (!wanted.has(channel) || joined.has(channel)) return;
      joined.add(channel);
      options.onJoined({ channel, atMs, reason: loss });
      if (joined.size < wanted.size) return;
      provenAtMs = atMs;
      const isBelow = account === null && refusedToken !== undefined;
      line.change({ state: 'connected', retries: 0, problem: isBelow ? 'twitch.no-grant' : null });
    };

    /** What the connection itself answers. @returns whether the message is of use to others. */
    const attend = (message: IrcMessage, atMs: number): boolean => {
      switch (message.command) {
        case 'PING':
          link?.send(`PONG :${message.text}`);
          return false;
        case 'NUMERIC':
          if (message.code === 1) {
            clearTimeout(loginTimer);
            if (wanted.size === 0) line.change({ state: 'connected', retries: 0, problem: null });
            else join([...wanted]);
          }
          return false;
        case 'PONG':
        case 'CAP':
          return false;
        case 'JOIN':
        case 'ROOMSTATE':
          isIn(message.channel, atMs);
          return true;
        default:
          return true;
      }
    };

    const take = (lines: readonly string[]): void => {
      const atMs = clock.nowMs();
      heardAtMs = atMs;
      line.heard(atMs);
      listen();
      let batch: IrcMessage[] = [];
      let isHeard = false;
      const hand = (): void => {
        if (batch.length === 0) return;
        options.onMessages(batch, atMs);
        batch = [];
        isHeard = true;
      };
      let ending: (() => void) | undefined;
      for (const text of lines) {
        const message = parseIrcLine(text, atMs);
        if (message === undefined) continue;
        // A join is told between what came before it and what comes behind.
        if (message.command === 'JOIN' || message.command === 'ROOMSTATE') hand();
        if (attend(message, atMs)) batch.push(message);
        if (message.command === 'RECONNECT') ending = () => lose('asked to reconnect', 'twitch-restart');
        if (message.command === 'NOTICE' && isRefusedLogin(message)) ending = () => void refuse(message.text);
      }
      hand();
      if (!isHeard && joined.size > 0) options.onAlive?.(atMs);
      ending?.();
    };

    const refuse = async (why: string): Promise<void> => {
      end();
      log.warn('chat-login-refused', { why });
      const isNews = account !== null && account.token !== refusedToken;
      if (account) refusedToken = account.token;
      let isOver = false;
      endCurrent = () => {
        isOver = true;
      };
      try {
        if (isNews) await options.onAuthFailed?.();
      } catch (error) {
        log.warn('chat-token-report-failed', { error });
      }
      if (!isOver) comeBack('twitch.no-grant', false);
    };

    try {
      link = openChatLink(options.url, {
        onOpen() {
          link?.send('CAP REQ :twitch.tv/tags twitch.tv/commands');
          if (account) link?.send(`PASS oauth:${account.token.replaceAll(/[^\w-]/g, '')}`);
          link?.send(`NICK ${account ? account.login.toLowerCase() : `justinfan${randomInt(10_000, 1_000_000)}`}`);
          listen();
        },
        onLines: take,
        onClose: (why) => lose(why),
      });
    } catch (error) {
      log.error('chat-address-unusable', { error });
      lose('address');
    }
    return end;
  }

  /** @param atOnce when Twitch asked for it; but not again and again, or we would hammer. */
  function comeBack(problem: LineState['problem'], atOnce: boolean): void {
    const now = clock.nowMs();
    endCurrent = () => {};
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
      if (line.current().state === 'connected') loss = 'connection-lost';
      failures = 0;
      refusedToken = undefined;
      void connect();
    },
    stop() {
      isRunning = false;
      endCurrent();
      clearTimeout(retryTimer);
      line.change({ state: 'off', nextTryAtMs: null, problem: null });
    },
    state: () => line.current(),
  };
}

function isLogin(text: string): boolean {
  return /^\w{1,40}$/.test(text);
}

/** Told to the whole connection, before Twitch closes it. */
function isRefusedLogin(message: ServerNotice): boolean {
  return message.channel === null && /authentication failed|unsuccessful|improperly formatted/i.test(message.text);
}

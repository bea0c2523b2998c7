import { randomInt } from 'node:crypto';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { isRefusedLogin, isSuspension, type JoinBudget, type RefusedChannel } from './chat-socket-joins.ts';
import { type ChatLink, openChatLink } from './chat-socket-link.ts';
import type { TwitchClock } from './twitch-clock.ts';
import { parseIrcLine } from './wire/irc.ts';
import type { IrcMessage, ServerNotice } from './wire/irc-message.ts';

export interface ChatAccount {
  readonly login: string;
  readonly token: string;
}

export interface SessionTimes {
  /** Without a word for so long we ask whether anyone is there. */
  readonly silenceMs: number;
  /** And wait so long for the answer. */
  readonly pongMs: number;
  /** From the start of a connection to Twitch's welcome. */
  readonly loginMs: number;
  /** From JOIN to the state of the room: Twitch does not answer for a channel that it does not let us into. */
  readonly joinMs: number;
}

interface SessionParts {
  readonly url: string;
  /** `null` reads along without an account. */
  readonly account: ChatAccount | null;
  /** The first one is what the line is about; the others may fail without it. */
  readonly channels: readonly string[];
  readonly joins: JoinBudget;
  readonly times: SessionTimes;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly twitchClock: Pick<TwitchClock, 'nowMs' | 'steadyMs' | 'lateMs' | 'heardMessage'>;
  readonly log: Log;
}

export interface SessionEvents {
  onWelcome(): void;
  onMessages(messages: readonly IrcMessage[], receivedAtMs: number): void;
  onHeard(delayMs: number | undefined): void;
  /** Twitch has answered what we asked at that time. It answers at once, also while lines come late. */
  onAnswered(askedAtMs: number): void;
  onJoined(channel: string, atMs: number): void;
  /** Twitch lets nobody into a joined channel any more. */
  onShutOut(refused: RefusedChannel): void;
  /** A channel did not answer, or is suspended; it is asked for again. */
  onRefused(refused: RefusedChannel): void;
  /** Twitch will end this connection soon; until then it is as good as before. */
  onAskedToLeave(): void;
  /** Once, unless ended by us. */
  onEnd(end: { readonly why: string; readonly kind: 'lost' | 'login-refused' }): void;
}

export interface ChatSession {
  end(): void;
}

/** A channel that did not answer is asked for again after so many times the time that an answer takes. */
const ASK_AGAIN = 4;
const CAPABILITIES = ['twitch.tv/tags', 'twitch.tv/commands'];

/**
 * One connection to a chat server, from opening to its end:
 *
 *     open ─► CAP, PASS, NICK ─► 001 ─► JOIN ─► ROOMSTATE ─► lines ···
 *       └── loginMs ──────────────┘       └ joinMs ┘           silenceMs ─► PING ─► pongMs ─► end
 */
export function openChatSession(parts: SessionParts, events: SessionEvents): ChatSession {
  const { account, clock, twitchClock, times, joins, log } = parts;
  const wanted = new Set(parts.channels);
  const joined = new Set<string>();
  const suspended = new Set<string>();
  const timers = new Set<NodeJS.Timeout>();
  let link: ChatLink | undefined;
  let silence: NodeJS.Timeout | undefined;
  let isOver = false;
  /** When we asked whether anyone is there, by the clock that nobody sets, while no answer has come. */
  let askedSteadyMs: number | undefined;

  function after(ms: number, work: () => void): NodeJS.Timeout {
    const timer = setTimeout(() => {
      timers.delete(timer);
      work();
    }, ms);
    timers.add(timer);
    return timer;
  }

  function drop(timer: NodeJS.Timeout | undefined): void {
    clearTimeout(timer);
    if (timer) timers.delete(timer);
  }

  function end(): void {
    isOver = true;
    for (const timer of timers) clearTimeout(timer);
    link?.close();
  }

  function finish(kind: 'lost' | 'login-refused', why: string): void {
    if (isOver) return;
    end();
    events.onEnd({ kind, why });
  }

  const login = after(times.loginMs, () => finish('lost', 'no welcome'));

  function listen(): void {
    drop(silence);
    silence = after(times.silenceMs, () => {
      askedSteadyMs = twitchClock.steadyMs();
      link?.send('PING :livextrem');
      silence = after(times.pongMs, () => finish('lost', 'silent'));
    });
  }

  function join(channels: readonly string[]): void {
    const now = channels.slice(0, joins.take(channels.length));
    const later = channels.slice(now.length);
    if (now.length > 0) link?.send(`JOIN ${now.map((channel) => `#${channel}`).join(',')}`);
    if (later.length > 0) after(joins.waitMs(), () => join(later));
    if (now.length === 0) return;
    after(times.joinMs, () => {
      const missing = now.filter((channel) => !joined.has(channel));
      for (const channel of missing) if (!suspended.has(channel)) refuse({ channel, why: 'unanswered' });
      if (missing.length > 0) after(times.joinMs * ASK_AGAIN, () => join(missing));
    });
  }

  function refuse(refused: RefusedChannel): void {
    log.warn('chat-join-refused', { ...refused });
    events.onRefused(refused);
  }

  function isIn(channel: string, atMs: number): void {
    if (!wanted.has(channel) || joined.has(channel)) return;
    joined.add(channel);
    suspended.delete(channel);
    events.onJoined(channel, atMs);
  }

  function takeNotice(notice: ServerNotice): void {
    const { channel } = notice;
    if (channel === null || !isSuspension(notice) || !wanted.has(channel) || suspended.has(channel)) return;
    suspended.add(channel);
    if (joined.delete(channel)) {
      events.onShutOut({ channel, why: 'suspended' });
      after(times.joinMs * ASK_AGAIN, () => join([channel]));
    } else refuse({ channel, why: 'suspended' });
  }

  function takeCapabilities(answer: string, capabilities: readonly string[]): void {
    if (answer !== 'NAK') return;
    log.warn('chat-capability-refused', { capabilities });
    // Refused together, one of them may still be had: without `commands` a lot is missing, without `tags` more.
    if (capabilities.length > 1) for (const one of capabilities) link?.send(`CAP REQ :${one}`);
  }

  /** What the connection itself answers. @returns whether the message is of use to others. */
  function attend(message: IrcMessage): boolean {
    switch (message.command) {
      case 'PING':
        link?.send(`PONG :${message.text}`);
        return false;
      case 'NUMERIC':
        if (message.code === 1) {
          drop(login);
          events.onWelcome();
          join([...wanted]);
        }
        return false;
      case 'CAP':
        takeCapabilities(message.answer, message.capabilities);
        return false;
      case 'PONG':
        if (askedSteadyMs !== undefined && joined.size > 0) {
          // Twitch's clock may be known better by now than when we asked.
          events.onAnswered(Math.floor(twitchClock.nowMs() - (twitchClock.steadyMs() - askedSteadyMs)));
        }
        askedSteadyMs = undefined;
        return false;
      case 'JOIN':
      case 'ROOMSTATE':
        // By what is known of Twitch's clock now: a line read with it may have told it anew.
        isIn(message.channel, twitchClock.nowMs());
        return true;
      case 'NOTICE': {
        // Of a channel we are not in it is about our question, no line of the chat.
        const isOfChat = message.channel === null || joined.has(message.channel);
        takeNotice(message);
        return isOfChat;
      }
      default:
        return true;
    }
  }

  function take(lines: readonly string[]): void {
    const atMs = twitchClock.nowMs();
    const receivedMs = clock.nowMs();
    let delayMs: number | undefined;
    let batch: IrcMessage[] = [];
    let ending: (() => void) | undefined;
    const hand = (): void => {
      if (batch.length === 0) return;
      events.onMessages(batch, atMs);
      batch = [];
    };
    listen();
    for (const text of lines) {
      const message = parseIrcLine(text, atMs);
      if (message === undefined) continue;
      // A join is told between what came before it and what comes behind.
      if (message.command === 'JOIN' || message.command === 'ROOMSTATE') hand();
      if (attend(message)) batch.push(message);
      if ('sentAtMs' in message && message.sentAtMs !== atMs) {
        twitchClock.heardMessage(message.sentAtMs, receivedMs);
        delayMs = twitchClock.lateMs(message.sentAtMs, receivedMs);
      }
      if (message.command === 'RECONNECT') ending = events.onAskedToLeave;
      if (message.command === 'NOTICE' && isRefusedLogin(message)) {
        ending = () => finish('login-refused', message.text);
      }
    }
    hand();
    events.onHeard(delayMs);
    ending?.();
  }

  try {
    link = openChatLink(parts.url, {
      onOpen() {
        link?.send(`CAP REQ :${CAPABILITIES.join(' ')}`);
        if (account) link?.send(`PASS oauth:${account.token.replaceAll(/[^\w-]/g, '')}`);
        link?.send(`NICK ${account ? account.login.toLowerCase() : `justinfan${randomInt(10_000, 1_000_000)}`}`);
        listen();
      },
      onLines: (lines) => {
        if (!isOver) take(lines);
      },
      onClose: (why) => finish('lost', why),
    });
  } catch (error) {
    log.error('chat-address-unusable', { error });
    // Not before who asked for it knows of it.
    queueMicrotask(() => finish('lost', 'address'));
  }
  return { end };
}

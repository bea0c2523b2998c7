import { type BackOffTimes, backOffMs } from '../kernel/back-off.ts';
import type { Result } from '../kernel/result.ts';
import type { Clock } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { TWITCH_BACK_OFF } from './back-off.ts';
import { type EventSubLink, openEventSubLink } from './eventsub-socket-link.ts';
import { createTopicOrders, type EventTopic, type RefusedTopic, type TopicOrders } from './eventsub-socket-topics.ts';
import type { TwitchFailure } from './failure.ts';
import type { StandingOrder } from './helix-event-subscriptions.ts';
import { LONGEST_WAY_MS } from './last-good.ts';
import { keepLineState, type LineState } from './line-state.ts';
import type { TwitchClock } from './twitch-clock.ts';
import type { EventSubFrame, EventSubNotification, EventSubRevocation } from './wire/eventsub-message.ts';

export type { EventTopic, RefusedTopic } from './eventsub-socket-topics.ts';

export interface EventLineState extends LineState {
  /** What Twitch does not tell us about, and why; everything else works. */
  readonly refusedTopics: readonly RefusedTopic[];
  /** How many topics stand on the session of now. */
  readonly orderedTopics: number;
  /** Points that all orders of the account cost, and may cost, as Twitch last said; `null` before that. */
  readonly cost: number | null;
  readonly maxCost: number | null;
}

export interface EventSubTimes {
  readonly welcomeMs: number;
  /** How much longer than promised Twitch may be silent. */
  readonly patienceMs: number;
  /** How long message ids are remembered, and how old a message may be. */
  readonly memoryMs: number;
  /** A session that held so long has worked. */
  readonly provenMs: number;
  /** Until what failed for a passing reason is ordered again. */
  readonly orderAgainMs: number;
  /** The same, and until the next connect, when the account has as many connections as Twitch gives it. */
  readonly crowdedMs: number;
  /** So long the old socket is read after a move. */
  readonly leaveMs: number;
  /** An event is on its way no longer than this: what is older has come, while Twitch is there. */
  readonly wayMs: number;
  /** Of two events the one sent later may come first, by so much. */
  readonly disorderMs: number;
  readonly backOff: BackOffTimes;
  /** While Twitch refuses everything for reasons that do not pass by themselves. */
  readonly refusedBackOff: BackOffTimes;
}

const TWITCH_TIMES: EventSubTimes = {
  welcomeMs: 10_000,
  patienceMs: 5000,
  memoryMs: 10 * 60_000,
  provenMs: 30_000,
  orderAgainMs: 30_000,
  crowdedMs: 120_000,
  leaveMs: 2_000,
  wayMs: LONGEST_WAY_MS,
  disorderMs: 5_000,
  backOff: TWITCH_BACK_OFF,
  refusedBackOff: { firstMs: 30_000, mostMs: 15 * 60_000 },
};

export interface EventSubSocketOptions {
  readonly url: string;
  /** Asked at every fresh connect; nothing to be told about is no reason to connect. */
  topics(): readonly EventTopic[];
  createSubscription(sessionId: string, topic: EventTopic): Promise<Result<StandingOrder, TwitchFailure>>;
  /** Takes an order back that nobody wants any more. */
  deleteSubscription(id: string): Promise<unknown>;
  /** Told one after the other. A message counts as seen when this is fulfilled, so a rejected one may come again. */
  onNotification(notification: EventSubNotification): Promise<void>;
  onState(state: EventLineState): void;
  onRevocation?(revocation: EventSubRevocation): void;
  /** All topics are ordered on a new session: what happened before was missed and has to be read elsewhere. */
  onFreshConnect?(atMs: number): void;
  /** Something that was refused on this session stands now: until then its events were missed. */
  onTopicsBack?(): void;
  /** The session is gone; the last thing it brought came at that time, by Twitch's clock. */
  onLost?(atMs: number): void;
  /** Twitch was there: what it sent until then, by its clock, has come. */
  onAlive?(atMs: number): void;
  readonly clock: Clock;
  readonly twitchClock: Pick<TwitchClock, 'nowMs' | 'lateMs' | 'heardStamp' | 'heardMessage'>;
  readonly log: Log;
  readonly times?: Partial<EventSubTimes>;
}

export interface EventSubSocket {
  start(): void;
  /** Begins a fresh session with the topics of now, if it runs. */
  restart(): void;
  /** Other topics, or another grant: orders what is missing, on the session that is there. */
  follow(): void;
  /** Fulfilled when the notification at hand is done. */
  stop(): Promise<void>;
  state(): EventLineState;
}

/** Close code: the address that Twitch gave us is none any more. */
const BAD_ADDRESS = 4007;

/**
 * Holds one EventSub session, for as long as there is something to be told about.
 *
 *   connect ─► welcome ─► order every topic ─► connected ─► close, silence ─► wait ─► connect
 *                                                 │
 *                                                 └─► session_reconnect
 *                    old socket  ───────────── read ───────────────── and a moment longer, closed by us
 *                    new socket       open reconnect_url ─► welcome ─► read      (nothing to order)
 */
export function createEventSubSocket(options: EventSubSocketOptions): EventSubSocket {
  const { clock, log, twitchClock } = options;
  const times = { ...TWITCH_TIMES, ...options.times };
  const line = keepLineState(() => clock.nowMs(), tell);
  const orders = createTopicOrders(options.createSubscription, log);
  /** Message id → when it was done. */
  const done = new Map<string, number>();
  let isRunning = false;
  let failures = 0;
  /** How often in a row everything was refused for good. */
  let refusals = 0;
  let provenFromMs = Number.POSITIVE_INFINITY;
  let heardAtMs = 0;
  /** So late the last notification came. */
  let lateMs = 0;
  let isUp = false;
  let sessionId = '';
  let current: EventSubLink | undefined;
  let replacement: EventSubLink | undefined;
  /** Where Twitch asked us to, while we are not there. */
  let movingTo: string | undefined;
  /** Read for a moment longer after Twitch has welcomed us elsewhere. */
  let leaving: EventSubLink | undefined;
  let leaveTimer: NodeJS.Timeout | undefined;
  let timer: NodeJS.Timeout | undefined;
  let moveTimer: NodeJS.Timeout | undefined;
  /** Grows with every fresh connect: what an older session still waits for is void. */
  let generation = 0;
  let queue: Promise<void> = Promise.resolve();

  function tell(): void {
    options.onState(state());
  }

  function state(): EventLineState {
    const { totalCost: cost, maxCost } = orders.cost();
    return { ...line.current(), refusedTopics: orders.refused(), orderedTopics: orders.standing(), cost, maxCost };
  }

  function open(url: string, events: Parameters<typeof openEventSubLink>[1]): EventSubLink | undefined {
    try {
      const { welcomeMs, patienceMs } = times;
      return openEventSubLink({ url, welcomeMs, patienceMs, nowMs: () => clock.nowMs() }, events);
    } catch (error) {
      log.error('events-address-unusable', { error });
      return undefined;
    }
  }

  function closeAll(): void {
    clearTimeout(timer);
    clearTimeout(moveTimer);
    current?.close();
    replacement?.close();
    leaving?.close();
    clearTimeout(leaveTimer);
    leaving = undefined;
    current = undefined;
    replacement = undefined;
    movingTo = undefined;
  }

  function comeOff(): void {
    if (!isUp) return;
    isUp = false;
    options.onLost?.(heardAtMs);
  }

  function connect(): void {
    comeOff();
    closeAll();
    generation++;
    const mine = generation;
    const topics = options.topics();
    orders.begin(topics);
    if (topics.length === 0) {
      line.change({ state: 'off', retries: 0, nextTryAtMs: null, problem: null });
      return;
    }
    line.change({ state: 'connecting', nextTryAtMs: null });
    const link = open(options.url, {
      onFrame(frame) {
        if (frame.type === 'welcome') void begin(frame, mine);
        else take(frame, link === current);
      },
      onClose(code, reason) {
        if (link !== leaving) lose(code, reason);
      },
    });
    current = link;
    if (!current) comeBack('twitch.unreachable');
  }

  /** A fresh session: order everything, then say that we listen again. */
  async function begin(welcome: EventSubFrame & { readonly type: 'welcome' }, mine: number): Promise<void> {
    heard(welcome);
    sessionId = welcome.sessionId;
    await orders.orderMissing(sessionId, () => mine === generation);
    if (mine !== generation) return;
    if (orders.standing() === 0) {
      // Twitch would close it anyway (4003). A new grant is followed at once; without one we try again, slower and slower.
      const isFinal = orders.areAllRefused();
      log.warn('events-all-refused', { topics: orders.refused().length, isFinal });
      generation++;
      closeAll();
      refusals = isFinal ? refusals + 1 : 0;
      comeBack(isFinal ? 'twitch.all-refused' : orders.problem());
      return;
    }
    refusals = 0;
    provenFromMs = clock.nowMs();
    isUp = true;
    line.change({ state: 'connected', retries: 0, problem: orders.problem() });
    tell();
    options.onFreshConnect?.(twitchClock.nowMs());
    orderAgainLater(mine);
  }

  function orderAgainLater(mine: number): void {
    clearTimeout(timer);
    const when = orders.passing();
    if (when === null) return;
    timer = setTimeout(() => void orderAgain(mine), when === 'soon' ? times.orderAgainMs : times.crowdedMs);
  }

  async function orderAgain(mine: number): Promise<void> {
    await order(mine, orders.orderPassing);
  }

  /** What stands goes on standing: nothing is missed while the rest is ordered. */
  async function followTopics(topics: readonly EventTopic[]): Promise<void> {
    const mine = generation;
    for (const id of orders.change(topics)) {
      options.deleteSubscription(id).catch((error: unknown) => log.warn('events-order-left', { error }));
    }
    await order(mine, orders.orderMissing);
  }

  async function order(mine: number, work: TopicOrders['orderMissing']): Promise<void> {
    const before = orders.standing();
    await work(sessionId, () => mine === generation);
    if (mine !== generation) return;
    line.change({ problem: orders.problem() });
    tell();
    if (orders.standing() > before) options.onTopicsBack?.();
    orderAgainLater(mine);
  }

  function heard(frame: EventSubFrame): void {
    const now = clock.nowMs();
    if (frame.type === 'welcome') twitchClock.heardStamp(frame.sentAtMs, now);
    if (frame.type === 'notification') {
      twitchClock.heardMessage(frame.sentAtMs, now);
      lateMs = twitchClock.lateMs(frame.sentAtMs, now);
    }
    heardAtMs = twitchClock.nowMs();
    line.heard(now, frame.type === 'notification' ? lateMs : undefined);
    if (isUp) options.onAlive?.(goodUntilMs(frame));
  }

  /** What was sent later may be on its way, and is lost with the session. */
  function goodUntilMs(frame: EventSubFrame): number {
    return frame.type === 'notification'
      ? Math.min(heardAtMs, frame.sentAtMs) - times.disorderMs
      : heardAtMs - times.wayMs - lateMs;
  }

  /** @param isCurrent what Twitch asks of a socket that is left already is done. */
  function take(frame: EventSubFrame, isCurrent: boolean): void {
    heard(frame);
    switch (frame.type) {
      case 'notification':
        queue = queue.then(() => handle(frame));
        return;
      case 'revocation':
        log.warn('events-topic-revoked', { topic: frame.subscriptionType, reason: frame.reason });
        orders.revoke(frame);
        line.change({ problem: orders.problem() });
        tell();
        options.onRevocation?.(frame);
        return;
      case 'reconnect':
        if (isCurrent) move(frame.reconnectUrl);
        return;
      case 'welcome':
      case 'keepalive':
        return;
      default:
        frame satisfies never;
    }
  }

  /** One at a time, in the order they came, each until it is stored. */
  async function handle(notification: EventSubNotification): Promise<void> {
    const { messageId, sentAtMs } = notification;
    if (done.has(messageId)) return;
    // Twitch's rule against what is played again; by its own clock, as ours may be wrong.
    if (twitchClock.nowMs() - sentAtMs > times.memoryMs) {
      log.warn('events-too-old', { message: messageId, type: notification.subscriptionType });
      return;
    }
    try {
      await options.onNotification(notification);
      remember(messageId);
    } catch (error) {
      log.error('events-not-taken', { message: messageId, type: notification.subscriptionType, error });
    }
  }

  function remember(messageId: string): void {
    const now = clock.nowMs();
    for (const [id, atMs] of done) {
      // Our clock was set back: what is from the future is never old.
      if (Math.abs(now - atMs) <= times.memoryMs) break;
      done.delete(id);
    }
    done.set(messageId, now);
  }

  /**
   * Twitch asks us to another address: the old socket is read until the new one has welcomed us. Asked elsewhere
   * meanwhile, we go where it asked last.
   */
  function move(url: string): void {
    if (replacement && url === movingTo) return;
    clearTimeout(moveTimer);
    if (!isSocketOf(url, options.url)) {
      log.warn('events-bad-reconnect-address');
      connect();
      return;
    }
    const mine = generation;
    let isWelcomed = false;
    replacement?.close();
    movingTo = url;
    const link = open(url, {
      onFrame(frame) {
        if (mine !== generation) return;
        if (frame.type === 'welcome') {
          isWelcomed = true;
          heard(frame);
          sessionId = frame.sessionId;
          leave(current);
          current = link;
          replacement = undefined;
          movingTo = undefined;
        } else take(frame, link === current);
      },
      onClose(code, reason) {
        if (mine !== generation) return;
        if (isWelcomed) {
          if (link !== leaving) lose(code, reason);
          return;
        }
        // The old one may still work, until Twitch closes it because its time is over.
        replacement = undefined;
        if (!current) lose(code, reason);
        else if (code !== BAD_ADDRESS) moveTimer = setTimeout(() => move(url), times.backOff.firstMs);
      },
    });
    replacement = link;
  }

  /** What Twitch sent on the old socket before it welcomed us on the new one may still be on its way. */
  function leave(old: EventSubLink | undefined): void {
    clearTimeout(leaveTimer);
    leaving?.close();
    leaving = old;
    leaveTimer = setTimeout(() => old?.close(), times.leaveMs);
  }

  function lose(code: number, reason: string): void {
    current = undefined;
    // The old socket may go while the new one is not welcomed yet.
    if (replacement) return;
    log[code === 4001 ? 'error' : 'info']('events-lost', { code, reason });
    comeBack(line.current().state === 'connected' ? line.current().problem : 'twitch.unreachable');
  }

  function comeBack(problem: LineState['problem']): void {
    comeOff();
    if (!isRunning) return;
    generation++;
    clearTimeout(timer);
    clearTimeout(moveTimer);
    const now = clock.nowMs();
    if (now - provenFromMs >= times.provenMs) failures = 0;
    provenFromMs = Number.POSITIVE_INFINITY;
    failures++;
    const isCrowded = problem === 'twitch.too-many-connections';
    const waitMs =
      problem === 'twitch.all-refused'
        ? backOffMs(refusals, times.refusedBackOff)
        : backOffMs(failures, times.backOff) + (isCrowded ? times.crowdedMs : 0);
    line.change({ state: 'waiting', retries: failures, nextTryAtMs: now + waitMs, problem });
    timer = setTimeout(connect, waitMs);
  }

  return {
    start() {
      if (isRunning) return;
      isRunning = true;
      connect();
    },
    restart() {
      if (!isRunning) return;
      failures = 0;
      refusals = 0;
      connect();
    },
    follow() {
      if (!isRunning) return;
      const topics = options.topics();
      if (isUp && topics.length > 0) {
        void followTopics(topics);
        return;
      }
      failures = 0;
      refusals = 0;
      connect();
    },
    async stop() {
      isRunning = false;
      comeOff();
      generation++;
      closeAll();
      line.change({ state: 'off', nextTryAtMs: null, problem: null });
      await queue;
    },
    state,
  };
}

/** A WebSocket address that is not less protected than the one we were given. */
function isSocketOf(url: string, base: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol } = new URL(url);
  return protocol === 'wss:' || (protocol === 'ws:' && new URL(base).protocol === 'ws:');
}

import type { EventSubSubscription } from './eventsub-door.ts';
import { notificationFrame, wireMetadata, wireSubscription } from './eventsub-frame.ts';
import { wireTime } from './eventsub-parts.ts';
import type { Journal } from './journal.ts';
import type { World } from './world.ts';

/** Close codes as Twitch uses them. */
export const CLOSE = {
  internalError: 4000,
  inboundTraffic: 4001,
  noPong: 4002,
  unused: 4003,
  graceOver: 4004,
  networkTimeout: 4005,
  networkError: 4006,
  badReconnect: 4007,
} as const;

/** What becomes of the subscriptions of a session that was closed so; of every other end `websocket_disconnected`. */
const STATUS_AFTER: Readonly<Record<number, string>> = {
  [CLOSE.internalError]: 'websocket_internal_error',
  [CLOSE.inboundTraffic]: 'websocket_received_inbound_traffic',
  [CLOSE.noPong]: 'websocket_failed_ping_pong',
  [CLOSE.unused]: 'websocket_connection_unused',
  [CLOSE.graceOver]: 'websocket_failed_to_reconnect',
  [CLOSE.networkTimeout]: 'websocket_network_timeout',
  [CLOSE.networkError]: 'websocket_network_error',
};

/** The part of a WebSocket that a session uses: a troubled line stands between the two. */
export interface SessionSocket {
  send(text: string): void;
  close(code?: number, reason?: string): void;
  terminate(): void;
  ping(): void;
  on(event: 'message' | 'error' | 'close' | 'pong', listener: () => void): unknown;
}

export interface SessionTimes {
  /** How long a new session may stay without subscription; Twitch: 10 s. */
  readonly unusedMs: number;
  /** How long an old connection is kept after it was told to move; Twitch: 30 s. */
  readonly graceMs: number;
  /** How often a client is asked whether it is still there; who has not answered by the next time is closed. */
  readonly pingMs: number;
}

/** One EventSub session: it outlives a planned change of its connection. */
export interface EventSubSession {
  readonly id: string;
  readonly connectedAtMs: number;
  readonly subscriptions: Map<string, EventSubSubscription>;
  /** False once its last connection is gone. */
  readonly isConnected: boolean;
  /** @returns the id the message was sent under. */
  notify(subscription: EventSubSubscription, event: unknown): string;
  revoke(subscription: EventSubSubscription): void;
  /** Sends the last notification once more, same id, as Twitch may. False when there was none. */
  repeatLast(): boolean;
  /** Tells the client to move to a new address. */
  askToMove(url: string): void;
  /** The client has come to the new address. */
  moveTo(socket: SessionSocket): void;
  /** Ends without a word or with a close code. */
  end(code?: number): void;
}

export interface SessionSetup {
  readonly world: World;
  readonly journal: Journal;
  readonly id: string;
  readonly keepaliveSeconds: number;
  readonly times: SessionTimes;
  /** Called once, when the last connection is gone, with what becomes of its subscriptions. */
  onGone(session: EventSubSession, status: string): void;
}

export function createSession(setup: SessionSetup, firstSocket: SessionSocket): EventSubSession {
  const { world, journal, id, keepaliveSeconds, times } = setup;
  const connectedAtMs = world.nowMs();
  const subscriptions = new Map<string, EventSubSubscription>();
  let socket = firstSocket;
  let isConnected = true;
  let closedWith = 0;
  let last: string | undefined;
  let unusedTimer: NodeJS.Timeout | undefined;
  let graceTimer: NodeJS.Timeout | undefined;
  let keepaliveTimer: NodeJS.Timeout | undefined;
  let pingTimer: NodeJS.Timeout | undefined;
  let awaitsPong = false;

  const write = (raw: string): void => {
    if (!isConnected) return;
    socket.send(raw);
    journal.write({ wire: 'eventsub', to: id, raw, receivers: 1 });
    keepaliveTimer?.refresh();
  };
  const send = (messageType: string, payload: unknown, about: Readonly<Record<string, string>> = {}): string => {
    const metadata = { ...wireMetadata(world.random.uuid(), messageType, world.nowMs()), ...about };
    const raw = JSON.stringify({ metadata, payload });
    write(raw);
    return raw;
  };

  const describe = (status: string, reconnectUrl: string | null): unknown => ({
    session: {
      id,
      status,
      connected_at: wireTime(connectedAtMs),
      keepalive_timeout_seconds: reconnectUrl === null ? keepaliveSeconds : null,
      reconnect_url: reconnectUrl,
    },
  });

  const welcome = (): void => {
    send('session_welcome', describe('connected', null));
  };

  const closeWith = (closed: SessionSocket, code: number, reason: string): void => {
    if (closed === socket) closedWith = code;
    closed.close(code, reason);
  };

  const watch = (watched: SessionSocket): void => {
    watched.on('message', () => closeWith(watched, CLOSE.inboundTraffic, 'client sent inbound traffic'));
    watched.on('error', () => watched.terminate());
    watched.on('pong', () => {
      if (watched === socket) awaitsPong = false;
    });
    watched.on('close', () => {
      if (watched === socket) gone();
    });
  };

  const gone = (): void => {
    if (!isConnected) return;
    isConnected = false;
    clearTimeout(unusedTimer);
    clearTimeout(graceTimer);
    clearInterval(keepaliveTimer);
    clearInterval(pingTimer);
    setup.onGone(session, STATUS_AFTER[closedWith] ?? 'websocket_disconnected');
  };

  const session: EventSubSession = {
    id,
    connectedAtMs,
    subscriptions,
    get isConnected() {
      return isConnected;
    },
    notify(subscription, event) {
      const messageId = world.random.uuid();
      last = JSON.stringify(notificationFrame({ messageId, atMs: world.nowMs(), subscription, event }));
      write(last);
      return messageId;
    },
    revoke(subscription) {
      send(
        'revocation',
        { subscription: wireSubscription(subscription) },
        { subscription_type: subscription.type, subscription_version: subscription.version },
      );
    },
    repeatLast() {
      if (last !== undefined) write(last);
      return last !== undefined;
    },
    askToMove(url) {
      send('session_reconnect', describe('reconnecting', url));
      const old = socket;
      clearTimeout(graceTimer);
      graceTimer = setTimeout(() => closeWith(old, CLOSE.graceOver, 'reconnect grace time expired'), times.graceMs);
    },
    moveTo(next) {
      socket = next;
      awaitsPong = false;
      watch(next);
      welcome();
    },
    end(code) {
      if (code === undefined) socket.terminate();
      else closeWith(socket, code, '');
      gone();
    },
  };

  watch(firstSocket);
  keepaliveTimer = setInterval(() => send('session_keepalive', {}), keepaliveSeconds * 1000);
  pingTimer = setInterval(() => {
    if (awaitsPong) closeWith(socket, CLOSE.noPong, 'client failed ping-pong');
    awaitsPong = true;
    socket.ping();
  }, times.pingMs);
  unusedTimer = setTimeout(() => {
    if (subscriptions.size === 0) closeWith(socket, CLOSE.unused, 'connection unused');
  }, times.unusedMs);
  welcome();
  return session;
}

import { fail, ok } from '../kernel/result.ts';
import type { EventSubDoor, EventSubSubscription, NewSubscription } from './eventsub-door.ts';
import type { WireEvent } from './eventsub-parts.ts';
import { toWire } from './eventsub-payloads.ts';
import { judgeSubscription, refuse } from './eventsub-rules.ts';
import {
  CLOSE,
  createSession,
  type EventSubSession,
  type SessionSocket,
  type SessionTimes,
} from './eventsub-session.ts';
import type { Journal } from './journal.ts';
import { grantedScopes } from './oauth-tokens.ts';
import type { World } from './world.ts';
import type { WorldEvent } from './world-events.ts';
import { takeSeat } from './world-joins.ts';

export interface EventSubServer extends EventSubDoor {
  /** A new WebSocket on `/ws`. */
  accept(socket: SessionSocket, query: URLSearchParams): void;
  askToReconnect(): void;
  dropAll(): void;
  /** Every session is closed with a code, from 4000 on. */
  closeAll(code: number): void;
  /** Twitch takes subscriptions of a type away for good, with `version_removed` for example. @returns how many. */
  revokeType(type: string, status: string): number;
  /** Every session sends its last notification again. @returns how many did. */
  repeatLast(): number;
  readonly sessionCount: number;
  stop(): void;
}

export interface EventSubSetup {
  readonly world: World;
  readonly journal: Journal;
  /** `ws://localhost:PORT/ws`, asked when needed: the port is known late. */
  address(): string;
  readonly times?: Partial<SessionTimes>;
  /** Told of each notification that went out, with what it told of and its id. */
  onSent?(event: WorldEvent, type: string, messageId: string): void;
}

const MAX_SESSIONS = 3;
const MAX_PER_SESSION = 300;
const MAX_SAME = 3;
const MAX_COST = 10;
const KEEP_DISABLED_MS = 60_000;

export function createEventSubServer(setup: EventSubSetup): EventSubServer {
  const { world, journal } = setup;
  const times: SessionTimes = { unusedMs: 10_000, graceMs: 30_000, pingMs: 30_000, ...setup.times };
  const sessions = new Map<string, EventSubSession>();
  /** Where a session may move to: the secret of its reconnect address. */
  const moves = new Map<string, EventSubSession>();
  let disabled: EventSubSubscription[] = [];

  /** A subscription to a chat takes one of the account's places in chats. */
  const seats = new Map<string, () => void>();
  const leaveChat = ({ id }: EventSubSubscription): void => {
    seats.get(id)?.();
    seats.delete(id);
  };

  const enabled = (): EventSubSubscription[] =>
    [...sessions.values()].flatMap((session) => [...session.subscriptions.values()]);
  const disable = (subscription: EventSubSubscription, status: string): void => {
    subscription.status = status;
    subscription.disconnectedAtMs = world.nowMs();
    sessions.get(subscription.sessionId)?.subscriptions.delete(subscription.id);
    leaveChat(subscription);
    disabled = disabled.filter((one) => (one.disconnectedAtMs ?? 0) > world.nowMs() - KEEP_DISABLED_MS);
    disabled.push(subscription);
  };
  const revoke = (isMeant: (subscription: EventSubSubscription) => boolean, status: string): number => {
    const meant = enabled().filter(isMeant);
    for (const subscription of meant) {
      const session = sessions.get(subscription.sessionId);
      disable(subscription, status);
      session?.revoke(subscription);
    }
    return meant.length;
  };

  const deliver = (event: WorldEvent): void => {
    if (sessions.size > 0) {
      for (const wire of toWire(world, event)) {
        for (const session of sessions.values()) {
          for (const subscription of session.subscriptions.values()) {
            if (!isFor(subscription, wire)) continue;
            const messageId = session.notify(subscription, eventFor(world, subscription, wire));
            setup.onSent?.(event, wire.type, messageId);
          }
        }
      }
    }
    if (event.kind === 'authorization-ended') {
      revoke((one) => one.clientId === event.clientId && one.userId === event.userId, 'authorization_revoked');
    } else if (event.kind === 'account-suspended') {
      if (event.isSuspended) revoke((one) => Object.values(one.condition).includes(event.userId), 'user_removed');
    } else if (event.kind === 'moderator-removed') {
      const { channelId, userId } = event;
      revoke((one) => isOf(one, channelId) && one.condition['moderator_user_id'] === userId, 'moderator_removed');
    } else if (event.kind === 'user-banned') {
      const { channelId, ban } = event;
      revoke((one) => isOf(one, channelId) && one.condition['user_id'] === ban.userId, 'chat_user_banned');
    }
  };
  const stopListening = world.listen(deliver);

  const openSession = (socket: SessionSocket, query: URLSearchParams): void => {
    const wanted = Number(query.get('keepalive_timeout_seconds') ?? 10);
    const session = createSession(
      {
        world,
        journal,
        id: `AgoQ${world.random.hex(44)}`,
        keepaliveSeconds: Math.min(600, Math.max(10, Math.trunc(wanted) || 10)),
        times,
        onGone(gone, status) {
          for (const subscription of gone.subscriptions.values()) disable(subscription, status);
          sessions.delete(gone.id);
        },
      },
      socket,
    );
    sessions.set(session.id, session);
  };

  return {
    get sessionCount() {
      return sessions.size;
    },
    accept(socket, query) {
      const challenge = query.get('challenge');
      if (challenge === null) {
        openSession(socket, query);
        return;
      }
      const session = moves.get(challenge);
      moves.delete(challenge);
      if (session?.isConnected) session.moveTo(socket);
      else socket.close(CLOSE.badReconnect, 'invalid reconnect');
    },
    askToReconnect() {
      for (const session of sessions.values()) {
        const challenge = world.random.uuid();
        moves.set(challenge, session);
        session.askToMove(`${setup.address()}?challenge=${challenge}&id=${session.id}`);
      }
    },
    dropAll() {
      for (const session of sessions.values()) session.end();
    },
    closeAll(code) {
      for (const session of sessions.values()) session.end(code);
    },
    revokeType: (type, status) => revoke((one) => one.type === type, status),
    repeatLast: () => [...sessions.values()].filter((session) => session.repeatLast()).length,
    stop() {
      stopListening();
      for (const session of sessions.values()) session.end();
    },

    createSubscription(input) {
      const session = sessions.get(input.sessionId);
      if (!session) return refuse(400, 'websocket transport session does not exist or has already disconnected');
      const judged = judgeSubscription(world, input);
      if (!judged.ok) return judged;
      const userId = input.token.userId ?? '';
      const own = enabled().filter((one) => one.clientId === input.token.clientId && one.userId === userId);
      const same = own.filter((one) => one.type === input.type && isSameCondition(one, input));
      const twin = same.find((one) => one.sessionId === session.id);
      if (twin) return fail({ status: 409, message: 'subscription already exists', id: twin.id });
      if (same.length >= MAX_SAME) return refuse(429, 'number of subscriptions with the same condition exceeded');
      const used = new Set(own.map((one) => one.sessionId)).add(session.id);
      if (used.size > MAX_SESSIONS) return refuse(429, 'number of websocket transports limit exceeded');
      if (session.subscriptions.size >= MAX_PER_SESSION) {
        return refuse(429, 'number of subscriptions on this websocket exceeded');
      }
      const cost = own.reduce((sum, one) => sum + one.cost, 0) + judged.value;
      if (cost > MAX_COST) return refuse(429, 'total cost limit exceeded');
      const isChat = input.type === 'channel.chat.message';
      const leave = isChat ? takeSeat(world, userId, input.condition['broadcaster_user_id'] ?? '') : undefined;
      if (isChat && !leave) return refuse(403, 'user has joined too many channels');
      const subscription: EventSubSubscription = {
        id: world.random.uuid(),
        status: 'enabled',
        type: input.type,
        version: input.version,
        condition: input.condition,
        sessionId: session.id,
        createdAtMs: world.nowMs(),
        connectedAtMs: session.connectedAtMs,
        disconnectedAtMs: null,
        cost: judged.value,
        clientId: input.token.clientId,
        userId,
      };
      session.subscriptions.set(subscription.id, subscription);
      if (leave) seats.set(subscription.id, leave);
      return ok(subscription);
    },
    listSubscriptions(clientId, userId) {
      const oldest = world.nowMs() - KEEP_DISABLED_MS;
      return [...disabled.filter((one) => (one.disconnectedAtMs ?? 0) > oldest), ...enabled()]
        .filter((one) => one.clientId === clientId && one.userId === userId)
        .sort((a, b) => a.createdAtMs - b.createdAtMs);
    },
    deleteSubscription(clientId, userId, id) {
      const listed = [...enabled(), ...disabled].find((one) => one.id === id);
      if (!listed || listed.clientId !== clientId || listed.userId !== userId) return false;
      sessions.get(listed.sessionId)?.subscriptions.delete(id);
      leaveChat(listed);
      disabled = disabled.filter((one) => one.id !== id);
      return true;
    },
    totals(clientId, userId) {
      const own = enabled().filter((one) => one.clientId === clientId && one.userId === userId);
      return { total: own.length, totalCost: own.reduce((sum, one) => sum + one.cost, 0), maxTotalCost: MAX_COST };
    },
  };
}

/** The address of a person is told to their own program only, when they granted it. */
function eventFor(world: World, subscription: EventSubSubscription, wire: WireEvent): unknown {
  if (wire.type !== 'user.update') return wire.event;
  const { clientId, userId, condition } = subscription;
  const mayRead = condition['user_id'] === userId && grantedScopes(world, clientId, userId).has('user:read:email');
  return mayRead ? wire.event : { ...wire.event, email: '' };
}

// Who reads (moderator, user) was checked at the beginning; where it happened decides.
const PLACES = ['broadcaster_user_id', 'from_broadcaster_user_id', 'to_broadcaster_user_id', 'reward_id'] as const;

function isFor(subscription: EventSubSubscription, wire: WireEvent): boolean {
  if (subscription.type !== wire.type) return false;
  // What concerns one person only goes to that person; elsewhere `user_id` is who reads.
  if (wire.match['user_id'] !== undefined && subscription.condition['user_id'] !== wire.match['user_id']) return false;
  return PLACES.every((place) => {
    const wanted = subscription.condition[place];
    return wanted === undefined || wanted === '' || wire.match[place] === wanted;
  });
}

function isOf(subscription: EventSubSubscription, channelId: string): boolean {
  return subscription.condition['broadcaster_user_id'] === channelId;
}

function isSameCondition(subscription: EventSubSubscription, input: NewSubscription): boolean {
  const keys = new Set([...Object.keys(subscription.condition), ...Object.keys(input.condition)]);
  return [...keys].every((key) => subscription.condition[key] === input.condition[key]);
}

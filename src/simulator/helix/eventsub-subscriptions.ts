import type { EventSubSubscription } from '../eventsub-door.ts';
import type { Token } from '../world-state.ts';
import {
  dataReply,
  demandText,
  type Endpoint,
  type HelixCall,
  HelixRefusal,
  NO_CONTENT,
  required,
  twitchTime,
} from './endpoint.ts';
import { MESSAGES } from './messages.ts';
import { pageOf } from './paging.ts';

const PATH = '/eventsub/subscriptions';

/** Types that Twitch has switched off, with their version. */
const GONE: readonly string[] = [
  'channel.follow/1',
  'channel.update/1',
  'channel.hype_train.begin/1',
  'channel.hype_train.progress/1',
  'channel.hype_train.end/1',
];

/** POST /eventsub/subscriptions, over WebSocket: the only transport this stand-in serves. */
export const postSubscription: Endpoint = {
  method: 'POST',
  path: PATH,
  token: { kind: 'any' },
  handle(call) {
    const type = demandText(call, 'type');
    const version = demandText(call, 'version');
    const condition = readCondition(call);
    const sessionId = readSession(call);
    const token = userToken(call);
    if (GONE.includes(`${type}/${version}`)) throw new HelixRefusal(410, MESSAGES.subscriptionTypeGone);
    const created = call.context.eventSub.createSubscription({ type, version, condition, sessionId, token });
    if (!created.ok) {
      const { status, message, id } = created.error;
      throw new HelixRefusal(status, message, id === undefined ? {} : { extra: { id } });
    }
    return dataReply([toSubscription(created.value)], totalsOf(call, token), 202);
  },
};

function readObject(call: HelixCall, field: string): Readonly<Record<string, unknown>> {
  const value = call.body[field];
  if (value === undefined || value === null) throw new HelixRefusal(400, MESSAGES.parameterMissing(field));
  if (typeof value !== 'object' || Array.isArray(value)) {
    throw new HelixRefusal(400, MESSAGES.parameterMalformed(field));
  }
  return { ...value };
}

function readCondition(call: HelixCall): Record<string, string> {
  const condition: Record<string, string> = {};
  for (const [key, value] of Object.entries(readObject(call, 'condition'))) {
    if (value === undefined || value === null) continue;
    if (typeof value !== 'string') throw new HelixRefusal(400, MESSAGES.conditionInvalid);
    condition[key] = value;
  }
  return condition;
}

function readSession(call: HelixCall): string {
  const transport = readObject(call, 'transport');
  const { method, session_id: sessionId } = transport;
  // Webhooks and conduits belong to app tokens, WebSockets to user tokens.
  const wrongKind = method === 'websocket' ? call.token.userId === null : call.token.userId !== null;
  if (wrongKind && (method === 'websocket' || method === 'webhook' || method === 'conduit')) {
    throw new HelixRefusal(401, MESSAGES.transportInvalid);
  }
  if (method !== 'websocket') throw new HelixRefusal(400, MESSAGES.parameterMalformed('transport'));
  if (typeof sessionId !== 'string' || sessionId === '') throw new HelixRefusal(400, MESSAGES.sessionGone);
  return sessionId;
}

/** Subscriptions of sockets are created, listed and deleted with a user's token only. */
function userToken(call: HelixCall): Token & { readonly userId: string } {
  const { userId } = call.token;
  if (userId === null) throw new HelixRefusal(401, MESSAGES.userTokenNeeded);
  return { ...call.token, userId };
}

function totalsOf(call: HelixCall, token: Token & { readonly userId: string }): Record<string, number> {
  const totals = call.context.eventSub.totals(token.clientId, token.userId);
  return { total: totals.total, total_cost: totals.totalCost, max_total_cost: totals.maxTotalCost };
}

const FILTERS = ['status', 'type', 'user_id', 'subscription_id', 'conduit_id'] as const;

/** GET /eventsub/subscriptions: oldest first, with at most one filter. */
export const getSubscriptionsOfEvents: Endpoint = {
  method: 'GET',
  path: PATH,
  token: { kind: 'any' },
  handle(call) {
    const token = userToken(call);
    const given = FILTERS.filter((name) => (call.query.get(name) ?? '') !== '');
    if (given.length > 1) throw new HelixRefusal(400, MESSAGES.subscriptionFilters);
    const [filter] = given;
    const value = filter === undefined ? '' : (call.query.get(filter) ?? '');
    const all = call.context.eventSub.listSubscriptions(token.clientId, token.userId);
    const wanted = filter === undefined ? all : all.filter((one) => matches(one, filter, value));
    const { items, pagination } = pageOf(call, wanted, { keyOf: (one) => one.id, max: 100, fallback: 100 });
    return dataReply(items.map(toSubscription), { ...totalsOf(call, token), pagination });
  },
};

function matches(subscription: EventSubSubscription, filter: (typeof FILTERS)[number], value: string): boolean {
  switch (filter) {
    case 'status':
      return subscription.status === value;
    case 'type':
      return subscription.type === value;
    case 'subscription_id':
      return subscription.id === value;
    case 'user_id':
      return Object.values(subscription.condition).includes(value);
    case 'conduit_id':
      return false;
  }
}

/** DELETE /eventsub/subscriptions */
export const deleteSubscription: Endpoint = {
  method: 'DELETE',
  path: PATH,
  token: { kind: 'any' },
  handle(call) {
    const token = userToken(call);
    const id = required(call, 'id');
    if (!call.context.eventSub.deleteSubscription(token.clientId, token.userId, id)) {
      throw new HelixRefusal(404, MESSAGES.subscriptionNotFound);
    }
    return NO_CONTENT;
  },
};

function toSubscription(subscription: EventSubSubscription): Record<string, unknown> {
  const { disconnectedAtMs } = subscription;
  return {
    id: subscription.id,
    status: subscription.status,
    type: subscription.type,
    version: subscription.version,
    condition: subscription.condition,
    created_at: twitchTime(subscription.createdAtMs),
    transport: {
      method: 'websocket',
      session_id: subscription.sessionId,
      connected_at: twitchTime(subscription.connectedAtMs),
      ...(disconnectedAtMs === null ? {} : { disconnected_at: twitchTime(disconnectedAtMs) }),
    },
    cost: subscription.cost,
  };
}

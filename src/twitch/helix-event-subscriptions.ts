import type { TwitchUserId } from '../kernel/id.ts';
import { ok, type Result } from '../kernel/result.ts';
import { type TwitchFailure, twitchFailure } from './failure.ts';
import type { Helix } from './helix.ts';
import type { Explain } from './helix-refusal.ts';

/** What a WebSocket session is to be told about. */
interface EventSubscriptionOrder {
  readonly type: string;
  readonly version: string;
  readonly condition: Readonly<Record<string, string>>;
  readonly sessionId: string;
}

/** An order that Twitch took. */
export interface StandingOrder {
  /** `null` when Twitch did not say: it stood already. */
  readonly id: string | null;
  /** Points of all orders of this account, and how many it may have; `null` when Twitch did not say. */
  readonly totalCost: number | null;
  readonly maxCost: number | null;
}

const UNKNOWN: StandingOrder = { id: null, totalCost: null, maxCost: null };
const URL = 'eventsub/subscriptions';

/**
 * Orders one kind of event for a session, in the name of `userId`, once: an order that stands for this session
 * already is a success, one that another session left behind is taken away first.
 */
export async function subscribeToEvents(
  helix: Helix,
  userId: TwitchUserId,
  order: EventSubscriptionOrder,
): Promise<Result<StandingOrder, TwitchFailure>> {
  const first = await create(helix, userId, order);
  if (first.ok || first.error.params['status'] !== 409) return first;
  const { id } = first.error.params;
  if (typeof id !== 'string') return ok(UNKNOWN);
  if ((await sessionOf(helix, userId, id)) === order.sessionId) return ok({ ...UNKNOWN, id });
  const gone = await unsubscribe(helix, userId, id);
  return gone.ok ? await create(helix, userId, order) : gone;
}

/** Also good when there is no such order any more. */
export async function unsubscribe(
  helix: Helix,
  userId: TwitchUserId,
  id: string,
): Promise<Result<void, TwitchFailure>> {
  const reply = await helix.call(userId, { url: URL, method: 'DELETE', query: { id } });
  if (!reply.ok && reply.error.params['status'] !== 404) return reply;
  return ok(undefined);
}

async function create(
  helix: Helix,
  userId: TwitchUserId,
  { type, version, condition, sessionId }: EventSubscriptionOrder,
): Promise<Result<StandingOrder, TwitchFailure>> {
  const reply = await helix.call(
    userId,
    {
      url: URL,
      method: 'POST',
      // A second order of the same kind is refused with 409: nothing is doubled.
      repeatable: true,
      jsonBody: { type, version, condition, transport: { method: 'websocket', session_id: sessionId } },
    },
    explain,
  );
  return reply.ok ? ok(readOrder(reply.value)) : reply;
}

const explain: Explain = ({ status, message, body }) => {
  if (status === 403 && /scope|authorization/i.test(message)) {
    return twitchFailure('twitch.missing-scope', { scope: scopeIn(message), status });
  }
  if (status === 403 && /banned|timed out/i.test(message)) return twitchFailure('live.may-not-chat', { message });
  if (status === 409) {
    const id = fieldOf(body, 'id');
    return twitchFailure('twitch.rejected-input', { message, status, ...(typeof id === 'string' ? { id } : {}) });
  }
  // Waiting for the bucket helps with neither of these.
  if (status === 429 && /cost/i.test(message)) return twitchFailure('twitch.rejected-input', { message, status });
  if (status === 429 && /transport|websocket|condition/i.test(message)) {
    return twitchFailure('twitch.too-many-connections', { message, status });
  }
  return undefined;
};

async function sessionOf(helix: Helix, userId: TwitchUserId, id: string): Promise<string | undefined> {
  const reply = await helix.call(userId, { url: URL, query: { subscription_id: id } });
  const [subscription] = reply.ok ? listOf(reply.value) : [];
  const sessionId = fieldOf(fieldOf(subscription, 'transport'), 'session_id');
  return typeof sessionId === 'string' ? sessionId : undefined;
}

function readOrder(body: unknown): StandingOrder {
  const [subscription] = listOf(body);
  const id = fieldOf(subscription, 'id');
  return {
    id: typeof id === 'string' ? id : null,
    totalCost: numberOrNull(fieldOf(body, 'total_cost')),
    maxCost: numberOrNull(fieldOf(body, 'max_total_cost')),
  };
}

function listOf(body: unknown): readonly unknown[] {
  const data = fieldOf(body, 'data');
  return Array.isArray(data) ? data : [];
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

function scopeIn(message: string): string {
  return /[a-z]+(?::[a-z_]+)+/.exec(message)?.[0] ?? '';
}

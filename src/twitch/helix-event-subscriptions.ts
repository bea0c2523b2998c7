import type { TwitchUserId } from '../kernel/id.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import { type TwitchFailure, twitchFailure } from './failure.ts';
import type { Helix } from './helix.ts';

/** What a WebSocket session is to be told about. */
export interface EventSubscriptionOrder {
  readonly type: string;
  readonly version: string;
  readonly condition: Readonly<Record<string, string>>;
  readonly sessionId: string;
}

export interface EventSubscription {
  readonly id: string;
  readonly type: string;
  readonly status: string;
  readonly sessionId: string;
}

type Reply<T> = Promise<Result<T, TwitchFailure>>;

/**
 * Orders one kind of event for a session, in the name of `userId`. A failure's `status` parameter is
 * Twitch's: 403 is a missing right, 409 means the same order stands already, 429 too many.
 */
export async function subscribeToEvents(
  helix: Helix,
  userId: TwitchUserId,
  { type, version, condition, sessionId }: EventSubscriptionOrder,
): Reply<EventSubscription> {
  const reply = await helix.call(
    userId,
    {
      url: 'eventsub/subscriptions',
      method: 'POST',
      // A second order of the same kind is refused with 409: nothing is doubled.
      repeatable: true,
      jsonBody: { type, version, condition, transport: { method: 'websocket', session_id: sessionId } },
    },
    ({ status, message }) =>
      status === 403 && /scope|authorization/i.test(message)
        ? twitchFailure('twitch.missing-scope', { scope: scopeIn(message), status })
        : undefined,
  );
  if (!reply.ok) return reply;
  const [subscription] = readSubscriptions(reply.value);
  return subscription ? ok(subscription) : fail(twitchFailure('twitch.trouble'));
}

export async function unsubscribeFromEvents(helix: Helix, userId: TwitchUserId, id: string): Reply<void> {
  const reply = await helix.call(userId, { url: 'eventsub/subscriptions', method: 'DELETE', query: { id } });
  const isGone = !reply.ok && reply.error.params['status'] === 404;
  return reply.ok || isGone ? ok(undefined) : reply;
}

/** All orders of this account, whatever their state, from all pages. */
export async function listEventSubscriptions(helix: Helix, userId: TwitchUserId): Reply<readonly EventSubscription[]> {
  const all: EventSubscription[] = [];
  const seen = new Set<string>();
  for (let after: string | undefined; ; ) {
    const reply = await helix.call(userId, { url: 'eventsub/subscriptions', query: { after } });
    if (!reply.ok) return reply;
    all.push(...readSubscriptions(reply.value));
    after = readCursor(reply.value);
    if (after === undefined || seen.has(after)) return ok(all);
    seen.add(after);
  }
}

function readSubscriptions(body: unknown): EventSubscription[] {
  const data = isObject(body) ? body['data'] : undefined;
  if (!Array.isArray(data)) return [];
  return data.flatMap((entry: unknown) => {
    if (!isObject(entry) || typeof entry['id'] !== 'string') return [];
    const transport = isObject(entry['transport']) ? entry['transport'] : {};
    return [
      {
        id: entry['id'],
        type: textOf(entry['type']),
        status: textOf(entry['status']),
        sessionId: textOf(transport['session_id']),
      },
    ];
  });
}

function readCursor(body: unknown): string | undefined {
  const pagination = isObject(body) ? body['pagination'] : undefined;
  const cursor = isObject(pagination) ? pagination['cursor'] : undefined;
  return typeof cursor === 'string' && cursor !== '' ? cursor : undefined;
}

function scopeIn(message: string): string {
  return /[a-z]+(?::[a-z_]+)+/.exec(message)?.[0] ?? '';
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

import type { TwitchUserId } from '../kernel/id.ts';
import { ok, type Result } from '../kernel/result.ts';
import { type TwitchFailure, twitchFailure } from './failure.ts';
import type { Helix } from './helix.ts';

/** What a WebSocket session is to be told about. */
interface EventSubscriptionOrder {
  readonly type: string;
  readonly version: string;
  readonly condition: Readonly<Record<string, string>>;
  readonly sessionId: string;
}

/**
 * Orders one kind of event for a session, in the name of `userId`. A failure's `status` parameter is
 * Twitch's: 403 is a missing right, 409 means the same order stands already, 429 too many.
 */
export async function subscribeToEvents(
  helix: Helix,
  userId: TwitchUserId,
  { type, version, condition, sessionId }: EventSubscriptionOrder,
): Promise<Result<void, TwitchFailure>> {
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
  return reply.ok ? ok(undefined) : reply;
}

function scopeIn(message: string): string {
  return /[a-z]+(?::[a-z_]+)+/.exec(message)?.[0] ?? '';
}

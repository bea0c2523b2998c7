import type { EventSubSubscription } from './eventsub-door.ts';
import { type Json, wireTime } from './eventsub-parts.ts';

export function wireMetadata(messageId: string, messageType: string, atMs: number): Json {
  return { message_id: messageId, message_type: messageType, message_timestamp: wireTime(atMs) };
}

/** A notification as it goes over a socket. */
export function notificationFrame(input: {
  readonly messageId: string;
  readonly atMs: number;
  readonly subscription: EventSubSubscription;
  readonly event: unknown;
}): Json {
  const { messageId, atMs, subscription, event } = input;
  return {
    metadata: {
      ...wireMetadata(messageId, 'notification', atMs),
      subscription_type: subscription.type,
      subscription_version: subscription.version,
    },
    payload: { subscription: wireSubscription(subscription), event },
  };
}

/** A subscription as messages and Helix show it. */
export function wireSubscription(subscription: EventSubSubscription): Json {
  return {
    id: subscription.id,
    status: subscription.status,
    type: subscription.type,
    version: subscription.version,
    cost: subscription.cost,
    condition: subscription.condition,
    transport: { method: 'websocket', session_id: subscription.sessionId },
    created_at: wireTime(subscription.createdAtMs),
  };
}

import { findMessage } from '../world-chat.ts';
import type { Pin } from '../world-features.ts';
import { activePin, pinLine } from '../world-pins.ts';
import { fragmentsOf } from '../world-text.ts';
import {
  dataReply,
  type Endpoint,
  grantedToBot,
  type HelixCall,
  HelixRefusal,
  moderation,
  NO_CONTENT,
  required,
  twitchTime,
  wholeQuery,
} from './endpoint.ts';
import { MESSAGES } from './messages.ts';
import { named } from './users.ts';

const PATH = '/chat/pins';
const MANAGE = grantedToBot(['moderator:manage:chat_messages']);

/** GET /chat/pins: at most one. */
export const getPins: Endpoint = {
  method: 'GET',
  path: PATH,
  token: grantedToBot(['moderator:read:chat_messages', 'moderator:manage:chat_messages']),
  handle(call) {
    const { channel } = moderation(call);
    const pin = activePin(call.world, channel.broadcasterId);
    return dataReply(pin ? [toPin(call, channel.broadcasterId, pin)] : []);
  },
};

/** PUT /chat/pins: takes the place of the old one. */
export const putPin: Endpoint = {
  method: 'PUT',
  path: PATH,
  token: MANAGE,
  handle(call) {
    const { channel, moderatorId } = moderation(call);
    const messageId = required(call, 'message_id');
    const seconds = wholeQuery(call, 'duration_seconds', [30, 1800]) ?? null;
    const message = findMessage(call.world, channel.broadcasterId, messageId);
    if (!message) throw new HelixRefusal(404, MESSAGES.pinUnknown);
    if (activePin(call.world, channel.broadcasterId)?.messageId === messageId) {
      throw new HelixRefusal(409, MESSAGES.pinTwice);
    }
    pinLine(call.world, message, moderatorId, seconds);
    return NO_CONTENT;
  },
};

/** PATCH /chat/pins: how long from now on. */
export const patchPin: Endpoint = {
  method: 'PATCH',
  path: PATH,
  token: MANAGE,
  handle(call) {
    const pin = pinned(call);
    const seconds = wholeQuery(call, 'duration_seconds', [30, 1800]);
    const nowMs = call.world.nowMs();
    pin.endsAtMs = seconds === undefined ? null : nowMs + seconds * 1000;
    pin.updatedAtMs = nowMs;
    call.world.touch();
    return NO_CONTENT;
  },
};

/** DELETE /chat/pins */
export const deletePin: Endpoint = {
  method: 'DELETE',
  path: PATH,
  token: MANAGE,
  handle(call) {
    pinned(call);
    moderation(call).channel.pin = null;
    call.world.touch();
    return NO_CONTENT;
  },
};

function pinned(call: HelixCall): Pin {
  const { channel } = moderation(call);
  const pin = activePin(call.world, channel.broadcasterId);
  if (pin?.messageId !== required(call, 'message_id')) throw new HelixRefusal(404, MESSAGES.pinNone);
  return pin;
}

function toPin(call: HelixCall, broadcasterId: string, pin: Pin): Record<string, unknown> {
  const fragments = fragmentsOf(call.world, pin.text, () => undefined);
  return {
    message_id: pin.messageId,
    broadcaster_id: broadcasterId,
    ...named(call, 'sender_user', pin.senderId),
    ...named(call, 'pinned_by_user', pin.moderatorId),
    message: { text: pin.text, fragments: fragments.map(({ type, text }) => ({ type, text })) },
    starts_at: twitchTime(pin.startedAtMs),
    ends_at: pin.endsAtMs === null ? null : twitchTime(pin.endsAtMs),
    updated_at: twitchTime(pin.updatedAtMs),
  };
}

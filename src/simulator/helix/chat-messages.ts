import { channelOf } from '../world.ts';
import { findMessage, isCopy, sendLine } from '../world-chat.ts';
import type { ChatRefusal } from '../world-chat-rules.ts';
import { pinLine } from '../world-pins.ts';
import { activeBan, canModerate, isVip } from '../world-roles.ts';
import type { Channel } from '../world-state.ts';
import {
  booleanField,
  dataReply,
  type Endpoint,
  type Grant,
  type HelixCall,
  HelixRefusal,
  knownChannel,
  textField,
} from './endpoint.ts';
import { MESSAGES } from './messages.ts';
import { rateHeaders } from './rate-limit.ts';

const MAX_LENGTH = 500;
const WINDOW_MS = 30_000;
const PIN_SECONDS = 20 * 60;

/**
 * POST /chat/messages. Says 200 also when the line was dropped: `drop_reason` tells why. The chat's own
 * rate limit stands in the headers instead of the common one.
 */
export const sendChatMessage: Endpoint = {
  method: 'POST',
  path: '/chat/messages',
  token: { kind: 'user-or-granted', scopes: ['user:write:chat'], grants: grantsToSend },
  handle(call) {
    const broadcasterId = idField(call, 'broadcaster_id');
    const senderId = idField(call, 'sender_id');
    if (call.token.userId !== null && call.token.userId !== senderId) {
      throw new HelixRefusal(401, MESSAGES.tokenUserMismatch('sender_id'));
    }
    const channel = knownChannel(call, broadcasterId);
    const text = textField(call, 'message') ?? '';
    if (text.trim() === '') throw new HelixRefusal(400, MESSAGES.messageRequired);
    if (Array.from(text).length > MAX_LENGTH) throw new HelixRefusal(422, MESSAGES.messageTooLong);
    const replyTo = textField(call, 'reply_parent_message_id') ?? '';
    checkSourceAndPin(call, channel, senderId, replyTo);
    if (replyTo !== '' && !findMessage(call.world, broadcasterId, replyTo)) {
      throw new HelixRefusal(400, MESSAGES.replyGone);
    }
    const ban = activeBan(call.world, channel, senderId);
    if (ban && ban.endsAtMs === null) throw new HelixRefusal(403, MESSAGES.senderMayNotChat);
    const headers = takeChatAllowance(call, channel, senderId);
    if (ban) return dropped({ code: 'user_timed_out', message: MESSAGES.dropTimedOut }, headers);
    const sent = sendLine(call.world, {
      channelId: broadcasterId,
      userId: senderId,
      text,
      ...(replyTo === '' ? {} : { replyTo }),
    });
    if (!sent.ok) return dropped(sent.error, headers);
    if (booleanField(call, 'pin') === true) pinLine(call.world, sent.value, senderId, PIN_SECONDS);
    const reply = dataReply([{ message_id: sent.value.id, is_sent: true, drop_reason: null }]);
    return { ...reply, headers: { ...reply.headers, ...headers } };
  },
};

/** Some clients send the ids in the query; Twitch takes them from there as well. */
function idField(call: HelixCall, field: string): string {
  const value = textField(call, field) ?? call.query.get(field) ?? '';
  if (value === '') throw new HelixRefusal(400, MESSAGES.parameterMissing(field));
  return value;
}

function grantsToSend(call: HelixCall): readonly Grant[] {
  const senderId = idField(call, 'sender_id');
  const broadcasterId = idField(call, 'broadcaster_id');
  const sender = { userId: senderId, scopes: ['user:write:chat', 'user:bot'] };
  if (canModerate(channelOf(call.world, broadcasterId), senderId)) return [sender];
  return [sender, { userId: broadcasterId, scopes: ['channel:bot'] }];
}

function checkSourceAndPin(call: HelixCall, channel: Channel, senderId: string, replyTo: string): void {
  const forSourceOnly = booleanField(call, 'for_source_only');
  if (forSourceOnly !== undefined && call.token.userId !== null) {
    throw new HelixRefusal(400, MESSAGES.forSourceOnlyUserToken);
  }
  if (booleanField(call, 'pin') !== true) return;
  if (replyTo !== '' || forSourceOnly !== undefined) throw new HelixRefusal(400, MESSAGES.pinUnsupported);
  if (call.token.userId !== null && !call.token.scopes.includes('moderator:manage:chat_messages')) {
    throw new HelixRefusal(401, MESSAGES.missingScope(['moderator:manage:chat_messages']));
  }
  if (!canModerate(channel, senderId)) throw new HelixRefusal(403, MESSAGES.notYourModerator);
}

/** 20 lines in 30 seconds, 100 for moderators and VIPs, over all channels: one more is 429, not a dropped line. */
function takeChatAllowance(call: HelixCall, channel: Channel, senderId: string): Record<string, string> {
  const limit = canModerate(channel, senderId) || isVip(channel, senderId) ? 100 : 20;
  const since = call.world.nowMs() - WINDOW_MS;
  const recent = call.world.state.messages.filter(
    (line) => line.sentAtMs >= since && line.userId === senderId && !isCopy(line),
  );
  const resetMs = (recent.at(-1)?.sentAtMs ?? call.world.nowMs()) + WINDOW_MS;
  if (recent.length >= limit) {
    throw new HelixRefusal(429, MESSAGES.tooManyRequests, { headers: rateHeaders(limit, 0, resetMs) });
  }
  return rateHeaders(limit, limit - recent.length - 1, resetMs);
}

function dropped({ code, message }: ChatRefusal, headers: Readonly<Record<string, string>>) {
  const reply = dataReply([{ message_id: '', is_sent: false, drop_reason: { code, message } }]);
  return { ...reply, headers: { ...reply.headers, ...headers } };
}

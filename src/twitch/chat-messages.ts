import type { TwitchUserId } from '../kernel/id.ts';
import { fail, ok, type Result } from '../kernel/result.ts';
import { type TwitchFailure, twitchFailure } from './failure.ts';
import type { Helix } from './helix.ts';
import type { Explain } from './helix-refusal.ts';

export interface OutgoingMessage {
  readonly channelId: TwitchUserId;
  /** The account that speaks. */
  readonly senderId: TwitchUserId;
  readonly text: string;
  readonly replyTo?: string | undefined;
}

/**
 * Sends once, never twice: after a broken line nobody knows whether the first one arrived.
 * Twitch answers 200 also when it drops the message: `live.message-dropped` with Twitch's `code`
 * (an open set) and `message`.
 */
export async function sendChatMessage(
  helix: Helix,
  { channelId, senderId, text, replyTo }: OutgoingMessage,
): Promise<Result<{ readonly messageId: string }, TwitchFailure>> {
  const reply = await helix.call(
    senderId,
    {
      url: 'chat/messages',
      method: 'POST',
      scopes: ['user:write:chat'],
      repeatable: false,
      jsonBody: {
        broadcaster_id: channelId,
        sender_id: senderId,
        message: text,
        ...(replyTo === undefined ? {} : { reply_parent_message_id: replyTo }),
      },
    },
    explainSending,
  );
  if (!reply.ok) return reply;
  const sent = firstOf(reply.value);
  if (!sent) return fail(twitchFailure('twitch.trouble'));
  if (sent['is_sent'] === true && typeof sent['message_id'] === 'string') return ok({ messageId: sent['message_id'] });
  const { code, message } = readDropReason(sent['drop_reason']);
  return fail(twitchFailure('live.message-dropped', { code, message }));
}

const explainSending: Explain = ({ status, message }) => {
  if (status === 403) return twitchFailure('live.may-not-chat', { message });
  if (status === 422) return twitchFailure('live.message-too-long');
  if (status === 400 && /replied to|reply|parent message/i.test(message))
    return twitchFailure('live.reply-target-gone');
  return undefined;
};

function firstOf(body: unknown): Readonly<Record<string, unknown>> | undefined {
  const data = isObject(body) ? body['data'] : undefined;
  const first: unknown = Array.isArray(data) ? data[0] : undefined;
  return isObject(first) ? first : undefined;
}

/** One object by the book, a list of one in the field. */
function readDropReason(value: unknown): { code: string; message: string } {
  const reason: unknown = Array.isArray(value) ? value[0] : value;
  if (!isObject(reason)) return { code: 'unknown', message: '' };
  return {
    code: typeof reason['code'] === 'string' ? reason['code'] : 'unknown',
    message: typeof reason['message'] === 'string' ? reason['message'].slice(0, 300) : '',
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

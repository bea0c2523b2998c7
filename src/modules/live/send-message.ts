import type { InputOf } from '../../contract/endpoint.ts';
import type { live } from '../../contract/live.ts';
import type { TwitchUserId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Caller } from '../../platform/module.ts';
import { sendChatMessage } from '../../twitch/chat-messages.ts';
import type { LiveContext } from './context.ts';

const LONGEST = 500;

/**
 * Writes into the chat under the caller's own grant, or the bot's. Twitch counts code points and drops what is longer
 * without a word; slash commands have been dead in messages since 2023 and would be shown as text.
 */
export async function sendMessage(
  context: Pick<LiveContext, 'helix' | 'channel' | 'findBot'>,
  caller: Pick<Caller, 'twitchId' | 'permissions'>,
  input: InputOf<typeof live.send>,
): Promise<{ messageId: string }> {
  const channel = context.channel();
  if (channel === null) throw new Refusal('live.no-channel');
  const senderId = input.as === 'bot' ? await botFor(context, caller) : caller.twitchId;
  if (senderId === null) throw new Refusal('twitch.no-grant');
  // A line break or NUL would end the line on its way through IRC clients.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly those must go.
  const text = input.text.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim();
  if (text === '') throw new Refusal('live.message-empty');
  const length = [...text].length;
  if (length > LONGEST) throw new Refusal('live.message-too-long', { length, longest: LONGEST });
  if (text.startsWith('/') || text.startsWith('.'))
    throw new Refusal('live.message-command', { command: text.split(' ')[0] ?? text });

  const sent = await sendChatMessage(context.helix, {
    channelId: channel.twitchId,
    senderId,
    text,
    replyTo: input.replyTo,
  });
  if (!sent.ok) throw new Refusal(sent.error.code, sent.error.params);
  return { messageId: sent.value.messageId };
}

/** Under the bot's name one speaks for the house: only who moderates or manages it may. */
async function botFor(
  { findBot }: Pick<LiveContext, 'findBot'>,
  { permissions }: Pick<Caller, 'permissions'>,
): Promise<TwitchUserId> {
  if (!permissions.includes('moderation.act') && !permissions.includes('system.manage')) {
    throw new Refusal('http.forbidden', { permission: 'moderation.act' });
  }
  const bot = await findBot();
  if (bot === undefined) throw new Refusal('team.no-bot');
  return bot.twitchId;
}

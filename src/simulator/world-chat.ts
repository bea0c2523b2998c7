import { fail, ok, type Result } from '../kernel/result.ts';
import { channelOf, findUserByLogin, type World } from './world.ts';
import { type ChatRefusal, MAX_MESSAGE_LENGTH, refuseLine } from './world-chat-rules.ts';
import type { ChatNotice, NoticeDetail } from './world-events.ts';
import { badgesOf, canModerate } from './world-roles.ts';
import type { ChatMessage, ChatModes, ReplyTarget } from './world-state.ts';
import { bitsIn } from './world-text.ts';

export interface NewLine {
  readonly channelId: string;
  readonly userId: string;
  readonly text: string;
  readonly replyTo?: string;
  /** The IRC connection it was typed into; not given when sent over Helix or by the story. */
  readonly connectionId?: string;
  readonly nonce?: string;
  readonly isReturning?: boolean;
  readonly rewardId?: string;
  /** Floods and stories are not held up by the limits for people. */
  readonly isUnlimited?: boolean;
}

// How long Twitch lets a line be deleted, and how many we keep at most for it.
const KEEP_MS = 6 * 60 * 60 * 1000;
const KEEP_LINES = 20_000;

/** Writes a line under all rules of the room. `/me text` becomes an action; `cheerN` counts as bits given. */
export function sendLine(world: World, line: NewLine): Result<ChatMessage, ChatRefusal> {
  const channel = channelOf(world, line.channelId);
  const isAction = line.text.startsWith('/me ');
  const text = isAction ? line.text.slice(4) : line.text;
  if (text.trim() === '' || Array.from(text).length > MAX_MESSAGE_LENGTH) {
    return fail({ code: 'msg_rejected', message: 'Your message was rejected: it is empty or too long.' });
  }
  const replyTarget = line.replyTo === undefined ? undefined : findMessage(world, line.channelId, line.replyTo);
  if (line.replyTo !== undefined && !replyTarget) {
    return fail({ code: 'invalid_parent', message: 'Message cannot be replied to.' });
  }
  const refused = line.isUnlimited ? undefined : refuseLine(world, channel, line.userId, text);
  if (refused) return fail(refused);
  const message: ChatMessage = {
    id: world.random.uuid(),
    channelId: line.channelId,
    userId: line.userId,
    text: replyTarget ? withMention(world, replyTarget.userId, text) : text,
    isAction,
    sentAtMs: world.nowMs(),
    badges: badgesOf(world, channel, line.userId),
    bits: bitsIn(text),
    isFirst: !Object.hasOwn(channel.knownChatters, line.userId),
    isReturning: line.isReturning ?? false,
    reply: replyTarget ? toReply(world, replyTarget) : null,
    rewardId: line.rewardId ?? null,
    deletedBy: null,
  };
  channel.knownChatters[line.userId] = true;
  keep(world, message);
  world.emit({ kind: 'message', message, connectionId: line.connectionId ?? null, nonce: line.nonce ?? null });
  return ok(message);
}

// Twitch puts the name of the answered person in front when the sender's program did not.
function withMention(world: World, userId: string, text: string): string {
  const name = world.state.users[userId]?.displayName ?? '';
  return text.startsWith(`@${name}`) ? text : `@${name} ${text}`;
}

function toReply(world: World, parent: ChatMessage): ReplyTarget {
  const root = parent.reply ? findMessage(world, parent.channelId, parent.reply.threadMessageId) : parent;
  return {
    messageId: parent.id,
    userId: parent.userId,
    text: parent.text,
    threadMessageId: parent.reply?.threadMessageId ?? parent.id,
    threadUserId: root?.userId ?? parent.reply?.threadUserId ?? parent.userId,
  };
}

function keep(world: World, message: ChatMessage): void {
  const { messages } = world.state;
  messages.push(message);
  if (messages.length > KEEP_LINES + 1000) messages.splice(0, messages.length - KEEP_LINES);
}

/** A line that can still be deleted or answered: at most six hours old, not yet deleted. */
export function findMessage(world: World, channelId: string, messageId: string): ChatMessage | undefined {
  const oldest = world.nowMs() - KEEP_MS;
  return world.state.messages.findLast(
    (line) =>
      line.id === messageId && line.channelId === channelId && line.sentAtMs >= oldest && line.deletedBy === null,
  );
}

export type DeleteRefusal = 'unknown' | 'protected';

/** Refuses what Twitch refuses: an unknown or old line, one of the broadcaster or of another moderator. */
export function deleteMessage(
  world: World,
  input: { readonly channelId: string; readonly messageId: string; readonly moderatorId: string },
): Result<ChatMessage, DeleteRefusal> {
  const message = findMessage(world, input.channelId, input.messageId);
  if (!message) return fail('unknown');
  const channel = channelOf(world, input.channelId);
  const isOwn = message.userId === input.moderatorId;
  const isStreamer = channel.broadcasterId === input.moderatorId;
  if (!isOwn && !isStreamer && canModerate(channel, message.userId)) return fail('protected');
  message.deletedBy = input.moderatorId;
  world.emit({ kind: 'message-deleted', message, moderatorId: input.moderatorId });
  return ok(message);
}

export function clearChat(world: World, channelId: string, moderatorId: string): void {
  for (const line of world.state.messages) {
    if (line.channelId === channelId && line.deletedBy === null) line.deletedBy = moderatorId;
  }
  world.emit({ kind: 'chat-cleared', channelId, moderatorId });
}

export function changeModes(
  world: World,
  input: { readonly channelId: string; readonly moderatorId: string; readonly changes: Partial<ChatModes> },
): ChatModes {
  const channel = channelOf(world, input.channelId);
  const before = channel.modes;
  channel.modes = { ...before, ...input.changes };
  world.emit({
    kind: 'modes-changed',
    channelId: input.channelId,
    moderatorId: input.moderatorId,
    before,
    after: channel.modes,
  });
  return channel.modes;
}

/** Puts an event into chat that is no one's line. */
export function notify(
  world: World,
  input: {
    readonly channelId: string;
    readonly userId: string | null;
    readonly text?: string;
    readonly systemText: string;
    readonly detail: NoticeDetail;
    readonly source?: ChatNotice['source'];
  },
): void {
  world.emit({
    kind: 'notice',
    notice: {
      id: world.random.uuid(),
      channelId: input.channelId,
      userId: input.userId,
      sentAtMs: world.nowMs(),
      text: input.text ?? '',
      systemText: input.systemText,
      detail: input.detail,
      ...(input.source ? { source: input.source } : {}),
    },
  });
}

/** The login of a person mentioned by name, for EventSub's fragments. */
export function mentionedLogin(world: World, name: string): string | undefined {
  return findUserByLogin(world, name.replace(/[^\p{L}\p{N}_]+$/u, ''))?.login;
}

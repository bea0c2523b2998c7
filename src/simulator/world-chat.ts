import { fail, ok, type Result } from '../kernel/result.ts';
import { channelOf, findUserByLogin, type World } from './world.ts';
import { decideHeldLine, holdLine, judgeText } from './world-automod.ts';
import { type ChatRefusal, MAX_MESSAGE_LENGTH, refuseLine } from './world-chat-rules.ts';
import type { ChatNotice, NoticeDetail } from './world-events.ts';
import type { HeldLine } from './world-features.ts';
import { activeBan, badgesOf, canModerate } from './world-roles.ts';
import { sharedChatOf, sharedWith } from './world-shared-chat.ts';
import type { Channel, ChatMessage, ChatModes, LineHighlight, ReplyTarget } from './world-state.ts';
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
  readonly highlight?: LineHighlight;
  /** Floods and stories are not held up by the limits for people. */
  readonly isUnlimited?: boolean;
  /** A moderator has looked at it and let it pass. */
  readonly isApproved?: boolean;
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
  const refused = line.isUnlimited || line.isApproved ? undefined : refuseLine(world, channel, line.userId, text);
  if (refused) return fail(refused);
  const caught = line.isApproved ? undefined : catchLine(world, channel, { userId: line.userId, text, isAction });
  if (caught) return fail(caught);
  const badges = badgesOf(world, channel, line.userId);
  const id = world.random.uuid();
  const message: ChatMessage = {
    id,
    channelId: line.channelId,
    userId: line.userId,
    text: replyTarget ? withMention(world, replyTarget.userId, text) : text,
    isAction,
    sentAtMs: world.nowMs(),
    badges,
    bits: bitsIn(text),
    isFirst: !Object.hasOwn(channel.knownChatters, line.userId),
    isReturning: line.isReturning ?? false,
    reply: replyTarget ? toReply(world, replyTarget) : null,
    rewardId: line.rewardId ?? null,
    ...(line.highlight ? { highlight: line.highlight } : {}),
    ...(sharedChatOf(world, line.channelId) ? { source: { channelId: line.channelId, messageId: id, badges } } : {}),
    deletedBy: null,
  };
  const typedInto = { connectionId: line.connectionId ?? null, nonce: line.nonce ?? null };
  if (!isShown(world, channel, message, typedInto)) return ok(message);
  channel.knownChatters[line.userId] = true;
  keep(world, message);
  world.emit({ kind: 'message', message, ...typedInto });
  shareLine(world, message);
  return ok(message);
}

/** A moderator lets a held line pass: it stands in chat from now. @returns undefined for one that is not held. */
export function approveHeldLine(
  world: World,
  input: { readonly channelId: string; readonly lineId: string; readonly moderatorId: string },
): HeldLine | undefined {
  const line = decideHeldLine(world, { ...input, outcome: 'approved' });
  if (!line) return undefined;
  const text = line.isAction ? `/me ${line.text}` : line.text;
  sendLine(world, { channelId: input.channelId, userId: line.userId, text, isApproved: true });
  return line;
}

/** AutoMod and the channel's own list of words; both leave the team alone. */
function catchLine(
  world: World,
  channel: Channel,
  line: { readonly userId: string; readonly text: string; readonly isAction: boolean },
): ChatRefusal | undefined {
  if (canModerate(channel, line.userId)) return undefined;
  const judgement = judgeText(channel, line.text);
  switch (judgement.kind) {
    case 'passed':
      return undefined;
    case 'blocked':
      return {
        code: 'msg_rejected_mandatory',
        message: "Your message wasn't posted due to conflicts with the channel's moderation settings.",
      };
    case 'held':
      holdLine(world, channel.broadcasterId, { ...line, reason: judgement.reason });
      return {
        code: 'msg_rejected',
        message: 'Your message is being checked by mods and has not been sent.',
      };
    default:
      return judgement satisfies never;
  }
}

/** Moderators see what suspicious people write; of a restricted one nobody else does, and the writer is not told. */
function isShown(
  world: World,
  channel: Channel,
  message: ChatMessage,
  typedInto: { readonly connectionId: string | null; readonly nonce: string | null },
): boolean {
  const person = channel.suspicious[message.userId];
  if (!person) return true;
  const isVisible = person.status !== 'RESTRICTED';
  world.emit({
    kind: 'suspicious-line',
    channelId: message.channelId,
    person: { ...person },
    messageId: message.id,
    text: message.text,
    isShown: isVisible,
    ...typedInto,
  });
  return isVisible;
}

/** In a shared chat the line stands in the other channels too, under an id of its own in each. */
function shareLine(world: World, message: ChatMessage): void {
  for (const channelId of sharedWith(world, message.channelId)) {
    const channel = channelOf(world, channelId);
    if (activeBan(world, channel, message.userId)) continue;
    const copy: ChatMessage = {
      ...message,
      id: world.random.uuid(),
      channelId,
      badges: badgesOf(world, channel, message.userId),
      isFirst: false,
      rewardId: null,
      source: { channelId: message.channelId, messageId: message.id, badges: message.badges },
    };
    keep(world, copy);
    world.emit({ kind: 'message', message: copy, connectionId: null, nonce: null });
  }
}

/** Whether it was written elsewhere and stands here because the chat is shared. */
export function isCopy(message: ChatMessage): boolean {
  return message.source !== undefined && message.source.channelId !== message.channelId;
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
  if (!isCopy(message)) deleteCopies(world, message, input.moderatorId);
  return ok(message);
}

function deleteCopies(world: World, message: ChatMessage, moderatorId: string): void {
  if (!message.source) return;
  for (const copy of world.state.messages) {
    if (copy.source?.messageId !== message.id || copy === message || copy.deletedBy !== null) continue;
    copy.deletedBy = moderatorId;
    world.emit({
      kind: 'shared-moderation',
      action: 'delete',
      channelId: copy.channelId,
      sourceId: message.channelId,
      moderatorId,
      userId: copy.userId,
      reason: '',
      expiresAtMs: null,
      message: copy,
    });
  }
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
  const notice: ChatNotice = {
    id: world.random.uuid(),
    channelId: input.channelId,
    userId: input.userId,
    sentAtMs: world.nowMs(),
    text: input.text ?? '',
    systemText: input.systemText,
    detail: input.detail,
    ...(input.source ? { source: input.source } : {}),
  };
  world.emit({ kind: 'notice', notice });
  if (input.source || !SHARED_NOTICES.has(input.detail.kind)) return;
  for (const channelId of sharedWith(world, input.channelId)) {
    const source = { channelId: input.channelId, messageId: notice.id };
    world.emit({ kind: 'notice', notice: { ...notice, id: world.random.uuid(), channelId, source } });
  }
}

/** What the other channels of a shared chat are told. */
const SHARED_NOTICES: ReadonlySet<NoticeDetail['kind']> = new Set([
  'sub',
  'resub',
  'sub-gift',
  'community-gift',
  'gift-upgrade',
  'prime-upgrade',
  'pay-forward',
  'raid',
  'announcement',
  'modiversary',
]);

/** The login of a person mentioned by name, for EventSub's fragments. */
export function mentionedLogin(world: World, name: string): string | undefined {
  return findUserByLogin(world, name.replace(/[^\p{L}\p{N}_]+$/u, ''))?.login;
}

import { readAccount, userOf, type World } from './world.ts';
import { activeBan, canModerate, isFollower, isSubscriber, isVip } from './world-roles.ts';
import type { Channel, ChatMessage } from './world-state.ts';
import { emoteRanges } from './world-text.ts';

/** Twitch's reason for not taking a line: its IRC NOTICE id and English sentence. */
export interface ChatRefusal {
  readonly code: string;
  readonly message: string;
}

const DUPLICATE_WINDOW_MS = 30_000;
const RATE_WINDOW_MS = 30_000;
export const MAX_MESSAGE_LENGTH = 500;

/** More lines than anybody may write in thirty seconds; compared by identity. */
export const TOO_QUICK: ChatRefusal = {
  code: 'msg_ratelimit',
  message: 'Your message was not sent because you are sending messages too quickly.',
};

/** @returns why this person may not write this here now, or undefined. Same rules on IRC and Helix. */
export function refuseLine(world: World, channel: Channel, userId: string, text: string): ChatRefusal | undefined {
  const account = refuseByAccount(world, channel, userId);
  if (account) return account;
  const ban = activeBan(world, channel, userId);
  if (ban && ban.endsAtMs === null) {
    return refusal(
      'msg_banned',
      `You are permanently banned from talking in ${userOf(world, channel.broadcasterId).login}.`,
    );
  }
  if (ban) {
    const seconds = Math.ceil(((ban.endsAtMs ?? 0) - world.nowMs()) / 1000);
    return refusal('msg_timedout', `You are timed out for ${seconds} more seconds.`);
  }
  if (channel.warnings[userId]?.isAcknowledged === false) {
    return refusal('msg_warned', 'You have been warned and must acknowledge the warning before you can chat.');
  }
  if (BAD_CHARACTERS.test(text)) {
    return refusal('msg_bad_characters', 'Your message contained too many unsupported characters.');
  }
  const isPrivileged = canModerate(channel, userId) || isVip(channel, userId);
  const recent = recentLinesOf(world, userId, RATE_WINDOW_MS);
  if (recent.length >= (isPrivileged ? 100 : 20)) return TOO_QUICK;
  return isPrivileged ? undefined : refuseByModes(world, channel, userId, text, recent);
}

/** Piles of marks on one letter, and what no font shows. */
const BAD_CHARACTERS = /\p{M}{8}|[\u{E000}-\u{F8FF}]{4}/u;

function refuseByAccount(world: World, channel: Channel, userId: string): ChatRefusal | undefined {
  const own = readAccount(world, userId);
  if (own.isSuspended) return refusal('msg_suspended', "You don't have permission to perform that action.");
  const owner = readAccount(world, channel.broadcasterId);
  if (owner.isSuspended) return refusal('msg_channel_suspended', 'This channel does not exist or has been suspended.');
  if (canModerate(channel, userId)) return undefined;
  if (owner.blocked.includes(userId)) {
    return refusal('msg_channel_blocked', 'Your account is not in good standing in this channel.');
  }
  if (isVip(channel, userId) || isSubscriber(channel, userId)) return undefined;
  if (channel.verification.phone && !own.hasVerifiedPhone) {
    return refusal(
      'msg_requires_verified_phone_number',
      'A verified phone number is required to chat in this channel.',
    );
  }
  if (channel.verification.email && !own.hasVerifiedEmail) {
    return refusal('msg_verified_email', 'This room requires a verified account to chat. Please verify your account.');
  }
  return undefined;
}

function refuseByModes(
  world: World,
  channel: Channel,
  userId: string,
  text: string,
  recent: readonly ChatMessage[],
): ChatRefusal | undefined {
  const { modes } = channel;
  const here = recent.filter((line) => line.channelId === channel.broadcasterId);
  if (here.some((line) => line.text === text && line.sentAtMs > world.nowMs() - DUPLICATE_WINDOW_MS)) {
    return refusal(
      'msg_duplicate',
      'Your message was not sent because it is identical to the previous one you sent, less than 30 seconds ago.',
    );
  }
  if (modes.subscribersOnly && !isSubscriber(channel, userId)) {
    return refusal('msg_subsonly', 'This room is in subscribers only mode.');
  }
  const wait = modes.followersOnlyMinutes === null ? undefined : refuseByFollow(world, channel, userId);
  if (wait) return wait;
  if (modes.emoteOnly && !isOnlyEmotes(world, text)) {
    return refusal('msg_emoteonly', 'This room is in emote-only mode.');
  }
  if (modes.uniqueChat && isUsedText(world, channel, text)) {
    return refusal('msg_r9k', 'This room is in unique-chat mode and the message you attempted to send is not unique.');
  }
  const last = here.at(-1);
  const slow = Math.max(modes.slowSeconds ?? 0, 1);
  if (last && world.nowMs() - last.sentAtMs < slow * 1000) {
    if (modes.slowSeconds === null) return { ...TOO_QUICK };
    const left = Math.ceil((last.sentAtMs + slow * 1000 - world.nowMs()) / 1000);
    return refusal(
      'msg_slowmode',
      `This room is in slow mode and you are sending messages too quickly. You will be able to talk again in ${left} seconds.`,
    );
  }
  return undefined;
}

function refuseByFollow(world: World, channel: Channel, userId: string): ChatRefusal | undefined {
  const minutes = channel.modes.followersOnlyMinutes ?? 0;
  if (!isFollower(channel, userId)) {
    return minutes === 0
      ? refusal('msg_followersonly_zero', 'This room is in followers-only mode. Follow to join the community!')
      : refusal('msg_followersonly', `This room is in ${minutes} minutes followers-only mode. Follow to join!`);
  }
  const followedMinutes = (world.nowMs() - (channel.followers[userId] ?? 0)) / 60_000;
  if (followedMinutes >= minutes) return undefined;
  return refusal(
    'msg_followersonly_followed',
    `This room is in ${minutes} minutes followers-only mode. You have been following for ${Math.floor(followedMinutes)} minutes. Continue following to chat!`,
  );
}

function recentLinesOf(world: World, userId: string, windowMs: number): ChatMessage[] {
  const since = world.nowMs() - windowMs;
  const lines: ChatMessage[] = [];
  for (let index = world.state.messages.length - 1; index >= 0; index -= 1) {
    const line = world.state.messages[index];
    if (!line || line.sentAtMs < since) break;
    // A copy in another channel of a shared chat was written once.
    if (line.userId === userId && (line.source?.channelId ?? line.channelId) === line.channelId) lines.unshift(line);
  }
  return lines;
}

function isUsedText(world: World, channel: Channel, text: string): boolean {
  return world.state.messages
    .slice(-1000)
    .some((line) => line.channelId === channel.broadcasterId && line.text.toLowerCase() === text.toLowerCase());
}

function isOnlyEmotes(world: World, text: string): boolean {
  const words = text.split(' ').filter((word) => word !== '');
  return words.length > 0 && emoteRanges(world, text).length === words.length;
}

function refusal(code: string, message: string): ChatRefusal {
  return { code, message };
}

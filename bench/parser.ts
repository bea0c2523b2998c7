import { createRequire } from 'node:module';
import { ChatMessage, parseTwitchMessage } from '@twurple/chat';
import { parseIrcLine } from '../src/twitch/wire/irc.ts';
import type { IrcMessage, Privmsg, UserNotice } from '../src/twitch/wire/irc-message.ts';
import { makeChatLines } from './chat-lines.ts';

export interface ParserFigures {
  /** Lines per second, every field of every message read. */
  readonly ourPerSecond: number;
  /** How many times slower the npm package `irc-message` is. */
  readonly ircMessageRatio: number;
  /** How many times slower Twurple's `parseTwitchMessage` is. */
  readonly twurpleRatio: number;
}

const LINES = 24_000;
/** The first rounds are for the optimiser and are not counted. */
const WARM_UP_ROUNDS = 4;
const ROUNDS = 11;
const NOW = 1_787_000_999_999;

interface LooseMessage {
  readonly prefix: string | null;
  readonly command: string;
  readonly params: readonly string[];
  readonly tags: Readonly<Record<string, string | true>>;
}

const ircMessage = createRequire(import.meta.url)('irc-message') as { parse(line: string): LooseMessage | null };

/**
 * Three parsers over the same lines in one process, round by round in turn, so that whatever disturbs
 * the machine disturbs all of them. Each one's result is read in full: what a parser leaves for later
 * must be done here, and nothing can be optimised away. `irc-message` gives plain text, so of it the
 * tags are only looked up, not unescaped or counted.
 */
export async function benchParser(): Promise<ParserFigures> {
  const lines = makeChatLines(LINES);
  const runs = {
    ours: (line: string) => sumOfOurs(parseIrcLine(line, NOW)),
    ircMessage: (line: string) => sumOfLoose(ircMessage.parse(line)),
    twurple: (line: string) => sumOfTwurple(parseTwitchMessage(line)),
  };
  const times: Record<keyof typeof runs, number[]> = { ours: [], ircMessage: [], twurple: [] };
  const sums: Partial<Record<keyof typeof runs, number>> = {};
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
    for (const name of ['ours', 'ircMessage', 'twurple'] as const) {
      const read = runs[name];
      let sum = 0;
      const startedAt = performance.now();
      for (const line of lines) sum += read(line);
      const tookMs = performance.now() - startedAt;
      if (round >= WARM_UP_ROUNDS) times[name].push(tookMs);
      if (round > 0 && sums[name] !== sum) throw new Error(`${name} read the same lines differently`);
      sums[name] = sum;
    }
  }
  const ours = median(times.ours);
  return {
    ourPerSecond: Math.round((LINES / ours) * 1000),
    ircMessageRatio: median(times.ircMessage) / ours,
    twurpleRatio: median(times.twurple) / ours,
  };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

const size = (text: string | null | undefined): number => (text ? text.length : 0);
const flag = (value: boolean): number => (value ? 1 : 0);

function sizes(texts: readonly string[]): number {
  let sum = texts.length;
  for (let at = 0; at < texts.length; at++) sum += size(texts[at]);
  return sum;
}

/** Every field of every kind of message; one function for each kind that is common, as its reader would have. */
function sumOfOurs(message: IrcMessage | undefined): number {
  if (!message) return 0;
  switch (message.command) {
    case 'PRIVMSG':
      return sumOfPrivmsg(message);
    case 'USERNOTICE':
      return sumOfUserNotice(message);
    default:
      return sumOfOther(message);
  }
}

function sumOfPrivmsg(message: Privmsg): number {
  let sum =
    size(message.raw) +
    message.receivedAtMs +
    size(message.channel) +
    size(message.roomId) +
    size(message.id) +
    message.sentAtMs +
    size(message.userId) +
    size(message.login) +
    size(message.displayName) +
    size(message.color) +
    sizes(message.badges) +
    sizes(message.badgeInfo) +
    size(message.text) +
    size(message.msgId) +
    flag(message.isAction) +
    (message.bits ?? 0) +
    flag(message.isFirstMessage) +
    flag(message.isReturning) +
    flag(message.isHighlighted) +
    flag(message.isEmoteOnly) +
    size(message.customRewardId) +
    size(message.clientNonce) +
    message.emotes.length;
  const { emotes, reply, thread, shared } = message;
  for (let at = 0; at < emotes.length; at++) {
    const emote = emotes[at];
    if (emote) sum += size(emote.id) + emote.start + emote.end;
  }
  if (reply) {
    sum += size(reply.messageId) + size(reply.userId) + size(reply.login) + size(reply.displayName) + size(reply.text);
  }
  if (thread) sum += size(thread.messageId) + size(thread.userId) + size(thread.login) + size(thread.displayName);
  if (shared) {
    sum += size(shared.roomId) + size(shared.messageId) + sizes(shared.badges) + sizes(shared.badgeInfo);
    sum += flag(shared.isSourceOnly) + flag(shared.isForeign);
  }
  return sum;
}

function sumOfUserNotice(message: UserNotice): number {
  let sum =
    size(message.raw) +
    message.receivedAtMs +
    size(message.channel) +
    size(message.roomId) +
    size(message.id) +
    message.sentAtMs +
    size(message.userId) +
    size(message.login) +
    size(message.displayName) +
    size(message.color) +
    sizes(message.badges) +
    sizes(message.badgeInfo) +
    size(message.text) +
    message.emotes.length +
    size(message.msgId) +
    flag(message.shared !== null) +
    size(message.notice.type) +
    size(message.notice.sourceType) +
    size(message.notice.systemText);
  for (const name in message.notice.params) sum += name.length + size(message.notice.params[name]);
  return sum;
}

function sumOfOther(message: IrcMessage): number {
  const sum = size(message.raw) + message.receivedAtMs;
  switch (message.command) {
    case 'CLEARCHAT':
      return (
        sum +
        size(message.channel) +
        size(message.roomId) +
        message.sentAtMs +
        size(message.targetUserId) +
        size(message.targetLogin) +
        (message.banSeconds ?? 0)
      );
    case 'CLEARMSG':
      return (
        sum +
        size(message.channel) +
        size(message.roomId) +
        message.sentAtMs +
        size(message.targetMessageId) +
        size(message.targetLogin) +
        size(message.text)
      );
    case 'ROOMSTATE':
      return (
        sum +
        size(message.channel) +
        size(message.roomId) +
        flag(message.isEmoteOnly ?? false) +
        (message.followersOnlyMinutes ?? 0) +
        flag(message.isUniqueOnly ?? false) +
        (message.slowSeconds ?? 0) +
        flag(message.isSubscribersOnly ?? false)
      );
    case 'NOTICE':
      return sum + size(message.channel) + size(message.msgId) + size(message.text);
    case 'PING':
    case 'PONG':
      return sum + size(message.text);
    default:
      throw new Error(`no ${message.command} was made`);
  }
}

const MESSAGE_TAGS = [
  'badge-info',
  'badges',
  'bits',
  'client-nonce',
  'color',
  'custom-reward-id',
  'display-name',
  'emotes',
  'first-msg',
  'emote-only',
  'id',
  'msg-id',
  'returning-chatter',
  'room-id',
  'tmi-sent-ts',
  'user-id',
  'reply-parent-msg-id',
  'reply-thread-parent-msg-id',
  'source-room-id',
] as const;

function sumOfLoose(message: LooseMessage | null): number {
  if (!message) return 0;
  let sum = size(message.prefix) + size(message.command) + sizes(message.params);
  for (const name of MESSAGE_TAGS) {
    const value = message.tags[name];
    if (typeof value === 'string') sum += size(value);
  }
  return sum;
}

function sumOfTwurple(message: ReturnType<typeof parseTwitchMessage>): number {
  if (!(message instanceof ChatMessage)) return size(message.command) + message.tags.size;
  const { userInfo } = message;
  let sum =
    size(message.id) +
    message.date.getTime() +
    size(userInfo.userId) +
    size(userInfo.userName) +
    size(userInfo.displayName) +
    size(userInfo.color) +
    size(message.channelId) +
    size(message.text) +
    size(message.target) +
    message.bits +
    flag(message.isFirst) +
    flag(message.isReturningChatter) +
    flag(message.isHighlight) +
    size(message.rewardId) +
    size(message.parentMessageId) +
    size(message.parentMessageText) +
    size(message.parentMessageUserId) +
    size(message.parentMessageUserName) +
    size(message.parentMessageUserDisplayName) +
    size(message.threadMessageId) +
    size(message.threadMessageUserId) +
    size(message.sourceChannelId);
  for (const [set, version] of userInfo.badges) sum += size(set) + size(version);
  for (const [set, info] of userInfo.badgeInfo) sum += size(set) + size(info);
  for (const [id, ranges] of message.emoteOffsets) sum += size(id) + sizes(ranges);
  return sum;
}

if (import.meta.main) {
  const { ourPerSecond, ircMessageRatio, twurpleRatio } = await benchParser();
  console.log(`parser: ${ourPerSecond.toLocaleString('en')} lines/s`);
  console.log(`  irc-message takes ${ircMessageRatio.toFixed(1)} times as long (at least 4)`);
  console.log(`  Twurple takes     ${twurpleRatio.toFixed(1)} times as long (at least 8)`);
}

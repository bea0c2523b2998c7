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

/** So many that a run weighs more than what the others left in the caches of the processor. */
const LINES = 96_000;
/** The first rounds are for the optimiser and are not counted. */
const WARM_UP_ROUNDS = 2;
const ROUNDS = 9;
const NOW = 1_787_000_999_999;

interface LooseMessage {
  readonly prefix: string | null;
  readonly command: string;
  readonly params: readonly string[];
  /** `true` for a tag without a value. */
  readonly tags: Readonly<Record<string, string | (true & { readonly length?: undefined })>>;
}

const ircMessage = createRequire(import.meta.url)('irc-message') as { parse(line: string): LooseMessage | null };

/**
 * Three parsers over the same lines in one process, round by round in turn, so that whatever disturbs
 * the machine disturbs all of them. Each one's result is read in full: what a parser leaves for later
 * must be done here, and nothing can be optimised away. Each field is read at a place of its own, as in a
 * program that uses it: V8 learns by place, and one for all would be slow. `irc-message` gives plain text, so
 * of it the tags are only looked up, not unescaped or counted.
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

const size = (text: string | null | undefined): number => text?.length ?? 0;
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
    message.raw.length +
    message.receivedAtMs +
    message.channel.length +
    (message.roomId?.length ?? 0) +
    (message.id?.length ?? 0) +
    message.sentAtMs +
    (message.userId?.length ?? 0) +
    message.login.length +
    message.displayName.length +
    (message.color?.length ?? 0) +
    sizes(message.badges) +
    sizes(message.badgeInfo) +
    message.text.length +
    (message.msgId?.length ?? 0) +
    flag(message.isAction) +
    (message.bits ?? 0) +
    flag(message.isFirstMessage) +
    flag(message.isReturning) +
    flag(message.isHighlighted) +
    flag(message.isEmoteOnly) +
    (message.customRewardId?.length ?? 0) +
    (message.clientNonce?.length ?? 0) +
    message.emotes.length;
  const { emotes, reply, thread, shared } = message;
  for (let at = 0; at < emotes.length; at++) {
    const emote = emotes[at];
    if (emote) sum += emote.id.length + emote.start + emote.end;
  }
  if (reply) {
    sum +=
      reply.messageId.length +
      (reply.userId?.length ?? 0) +
      reply.login.length +
      reply.displayName.length +
      reply.text.length;
  }
  if (thread)
    sum += thread.messageId.length + (thread.userId?.length ?? 0) + thread.login.length + thread.displayName.length;
  if (shared) {
    sum += shared.roomId.length + (shared.messageId?.length ?? 0) + sizes(shared.badges) + sizes(shared.badgeInfo);
    sum += flag(shared.isSourceOnly) + flag(shared.isForeign);
  }
  return sum;
}

function sumOfUserNotice(message: UserNotice): number {
  let sum =
    message.raw.length +
    message.receivedAtMs +
    message.channel.length +
    (message.roomId?.length ?? 0) +
    (message.id?.length ?? 0) +
    message.sentAtMs +
    (message.userId?.length ?? 0) +
    message.login.length +
    message.displayName.length +
    (message.color?.length ?? 0) +
    sizes(message.badges) +
    sizes(message.badgeInfo) +
    message.text.length +
    message.emotes.length +
    (message.msgId?.length ?? 0) +
    flag(message.shared !== null) +
    message.notice.type.length +
    (message.notice.sourceType?.length ?? 0) +
    message.notice.systemText.length;
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

function sumOfLoose(message: LooseMessage | null): number {
  if (!message) return 0;
  const { tags } = message;
  return (
    (message.prefix?.length ?? 0) +
    message.command.length +
    sizes(message.params) +
    (tags['badge-info']?.length ?? 0) +
    (tags['badges']?.length ?? 0) +
    (tags['bits']?.length ?? 0) +
    (tags['client-nonce']?.length ?? 0) +
    (tags['color']?.length ?? 0) +
    (tags['custom-reward-id']?.length ?? 0) +
    (tags['display-name']?.length ?? 0) +
    (tags['emotes']?.length ?? 0) +
    (tags['first-msg']?.length ?? 0) +
    (tags['emote-only']?.length ?? 0) +
    (tags['id']?.length ?? 0) +
    (tags['msg-id']?.length ?? 0) +
    (tags['returning-chatter']?.length ?? 0) +
    (tags['room-id']?.length ?? 0) +
    (tags['tmi-sent-ts']?.length ?? 0) +
    (tags['user-id']?.length ?? 0) +
    (tags['reply-parent-msg-id']?.length ?? 0) +
    (tags['reply-thread-parent-msg-id']?.length ?? 0) +
    (tags['source-room-id']?.length ?? 0)
  );
}

function sumOfTwurple(message: ReturnType<typeof parseTwitchMessage>): number {
  if (!(message instanceof ChatMessage)) return message.command.length + message.tags.size;
  const { userInfo } = message;
  let sum =
    (message.id?.length ?? 0) +
    message.date.getTime() +
    (userInfo.userId?.length ?? 0) +
    (userInfo.userName?.length ?? 0) +
    (userInfo.displayName?.length ?? 0) +
    (userInfo.color?.length ?? 0) +
    (message.channelId?.length ?? 0) +
    (message.text?.length ?? 0) +
    (message.target?.length ?? 0) +
    message.bits +
    flag(message.isFirst) +
    flag(message.isReturningChatter) +
    flag(message.isHighlight) +
    (message.rewardId?.length ?? 0) +
    (message.parentMessageId?.length ?? 0) +
    (message.parentMessageText?.length ?? 0) +
    (message.parentMessageUserId?.length ?? 0) +
    (message.parentMessageUserName?.length ?? 0) +
    (message.parentMessageUserDisplayName?.length ?? 0) +
    (message.threadMessageId?.length ?? 0) +
    (message.threadMessageUserId?.length ?? 0) +
    (message.sourceChannelId?.length ?? 0);
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

import type { TwitchUserId } from '../../kernel/id.ts';
import { badgesOf, emotesOf, NO_EMOTES } from './irc-lists.ts';
import type { IrcMessage, Notice, Privmsg, ReplyTarget, SharedSource, ThreadRoot, UserNotice } from './irc-message.ts';
import {
  colorOf,
  forEachTag,
  hasEscape,
  hasRareTags,
  hasSurrogate,
  hasValue,
  isOne,
  isPresent,
  isPrivmsg,
  mayBeAction,
  numberOf,
  PART,
  paramsOfNotice,
  partOf,
  scanLine,
  TAG,
  type Tag,
  textLength,
  textOf,
  textOrNull,
  unwrapAction,
} from './irc-scan.ts';

const SPACE = 32;
const COLON = 58;

/**
 * Reads one line of Twitch's chat, without its line end. Total: no input makes it throw.
 * @param receivedAtMs our clock, taken where Twitch sent no time.
 * @returns `undefined` for what is no message: empty, only spaces, tags or a prefix without a command,
 * or more than 128 K units.
 */
export function parseIrcLine(line: string, receivedAtMs: number): IrcMessage | undefined {
  if (!scanLine(line)) return undefined;
  return isPrivmsg() ? readPrivmsg(line, receivedAtMs) : readOther(line, receivedAtMs);
}

/** A message while it is being read. */
type Draft = { -readonly [Field in keyof Privmsg]: Privmsg[Field] };

/*
 * Most lines are messages, so here everything is written for V8's optimiser: the message has all its
 * fields from the start (one shape for all), and its parts are read by functions small enough to be
 * compiled with all they call. What few messages have is only looked for when such a tag was seen.
 */
function readPrivmsg(line: string, receivedAtMs: number): Privmsg {
  const message: Draft = {
    command: 'PRIVMSG',
    raw: line,
    receivedAtMs,
    channel: partOf(line, PART.target),
    roomId: userIdOf(line, TAG['room-id']),
    id: textOrNull(line, TAG.id),
    sentAtMs: numberOf(TAG['tmi-sent-ts'], receivedAtMs),
    userId: null,
    login: '',
    displayName: '',
    color: null,
    badges: badgesOf(line, TAG.badges),
    badgeInfo: badgesOf(line, TAG['badge-info']),
    text: '',
    emotes: NO_EMOTES,
    msgId: null,
    isAction: false,
    bits: null,
    isFirstMessage: isOne(TAG['first-msg']),
    isReturning: isOne(TAG['returning-chatter']),
    isHighlighted: false,
    isEmoteOnly: false,
    customRewardId: null,
    clientNonce: null,
    reply: null,
    thread: null,
    shared: null,
  };
  readSender(message, line);
  readText(message, line);
  if (hasRareTags()) readRare(message, line);
  return message;
}

function readSender(message: Draft, line: string): void {
  const login = partOf(line, PART.nick);
  message.userId = userIdOf(line, TAG['user-id']);
  message.login = login;
  message.displayName = displayNameOf(line, TAG['display-name'], login);
  message.color = colorOf(line);
  message.clientNonce = textOrNull(line, TAG['client-nonce']);
}

function readText(message: Draft, line: string): void {
  if (mayBeAction()) message.isAction = unwrapAction(line);
  const text = partOf(line, PART.text);
  const isAstral = hasSurrogate();
  message.text = isAstral ? withoutDodge(text) : text;
  if (hasValue(TAG.emotes)) message.emotes = emotesOf(line, isAstral ? codePointsIn(text) : textLength());
}

function readRare(message: Draft, line: string): void {
  const msgId = textOrNull(line, TAG['msg-id']);
  message.msgId = msgId;
  message.bits = numberOf(TAG.bits, null);
  message.isHighlighted = msgId === 'highlighted-message';
  message.isEmoteOnly = isOne(TAG['emote-only']);
  message.customRewardId = textOrNull(line, TAG['custom-reward-id']);
  if (isPresent(TAG['reply-parent-msg-id'])) message.reply = replyOf(line);
  if (isPresent(TAG['reply-thread-parent-msg-id'])) message.thread = threadOf(line);
  if (isPresent(TAG['source-room-id'])) message.shared = sharedOf(line);
}

/**
 * Some clients append ` U+E0000` to write the same line twice, and older ones send U+E0002 for the
 * zero-width joiner that Twitch took out. Both count as one code point, so emotes stay where they are.
 */
function withoutDodge(text: string): string {
  const visible = text.endsWith(' \u{e0000}') ? text.slice(0, -3) : text;
  return visible.includes('\u{e0002}') ? visible.replaceAll('\u{e0002}', '\u200d') : visible;
}

function userIdOf(line: string, tag: Tag): TwitchUserId | null {
  return textOrNull(line, tag) as TwitchUserId | null;
}

function displayNameOf(line: string, tag: Tag, login: string): string {
  const name = textOf(line, tag);
  // A space can only come from an escape, and those are few.
  if (hasEscape(tag)) return name.trim() || login;
  return name === '' ? login : name;
}

function codePointsIn(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

function replyOf(line: string): ReplyTarget {
  const login = textOf(line, TAG['reply-parent-user-login']);
  return {
    messageId: textOf(line, TAG['reply-parent-msg-id']),
    userId: userIdOf(line, TAG['reply-parent-user-id']),
    login,
    displayName: displayNameOf(line, TAG['reply-parent-display-name'], login),
    text: textOf(line, TAG['reply-parent-msg-body']),
  };
}

function threadOf(line: string): ThreadRoot {
  const login = textOf(line, TAG['reply-thread-parent-user-login']);
  return {
    messageId: textOf(line, TAG['reply-thread-parent-msg-id']),
    userId: userIdOf(line, TAG['reply-thread-parent-user-id']),
    login,
    displayName: displayNameOf(line, TAG['reply-thread-parent-display-name'], login),
  };
}

function sharedOf(line: string): SharedSource {
  const roomId = textOf(line, TAG['source-room-id']) as TwitchUserId;
  return {
    roomId,
    messageId: textOrNull(line, TAG['source-id']),
    badges: badgesOf(line, TAG['source-badges']),
    badgeInfo: badgesOf(line, TAG['source-badge-info']),
    isSourceOnly: isOne(TAG['source-only']),
    isForeign: roomId !== '' && roomId !== textOf(line, TAG['room-id']),
  };
}

/** All commands but PRIVMSG. They are few beside it, so they are written for the reader alone. */
function readOther(line: string, receivedAtMs: number): IrcMessage {
  const command = partOf(line, PART.command);
  const nick = partOf(line, PART.nick);
  const target = partOf(line, PART.target);
  const base = { raw: line, receivedAtMs };
  const text = partOf(line, PART.text);
  const roomId = () => userIdOf(line, TAG['room-id']);
  const sentAtMs = () => numberOf(TAG['tmi-sent-ts'], receivedAtMs);
  const look = () => ({
    color: colorOf(line),
    badges: badgesOf(line, TAG.badges),
    badgeInfo: badgesOf(line, TAG['badge-info']),
  });
  switch (command) {
    case 'USERNOTICE':
      return readUserNotice(line, receivedAtMs);
    case 'CLEARCHAT':
      return {
        command,
        ...base,
        channel: target,
        roomId: roomId(),
        sentAtMs: sentAtMs(),
        targetUserId: userIdOf(line, TAG['target-user-id']),
        targetLogin: text || null,
        banSeconds: numberOf(TAG['ban-duration'], null),
      };
    case 'CLEARMSG':
      return {
        command,
        ...base,
        channel: target,
        roomId: roomId(),
        sentAtMs: sentAtMs(),
        targetMessageId: textOrNull(line, TAG['target-msg-id']),
        targetLogin: textOrNull(line, TAG.login),
        text,
      };
    case 'ROOMSTATE':
      return {
        command,
        ...base,
        channel: target,
        roomId: roomId(),
        isEmoteOnly: switchOf(TAG['emote-only']),
        followersOnlyMinutes: numberOf(TAG['followers-only'], null),
        isUniqueOnly: switchOf(TAG.r9k),
        slowSeconds: numberOf(TAG.slow, null),
        isSubscribersOnly: switchOf(TAG['subs-only']),
      };
    case 'USERSTATE':
      return {
        command,
        ...base,
        channel: target,
        id: textOrNull(line, TAG.id),
        displayName: displayNameOf(line, TAG['display-name'], ''),
        ...look(),
        isModerator: isOne(TAG.mod),
        clientNonce: textOrNull(line, TAG['client-nonce']),
      };
    case 'GLOBALUSERSTATE':
      return {
        command,
        ...base,
        userId: userIdOf(line, TAG['user-id']),
        displayName: displayNameOf(line, TAG['display-name'], ''),
        color: colorOf(line),
        badges: badgesOf(line, TAG.badges),
      };
    case 'NOTICE':
      return {
        command,
        ...base,
        channel: target === '*' ? null : target,
        msgId: textOrNull(line, TAG['msg-id']),
        text,
      };
    case 'WHISPER':
      return {
        command,
        ...base,
        id: textOrNull(line, TAG['message-id']),
        threadId: textOrNull(line, TAG['thread-id']),
        userId: userIdOf(line, TAG['user-id']),
        login: nick,
        displayName: displayNameOf(line, TAG['display-name'], nick),
        ...look(),
        recipientLogin: target,
        text,
        emotes: emotesOf(line, codePointsIn(text)),
      };
    case 'JOIN':
    case 'PART':
      return { command, ...base, channel: target, login: nick };
    case 'RECONNECT':
      return { command, ...base };
    case 'PING':
    case 'PONG':
      return { command, ...base, text: paramsOf(line).at(-1) ?? '' };
    case 'CAP': {
      const params = paramsOf(line);
      const words = (params.at(2) ?? '').split(' ').filter((word) => word !== '');
      return { command, ...base, answer: params.at(1) ?? '', capabilities: words };
    }
    default:
      return /^\d{3}$/.test(command)
        ? { command: 'NUMERIC', ...base, code: Number(command), params: paramsOf(line) }
        : { command: 'OTHER', ...base, name: command, params: paramsOf(line) };
  }
}

function readUserNotice(line: string, receivedAtMs: number): UserNotice {
  const login = textOrNull(line, TAG.login) ?? partOf(line, PART.nick);
  const text = partOf(line, PART.text);
  return {
    command: 'USERNOTICE',
    raw: line,
    receivedAtMs,
    channel: partOf(line, PART.target),
    roomId: userIdOf(line, TAG['room-id']),
    id: textOrNull(line, TAG.id),
    sentAtMs: numberOf(TAG['tmi-sent-ts'], receivedAtMs),
    userId: userIdOf(line, TAG['user-id']),
    login,
    displayName: displayNameOf(line, TAG['display-name'], login),
    color: colorOf(line),
    badges: badgesOf(line, TAG.badges),
    badgeInfo: badgesOf(line, TAG['badge-info']),
    text: withoutDodge(text),
    emotes: emotesOf(line, codePointsIn(text)),
    msgId: textOrNull(line, TAG['msg-id']),
    shared: isPresent(TAG['source-room-id']) ? sharedOf(line) : null,
    notice: noticeOf(line),
  };
}

function noticeOf(line: string): Notice {
  return {
    type: textOf(line, TAG['msg-id']),
    sourceType: textOrNull(line, TAG['source-msg-id']),
    params: paramsOfNotice(line),
    systemText: textOf(line, TAG['system-msg']),
  };
}

/** `null` when the line does not say. */
function switchOf(tag: Tag): boolean | null {
  return isPresent(tag) ? isOne(tag) : null;
}

/** All parameters, each without its colon. */
function paramsOf(line: string): string[] {
  const rest = partOf(line, PART.params);
  const params: string[] = [];
  let at = 0;
  while (at < rest.length) {
    if (rest.charCodeAt(at) === SPACE) {
      at++;
      continue;
    }
    if (rest.charCodeAt(at) === COLON) {
      params.push(rest.slice(at + 1));
      break;
    }
    const space = rest.indexOf(' ', at);
    const end = space === -1 ? rest.length : space;
    params.push(rest.slice(at, end));
    at = end;
  }
  return params;
}

/** All tags of a line with their unescaped values, for what the message has no field for. */
export function readTags(line: string): ReadonlyMap<string, string> {
  const tags = new Map<string, string>();
  forEachTag(line, (name, value) => tags.set(name, value));
  return tags;
}

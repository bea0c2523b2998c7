import type { TwitchUserId } from '../../kernel/id.ts';
import { NO_BADGES, NO_EMOTES, readBadges, readEmotes } from './irc-lists.ts';
import type {
  EmoteRange,
  IrcMessage,
  Notice,
  Privmsg,
  ReplyTarget,
  SharedSource,
  ThreadRoot,
  UserNotice,
} from './irc-message.ts';
import {
  endOf,
  forEachTag,
  forgetTags,
  isOne,
  isPresent,
  loadUnits,
  noteTags,
  numberOf,
  startOf,
  TAG,
  type Tag,
  textOf,
  textOrNull,
} from './irc-tags.ts';

const SPACE = 32;
const EXCLAMATION = 33;
const HASH = 35;
const COLON = 58;
const AT = 64;

/** Where the parts of the line at hand lie: what every command's reader starts from. */
interface Parts {
  readonly line: string;
  readonly units: Uint16Array;
  readonly receivedAtMs: number;
  /** The name in the prefix, "" without one. */
  readonly nick: string;
  /** Place of the first parameter, the channel nearly always; a `#` is not part of it. */
  readonly target: string;
  /** Place of the last parameter; equal when there is none. */
  readonly textStart: number;
  readonly textEnd: number;
}

/**
 * Reads one line of Twitch's chat, without its line end. Total: no input makes it throw.
 * @param receivedAtMs our clock, taken where Twitch sent no time.
 * @returns `undefined` for what is no message: empty, only spaces, tags or a prefix without a command.
 */
export function parseIrcLine(line: string, receivedAtMs: number): IrcMessage | undefined {
  const units = loadUnits(line);
  let length = line.length;
  // Some clients' lines end in NUL bytes; a line end is left where the caller did not split.
  while (length > 0 && isLineEnd(units[length - 1] as number)) length--;

  let at = 0;
  if (length > 0 && units[0] === AT) {
    at = noteTags(line, length);
  } else {
    forgetTags();
  }
  at = skipSpaces(units, at, length);

  let nick = '';
  if (at < length && units[at] === COLON) {
    const from = ++at;
    while (at < length && units[at] !== SPACE && units[at] !== EXCLAMATION && units[at] !== AT) at++;
    nick = line.slice(from, at);
    while (at < length && units[at] !== SPACE) at++;
    at = skipSpaces(units, at, length);
  }

  const commandStart = at;
  while (at < length && units[at] !== SPACE) at++;
  if (at === commandStart) return undefined;
  const commandEnd = at;
  at = skipSpaces(units, at, length);
  const paramsStart = at;

  // The first parameter; it may be the last one and then have a colon.
  if (at < length && units[at] === COLON) at++;
  if (at < length && units[at] === HASH) at++;
  const targetStart = at;
  while (at < length && units[at] !== SPACE) at++;
  const target = line.slice(targetStart, at);

  // The second: everything behind a colon, or one word without.
  let textStart = skipSpaces(units, at, length);
  let textEnd = length;
  if (textStart < length && units[textStart] === COLON) {
    textStart++;
  } else {
    textEnd = textStart;
    while (textEnd < length && units[textEnd] !== SPACE) textEnd++;
  }

  const parts: Parts = { line, units, receivedAtMs, nick, target, textStart, textEnd };
  if (isPrivmsg(units, commandStart, commandEnd)) return readPrivmsg(parts);
  const command = line.slice(commandStart, commandEnd);
  return readOther(command, parts, () => readParams(line.slice(paramsStart, length)));
}

function isLineEnd(unit: number): boolean {
  return unit === 0 || unit === 13 || unit === 10;
}

function skipSpaces(units: Uint16Array, from: number, length: number): number {
  let at = from;
  while (at < length && units[at] === SPACE) at++;
  return at;
}

function isPrivmsg(u: Uint16Array, at: number, end: number): boolean {
  return (
    end - at === 7 &&
    u[at] === 80 &&
    u[at + 1] === 82 &&
    u[at + 2] === 73 &&
    u[at + 3] === 86 &&
    u[at + 4] === 77 &&
    u[at + 5] === 83 &&
    u[at + 6] === 71
  );
}

function readPrivmsg(parts: Parts): Privmsg {
  const { line, units, receivedAtMs, nick, target } = parts;
  let { textStart, textEnd } = parts;
  const isAction = isWrappedAction(units, textStart, textEnd);
  if (isAction) {
    textStart = Math.min(textStart + 8, textEnd);
    if (textEnd > textStart && units[textEnd - 1] === 1) textEnd--;
  }
  const rawText = line.slice(textStart, textEnd);
  const isAstral = hasSurrogate(units, textStart, textEnd);
  const msgId = textOrNull(line, TAG['msg-id']);
  return {
    command: 'PRIVMSG',
    raw: line,
    receivedAtMs,
    channel: target,
    roomId: userIdOf(line, TAG['room-id']),
    id: textOrNull(line, TAG.id),
    sentAtMs: numberOf(TAG['tmi-sent-ts'], receivedAtMs),
    userId: userIdOf(line, TAG['user-id']),
    login: nick,
    displayName: displayNameOf(line, TAG['display-name'], nick),
    color: colorOf(line, units),
    badges: badgesOf(line, units, TAG.badges),
    badgeInfo: badgesOf(line, units, TAG['badge-info']),
    text: isAstral ? withoutDodge(rawText) : rawText,
    emotes: emotesOf(line, units, isAstral ? rawText : textEnd - textStart),
    msgId,
    isAction,
    bits: numberOf(TAG.bits, null),
    isFirstMessage: isOne(TAG['first-msg']),
    isReturning: isOne(TAG['returning-chatter']),
    isHighlighted: msgId === 'highlighted-message',
    isEmoteOnly: isOne(TAG['emote-only']),
    customRewardId: textOrNull(line, TAG['custom-reward-id']),
    clientNonce: textOrNull(line, TAG['client-nonce']),
    reply: isPresent(TAG['reply-parent-msg-id']) ? replyOf(line) : null,
    thread: isPresent(TAG['reply-thread-parent-msg-id']) ? threadOf(line) : null,
    shared: isPresent(TAG['source-room-id']) ? sharedOf(line, units) : null,
  };
}

/** `␁ACTION text␁`, whose last unit may be missing; emote positions count from `text`. */
function isWrappedAction(u: Uint16Array, at: number, end: number): boolean {
  return (
    end - at >= 7 &&
    u[at] === 1 &&
    u[at + 1] === 65 &&
    u[at + 2] === 67 &&
    u[at + 3] === 84 &&
    u[at + 4] === 73 &&
    u[at + 5] === 79 &&
    u[at + 6] === 78 &&
    (end - at === 7 || u[at + 7] === SPACE || u[at + 7] === 1)
  );
}

/** Without one, code points and UTF-16 units are the same. */
function hasSurrogate(units: Uint16Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    if (((units[at] as number) & 0xf800) === 0xd800) return true;
  }
  return false;
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
  if (name === '') return login;
  if (name.charCodeAt(0) !== SPACE && name.charCodeAt(name.length - 1) !== SPACE) return name;
  return name.trim() || login;
}

/** `#RRGGBB`, or `null`: what is no colour must not reach a style sheet. */
function colorOf(line: string, units: Uint16Array): string | null {
  const start = startOf(TAG.color);
  if (endOf(TAG.color) - start !== 7 || units[start] !== HASH) return null;
  for (let at = start + 1; at < start + 7; at++) {
    const unit = units[at] as number;
    const isHex = (unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 70) || (unit >= 97 && unit <= 102);
    if (!isHex) return null;
  }
  return line.slice(start, start + 7);
}

function badgesOf(line: string, units: Uint16Array, tag: Tag): readonly string[] {
  const start = startOf(tag);
  const end = endOf(tag);
  return start === end ? NO_BADGES : readBadges(line, units, start, end);
}

/** @param text or, where each unit is a code point, its length. */
function emotesOf(line: string, units: Uint16Array, text: string | number): readonly EmoteRange[] {
  const start = startOf(TAG.emotes);
  const end = endOf(TAG.emotes);
  if (start === end) return NO_EMOTES;
  return readEmotes(line, units, { start, end }, typeof text === 'number' ? text : codePointsIn(text));
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

function sharedOf(line: string, units: Uint16Array): SharedSource {
  const roomId = textOf(line, TAG['source-room-id']) as TwitchUserId;
  return {
    roomId,
    messageId: textOrNull(line, TAG['source-id']),
    badges: badgesOf(line, units, TAG['source-badges']),
    badgeInfo: badgesOf(line, units, TAG['source-badge-info']),
    isSourceOnly: isOne(TAG['source-only']),
    isForeign: roomId !== '' && roomId !== textOf(line, TAG['room-id']),
  };
}

/** All commands but PRIVMSG. They are few beside it, so they are written for the reader. */
function readOther(command: string, parts: Parts, readParams: () => string[]): IrcMessage {
  const { line, units, receivedAtMs, nick, target, textStart, textEnd } = parts;
  const base = { raw: line, receivedAtMs };
  const text = line.slice(textStart, textEnd);
  const roomId = () => userIdOf(line, TAG['room-id']);
  const sentAtMs = () => numberOf(TAG['tmi-sent-ts'], receivedAtMs);
  const look = () => ({
    color: colorOf(line, units),
    badges: badgesOf(line, units, TAG.badges),
    badgeInfo: badgesOf(line, units, TAG['badge-info']),
  });
  switch (command) {
    case 'USERNOTICE':
      return readUserNotice(parts);
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
        color: colorOf(line, units),
        badges: badgesOf(line, units, TAG.badges),
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
        emotes: emotesOf(line, units, text),
      };
    case 'JOIN':
    case 'PART':
      return { command, ...base, channel: target, login: nick };
    case 'RECONNECT':
      return { command, ...base };
    case 'PING':
    case 'PONG':
      return { command, ...base, text: readParams().at(-1) ?? '' };
    case 'CAP': {
      const params = readParams();
      const words = (params.at(2) ?? '').split(' ').filter((word) => word !== '');
      return { command, ...base, answer: params.at(1) ?? '', capabilities: words };
    }
    default:
      return /^\d{3}$/.test(command)
        ? { command: 'NUMERIC', ...base, code: Number(command), params: readParams() }
        : { command: 'OTHER', ...base, name: command, params: readParams() };
  }
}

function readUserNotice(parts: Parts): UserNotice {
  const { line, units, receivedAtMs, nick, target, textStart, textEnd } = parts;
  const login = textOrNull(line, TAG.login) ?? nick;
  const text = line.slice(textStart, textEnd);
  return {
    command: 'USERNOTICE',
    raw: line,
    receivedAtMs,
    channel: target,
    roomId: userIdOf(line, TAG['room-id']),
    id: textOrNull(line, TAG.id),
    sentAtMs: numberOf(TAG['tmi-sent-ts'], receivedAtMs),
    userId: userIdOf(line, TAG['user-id']),
    login,
    displayName: displayNameOf(line, TAG['display-name'], login),
    color: colorOf(line, units),
    badges: badgesOf(line, units, TAG.badges),
    badgeInfo: badgesOf(line, units, TAG['badge-info']),
    text: withoutDodge(text),
    emotes: emotesOf(line, units, text),
    msgId: textOrNull(line, TAG['msg-id']),
    shared: isPresent(TAG['source-room-id']) ? sharedOf(line, units) : null,
    notice: noticeOf(line),
  };
}

const PARAM = 'msg-param-';

function noticeOf(line: string): Notice {
  // Without a prototype: a parameter may have any name.
  const params: Record<string, string> = Object.create(null);
  forEachTag(line, (name, value) => {
    if (name.startsWith(PARAM)) params[name.slice(PARAM.length)] = value;
  });
  return {
    type: textOf(line, TAG['msg-id']),
    sourceType: textOrNull(line, TAG['source-msg-id']),
    params,
    systemText: textOf(line, TAG['system-msg']),
  };
}

/** `null` when the line does not say. */
function switchOf(tag: Tag): boolean | null {
  return isPresent(tag) ? isOne(tag) : null;
}

/** All parameters, each without its colon. */
function readParams(rest: string): string[] {
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

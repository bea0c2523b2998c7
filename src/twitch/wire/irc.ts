import type { TwitchUserId } from '../../kernel/id.ts';
import {
  isLineEnd,
  type LineParts,
  LONGEST_LINE,
  PARAM_PREFIX,
  paramsIn,
  splitParams,
  takeApart,
  unescapeTag,
} from './irc-line.ts';
import { badgesOf, emotesOf, NO_EMOTES, splitBadges } from './irc-lists.ts';
import type { IrcMessage, Privmsg, ReplyTarget, SharedSource, ThreadRoot, UserNotice } from './irc-message.ts';
import { MESSAGE, MESSAGE_PIECES, NOTICE, NOTICE_PIECE, NOTICE_PIECES, PIECE, type Pieces } from './irc-pattern.ts';

/**
 * Reads one line of Twitch's chat, without its line end. Total: no input makes it throw.
 * @param receivedAtMs our clock, taken where Twitch sent no time.
 * @returns `undefined` for what is no message: empty, only spaces, tags or a prefix without a command,
 * or more than 128 K units.
 */
export function parseIrcLine(line: string, receivedAtMs: number): IrcMessage | undefined {
  if (line.length > LONGEST_LINE) return undefined;
  const message = MESSAGE.exec(line);
  // Looked at behind the match: by then this end of the line is near.
  if (isLineEnd(line.charCodeAt(line.length - 1))) return parseUnusualLine(line, receivedAtMs);
  if (message !== null) return readMessage(line, receivedAtMs, message, line.slice(message[0].length));
  const notice = NOTICE.exec(line);
  if (notice !== null) return readUserNotice(line, receivedAtMs, notice, line.slice(notice[0].length));
  return parseUnusualLine(line, receivedAtMs);
}

/** The same for any line whatever, only slower. */
export function parseUnusualLine(line: string, receivedAtMs: number): IrcMessage | undefined {
  const parts = takeApart(line);
  if (parts === undefined) return undefined;
  switch (parts.command) {
    case 'PRIVMSG':
      return readMessage(line, receivedAtMs, piecesOf(parts, MESSAGE_PIECES), parts.text);
    case 'USERNOTICE':
      return readUserNotice(line, receivedAtMs, piecesOf(parts, NOTICE_PIECES), parts.text);
    default:
      return readOther(line, receivedAtMs, parts);
  }
}

/** What the match of a usual line would hold, of one that is not. */
function piecesOf({ tags, nick, target, text }: LineParts, wanted: typeof MESSAGE_PIECES): Pieces {
  const pieces: (string | undefined)[] = [undefined];
  for (const { name, kind } of wanted) {
    const value = tags.get(name);
    if (kind === 'text') pieces.push(textOf(value) || undefined);
    else if (kind === 'name') pieces.push(nameOf(value));
    else if (kind === 'flag') pieces.push(value === '1' ? value : undefined);
    else if (kind === 'color') pieces.push(colorOf(value) ?? undefined);
    else if (kind === 'badges') pieces.push(`${value ?? ''};badges=${tags.get('badges') ?? ''}`);
    else if (kind === 'time') pieces.push(value !== undefined && DIGITS.test(value) ? value : undefined);
    else if (kind === 'params') pieces.push(joinParams(tags));
    else pieces.push(value);
  }
  pieces.push(nick, target, text.startsWith(ACTION_MARK) ? ACTION_MARK : undefined, LATIN.test(text) ? '' : undefined);
  return pieces;
}

const DIGITS = /^\d+$/;
const LATIN = /^[\0-\xff]*$/;

function joinParams(tags: ReadonlyMap<string, string>): string {
  let text = '';
  for (const [name, value] of tags) if (name.startsWith(PARAM_PREFIX)) text += `${name}=${value};`;
  return text;
}

/** A message while it is being read. */
type Draft = { -readonly [Field in keyof Privmsg]: Privmsg[Field] };

/*
 * Most lines come through here, so it is written for V8's optimiser: the message has all its fields from
 * the start (one shape for all), and what few messages have is only looked for when there is such a piece.
 */
function readMessage(line: string, receivedAtMs: number, pieces: Pieces, text: string): Privmsg {
  const login = pieces[PIECE.nick] as string;
  const { badges, badgeInfo } = badgesOf(pieces[PIECE.badges] as string);
  const msgId = pieces[PIECE.msgId] ?? null;
  const message: Draft = {
    command: 'PRIVMSG',
    raw: line,
    receivedAtMs,
    channel: pieces[PIECE.channel] as string,
    roomId: userIdOf(pieces[PIECE.roomId]),
    id: pieces[PIECE.id] ?? null,
    sentAtMs: timeOf(pieces[PIECE.sentAt], receivedAtMs),
    userId: userIdOf(pieces[PIECE.userId]),
    login,
    displayName: pieces[PIECE.displayName] || login,
    color: pieces[PIECE.color] ?? null,
    badges,
    badgeInfo,
    text,
    emotes: NO_EMOTES,
    msgId,
    isAction: false,
    bits: numberOf(pieces[PIECE.bits], null),
    isFirstMessage: pieces[PIECE.firstMessage] !== undefined,
    isReturning: pieces[PIECE.returning] !== undefined,
    isHighlighted: msgId === 'highlighted-message',
    isEmoteOnly: pieces[PIECE.emoteOnly] !== undefined,
    customRewardId: pieces[PIECE.customRewardId] ?? null,
    clientNonce: pieces[PIECE.clientNonce] ?? null,
    reply: null,
    thread: null,
    shared: null,
  };
  if (pieces[PIECE.isAction] !== undefined) unwrapAction(message);
  const emotes = pieces[PIECE.emotes];
  if (pieces[PIECE.isLatin] !== undefined) {
    if (emotes) message.emotes = emotesOf(emotes, message.text.length);
  } else {
    if (emotes) message.emotes = emotesOf(emotes, codePointsIn(message.text));
    message.text = withoutDodge(message.text);
  }
  if (pieces[PIECE.replyId] !== undefined) message.reply = replyOf(pieces);
  if (pieces[PIECE.threadId] !== undefined) message.thread = threadOf(pieces);
  if (pieces[PIECE.sourceRoomId] !== undefined) message.shared = sharedOf(pieces, PIECE);
  return message;
}

/** Takes `␁ACTION …␁`, whose last unit may be missing, off the text: emotes count from behind it. */
function unwrapAction(message: Draft): void {
  const { text } = message;
  const after = text.charAt(ACTION.length);
  if (!text.startsWith(ACTION) || (after !== ' ' && after !== ACTION_MARK && after !== '')) return;
  message.isAction = true;
  message.text = text.slice(ACTION.length + (after === ' ' ? 1 : 0), text.endsWith(ACTION_MARK) ? -1 : undefined);
}

const ACTION_MARK = '\x01';
const ACTION = `${ACTION_MARK}ACTION`;

/**
 * Some clients append ` U+E0000` to write the same line twice, and older ones send U+E0002 for the
 * zero-width joiner that Twitch took out. Both count as one code point, so emotes stay where they are.
 */
function withoutDodge(text: string): string {
  // Both begin with the same unit: nearly no text has it.
  if (!text.includes('\udb40')) return text;
  const visible = text.endsWith(' \u{e0000}') ? text.slice(0, -3) : text;
  return visible.includes('\u{e0002}') ? visible.replaceAll('\u{e0002}', '\u200d') : visible;
}

/** `null` for a tag that is missing or empty. */
function textOrNull(value: string | undefined): string | null {
  return value === undefined || value === '' ? null : value;
}

function userIdOf(piece: string | undefined): TwitchUserId | null {
  return (piece ?? null) as TwitchUserId | null;
}

/** A space can only come from an escape; a name of nothing else is none. */
function nameOf(value: string | undefined): string {
  return value === undefined ? '' : value.includes('\\') ? unescapeTag(value).trim() : value;
}

/** `#RRGGBB`, or `null`: what is no colour must not reach a style sheet. */
function colorOf(value: string | undefined): string | null {
  return value !== undefined && value.length === 7 && COLOR.test(value) ? value : null;
}

const COLOR = /^#[\da-f]{6}$/i;

/** Thirteen digits until the year 2286, read in two whole numbers: V8 is quicker with small ones. */
function timeOf(digits: string | undefined, fallback: number): number {
  if (digits === undefined || digits.length !== 13) return numberOf(digits, fallback);
  return digitsOf(digits, 0, 7) * 1_000_000 + digitsOf(digits, 7, 13);
}

function digitsOf(value: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at++) number = (number * 10 + value.charCodeAt(at) - ZERO) | 0;
  return number;
}

/** A whole number, with or without minus; `fallback` when it is missing or anything else. */
function numberOf<F>(value: string | undefined, fallback: F): number | F {
  if (value === undefined) return fallback;
  const { length } = value;
  const isNegative = value.charCodeAt(0) === MINUS;
  let at = isNegative ? 1 : 0;
  // 15 digits are always exact.
  if (length === at || length - at > 15) return fallback;
  let number = 0;
  for (; at < length; at++) {
    const digit = value.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) return fallback;
    number = number * 10 + digit;
  }
  return isNegative ? -number : number;
}

const MINUS = 45;
const ZERO = 48;

/** Two units that belong together are one. */
function codePointsIn(text: string): number {
  let count = text.length;
  for (let at = 1; at < text.length; at++) {
    if (isHalf(text.charCodeAt(at), LOW_HALF) && isHalf(text.charCodeAt(at - 1), HIGH_HALF)) count--;
  }
  return count;
}

const HIGH_HALF = 0xd800;
const LOW_HALF = 0xdc00;
const isHalf = (unit: number, half: number): boolean => (unit & 0xfc00) === half;

const textOf = (value: string | undefined): string => (value === undefined ? '' : unescapeTag(value));

function replyOf(pieces: Pieces): ReplyTarget {
  return {
    ...rootOf(pieces[PIECE.replyId], pieces[PIECE.replyUserId], pieces[PIECE.replyLogin], pieces[PIECE.replyName]),
    text: textOf(pieces[PIECE.replyText]),
  };
}

function threadOf(pieces: Pieces): ThreadRoot {
  return rootOf(
    pieces[PIECE.threadId],
    pieces[PIECE.threadUserId],
    pieces[PIECE.threadLogin],
    pieces[PIECE.threadName],
  );
}

function rootOf(
  messageId: string | undefined,
  userId: string | undefined,
  login = '',
  name: string | undefined,
): ThreadRoot {
  return { messageId: messageId ?? '', userId: userIdOf(userId), login, displayName: name || login };
}

/** @param at where the pieces of the message or the notice stand. */
function sharedOf(pieces: Pieces, at: typeof PIECE | typeof NOTICE_PIECE): SharedSource {
  const roomId = (pieces[at.sourceRoomId] ?? '') as TwitchUserId;
  return {
    roomId,
    messageId: pieces[at.sourceId] ?? null,
    ...splitBadges(pieces[at.sourceBadgeInfo], pieces[at.sourceBadges]),
    isSourceOnly: pieces[at.sourceOnly] !== undefined,
    isForeign: roomId !== (pieces[at.roomId] ?? ''),
  };
}

/** What happened on the channel, told in the chat. */
function readUserNotice(line: string, receivedAtMs: number, pieces: Pieces, text: string): UserNotice {
  const login = textOf(pieces[NOTICE_PIECE.login]) || (pieces[NOTICE_PIECE.nick] as string);
  const type = textOf(pieces[NOTICE_PIECE.msgId]);
  return {
    command: 'USERNOTICE',
    raw: line,
    receivedAtMs,
    channel: pieces[NOTICE_PIECE.channel] as string,
    roomId: userIdOf(pieces[NOTICE_PIECE.roomId]),
    id: pieces[NOTICE_PIECE.id] ?? null,
    sentAtMs: timeOf(pieces[NOTICE_PIECE.sentAt], receivedAtMs),
    userId: userIdOf(pieces[NOTICE_PIECE.userId]),
    login,
    displayName: pieces[NOTICE_PIECE.displayName] || login,
    color: pieces[NOTICE_PIECE.color] ?? null,
    ...badgesOf(pieces[NOTICE_PIECE.badges] as string),
    text: withoutDodge(text),
    emotes: emotesOf(pieces[NOTICE_PIECE.emotes] ?? '', codePointsIn(text)),
    msgId: textOrNull(type),
    shared: pieces[NOTICE_PIECE.sourceRoomId] === undefined ? null : sharedOf(pieces, NOTICE_PIECE),
    notice: {
      type,
      sourceType: textOrNull(textOf(pieces[NOTICE_PIECE.sourceMsgId])),
      params: paramsIn(pieces[NOTICE_PIECE.params] ?? ''),
      systemText: textOf(pieces[NOTICE_PIECE.systemText]),
    },
  };
}

/** All other commands. They are few, so this is written for the reader alone. */
function readOther(line: string, receivedAtMs: number, parts: LineParts): IrcMessage {
  const { tags, command, nick, target, text, params } = parts;
  const base = { raw: line, receivedAtMs };
  const textIn = (name: string) => textOrNull(textOf(tags.get(name)));
  const userIdIn = (name: string) => textIn(name) as TwitchUserId | null;
  const sentAtMs = () => numberOf(tags.get('tmi-sent-ts'), receivedAtMs);
  const look = () => ({
    color: colorOf(tags.get('color')),
    ...splitBadges(tags.get('badge-info'), tags.get('badges')),
  });
  switch (command) {
    case 'CLEARCHAT':
      return {
        command,
        ...base,
        channel: target,
        roomId: userIdIn('room-id'),
        sentAtMs: sentAtMs(),
        targetUserId: userIdIn('target-user-id'),
        targetLogin: text || null,
        banSeconds: numberOf(tags.get('ban-duration'), null),
      };
    case 'CLEARMSG':
      return {
        command,
        ...base,
        channel: target,
        roomId: userIdIn('room-id'),
        sentAtMs: sentAtMs(),
        targetMessageId: textIn('target-msg-id'),
        targetLogin: textIn('login'),
        text,
      };
    case 'ROOMSTATE':
      return {
        command,
        ...base,
        channel: target,
        roomId: userIdIn('room-id'),
        isEmoteOnly: switchOf(tags.get('emote-only')),
        followersOnlyMinutes: numberOf(tags.get('followers-only'), null),
        isUniqueOnly: switchOf(tags.get('r9k')),
        slowSeconds: numberOf(tags.get('slow'), null),
        isSubscribersOnly: switchOf(tags.get('subs-only')),
      };
    case 'USERSTATE':
      return {
        command,
        ...base,
        channel: target,
        id: textIn('id'),
        displayName: nameOf(tags.get('display-name')),
        ...look(),
        isModerator: tags.get('mod') === '1',
        clientNonce: textIn('client-nonce'),
      };
    case 'GLOBALUSERSTATE':
      return {
        command,
        ...base,
        userId: userIdIn('user-id'),
        displayName: nameOf(tags.get('display-name')),
        color: colorOf(tags.get('color')),
        badges: splitBadges(tags.get('badge-info'), tags.get('badges')).badges,
      };
    case 'NOTICE':
      return {
        command,
        ...base,
        channel: target === '*' ? null : target,
        msgId: textIn('msg-id'),
        text,
      };
    case 'WHISPER':
      return {
        command,
        ...base,
        id: textIn('message-id'),
        threadId: textIn('thread-id'),
        userId: userIdIn('user-id'),
        login: nick,
        displayName: nameOf(tags.get('display-name')) || nick,
        ...look(),
        recipientLogin: target,
        text,
        emotes: emotesOf(tags.get('emotes') ?? '', codePointsIn(text)),
      };
    case 'JOIN':
    case 'PART':
      return { command, ...base, channel: target, login: nick };
    case 'RECONNECT':
      return { command, ...base };
    case 'PING':
    case 'PONG':
      return { command, ...base, text: splitParams(params).at(-1) ?? '' };
    case 'CAP': {
      const list = splitParams(params);
      const words = (list.at(2) ?? '').split(' ').filter((word) => word !== '');
      return { command, ...base, answer: list.at(1) ?? '', capabilities: words };
    }
    default:
      return /^\d{3}$/.test(command)
        ? { command: 'NUMERIC', ...base, code: Number(command), params: splitParams(params) }
        : { command: 'OTHER', ...base, name: command, params: splitParams(params) };
  }
}

/** `null` when the line does not say. */
function switchOf(value: string | undefined): boolean | null {
  return value === undefined ? null : value === '1';
}

/** All tags of a line with their unescaped values, for what the message has no field for. */
export function readTags(line: string): ReadonlyMap<string, string> {
  const tags = new Map<string, string>();
  for (const [name, value] of takeApart(line)?.tags ?? []) tags.set(name, unescapeTag(value));
  return tags;
}

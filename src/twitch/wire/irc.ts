import type { TwitchUserId } from '../../kernel/id.ts';
import { isLineEnd, type LineParts, LONGEST_LINE, splitParams, takeApart, unescapeTag } from './irc-line.ts';
import { badgesOf, emotesOf, NO_EMOTES } from './irc-lists.ts';
import type { IrcMessage, Notice, Privmsg, ReplyTarget, SharedSource, ThreadRoot, UserNotice } from './irc-message.ts';
import { MESSAGE, PIECE, PIECE_TAGS, type Pieces } from './irc-pattern.ts';

/**
 * Reads one line of Twitch's chat, without its line end. Total: no input makes it throw.
 * @param receivedAtMs our clock, taken where Twitch sent no time.
 * @returns `undefined` for what is no message: empty, only spaces, tags or a prefix without a command,
 * or more than 128 K units.
 */
export function parseIrcLine(line: string, receivedAtMs: number): IrcMessage | undefined {
  const pieces = MESSAGE.exec(line);
  if (pieces === null || line.length > LONGEST_LINE || isLineEnd(line.charCodeAt(line.length - 1))) {
    return parseUnusualLine(line, receivedAtMs);
  }
  return readMessage(line, receivedAtMs, pieces, line.slice(pieces[0].length));
}

/** The same for any line whatever; for usual messages only slower. */
export function parseUnusualLine(line: string, receivedAtMs: number): IrcMessage | undefined {
  const parts = takeApart(line);
  if (parts === undefined) return undefined;
  if (parts.command === 'PRIVMSG') return readMessage(line, receivedAtMs, piecesOf(parts), parts.text);
  return readOther(line, receivedAtMs, parts);
}

/** What the match of a usual message would hold, of one that is not. */
function piecesOf({ tags, nick, target }: LineParts): Pieces {
  const pieces: (string | undefined)[] = [undefined];
  for (const { name, kind } of PIECE_TAGS) {
    const value = tags.get(name);
    if (kind === 'text') pieces.push(value && unescapeTag(value));
    else if (kind === 'flag') pieces.push(value === '1' ? value : undefined);
    else if (kind === 'color') pieces.push(colorOf(value) ?? undefined);
    else pieces.push(value);
  }
  pieces.push(nick, target);
  return pieces;
}

/** A message while it is being read. */
type Draft = { -readonly [Field in keyof Privmsg]: Privmsg[Field] };

/*
 * Most lines come through here, so it is written for V8's optimiser: the message has all its fields from
 * the start (one shape for all), and what few messages have is only looked for when there is such a piece.
 */
function readMessage(line: string, receivedAtMs: number, pieces: Pieces, text: string): Privmsg {
  const login = pieces[PIECE.nick] as string;
  const msgId = textOrNull(pieces[PIECE.msgId]);
  const message: Draft = {
    command: 'PRIVMSG',
    raw: line,
    receivedAtMs,
    channel: pieces[PIECE.channel] as string,
    roomId: userIdOf(pieces[PIECE.roomId]),
    id: textOrNull(pieces[PIECE.id]),
    sentAtMs: numberOf(pieces[PIECE.sentAt], receivedAtMs),
    userId: userIdOf(pieces[PIECE.userId]),
    login,
    displayName: displayNameOf(pieces[PIECE.displayName], login),
    color: pieces[PIECE.color] ?? null,
    badges: badgesOf(pieces[PIECE.badges]),
    badgeInfo: badgesOf(pieces[PIECE.badgeInfo]),
    text,
    emotes: NO_EMOTES,
    msgId,
    isAction: false,
    bits: numberOf(pieces[PIECE.bits], null),
    isFirstMessage: pieces[PIECE.firstMessage] !== undefined,
    isReturning: pieces[PIECE.returning] !== undefined,
    isHighlighted: msgId === 'highlighted-message',
    isEmoteOnly: pieces[PIECE.emoteOnly] !== undefined,
    customRewardId: textOrNull(pieces[PIECE.customRewardId]),
    clientNonce: textOrNull(pieces[PIECE.clientNonce]),
    reply: null,
    thread: null,
    shared: null,
  };
  if (text.charCodeAt(0) === ACTION_MARK) unwrapAction(message);
  const emotes = pieces[PIECE.emotes];
  if (emotes) message.emotes = emotesOf(emotes, codePointsIn(message.text));
  if (message.text.includes(TAG_CHARACTERS)) message.text = withoutDodge(message.text);
  if (pieces[PIECE.replyId] !== undefined) message.reply = replyOf(pieces);
  if (pieces[PIECE.threadId] !== undefined) message.thread = threadOf(pieces);
  if (pieces[PIECE.sourceRoomId] !== undefined) message.shared = sharedOf(pieces);
  return message;
}

const ACTION_MARK = 1;
/** First half of U+E0000 and its neighbours. */
const TAG_CHARACTERS = '\udb40';

/** Takes `␁ACTION …␁`, whose last unit may be missing, off the text: emotes count from behind it. */
function unwrapAction(message: Draft): void {
  const inside = /^\x01ACTION(?: |(?=\x01)|$)([^]*?)\x01?$/.exec(message.text)?.[1];
  if (inside === undefined) return;
  message.isAction = true;
  message.text = inside;
}

/**
 * Some clients append ` U+E0000` to write the same line twice, and older ones send U+E0002 for the
 * zero-width joiner that Twitch took out. Both count as one code point, so emotes stay where they are.
 */
function withoutDodge(text: string): string {
  const visible = text.endsWith(' \u{e0000}') ? text.slice(0, -3) : text;
  return visible.includes('\u{e0002}') ? visible.replaceAll('\u{e0002}', '\u200d') : visible;
}

/** `null` for a tag that is missing or empty. */
function textOrNull(value: string | undefined): string | null {
  return value === undefined || value === '' ? null : value;
}

function userIdOf(value: string | undefined): TwitchUserId | null {
  return textOrNull(value) as TwitchUserId | null;
}

function displayNameOf(value: string | undefined, login: string): string {
  if (value === undefined || value === '') return login;
  // A space can only come from an escape, and those are few.
  return value.includes('\\') ? unescapeTag(value).trim() || login : value;
}

/** `#RRGGBB`, or `null`: what is no colour must not reach a style sheet. */
function colorOf(value: string | undefined): string | null {
  return value !== undefined && value.length === 7 && COLOR.test(value) ? value : null;
}

const COLOR = /^#[\da-f]{6}$/i;

/** A whole number, with or without minus; `fallback` when it is missing or anything else. */
function numberOf<F>(value: string | undefined, fallback: F): number | F {
  if (value === undefined || value === '') return fallback;
  const length = value.length;
  // 15 digits are always exact.
  if (length > 16) return fallback;
  // Times have 13 digits: two halves that each fit an integer register are faster than one float.
  const middle = length - 9;
  let at = 0;
  const isNegative = value.charCodeAt(0) === MINUS;
  if (isNegative) at++;
  if (at === length || length - at > 15) return fallback;
  let high = 0;
  for (; at < middle; at++) {
    const digit = value.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) return fallback;
    high = (high * 10 + digit) | 0;
  }
  let low = 0;
  for (; at < length; at++) {
    const digit = value.charCodeAt(at) - ZERO;
    if (digit < 0 || digit > 9) return fallback;
    low = (low * 10 + digit) | 0;
  }
  const number = high === 0 ? low : high * 1e9 + low;
  return isNegative ? -number : number;
}

const MINUS = 45;
const ZERO = 48;
const SURROGATE = /[\ud800-\udfff]/;

function codePointsIn(text: string): number {
  if (!SURROGATE.test(text)) return text.length;
  let count = 0;
  for (const _ of text) count++;
  return count;
}

const textOf = (value: string | undefined): string => (value === undefined ? '' : unescapeTag(value));

function replyOf(pieces: Pieces): ReplyTarget {
  const login = textOf(pieces[PIECE.replyLogin]);
  return {
    messageId: textOf(pieces[PIECE.replyId]),
    userId: userIdOf(pieces[PIECE.replyUserId]),
    login,
    displayName: displayNameOf(pieces[PIECE.replyName], login),
    text: textOf(pieces[PIECE.replyText]),
  };
}

function threadOf(pieces: Pieces): ThreadRoot {
  const login = textOf(pieces[PIECE.threadLogin]);
  return {
    messageId: textOf(pieces[PIECE.threadId]),
    userId: userIdOf(pieces[PIECE.threadUserId]),
    login,
    displayName: displayNameOf(pieces[PIECE.threadName], login),
  };
}

function sharedOf(pieces: Pieces): SharedSource {
  const roomId = textOf(pieces[PIECE.sourceRoomId]) as TwitchUserId;
  return {
    roomId,
    messageId: textOrNull(pieces[PIECE.sourceId]),
    badges: badgesOf(pieces[PIECE.sourceBadges]),
    badgeInfo: badgesOf(pieces[PIECE.sourceBadgeInfo]),
    isSourceOnly: pieces[PIECE.sourceOnly] !== undefined,
    isForeign: roomId !== '' && roomId !== (pieces[PIECE.roomId] ?? ''),
  };
}

/** All commands but PRIVMSG. They are few beside it, so they are written for the reader alone. */
function readOther(line: string, receivedAtMs: number, parts: LineParts): IrcMessage {
  const { tags, command, nick, target, text, params } = parts;
  const base = { raw: line, receivedAtMs };
  const textIn = (name: string) => textOrNull(textOf(tags.get(name)));
  const userIdIn = (name: string) => textIn(name) as TwitchUserId | null;
  const sentAtMs = () => numberOf(tags.get('tmi-sent-ts'), receivedAtMs);
  const look = () => ({
    color: colorOf(tags.get('color')),
    badges: badgesOf(tags.get('badges')),
    badgeInfo: badgesOf(tags.get('badge-info')),
  });
  switch (command) {
    case 'USERNOTICE':
      return readUserNotice(line, receivedAtMs, parts);
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
        displayName: displayNameOf(tags.get('display-name'), ''),
        ...look(),
        isModerator: tags.get('mod') === '1',
        clientNonce: textIn('client-nonce'),
      };
    case 'GLOBALUSERSTATE':
      return {
        command,
        ...base,
        userId: userIdIn('user-id'),
        displayName: displayNameOf(tags.get('display-name'), ''),
        color: colorOf(tags.get('color')),
        badges: badgesOf(tags.get('badges')),
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
        displayName: displayNameOf(tags.get('display-name'), nick),
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

function readUserNotice(line: string, receivedAtMs: number, parts: LineParts): UserNotice {
  const { tags, nick, target, text } = parts;
  const login = textOf(tags.get('login')) || nick;
  return {
    command: 'USERNOTICE',
    raw: line,
    receivedAtMs,
    channel: target,
    roomId: textOrNull(textOf(tags.get('room-id'))) as TwitchUserId | null,
    id: textOrNull(textOf(tags.get('id'))),
    sentAtMs: numberOf(tags.get('tmi-sent-ts'), receivedAtMs),
    userId: textOrNull(textOf(tags.get('user-id'))) as TwitchUserId | null,
    login,
    displayName: displayNameOf(tags.get('display-name'), login),
    color: colorOf(tags.get('color')),
    badges: badgesOf(tags.get('badges')),
    badgeInfo: badgesOf(tags.get('badge-info')),
    text: withoutDodge(text),
    emotes: emotesOf(tags.get('emotes') ?? '', codePointsIn(text)),
    msgId: textOrNull(textOf(tags.get('msg-id'))),
    shared: tags.has('source-room-id') ? sharedOf(piecesOf(parts)) : null,
    notice: noticeOf(tags),
  };
}

const PARAM_PREFIX = 'msg-param-';

function noticeOf(tags: ReadonlyMap<string, string>): Notice {
  // Without a prototype: Twitch may call a parameter whatever it likes.
  const params: Record<string, string> = Object.create(null);
  for (const [name, value] of tags) {
    if (name.startsWith(PARAM_PREFIX)) params[name.slice(PARAM_PREFIX.length)] = unescapeTag(value);
  }
  return {
    type: textOf(tags.get('msg-id')),
    sourceType: textOrNull(textOf(tags.get('source-msg-id'))),
    params,
    systemText: textOf(tags.get('system-msg')),
  };
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

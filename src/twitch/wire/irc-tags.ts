import { Buffer } from 'node:buffer';

/*
 * One line is read in one pass, and most of it is never touched a second time:
 *
 *   @badge-info=;badges=moderator/1;color=#1E90FF;…;user-type= :bob!bob@bob.tmi PRIVMSG #ann :Hi
 *    └────┬────┘ └──┬──┘└────┬────┘
 *       guess     guess    to the ;
 *
 *   start[badges] = 20, end[badges] = 31, the same for each tag that we know
 *
 * 1. The whole line is copied once into `units`, a standing array of its UTF-16 units: reading a
 *    unit there is several times cheaper than `charCodeAt`.
 * 2. Twitch writes its tags in the same order line after line. So behind `badge-info` we compare with
 *    the two tags that last followed it (`likely`, `second`): that proves the name unit by unit and
 *    finds its end at once. Only when both guesses fail is the name cut out and looked up.
 * 3. Of a value only its place is noted, under the number of its tag. Whoever builds the message cuts
 *    out what it has a field for, and V8 cuts a long slice without copying. A value that holds a
 *    backslash is noted with a negative start: nothing else is ever unescaped.
 *
 * The arrays are used again for every line. That is safe because parsing never waits, and only
 * strings and numbers leave this file.
 */

/** Every tag we have a field for or meet often, with its number; 0 is any other. */
export const TAG = {
  'badge-info': 1,
  badges: 2,
  'client-nonce': 3,
  color: 4,
  'display-name': 5,
  emotes: 6,
  'first-msg': 7,
  flags: 8,
  id: 9,
  mod: 10,
  'returning-chatter': 11,
  'room-id': 12,
  subscriber: 13,
  'tmi-sent-ts': 14,
  turbo: 15,
  'user-id': 16,
  'user-type': 17,
  vip: 18,
  bits: 19,
  'emote-only': 20,
  'msg-id': 21,
  'custom-reward-id': 22,
  'reply-parent-display-name': 23,
  'reply-parent-msg-body': 24,
  'reply-parent-msg-id': 25,
  'reply-parent-user-id': 26,
  'reply-parent-user-login': 27,
  'reply-thread-parent-display-name': 28,
  'reply-thread-parent-msg-id': 29,
  'reply-thread-parent-user-id': 30,
  'reply-thread-parent-user-login': 31,
  'source-badge-info': 32,
  'source-badges': 33,
  'source-id': 34,
  'source-msg-id': 35,
  'source-only': 36,
  'source-room-id': 37,
  login: 38,
  'system-msg': 39,
  'ban-duration': 40,
  'target-user-id': 41,
  'target-msg-id': 42,
  'followers-only': 43,
  r9k: 44,
  slow: 45,
  'subs-only': 46,
  'emote-sets': 47,
  'message-id': 48,
  'thread-id': 49,
} as const;
export type Tag = (typeof TAG)[keyof typeof TAG];

const NUMBERS: ReadonlyMap<string, number> = new Map(Object.entries(TAG));
const COUNT = NUMBERS.size + 1;
/** Longest name and its `=`, rounded up: the row length of `names`. */
const ROW = 40;

const names = new Uint16Array(COUNT * ROW);
const nameLengths = new Uint8Array(COUNT);
for (const [name, number] of NUMBERS) {
  nameLengths[number] = name.length;
  for (let i = 0; i < name.length; i++) names[number * ROW + i] = name.charCodeAt(i);
  names[number * ROW + name.length] = 61;
}

/** By the tag before: which came next the last time, and which before that. */
const likely = new Uint8Array(COUNT);
const second = new Uint8Array(COUNT);

const starts = new Int32Array(COUNT);
const ends = new Int32Array(COUNT);

let bytes = Buffer.alloc(2 * 16_384);
let units = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1);

const SEMICOLON = 59;
const EQUALS = 61;
const SPACE = 32;
const BACKSLASH = 92;

/** Copies the line into the standing array and gives that array; it holds until the next call. */
export function loadUnits(line: string): Uint16Array {
  if (line.length > units.length) {
    bytes = Buffer.alloc(4 * line.length);
    units = new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length >> 1);
  }
  bytes.write(line, 0, 'utf16le');
  return units;
}

/** Forgets the tags of the line before; for a line that has none. */
export function forgetTags(): void {
  starts.fill(0);
}

/**
 * Notes the places of the tags of the loaded line, which begins with `@`.
 * @returns the index of the space behind them, or `length`.
 */
export function noteTags(line: string, length: number): number {
  const u = units;
  starts.fill(0);
  let at = 1;
  let previous = 0;
  while (at < length) {
    // Which tag is it, and where does its name end?
    let tag = likely[previous] as number;
    let nameEnd = at + (nameLengths[tag] as number);
    if (!isNamed(u, at, tag, length)) {
      tag = second[previous] as number;
      nameEnd = at + (nameLengths[tag] as number);
      if (!isNamed(u, at, tag, length)) {
        nameEnd = at;
        for (let unit = u[nameEnd]; nameEnd < length; unit = u[++nameEnd]) {
          if (unit === EQUALS || unit === SEMICOLON || unit === SPACE) break;
        }
        tag = NUMBERS.get(line.slice(at, nameEnd)) ?? 0;
      }
      if (tag !== 0) {
        second[previous] = likely[previous] as number;
        likely[previous] = tag;
      }
    }
    // Where does its value end?
    let valueStart = nameEnd;
    let sign = 1;
    let end = nameEnd;
    if (end < length && u[end] === EQUALS) {
      valueStart = ++end;
      for (; end < length; end++) {
        const unit = u[end];
        if (unit === SEMICOLON || unit === SPACE) break;
        if (unit === BACKSLASH) sign = -1;
      }
    }
    // Twitch may repeat a tag: the last one counts.
    starts[tag] = sign * valueStart;
    ends[tag] = end;
    previous = tag;
    if (end >= length || u[end] === SPACE) return end;
    at = end + 1;
  }
  return length;
}

/** Whether `name=` of that tag begins there. What lies behind `length` is left over from other lines. */
function isNamed(u: Uint16Array, at: number, tag: number, length: number): boolean {
  const last = nameLengths[tag] as number;
  if (tag === 0 || at + last >= length) return false;
  const row = tag * ROW;
  for (let i = 0; i <= last; i++) {
    if (u[at + i] !== names[row + i]) return false;
  }
  return true;
}

/** The value, unescaped; "" when the tag is missing or empty. */
export function textOf(line: string, tag: Tag): string {
  const start = starts[tag] as number;
  if (start > 0) return line.slice(start, ends[tag] as number);
  return start === 0 ? '' : unescapeTag(line.slice(-start, ends[tag] as number));
}

/** The value, or `null` when the tag is missing or empty. */
export function textOrNull(line: string, tag: Tag): string | null {
  const start = starts[tag] as number;
  if (start > 0) return start === ends[tag] ? null : line.slice(start, ends[tag] as number);
  return start === 0 ? null : unescapeTag(line.slice(-start, ends[tag] as number));
}

export function isPresent(tag: Tag): boolean {
  return starts[tag] !== 0;
}

/** Whether the value is exactly `1`. */
export function isOne(tag: Tag): boolean {
  const start = starts[tag] as number;
  return start > 0 && ends[tag] === start + 1 && units[start] === 49;
}

/** A whole number, with or without minus; `fallback` when it is missing or anything else. */
export function numberOf<F>(tag: Tag, fallback: F): number | F {
  let at = starts[tag] as number;
  const end = ends[tag] as number;
  if (at <= 0) return fallback;
  const isNegative = units[at] === 45;
  if (isNegative) at++;
  // 15 digits are always exact.
  if (at >= end || end - at > 15) return fallback;
  let value = 0;
  for (; at < end; at++) {
    const digit = (units[at] as number) - 48;
    if (digit < 0 || digit > 9) return fallback;
    value = value * 10 + digit;
  }
  return isNegative ? -value : value;
}

/** Place of the raw value in the line, for lists that are read unit by unit; equal when there is none. */
export function startOf(tag: Tag): number {
  const start = starts[tag] as number;
  return start < 0 ? -start : start;
}

export function endOf(tag: Tag): number {
  return starts[tag] === 0 ? 0 : (ends[tag] as number);
}

/** Twitch's escapes in tag values: an unknown one keeps its letter, a lone backslash at the end is dropped. */
export function unescapeTag(value: string): string {
  let text = '';
  let from = 0;
  for (let at = value.indexOf('\\'); at !== -1; at = value.indexOf('\\', from)) {
    text += value.slice(from, at);
    const letter = value.charAt(at + 1);
    text += ESCAPES[letter] ?? letter;
    from = at + 2;
  }
  return text + value.slice(from);
}

const ESCAPES: Readonly<Record<string, string>> = { ':': ';', s: ' ', '\\': '\\', r: '\r', n: '\n' };

/** Tells every tag of a line with its unescaped value, known or not. */
export function forEachTag(line: string, tell: (name: string, value: string) => void): void {
  if (!line.startsWith('@')) return;
  const space = line.indexOf(' ');
  for (const pair of line.slice(1, space === -1 ? line.length : space).split(';')) {
    const equals = pair.indexOf('=');
    if (equals === -1) {
      if (pair !== '') tell(pair, '');
    } else {
      tell(pair.slice(0, equals), unescapeTag(pair.slice(equals + 1)));
    }
  }
}

/*
 * One line is read in one pass, and most of it is never touched a second time:
 *
 *   @badge-info=;badges=moderator/1;color=#1E90FF;…;user-type= :bob!bob@bob.tmi PRIVMSG #ann :Hi
 *    └────┬────┘ └──┬──┘└────┬────┘                             └┬┘             └──┬──┘  └┬┘  ├┘
 *       guess     guess    to the ;                             nick           command target text
 *
 *   starts[badges] = 20, ends[badges] = 31: a place for each tag and each part that we know
 *
 * 1. The whole line is copied once into `units`, a standing array of its UTF-16 units: reading a
 *    unit there is several times cheaper than `charCodeAt`.
 * 2. Twitch writes its tags in the same order line after line. So behind `badge-info` we compare with
 *    the two tags that last followed it (`likely`, `second`), four units at a time: that proves the
 *    whole name and finds its end. Only when both guesses fail is the name cut out and looked up.
 * 3. A value ends at the next `;`. One is put behind the last tag, so the loop has one thing to test.
 * 4. Of a value only its place is noted, under the number of its tag. Whoever builds the message cuts
 *    out what it has a field for, and V8 cuts a long slice without copying. A value that holds a
 *    backslash is noted with a negative start: nothing else is ever unescaped.
 *
 * The arrays are used again for every line, and being constants they are known to the optimiser by
 * address. That is safe because parsing never waits, and what leaves is strings and numbers.
 */

/**
 * Every tag we have a field for or meet often, with its number; 0 is any other. Those from `bits` on
 * are on few messages, so that one comparison tells whether there is anything to look for.
 */
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

/** Parameters of event notices that we know by name; they have the numbers behind the tags. */
const PARAMS: readonly string[] = [
  'cumulative-months',
  'months',
  'should-share-streak',
  'streak-months',
  'sub-plan',
  'sub-plan-name',
  'multimonth-duration',
  'multimonth-tenure',
  'was-gifted',
  'gift-months',
  'gift-month-being-redeemed',
  'gifter-id',
  'gifter-login',
  'gifter-name',
  'anon-gift',
  'recipient-id',
  'recipient-user-name',
  'recipient-display-name',
  'sender-count',
  'origin-id',
  'community-gift-id',
  'mass-gift-count',
  'sender-login',
  'sender-name',
  'promo-name',
  'promo-gift-total',
  'prior-gifter-anonymous',
  'prior-gifter-id',
  'prior-gifter-user-name',
  'prior-gifter-display-name',
  'goal-contribution-type',
  'goal-current-contributions',
  'goal-description',
  'goal-target-contributions',
  'goal-user-contributions',
  'displayName',
  'login',
  'viewerCount',
  'profileImageURL',
  'color',
  'threshold',
  'category',
  'value',
  'copoReward',
  'id',
];
const PARAM_PREFIX = 'msg-param-';

/** The parts behind the tags, noted in the same way. `target` is the first parameter, without `#`. */
export const PART = { nick: 120, command: 121, target: 122, text: 123, params: 124 } as const;
export type Part = (typeof PART)[keyof typeof PART];

const FIRST_RARE = TAG.bits;
const FIRST_PARAM = Object.keys(TAG).length + 1;
const NUMBERS: ReadonlyMap<string, number> = new Map<string, number>([
  ...Object.entries(TAG),
  ...PARAMS.map((name, index) => [PARAM_PREFIX + name, FIRST_PARAM + index] as const),
]);
const PLACES = PART.params + 1;

/** More than any line of Twitch's, whose tags end at 8 KB; longer ones are no messages. */
const LIMIT = 131_072;
/** Room behind the line for its sentinel and for comparing four units at once. */
const bytes = Buffer.alloc(2 * (LIMIT + 64));
/** The units of the line at hand: for reading only. */
export const units = new Uint16Array(bytes.buffer, bytes.byteOffset, LIMIT + 64);
const words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

const starts = new Int32Array(PLACES);
const ends = new Int32Array(PLACES);

/*
 * `;name=` of every tag, four UTF-16 units in each float; the last four may overlap those before.
 * Floats are only compared: equal means equal bits, since letters make neither NaN nor zero.
 */
const ROW = 10;
const names = new Float64Array(PLACES * ROW);
const nameWords = new Uint8Array(PLACES);
const nameLengths = new Uint8Array(PLACES);
for (const [name, number] of NUMBERS) {
  const text = `;${name}=`;
  const count = Math.ceil(text.length / 4);
  nameLengths[number] = name.length;
  nameWords[number] = count;
  words.setUint16(0, 0);
  for (let i = 0; i < count; i++) {
    bytes.write(text.slice(Math.min(4 * i, text.length - 4)), 0, 'utf16le');
    names[number * ROW + i] = words.getFloat64(0, true);
  }
}

/** By the tag before: which came next the last time, and which before that. */
const likely = new Uint8Array(PLACES);
const second = new Uint8Array(PLACES);

const SPACE = 32;
const EXCLAMATION = 33;
const HASH = 35;
const MINUS = 45;
const ZERO = 48;
const COLON = 58;
const SEMICOLON = 59;
const EQUALS = 61;
const AT = 64;

/** The highest number of a tag in the line at hand. */
let highest = 0;

/**
 * Notes where everything in the line lies; it holds until the next call.
 * @returns whether the line has a command.
 */
export function scanLine(line: string): boolean {
  let length = line.length;
  if (length > LIMIT) return false;
  bytes.write(line, 'utf16le');
  starts.fill(0);
  highest = 0;
  ends[PART.nick] = 0;
  // Some clients' lines end in NUL bytes; a line end is left where the caller did not split.
  while (length > 0 && isLineEnd(units[length - 1] as number)) length--;
  // Behind the line lies what is left of longer ones: a space there ends every search for one.
  units[length] = SPACE;

  let at = 0;
  if (length > 0 && units[0] === AT) at = noteTags(line, length);
  while (at < length && units[at] === SPACE) at++;

  if (at < length && units[at] === COLON) {
    starts[PART.nick] = ++at;
    while (at < length && units[at] !== SPACE && units[at] !== EXCLAMATION && units[at] !== AT) at++;
    ends[PART.nick] = at;
    while (at < length && units[at] !== SPACE) at++;
    while (at < length && units[at] === SPACE) at++;
  }

  if (at >= length) return false;
  starts[PART.command] = at;
  while (at < length && units[at] !== SPACE) at++;
  ends[PART.command] = at;
  while (at < length && units[at] === SPACE) at++;
  starts[PART.params] = at;
  ends[PART.params] = length;

  // The first parameter; being the last one as well it may have a colon.
  if (at < length && units[at] === COLON) at++;
  if (at < length && units[at] === HASH) at++;
  starts[PART.target] = at;
  while (at < length && units[at] !== SPACE) at++;
  ends[PART.target] = at;
  while (at < length && units[at] === SPACE) at++;

  // The second: everything behind a colon, or one word without.
  if (at < length && units[at] === COLON) {
    starts[PART.text] = at + 1;
    ends[PART.text] = length;
  } else {
    starts[PART.text] = at;
    while (at < length && units[at] !== SPACE) at++;
    ends[PART.text] = at;
  }
  return true;
}

function isLineEnd(unit: number): boolean {
  return unit === 0 || unit === 13 || unit === 10;
}

/** @returns the index of the space behind the tags, or `length`. */
function noteTags(line: string, length: number): number {
  const space = line.indexOf(' ');
  const tagsEnd = space === -1 || space > length ? length : space;
  let backslash = line.indexOf('\\');
  if (backslash === -1) backslash = LIMIT;
  units[0] = SEMICOLON;
  units[tagsEnd] = SEMICOLON;
  let at = 1;
  let previous = 0;
  while (at < tagsEnd) {
    let tag = likely[previous] as number;
    let nameEnd = at + (nameLengths[tag] as number);
    if (!isNamed(at, tag)) {
      tag = second[previous] as number;
      nameEnd = at + (nameLengths[tag] as number);
      if (!isNamed(at, tag)) {
        nameEnd = at;
        while (nameEnd < tagsEnd && units[nameEnd] !== EQUALS && units[nameEnd] !== SEMICOLON) nameEnd++;
        tag = NUMBERS.get(line.slice(at, nameEnd)) ?? 0;
      }
      if (tag !== 0) {
        second[previous] = likely[previous] as number;
        likely[previous] = tag;
      }
    }
    let end = nameEnd;
    while (end < tagsEnd && units[end] !== SEMICOLON) end++;
    // Without `=` the name ends where the value would: an empty value. A repeated tag: the last counts.
    const start = end === nameEnd ? end : nameEnd + 1;
    if (backslash < end) {
      starts[tag] = -start;
      backslash = line.indexOf('\\', end);
      if (backslash === -1) backslash = LIMIT;
    } else {
      starts[tag] = start;
    }
    ends[tag] = end;
    if (tag > highest) highest = tag;
    previous = tag;
    at = end + 1;
  }
  units[0] = AT;
  units[tagsEnd] = SPACE;
  return tagsEnd;
}

/** Whether `;name=` of that tag begins one unit before. */
function isNamed(at: number, tag: number): boolean {
  const last = (nameWords[tag] as number) - 1;
  if (last < 0) return false;
  const row = tag * ROW;
  for (let i = 0; i < last; i++) {
    if (words.getFloat64(2 * (at - 1) + 8 * i, true) !== names[row + i]) return false;
  }
  return words.getFloat64(2 * (at + (nameLengths[tag] as number) - 3), true) === names[row + last];
}

/** Whether there is any tag that most messages do not have. */
export function hasRareTags(): boolean {
  return highest >= FIRST_RARE;
}

/** A part as it stands in the line; "" when the line has none. */
export function partOf(line: string, part: Part): string {
  return line.slice(starts[part] as number, ends[part] as number);
}

/** Whether the command is PRIVMSG, which nearly all are. */
export function isPrivmsg(): boolean {
  const at = starts[PART.command] as number;
  return (
    ends[PART.command] === at + 7 &&
    units[at] === 80 &&
    units[at + 1] === 82 &&
    units[at + 2] === 73 &&
    units[at + 3] === 86 &&
    units[at + 4] === 77 &&
    units[at + 5] === 83 &&
    units[at + 6] === 71
  );
}

/** Whether the text begins as `/me` does; `unwrapAction` looks closer. */
export function mayBeAction(): boolean {
  return units[starts[PART.text] as number] === 1;
}

/** Takes `␁ACTION …␁`, whose last unit may be missing, off the text: emotes count from behind it. */
export function unwrapAction(line: string): boolean {
  const at = starts[PART.text] as number;
  const end = ends[PART.text] as number;
  if (at >= end || !line.startsWith('\x01ACTION', at)) return false;
  // The unit behind the word is its space; without a text it may be the end or the closing ␁.
  if (end > at + 7 && units[at + 7] !== SPACE && units[at + 7] !== 1) return false;
  const start = Math.min(at + 8, end);
  starts[PART.text] = start;
  if (end > start && units[end - 1] === 1) ends[PART.text] = end - 1;
  return true;
}

/** Without one, each unit of the text is a code point. */
export function hasSurrogate(): boolean {
  const end = ends[PART.text] as number;
  for (let at = starts[PART.text] as number; at < end; at++) {
    if (((units[at] as number) & 0xf800) === 0xd800) return true;
  }
  return false;
}

/** Length of the text in UTF-16 units. */
export function textLength(): number {
  return (ends[PART.text] as number) - (starts[PART.text] as number);
}

/** `#RRGGBB`, or `null`: what is no colour must not reach a style sheet. */
export function colorOf(line: string): string | null {
  const start = starts[TAG.color] as number;
  const end = start + 7;
  if (ends[TAG.color] !== end || start <= 0 || units[start] !== HASH) return null;
  for (let at = start + 1; at < end; at++) {
    const unit = units[at] as number;
    // Lower case and upper case letters differ in this one bit.
    if (unit - 48 > 9 ? (unit | 32) < 97 || (unit | 32) > 102 : unit < 48) return null;
  }
  return line.slice(start, end);
}

/** The value, unescaped; "" when the tag is missing or empty. */
export function textOf(line: string, tag: Tag): string {
  const start = starts[tag] as number;
  if (start > 0) return line.slice(start, ends[tag] as number);
  return start === 0 ? '' : escapedText(line, tag);
}

/** The value, or `null` when the tag is missing or empty. */
export function textOrNull(line: string, tag: Tag): string | null {
  const start = starts[tag] as number;
  const end = ends[tag] as number;
  if (start > 0 && start < end) return line.slice(start, end);
  return start < 0 ? escapedText(line, tag) : null;
}

function escapedText(line: string, tag: number): string {
  return unescapeTag(line.slice(-(starts[tag] as number), ends[tag] as number));
}

export function isPresent(tag: Tag): boolean {
  return starts[tag] !== 0;
}

export function hasEscape(tag: Tag): boolean {
  return (starts[tag] as number) < 0;
}

/** Whether there is anything behind the `=`. */
export function hasValue(tag: Tag): boolean {
  return starts[tag] !== 0 && ends[tag] !== starts[tag];
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
  const isNegative = units[at] === MINUS;
  if (isNegative) at++;
  // 15 digits are always exact.
  if (at >= end || end - at > 15) return fallback;
  // Times have 13 digits: two halves that each fit an integer register are faster than one float.
  const middle = end - 9;
  let high = 0;
  for (; at < middle; at++) {
    const digit = (units[at] as number) - ZERO;
    if (digit < 0 || digit > 9) return fallback;
    high = (high * 10 + digit) | 0;
  }
  let low = 0;
  for (; at < end; at++) {
    const digit = (units[at] as number) - ZERO;
    if (digit < 0 || digit > 9) return fallback;
    low = (low * 10 + digit) | 0;
  }
  const value = high === 0 ? low : high * 1e9 + low;
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
  // Sentences have spaces and nothing else: one sweep, unless a backslash itself was escaped.
  if (!value.includes('\\\\')) {
    const spaced = value.replaceAll('\\s', ' ');
    if (!spaced.includes('\\')) return spaced;
  }
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

/**
 * The `msg-param-*` tags without that prefix. An unknown name (number 0 was met) takes the slow way,
 * which knows nothing beforehand.
 */
export function paramsOfNotice(line: string): Readonly<Record<string, string>> {
  // Without a prototype: Twitch may call a parameter whatever it likes.
  const params: Record<string, string> = Object.create(null);
  if (starts[0] !== 0) {
    forEachTag(line, (name, value) => {
      if (name.startsWith(PARAM_PREFIX)) params[name.slice(PARAM_PREFIX.length)] = value;
    });
    return params;
  }
  for (let number = FIRST_PARAM; number <= highest; number++) {
    const start = starts[number] as number;
    if (start === 0) continue;
    const name = PARAMS[number - FIRST_PARAM] as string;
    params[name] = start > 0 ? line.slice(start, ends[number] as number) : escapedText(line, number);
  }
  return params;
}

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

/*
 * Takes any line apart by the grammar, knowing nothing of what Twitch usually sends:
 *
 *   @name=value;name=value :nick!user@host COMMAND first :the rest of it
 *    └───── tags ────────┘  └nick┘         └──┬──┘ └──────params───────┘
 */

/** More than any line of Twitch's, whose tags end at 8 KB; longer ones are no messages. */
export const LONGEST_LINE = 131_072;

export interface LineParts {
  /** Values as they came; of a tag that came twice, the last. */
  readonly tags: ReadonlyMap<string, string>;
  /** Of the prefix, up to `!` or `@`; "" without one. */
  readonly nick: string;
  readonly command: string;
  /** The first parameter, without `#`; it may have been the last as well and begun with a colon. */
  readonly target: string;
  /** The second: all behind its colon, or one word. */
  readonly text: string;
  /** Everything behind the command. */
  readonly params: string;
}

const SPACE = 32;
const NO_TAGS: ReadonlyMap<string, string> = new Map();

/** @returns `undefined` for what has no command, or is too long. */
export function takeApart(line: string): LineParts | undefined {
  if (line.length > LONGEST_LINE) return undefined;
  // Some clients' lines end in NUL bytes; a line end is left where the caller did not split.
  const end = endOf(line);
  let tags = NO_TAGS;
  let nick = '';
  let at = 0;
  if (end > 0 && line.startsWith('@')) {
    at = wordEnd(line, 0, end);
    tags = tagsOf(line.slice(1, at));
  }
  at = skipSpaces(line, at, end);
  if (at < end && line.startsWith(':', at)) {
    const prefixEnd = wordEnd(line, at, end);
    nick = /^[^!@]*/.exec(line.slice(at + 1, prefixEnd))?.[0] ?? '';
    at = skipSpaces(line, prefixEnd, end);
  }
  if (at >= end) return undefined;

  const commandEnd = wordEnd(line, at, end);
  const command = line.slice(at, commandEnd);
  const paramsAt = skipSpaces(line, commandEnd, end);
  at = paramsAt;
  if (at < end && line.startsWith(':', at)) at++;
  if (at < end && line.startsWith('#', at)) at++;
  const targetEnd = wordEnd(line, at, end);
  const target = line.slice(at, targetEnd);
  at = skipSpaces(line, targetEnd, end);
  const text = at < end && line.startsWith(':', at) ? line.slice(at + 1, end) : line.slice(at, wordEnd(line, at, end));
  return { tags, nick, command, target, text, params: line.slice(paramsAt, end) };
}

/** Where the line ends without its line end. */
function endOf(line: string): number {
  let end = line.length;
  while (end > 0 && isLineEnd(line.charCodeAt(end - 1))) end--;
  return end;
}

/** NUL, LF or CR. */
export function isLineEnd(unit: number): boolean {
  return unit === 0 || unit === 10 || unit === 13;
}

function skipSpaces(line: string, from: number, end: number): number {
  let at = from;
  while (at < end && line.charCodeAt(at) === SPACE) at++;
  return at;
}

function wordEnd(line: string, from: number, end: number): number {
  const space = line.indexOf(' ', from);
  return space === -1 || space > end ? end : space;
}

/** `name=value;name=value`; without `=` the value is empty. */
function tagsOf(text: string): ReadonlyMap<string, string> {
  const tags = new Map<string, string>();
  let equals = -1;
  for (let at = 0; at < text.length; ) {
    const end = placeOf(';', text, at);
    // Looked for again only when it is passed: else many tags without one would each search all the rest.
    if (equals < at) equals = placeOf('=', text, at);
    if (equals >= end) {
      if (end > at) tags.set(text.slice(at, end), '');
    } else {
      tags.set(text.slice(at, equals), text.slice(equals + 1, end));
    }
    at = end + 1;
  }
  return tags;
}

/** The end of the text when there is none. */
export function placeOf(character: string, text: string, from: number): number {
  const at = text.indexOf(character, from);
  return at === -1 ? text.length : at;
}

/** All parameters, each without its colon. */
export function splitParams(params: string): string[] {
  const list: string[] = [];
  for (let at = 0; at < params.length; ) {
    if (params.startsWith(' ', at)) {
      at++;
    } else if (params.startsWith(':', at)) {
      list.push(params.slice(at + 1));
      break;
    } else {
      const end = wordEnd(params, at, params.length);
      list.push(params.slice(at, end));
      at = end;
    }
  }
  return list;
}

export const PARAM_PREFIX = 'msg-param-';

/**
 * Objects of it are quick to fill, unlike those made without a prototype, and have no names but their
 * own: Twitch may call a parameter whatever it likes.
 */
class Params {
  [name: string]: string;
}
Object.setPrototypeOf(Params.prototype, null);
Reflect.deleteProperty(Params.prototype, 'constructor');

/** Names and values of `msg-param-a=1;msg-param-b=2;`; without `=` the value is empty. */
export function paramsIn(text: string): Readonly<Record<string, string>> {
  const params = new Params();
  let equals = -1;
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf(';', at);
    if (equals < at) equals = placeOf('=', text, at);
    const nameEnd = Math.min(equals, end);
    const name = text.slice(at + PARAM_PREFIX.length, nameEnd);
    params[name] = nameEnd === end ? '' : unescapeTag(text.slice(nameEnd + 1, end));
    at = end + 1;
  }
  return params;
}

const ESCAPES: Readonly<Record<string, string>> = { ':': ';', s: ' ', '\\': '\\', r: '\r', n: '\n' };

/** Twitch's escapes in tag values: an unknown one keeps its letter, a lone backslash at the end is dropped. */
export function unescapeTag(value: string): string {
  let at = value.indexOf('\\');
  if (at === -1) return value;
  let text = '';
  let from = 0;
  for (; at !== -1; at = value.indexOf('\\', from)) {
    const letter = value.charAt(at + 1);
    text += value.slice(from, at) + (ESCAPES[letter] ?? letter);
    from = at + 2;
  }
  return text + value.slice(from);
}

import type { EmoteRange } from './irc-message.ts';
import { endOf, startOf, TAG, type Tag, unescapeTag, units } from './irc-scan.ts';

/** Most lines have neither: they share these. */
export const NO_EMOTES: readonly EmoteRange[] = Object.freeze([]);
export const NO_BADGES: readonly string[] = Object.freeze([]);

const COMMA = 44;
const MINUS = 45;
const SLASH = 47;
const COLON = 58;

/*
 * A channel's chatters share a few hundred badge lists. The last ones read lie here, found by a few of
 * their units and proved by comparing all of them: no list is cut out and kept a thousand times.
 */
const CACHE = 512;
const CACHED_LENGTH = 64;
const cachedUnits = new Uint16Array(CACHE * CACHED_LENGTH);
const cachedLengths = new Uint8Array(CACHE);
const cachedLists: (readonly string[])[] = new Array(CACHE).fill(NO_BADGES);

/** `moderator/1,subscriber/12`; the lists are shared and frozen. */
export function badgesOf(line: string, tag: Tag): readonly string[] {
  const start = startOf(tag);
  const end = endOf(tag);
  const length = end - start;
  if (length === 0) return NO_BADGES;
  if (length > CACHED_LENGTH) return splitBadges(line.slice(start, end));
  const slot =
    (length * 37 + (units[end - 1] as number) * 5 + (units[end - 2] as number) * 17 + (units[start] as number)) &
    (CACHE - 1);
  const row = slot * CACHED_LENGTH;
  if (cachedLengths[slot] === length) {
    let at = 0;
    while (at < length && cachedUnits[row + at] === units[start + at]) at++;
    if (at === length) return cachedLists[slot] as readonly string[];
  }
  const list = splitBadges(line.slice(start, end));
  cachedUnits.set(units.subarray(start, end), row);
  cachedLengths[slot] = length;
  cachedLists[slot] = list;
  return list;
}

function splitBadges(text: string): readonly string[] {
  const badges = text.split(',').filter((badge) => badge !== '');
  return Object.freeze(text.includes('\\') ? badges.map(unescapeTag) : badges);
}

/**
 * `25:0-4,9-13/emotesv2_x:6-8`. Twitch groups by emote and sometimes
 * names places that do not exist: the result is in order of the text, inside it and never overlaps.
 * @param length of the text in code points.
 */
export function emotesOf(line: string, length: number): readonly EmoteRange[] {
  const start = startOf(TAG.emotes);
  const end = endOf(TAG.emotes);
  if (start === end) return NO_EMOTES;
  // Made with its first range: an empty array grows by far more than the one or two it gets.
  let emotes: EmoteRange[] | undefined;
  let isOrdered = true;
  let last = -1;
  let at = start;
  while (at < end) {
    const idStart = at;
    while (at < end && units[at] !== COLON && units[at] !== SLASH) at++;
    if (at === idStart || units[at] !== COLON) {
      // No id, or no ranges behind it: on with the next emote.
      while (at < end && units[at] !== SLASH) at++;
      at++;
      continue;
    }
    const id = line.slice(idStart, at);
    at++;
    while (at < end) {
      const first = wholeNumberAt(at, end);
      at = next;
      const isRange = first >= 0 && at < end && units[at] === MINUS;
      const final = isRange ? wholeNumberAt(at + 1, end) : -1;
      if (isRange) at = next;
      const isWhole = at >= end || units[at] === COMMA || units[at] === SLASH;
      if (isWhole && final >= first && first >= 0 && final < length) {
        if (first <= last) isOrdered = false;
        last = final;
        if (emotes === undefined) emotes = [{ id, start: first, end: final }];
        else emotes.push({ id, start: first, end: final });
      }
      while (at < end && units[at] !== COMMA && units[at] !== SLASH) at++;
      const separator = units[at];
      at++;
      if (separator === SLASH) break;
    }
  }
  if (emotes === undefined) return NO_EMOTES;
  return isOrdered ? emotes : inOrder(emotes);
}

/** Where `wholeNumberAt` stopped. */
let next = 0;

/** Digits from a place on; −1 when there is none or it cannot be a place in a line. */
function wholeNumberAt(from: number, end: number): number {
  let at = from;
  let value = 0;
  for (; at < end; at++) {
    const digit = (units[at] as number) - 48;
    if (digit < 0 || digit > 9) break;
    value = value * 10 + digit;
  }
  next = at;
  return at === from || at - from > 7 ? -1 : value;
}

function inOrder(emotes: readonly EmoteRange[]): readonly EmoteRange[] {
  const ordered: EmoteRange[] = [];
  let last = -1;
  for (const emote of [...emotes].sort((a, b) => a.start - b.start)) {
    if (emote.start <= last) continue;
    ordered.push(emote);
    last = emote.end;
  }
  return ordered;
}

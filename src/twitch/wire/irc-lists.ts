import type { EmoteRange } from './irc-message.ts';
import { unescapeTag } from './irc-tags.ts';

/** Most lines have neither: they share these. */
export const NO_EMOTES: readonly EmoteRange[] = Object.freeze([]);
export const NO_BADGES: readonly string[] = Object.freeze([]);

const COMMA = 44;
const MINUS = 45;
const SLASH = 47;
const COLON = 58;
const BACKSLASH = 92;

/** `moderator/1,subscriber/12` between two places of the line. */
export function readBadges(line: string, units: Uint16Array, start: number, end: number): readonly string[] {
  if (start === end) return NO_BADGES;
  const badges: string[] = [];
  let from = start;
  let isEscaped = false;
  for (let at = start; at <= end; at++) {
    const unit = at === end ? COMMA : units[at];
    if (unit === BACKSLASH) isEscaped = true;
    if (unit !== COMMA) continue;
    if (at > from) {
      const badge = line.slice(from, at);
      badges.push(isEscaped ? unescapeTag(badge) : badge);
    }
    from = at + 1;
    isEscaped = false;
  }
  return badges.length === 0 ? NO_BADGES : badges;
}

/**
 * `25:0-4,9-13/emotesv2_x:6-8` between two places of the line. Twitch groups by emote and sometimes
 * names places that do not exist: the result is in order of the text, inside it and never overlaps.
 * @param length of the text in code points.
 */
export function readEmotes(
  line: string,
  units: Uint16Array,
  place: { readonly start: number; readonly end: number },
  length: number,
): readonly EmoteRange[] {
  const { start, end } = place;
  if (start === end) return NO_EMOTES;
  const emotes: EmoteRange[] = [];
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
      const first = wholeNumberAt(units, at, end);
      at = next;
      const isRange = first >= 0 && at < end && units[at] === MINUS;
      const final = isRange ? wholeNumberAt(units, at + 1, end) : -1;
      if (isRange) at = next;
      const isWhole = at >= end || units[at] === COMMA || units[at] === SLASH;
      if (isWhole && final >= first && first >= 0 && final < length) {
        if (first <= last) isOrdered = false;
        last = final;
        emotes.push({ id, start: first, end: final });
      }
      while (at < end && units[at] !== COMMA && units[at] !== SLASH) at++;
      const separator = units[at];
      at++;
      if (separator === SLASH) break;
    }
  }
  if (emotes.length === 0) return NO_EMOTES;
  return isOrdered ? emotes : inOrder(emotes);
}

/** Where `wholeNumberAt` stopped. */
let next = 0;

/** Digits from a place on; −1 when there is none or it cannot be a place in a line. */
function wholeNumberAt(units: Uint16Array, from: number, end: number): number {
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

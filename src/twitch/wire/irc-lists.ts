import { placeOf, unescapeTag } from './irc-line.ts';
import type { EmoteRange } from './irc-message.ts';

/** Most lines have neither: they share these. */
export const NO_EMOTES: readonly EmoteRange[] = [];
const NO_BADGES: readonly string[] = [];

const COMMA = 44;
const MINUS = 45;
const SLASH = 47;

/** The lists are shared by all who look alike. Not frozen: V8 reads frozen ones much slower. */
export interface Badges {
  /** `moderator/1`, `subscriber/12`, in Twitch's order. */
  readonly badges: readonly string[];
  readonly badgeInfo: readonly string[];
}

interface Kept {
  readonly value: string;
  readonly look: Badges;
}

/*
 * A channel's chatters share a few hundred looks. Those read lately lie here, so that no list is split and
 * kept a thousand times: each in the place that a few of its units point to, where the next one that points
 * there replaces it. A map would ask V8 for the whole text's hash and for its place among all texts it knows,
 * which takes a fifth of the time of a line.
 */
const PLACES = 4096;
const LONGEST_KEPT = 128;
const looks: (Kept | undefined)[] = new Array(PLACES).fill(undefined);

/** @param value of both tags, `subscriber/14;badges=moderator/1,subscriber/12`. */
export function badgesOf(value: string): Badges {
  if (value.length === SEPARATOR.length) return NO_BADGES_AT_ALL;
  const place = placeOfLook(value);
  const kept = looks[place];
  return kept !== undefined && kept.value === value ? kept.look : readBadges(value, place);
}

/** From the length and the units that tell looks apart: months, and versions at the end. */
function placeOfLook(value: string): number {
  const { length } = value;
  return (
    (length * 521 +
      value.charCodeAt(length - 1) * 3 +
      value.charCodeAt(length - 4) * 67 +
      value.charCodeAt(MONTHS_AT) * 257 +
      value.charCodeAt(MONTHS_AT + 1) * 1031) &
    (PLACES - 1)
  );
}

const MONTHS_AT = 'subscriber/'.length;

function readBadges(value: string, place: number): Badges {
  const at = value.indexOf(SEPARATOR);
  const look = splitBadges(value.slice(0, at), value.slice(at + SEPARATOR.length));
  // A copy: the piece would keep the whole line it was cut out of.
  if (value.length <= LONGEST_KEPT) looks[place] = { value: Buffer.from(value, 'utf16le').toString('utf16le'), look };
  return look;
}

const SEPARATOR = ';badges=';
const NO_BADGES_AT_ALL: Badges = { badges: NO_BADGES, badgeInfo: NO_BADGES };

/** The same from the values of the two tags, for what comes seldom. */
export function splitBadges(badgeInfo = '', badges = ''): Badges {
  return { badges: splitList(badges), badgeInfo: splitList(badgeInfo) };
}

function splitList(text: string): readonly string[] {
  if (text === '') return NO_BADGES;
  const badges = text.split(',').filter((badge) => badge !== '');
  return text.includes('\\') ? badges.map(unescapeTag) : badges;
}

/**
 * `25:0-4,9-13/emotesv2_x:6-8`. Twitch groups by emote and sometimes
 * names places that do not exist: the result is in order of the text, inside it and never overlaps.
 * @param length of the text in code points.
 */
export function emotesOf(value: string, length: number): readonly EmoteRange[] {
  // Made with its first range: an empty array grows by far more than the one or two it gets.
  let emotes: EmoteRange[] | undefined;
  let isOrdered = true;
  let last = -1;
  let at = 0;
  let colon = -1;
  while (at < value.length) {
    const idStart = at;
    // Looked for again only when it is passed: else many groups without one would each search all the rest.
    if (colon < at) colon = placeOf(':', value, at);
    const groupEnd = placeOf('/', value, at);
    at = groupEnd + 1;
    // No id, or no ranges behind it: on with the next emote.
    if (colon >= groupEnd || colon === idStart) continue;
    const id = value.slice(idStart, colon);
    at = colon + 1;
    while (at < value.length) {
      const first = wholeNumberAt(value, at);
      at = next;
      const isRange = first >= 0 && value.charCodeAt(at) === MINUS;
      const final = isRange ? wholeNumberAt(value, at + 1) : -1;
      if (isRange) at = next;
      const isWhole = at >= value.length || value.charCodeAt(at) === COMMA || value.charCodeAt(at) === SLASH;
      if (isWhole && final >= first && first >= 0 && final < length) {
        if (first <= last) isOrdered = false;
        last = final;
        if (emotes === undefined) emotes = [{ id, start: first, end: final }];
        else emotes.push({ id, start: first, end: final });
      }
      while (at < value.length && value.charCodeAt(at) !== COMMA && value.charCodeAt(at) !== SLASH) at++;
      const separator = value.charCodeAt(at);
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
function wholeNumberAt(text: string, from: number): number {
  let at = from;
  let value = 0;
  for (; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 48;
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

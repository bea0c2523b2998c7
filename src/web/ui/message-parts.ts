import type { ChatLineView } from '../../contract/live.ts';

/** A piece of a message, in order; joining all `text` gives the message. */
export type MessagePart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'emote'; readonly text: string; readonly id: string }
  /** Bits given with a word: `Cheer100`; `tier` names the picture. */
  | {
      readonly type: 'cheer';
      readonly text: string;
      readonly prefix: string;
      readonly bits: number;
      readonly tier: number;
    }
  | { readonly type: 'mention'; readonly text: string; readonly login: string }
  | { readonly type: 'link'; readonly text: string; readonly url: string };

/** A word that cheers with a number behind it, and from how many bits on it looks different. */
export interface Cheermote {
  readonly prefix: string;
  /** Smallest first. */
  readonly tiers: readonly { readonly minBits: number }[];
}

const NO_CHEERS: readonly Cheermote[] = [];

/** Mentions and links; no nested repetition, so linear in the length of the text. */
const SPECIAL =
  /@[\p{L}\p{N}_]{2,25}|https?:\/\/[^\s<>"]+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|de|net|org|tv|gg|io|me|be|link|live|shop|at|ch|eu)\b(?:\/[^\s<>"]*)?/giu;

/**
 * Cuts a message into what is shown. Emote positions count Unicode code points and include both ends
 * (Twitch's own counting): an emoji outside the BMP counts one, so UTF-16 indices would be wrong.
 */
export function splitMessage(
  line: Pick<ChatLineView, 'text' | 'emotes'>,
  cheermotes: readonly Cheermote[] = NO_CHEERS,
): MessagePart[] {
  const splitRest = (text: string): MessagePart[] =>
    cheermotes.length === 0 ? splitText(text) : splitCheers(text, cheermotes);
  if (line.emotes.length === 0) return splitRest(line.text);
  const points = Array.from(line.text);
  const parts: MessagePart[] = [];
  let at = 0;
  for (const emote of [...line.emotes].sort((a, b) => a.start - b.start)) {
    if (emote.start < at || emote.end >= points.length) continue;
    if (emote.start > at) parts.push(...splitRest(points.slice(at, emote.start).join('')));
    parts.push({ type: 'emote', id: emote.id, text: points.slice(emote.start, emote.end + 1).join('') });
    at = emote.end + 1;
  }
  if (at < points.length) parts.push(...splitRest(points.slice(at).join('')));
  return parts;
}

/** Cheers are words of their own, in any case. */
function splitCheers(text: string, cheermotes: readonly Cheermote[]): MessagePart[] {
  const parts: MessagePart[] = [];
  let at = 0;
  for (const word of text.matchAll(/\S+/g)) {
    const [, name = '', digits = ''] = /^(.*\D)(\d{1,6})$/.exec(word[0]) ?? [];
    const known = cheermotes.find(({ prefix }) => prefix.toLowerCase() === name.toLowerCase());
    const bits = Number(digits);
    const tier = known?.tiers.findLast(({ minBits }) => minBits <= bits);
    if (!known || !tier) continue;
    if (word.index > at) parts.push(...splitText(text.slice(at, word.index)));
    parts.push({ type: 'cheer', text: word[0], prefix: known.prefix, bits, tier: tier.minBits });
    at = word.index + word[0].length;
  }
  if (at < text.length) parts.push(...splitText(text.slice(at)));
  return parts;
}

function splitText(text: string): MessagePart[] {
  const parts: MessagePart[] = [];
  let at = 0;
  for (const match of text.matchAll(SPECIAL)) {
    const found = trimLink(match[0]);
    if (match.index > at) parts.push({ type: 'text', text: text.slice(at, match.index) });
    parts.push(
      found.startsWith('@')
        ? { type: 'mention', text: found, login: found.slice(1).toLowerCase() }
        : { type: 'link', text: found, url: /^https?:/i.test(found) ? found : `https://${found}` },
    );
    at = match.index + found.length;
  }
  if (at < text.length) parts.push({ type: 'text', text: text.slice(at) });
  return parts;
}

/** The full stop or bracket after a link belongs to the sentence. */
function trimLink(found: string): string {
  return found.startsWith('@') ? found : found.replace(/[.,;:!?)\]'"]+$/, '');
}

/** Cuts a text at every place one of the words stands, for marking search hits; case does not count. */
export function markWords(
  text: string,
  words: readonly string[],
): { readonly text: string; readonly isHit: boolean }[] {
  const wanted = words.filter((word) => word !== '').map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  if (wanted.length === 0) return [{ text, isHit: false }];
  const pieces = text.split(new RegExp(`(${wanted.join('|')})`, 'giu'));
  return pieces.map((piece, index) => ({ text: piece, isHit: index % 2 === 1 })).filter((piece) => piece.text !== '');
}

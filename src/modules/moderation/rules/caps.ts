import { z } from 'zod';
import type { ChatLine } from '../../live/index.ts';
import type { Rule } from './rule.ts';

const config = z.object({
  /** Shorter lines are left alone: letters that count, emotes left out. */
  fromLetters: z.int().min(1).max(500).default(12),
  /** Largest share of capital letters, in percent. */
  percent: z.int().min(1).max(100).default(70),
});

/** Shouting: mostly capital letters, emote names not counted. */
export const caps: Rule<z.output<typeof config>, { percent: number }, undefined> = {
  name: 'caps',
  config,
  remember: () => undefined,
  judge(line, { fromLetters, percent }) {
    if (line.text.length < fromLetters) return undefined;
    const { letters, capitals } = count(line);
    if (letters < fromLetters) return undefined;
    const share = Math.round((capitals / letters) * 100);
    return share > percent ? { percent: share } : undefined;
  },
  explain: ({ percent }) => ({ percent }),
};

function count({ text, emotes }: ChatLine): { letters: number; capitals: number } {
  const inEmote = emotes.length === 0 ? undefined : emotePositions(emotes);
  let letters = 0;
  let capitals = 0;
  let position = 0;
  for (let index = 0; index < text.length; index++, position++) {
    const code = text.charCodeAt(index);
    const isPair = code >= 0xd800 && code <= 0xdbff;
    if (!inEmote?.has(position)) {
      // Nearly every letter of a chat is one of these; the others cost two conversions.
      const isUpper = code < 128 ? code >= 65 && code <= 90 : isCapital(text.charAt(index));
      const isLower = code < 128 ? code >= 97 && code <= 122 : !isUpper && hasCapital(text.charAt(index));
      if (isUpper) capitals += 1;
      if (isUpper || isLower) letters += 1;
    }
    // Positions of emotes count code points: a surrogate pair is one.
    if (isPair) index += 1;
  }
  return { letters, capitals };
}

function isCapital(sign: string): boolean {
  return sign !== sign.toLowerCase() && sign === sign.toUpperCase();
}

/** Only what has a capital form is a letter that does not shout. */
function hasCapital(sign: string): boolean {
  return sign !== sign.toUpperCase();
}

function emotePositions(emotes: ChatLine['emotes']): Set<number> {
  const positions = new Set<number>();
  for (const { start, end } of emotes) for (let at = start; at <= end; at++) positions.add(at);
  return positions;
}

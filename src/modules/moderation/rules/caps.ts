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

function count(line: ChatLine): { letters: number; capitals: number } {
  let letters = 0;
  let capitals = 0;
  let position = 0;
  const isEmote = emotePositions(line);
  for (const sign of line.text) {
    if (!isEmote?.has(position)) {
      const upper = sign.toUpperCase();
      const lower = sign.toLowerCase();
      // Only what has both forms is a letter that can shout.
      if (upper !== lower) {
        letters += 1;
        if (sign === upper) capitals += 1;
      }
    }
    position += 1;
  }
  return { letters, capitals };
}

function emotePositions(line: ChatLine): Set<number> | undefined {
  if (line.emotes.length === 0) return undefined;
  const positions = new Set<number>();
  for (const { start, end } of line.emotes) for (let at = start; at <= end; at++) positions.add(at);
  return positions;
}

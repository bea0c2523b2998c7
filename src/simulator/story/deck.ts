import type { Random } from '../random.ts';

/** Draws without repeating until all are used, then shuffles anew. */
export interface Deck<T> {
  draw(): T;
}

/** @throws RangeError at the first draw from nothing. */
export function shuffledDeck<T>(items: readonly T[], random: Random): Deck<T> {
  let rest: T[] = [];
  return {
    draw() {
      if (rest.length === 0) rest = shuffle(items, random);
      const next = rest.pop();
      if (next === undefined) throw new RangeError('an empty deck');
      return next;
    },
  };
}

function shuffle<T>(items: readonly T[], random: Random): T[] {
  const left = [...items];
  const mixed: T[] = [];
  while (left.length > 0) mixed.push(...left.splice(random.between(0, left.length - 1), 1));
  return mixed;
}

import { expect, it } from 'vitest';
import { seededRandom } from './random.ts';

it('gives the same numbers for the same seed and others for another', () => {
  const draw = (seed: string): number[] => {
    const random = seededRandom(seed);
    return Array.from({ length: 20 }, () => random.between(1, 1000));
  };
  expect(draw('a')).toEqual(draw('a'));
  expect(draw('a')).not.toEqual(draw('b'));
});

it('stays within both ends and reaches them', () => {
  const random = seededRandom('dice');
  const dice = new Set(Array.from({ length: 500 }, () => random.between(1, 6)));
  expect([...dice].sort()).toEqual([1, 2, 3, 4, 5, 6]);
});

it('makes ids that look like version 4 UUIDs and do not repeat', () => {
  const random = seededRandom('ids');
  const ids = Array.from({ length: 2000 }, () => random.uuid());
  expect(ids.every((id) => /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/.test(id))).toBe(true);
  expect(new Set(ids).size).toBe(2000);
});

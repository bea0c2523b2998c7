import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type IdPrefix, isId, newId } from './id.ts';

const PREFIXES: readonly IdPrefix[] = ['mem', 'ses', 'job', 'act', 'att', 'bak'];
const anyPrefix = fc.constantFrom(...PREFIXES);
const anyMs = fc.integer({ min: 0, max: 2 ** 48 - 1 });

describe('an id', () => {
  it('is told by its prefix and by no other', () => {
    fc.assert(
      fc.property(anyPrefix, anyPrefix, anyMs, (prefix, other, ms) => {
        expect(isId(other, newId(prefix, ms))).toBe(prefix === other);
      }),
    );
  });

  it('sorts by the time of its making', () => {
    fc.assert(
      fc.property(anyPrefix, anyMs, anyMs, (prefix, a, b) => {
        fc.pre(a < b);
        expect(newId(prefix, a) < newId(prefix, b)).toBe(true);
      }),
    );
  });

  it('is never given twice, also within one millisecond', () => {
    const ids = new Set(Array.from({ length: 20_000 }, () => newId('job', 1_795_300_000_000)));
    expect(ids.size).toBe(20_000);
  });

  it.each([
    '',
    'mem_',
    'mem',
    'mem_01JD2Z3N4P5Q6R7S8T9V0W1X2',
    'mem_01JD2Z3N4P5Q6R7S8T9V0W1X2YZ',
    'mem_81JD2Z3N4P5Q6R7S8T9V0W1X2Y',
    'mem_01JD2Z3N4P5Q6R7S8T9V0W1X2I',
    'mem_01jd2z3n4p5q6r7s8t9v0w1x2y',
    'mem_01JD2Z3N4P5Q6R7S8T9V0W1X2Y\n',
    ' mem_01JD2Z3N4P5Q6R7S8T9V0W1X2Y',
    'ses_01JD2Z3N4P5Q6R7S8T9V0W1X2Y',
  ])('is not %j', (text) => {
    expect(isId('mem', text)).toBe(false);
  });

  it('is what it looks like', () => {
    expect(isId('mem', 'mem_01JD2Z3N4P5Q6R7S8T9V0W1X2Y')).toBe(true);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantFromMs, instantToMs, parseInstant } from './instant.ts';

/** Years 0 to 9999: outside of them ISO texts have six digits and no longer sort. */
const FIRST = Date.UTC(2000, 0, 1) - 2000 * 365.2425 * 86_400_000 + 86_400_000;
const anyMs = fc.integer({ min: Math.ceil(FIRST), max: Date.UTC(9999, 11, 31, 23, 59, 59, 999) });

describe('an instant', () => {
  it('is UTC text with exactly milliseconds, and comes back as it was', () => {
    fc.assert(
      fc.property(anyMs, (ms) => {
        const instant = instantFromMs(ms);
        expect(instant).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/);
        expect(instantToMs(instant)).toBe(ms);
        expect(parseInstant(instant)).toBe(instant);
      }),
    );
  });

  it('sorts as text as it does in time', () => {
    fc.assert(
      fc.property(anyMs, anyMs, (a, b) => {
        expect(instantFromMs(a) < instantFromMs(b)).toBe(a < b);
      }),
    );
  });
});

describe('reading an instant', () => {
  it.each([
    ['2026-11-22T09:18:04.120Z', '2026-11-22T09:18:04.120Z'],
    ['2026-11-22T09:18:04Z', '2026-11-22T09:18:04.000Z'],
    ['2023-07-19T14:56:51.634234626Z', '2023-07-19T14:56:51.634Z'],
    ['2026-11-22T09:18:04.9999999Z', '2026-11-22T09:18:04.999Z'],
    ['2026-11-22T10:18:04+01:00', '2026-11-22T09:18:04.000Z'],
    ['2026-11-22t09:18:04z', '2026-11-22T09:18:04.000Z'],
    ['1969-12-31T23:59:59.9999Z', '1969-12-31T23:59:59.999Z'],
  ])('reads %s', (text, instant) => {
    expect(parseInstant(text)).toBe(instant);
  });

  it.each([
    '',
    'now',
    '2026-11-22',
    '2026-11-22T09:18:04',
    '22.11.2026 09:18',
    '2026-02-30T00:00:00Z',
    '2026-11-22T24:00:01Z',
    '1795339084120',
  ])('gives nothing for %j', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseInstant(text)));
  });

  it('cuts nanoseconds, never rounds up into a moment that has not been', () => {
    fc.assert(
      fc.property(anyMs, fc.integer({ min: 0, max: 999_999 }), (ms, nanoseconds) => {
        const text = instantFromMs(ms).replace('Z', `${String(nanoseconds).padStart(6, '0')}Z`);
        expect(parseInstant(text)).toBe(instantFromMs(ms));
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDay } from './read-day.ts';

// A Sunday.
const TODAY = '2026-11-22';
const de = (text: string) => readDay(text, TODAY, 'de');
const en = (text: string) => readDay(text, TODAY, 'en');

describe('readDay', () => {
  it('reads days with and without a year', () => {
    expect([de('18.11.2026'), de('18.11.26'), de('18.11.'), de('18.11'), en('18/11/2026'), en('18 Nov')]).toEqual(
      Array(6).fill('2026-11-18'),
    );
    expect([de('2026-11-18'), de('18. November 2026'), en('18 November')]).toEqual(Array(3).fill('2026-11-18'));
  });

  it('looks back for the year that is not written', () => {
    expect([de('25.12.'), de('22.11.'), de('23.11.')]).toEqual(['2025-12-25', TODAY, '2025-11-23']);
    expect(de('29.02.')).toBe('2024-02-29');
  });

  it('knows words and weekdays, today included', () => {
    expect([de('heute'), de('Gestern'), de('vorgestern'), en('yesterday')]).toEqual([
      TODAY,
      '2026-11-21',
      '2026-11-20',
      '2026-11-21',
    ]);
    expect([de('mo'), de('Mittwoch'), en('fri'), de('so')]).toEqual(['2026-11-16', '2026-11-18', '2026-11-20', TODAY]);
  });

  it('refuses what is no day', () => {
    expect(['', 'x', '31.02.2026', '31.11.', '1.13.', '2026-02-30', 'm', 'bald', '99'].map(de)).toEqual(
      Array(9).fill(undefined),
    );
    expect(en('mo')).toBeUndefined();
  });

  it('reads back every day it is shown', () => {
    const days = fc.date({ min: new Date('2000-01-01'), max: new Date(TODAY), noInvalidDate: true });
    fc.assert(
      fc.property(days, (date) => {
        const day = date.toISOString().slice(0, 10);
        const [year, month, dayOfMonth] = day.split('-');
        expect(de(`${dayOfMonth}.${month}.${year}`)).toBe(day);
        expect(de(day)).toBe(day);
      }),
    );
  });
});

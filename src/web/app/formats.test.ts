import { describe, expect, it } from 'vitest';
import { loadTranslate } from '../../i18n/messages.ts';
import { createFormats } from './formats.ts';

const texts = { de: await loadTranslate('de'), en: await loadTranslate('en') };
const of = (language: 'de' | 'en', zone = 'Europe/Berlin') => createFormats(language, zone, texts[language]);
const de = of('de');
const en = of('en');
const AT = '2026-11-18T18:30:05.000Z';
const NOW = Date.parse('2026-11-18T20:00:00.000Z');
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('formats', () => {
  it('groups numbers as the language does and writes a real minus', () => {
    expect([de.number(1284), en.number(1284)]).toEqual(['1.284', '1,284']);
    expect([de.number(-9.4), de.change(38), de.change(-4), de.change(0)]).toEqual(['−9,4', '+38', '−4', '±0']);
  });

  it('shows times in the chosen zone with 24 hours', () => {
    expect([de.time(AT), en.time(AT), de.timeExact(AT)]).toEqual(['19:30', '19:30', '19:30:05']);
    expect(of('de', 'America/New_York').time(AT)).toBe('13:30');
    expect(de.time('2026-11-17T23:05:00.000Z')).toBe('00:05');
  });

  it('writes days as the language does', () => {
    expect([de.day(AT), en.day(AT)]).toEqual(['Mi 18.11.', 'Wed 18 Nov']);
    expect([de.dayLong(AT), en.dayLong(AT)]).toEqual(['Mittwoch, 18. November', 'Wednesday, 18 November']);
    expect([de.date(AT), en.date(AT)]).toEqual(['18.11.2026', '18 Nov 2026']);
  });

  it('leaves the day out when it is today', () => {
    expect(de.dateTime(AT, NOW)).toBe('19:30');
    expect(de.dateTime(AT, NOW + 86_400_000)).toBe('Mi 18.11. 19:30');
  });

  it('names today and yesterday by the calendar of the zone, not by hours', () => {
    const earlyMorning = Date.parse('2026-11-18T23:30:00.000Z');
    expect(de.dayHeading(AT, NOW)).toBe('Heute');
    expect(de.dayHeading(AT, earlyMorning)).toBe('Gestern');
    expect(en.dayHeading('2026-11-16T12:00:00.000Z', NOW)).toBe('Monday, 16 November');
    expect(de.dayKey('2026-11-18T23:30:00.000Z')).toBe('2026-11-19');
  });

  it('tells how long ago with one set of units', () => {
    const ago = (seconds: number) => [de, en].map((each) => plain(each.relative(NOW + seconds * 1000, NOW)));
    expect(ago(-8)).toEqual(['vor 8 s', '8 s ago']);
    expect(ago(-240)).toEqual(['vor 4 min', '4 min ago']);
    expect(ago(-7300)).toEqual(['vor 2 h', '2 h ago']);
    expect(ago(8)).toEqual(['in 8 s', 'in 8 s']);
    expect(ago(-3 * 86_400)).toEqual(['vor 3 Tagen', '3 days ago']);
  });

  it('writes durations and clocks', () => {
    expect([12, 60, 615, 13_320, 90_000].map((seconds) => plain(de.duration(seconds)))).toEqual([
      '12 s',
      '1 min',
      '10 min 15 s',
      '3 h 42 min',
      '1 d 1 h',
    ]);
    expect([de.clock(2832), de.clock(36_000)]).toEqual(['0:47:12', '10:00:00']);
  });

  it('writes sizes', () => {
    expect([900, 9_400, 118_234_567].map((bytes) => plain(de.bytes(bytes)))).toEqual(['900 B', '9,4 kB', '118 MB']);
  });

  it('writes money exactly, with the sign of the language and the real minus', () => {
    const eur = (minor: string) => ({ minor, currency: 'EUR' as const });
    expect([de.money(eur('5871')), en.money(eur('5871'))].map(plain)).toEqual(['58,71 €', '€58.71']);
    expect([de.money(eur('-940')), en.money(eur('-940'))].map(plain)).toEqual(['−9,40 €', '−€9.40']);
    expect(plain(de.money({ minor: '1208', currency: 'USD' }))).toBe('12,08 $');
    expect(en.money({ minor: '1208', currency: 'USD' })).toBe('US$12.08');
    expect(plain(de.money({ minor: '1208', currency: 'JPY' }))).toBe('1.208 ¥');
    expect(plain(de.money(eur('12345678901234567890')))).toBe('123.456.789.012.345.678,90 €');
    expect([de.moneyDigits(eur('113174')), de.moneyTyped(eur('113174')), en.moneyTyped(eur('5'))]).toEqual([
      '1.131,74',
      '1131,74',
      '0.05',
    ]);
    expect([de.percent(40), en.percent(-3)].map(plain)).toEqual(['40 %', '−3%']);
  });

  it('writes calendar days without a zone', () => {
    const far = of('de', 'Pacific/Kiritimati');
    expect([far.calendarDay('2026-11-18'), far.calendarDayMonth('2026-11-18'), far.calendarDate('2026-11-18')]).toEqual(
      ['Mi 18.11.', '18.11.', '18.11.2026'],
    );
    expect([de.calendarMonth('2026-11-01'), en.calendarDay('2026-11-18')]).toEqual(['November 2026', 'Wed 18 Nov']);
  });
});

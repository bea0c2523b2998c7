import { describe, expect, it } from 'vitest';
import { readDay, readDue, readDueAlone, type Today } from './read-due.ts';

// A Sunday, 9:18.
const de: Today = { day: '2026-11-22', minutes: 9 * 60 + 18, language: 'de' };
const en: Today = { ...de, language: 'en' };

describe('readDue', () => {
  it.each([
    ['Croissants holen morgen', 'Croissants holen', '2026-11-23', null],
    ['Croissants holen heute 9:45', 'Croissants holen', '2026-11-22', '09:45'],
    ['Mods aktualisieren mi', 'Mods aktualisieren', '2026-11-25', null],
    ['Mods aktualisieren am Mittwoch um 18 Uhr', 'Mods aktualisieren', '2026-11-25', '18:00'],
    ['Beleg ablegen bis 25.11.', 'Beleg ablegen', '2026-11-25', null],
    ['Beleg ablegen 25.11.2027 8:00', 'Beleg ablegen', '2027-11-25', '08:00'],
    ['Beleg ablegen 12.1.', 'Beleg ablegen', '2027-01-12', null],
    ['Steuer 3. dez', 'Steuer', '2026-12-03', null],
    ['Steuer 3. Dezember 2028', 'Steuer', '2028-12-03', null],
    ['Clips in 2 Wochen', 'Clips', '2026-12-06', null],
    ['morgen 9:45 Croissants', 'Croissants', '2026-11-23', '09:45'],
    ['Anruf 9:45', 'Anruf', '2026-11-22', '09:45'],
    ['Anruf 9:00', 'Anruf', '2026-11-23', '09:00'],
    ['Overlay bauen so', 'Overlay bauen', '2026-11-29', null],
  ])('reads %s', (text, title, day, time) => {
    expect(readDue(text, de)).toEqual({ title, due: { day, time } });
  });

  it.each([
    ['Call sponsor tomorrow at 5pm', 'Call sponsor', '2026-11-23', '17:00'],
    ['Cut clips wed', 'Cut clips', '2026-11-25', null],
    ['Cut clips by 25 Nov', 'Cut clips', '2026-11-25', null],
    ['Cut clips Nov 25 7:30 pm', 'Cut clips', '2026-11-25', '19:30'],
    ['File taxes 25/11/2027', 'File taxes', '2027-11-25', null],
    ['Write mail in 3 days', 'Write mail', '2026-11-25', null],
    ['Write mail 2026-12-01', 'Write mail', '2026-12-01', null],
  ])('reads %s', (text, title, day, time) => {
    expect(readDue(text, en)).toEqual({ title, due: { day, time } });
  });

  it.each([
    'So geht das nicht',
    'Kiste 12',
    'Version 2.10 testen',
    'Novelle 3',
    'Morgen',
    '31.2.',
    'Bonbons 12.50',
    '',
  ])('leaves %s a title', (text) => {
    expect(readDue(text, de)).toEqual({ title: text, due: null });
  });

  it('leaves English words that are no days alone', () => {
    expect(readDue('Sun screen for the set', en).due).toBeNull();
    expect(readDue('May the lights work', en).due).toBeNull();
  });
});

describe('readDueAlone', () => {
  it('reads a due date and nothing else', () => {
    expect(readDueAlone('mi 9:45', de)).toEqual({ day: '2026-11-25', time: '09:45' });
    expect(readDueAlone('am 25.11.', de)).toEqual({ day: '2026-11-25', time: null });
    expect(readDueAlone('Clips 25.11.', de)).toBeUndefined();
    expect(readDueAlone('bald', de)).toBeUndefined();
    expect(readDueAlone('', de)).toBeUndefined();
  });
});

describe('readDay', () => {
  it('reads a day and no time', () => {
    expect(readDay('Mi', de)).toBe('2026-11-25');
    expect(readDay('25.11.', de)).toBe('2026-11-25');
    expect(readDay('25.11.2026', de)).toBe('2026-11-25');
    expect(readDay('29.2.2027', de)).toBeUndefined();
    expect(readDay('9:45', de)).toBeUndefined();
  });
});

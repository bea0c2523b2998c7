import { describe, expect, it } from 'vitest';
import { loadTranslate } from '../../../i18n/messages.ts';
import { ageInWords } from './age.ts';

describe('an age in words', () => {
  const now = Date.parse('2026-11-22T10:00:00.000Z');
  it.each([
    ['2023-03-14T10:00:00.000Z', '3 Jahre 8 Monate'],
    ['2026-02-02T10:00:00.000Z', '9 Monate'],
    ['2025-11-20T10:00:00.000Z', '1 Jahr'],
    ['2026-11-20T09:00:00.000Z', '2 Tage'],
    ['2026-11-21T09:00:00.000Z', '1 Tag'],
    ['2026-11-22T09:00:00.000Z', '0 Tage'],
  ])('counts from %s: %s', async (since, words) => {
    expect(ageInWords(Date.parse(since), now, await loadTranslate('de'))).toBe(words);
  });
});

import { describe, expect, it } from 'vitest';
import { loadPageTexts } from './messages.ts';

describe('texts of the pages', () => {
  it('are those of the first page, until a room asks for the rest', async () => {
    const texts = await loadPageTexts('de');
    expect(texts.t('home.events')).toBe('Ereignisse');
    expect(texts.t('settings.scheme')).toBe('settings.scheme');
    await Promise.all([texts.loadRooms(), texts.loadRooms()]);
    expect(texts.t('settings.scheme')).not.toBe('settings.scheme');
    expect(texts.t('home.events')).toBe('Ereignisse');
  });
});

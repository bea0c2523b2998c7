import { describe, expect, it } from 'vitest';
import { REFUSALS, type RefusalCode } from '../../contract/refusals.ts';
import { PROBLEM_CODES } from '../../contract/system.ts';
import { refusals as de } from '../../i18n/de/refusals.ts';
import { refusals as en } from '../../i18n/en/refusals.ts';
import { loadTranslate, type MessageKey } from '../../i18n/messages.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { Unreachable } from '../api/call.ts';
import { createTexts, refusalSentence } from './locale.tsx';

// Types first: a missing or a superfluous code does not compile.
en satisfies Record<RefusalCode, string>;
type Superfluous = Exclude<keyof typeof en, RefusalCode>;
const superfluous: Superfluous[] = [];

const texts = { de: await loadTranslate('de'), en: await loadTranslate('en') };

describe('texts of refusals', () => {
  it('has exactly one sentence for each code in both languages', () => {
    expect(superfluous).toEqual([]);
    expect(Object.keys(en).sort()).toEqual(Object.keys(REFUSALS).sort());
    expect(Object.keys(de).sort()).toEqual(Object.keys(REFUSALS).sort());
    for (const catalogue of [de, en]) {
      for (const text of Object.values(catalogue)) {
        expect(text.trim(), text).not.toBe('');
        expect(text, text).not.toMatch(/!|leider|erfolgreich|\bSie\b/);
      }
    }
  });

  it('says no two refusals of moderation alike, except where they are the same', () => {
    const texts = Object.entries(de).filter(([code]) => code.startsWith('moderation.'));
    expect(new Set(texts.map(([, text]) => text)).size).toBe(texts.length);
  });

  it('is found by its code', () => {
    const params = {
      message: 'bad title',
      megabytes: 10,
      max: 140,
      days: 400,
      zone: 'Mars/Base',
      part: 'chat',
      channel: 'x',
      login: 'mara_manager',
    };
    for (const language of ['de', 'en'] as const) {
      const t = texts[language];
      for (const code of Object.keys(REFUSALS)) {
        const sentence = refusalSentence(t, code, params);
        expect(sentence, code).not.toBe(t('common.failed'));
        expect(sentence, code).not.toContain('{{');
      }
    }
  });

  it('carries the words of Twitch where we pass them on', () => {
    const t = texts.de;
    expect(refusalSentence(t, 'twitch.rejected-input', { message: 'bad title' })).toBe(
      'Twitch hat abgelehnt: bad title',
    );
    expect(refusalSentence(t, 'twitch.rejected-input', {})).toBe('Twitch hat abgelehnt.');
  });

  it('has a sentence for everything a call can throw', () => {
    const { refusal } = createTexts({ language: 'de', t: texts.de }, 'Europe/Berlin');
    expect(refusal(new Refusal('team.link-used'))).toContain('verbraucht');
    expect(refusal(new Refusal('future.code'))).toBe('Das hat nicht geklappt.');
    expect(refusal(new Unreachable())).toContain('antwortet nicht');
    expect(refusal(new TypeError('x'))).toBe('Das hat nicht geklappt.');
  });

  it('has a sentence for each problem', () => {
    for (const language of ['de', 'en'] as const) {
      const t = texts[language];
      for (const code of PROBLEM_CODES) {
        const key = `system.problem.${code}` as MessageKey;
        expect(t(key, { count: 2, days: 9, megabytes: 5, scope: 'x' })).not.toContain('system.problem');
      }
    }
  });
});

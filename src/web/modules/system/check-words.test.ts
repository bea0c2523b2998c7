import { describe, expect, it } from 'vitest';
import { HEALTH_TEXTS, type HealthCheck, type HealthCode, MENDS, REPAIR_CODES } from '../../../contract/health.ts';
import { loadTranslate, type MessageKey } from '../../../i18n/messages.ts';
import { createTexts } from '../../app/locale.tsx';
import { checkWords } from './check-words.ts';

const CHECKED_AT = '2026-11-22T09:18:04.000Z';
const LANGUAGES = ['de', 'en'] as const;
const texts = {
  de: createTexts({ language: 'de', t: await loadTranslate('de') }, 'Europe/Berlin'),
  en: createTexts({ language: 'en', t: await loadTranslate('en') }, 'Europe/Berlin'),
};

/** Every parameter a check is said to have. */
const PARAMS: HealthCheck['params'] = {
  ...{ login: 'derflaavius', uses: 'channel,bot', ageMs: 60_000, leftMs: 12_180_000, scopes: 24, missing: 1 },
  ...{ clientType: 'confidential', refreshByAt: CHECKED_AT, validatedAt: CHECKED_AT, names: 'x', needed: 3 },
  ...{ sinceAt: CHECKED_AT, forMs: 525_600_000, lastMs: 4_000, lastMessageAt: CHECKED_AT, retries: 3 },
  ...{ nextTryAt: '2026-11-22T09:18:16.000Z', delayMs: 120, host: 'irc.chat.twitch.tv', right: 'planning' },
  ...{ ordered: 24, wanted: 24, cost: 0, maxCost: 10, skewMs: 40, differences: 2, refused: 1, folder: '/data' },
  ...{
    sizeBytes: 118_000_000,
    rows: 1_204_118,
    reason: 'why',
    entries: 155,
    book: 'tax',
    number: 7,
    fault: 'number-gap',
  },
  ...{ at: '2026-11-19T03:00:00.000Z', fileName: 'a.sqlite', freeBytes: 214e9, lastsMs: 4e11, waiting: 0, dead: 1 },
  ...{ missed: 2, rights: 4, version: '26.10.0', usedBytes: 96e6, notices: 1 },
};

const check = (code: HealthCode, text: string, more: Partial<HealthCheck> = {}): HealthCheck => ({
  ...{ code, text: text as HealthCheck['text'], about: null, group: 'twitch', state: 'ok', params: PARAMS },
  ...{ problem: null, mend: null, page: null, ...more },
});
const words = (given: HealthCheck, language: 'de' | 'en' = 'de') => checkWords(given, CHECKED_AT, texts[language]);

describe('checkWords', () => {
  it('says everything that can be found, in both languages and with every value', () => {
    for (const language of LANGUAGES) {
      for (const [code, found] of Object.entries(HEALTH_TEXTS)) {
        for (const text of found) {
          const { title, note, value } = words(check(code as HealthCode, text), language);
          for (const part of [title, note, value]) expect(part, `${code}.${text}`).not.toMatch(/\{\{|health\./);
          expect(title, code).not.toBe(code);
          expect(note, `${code}.${text}`).not.toContain(`${code}.${text}`);
        }
      }
    }
  });

  it('sets the figure of a sentence at the right', () => {
    expect(words(check('line-chat', 'connected'))).toMatchObject({
      title: 'Chat',
      note: 'irc.chat.twitch.tv, zuletzt gehört vor 4\u00a0s',
      value: '6\u00a0d 2\u00a0h verbunden',
    });
    expect(words(check('clock', 'right')).value).toBe('0,04\u00a0s');
    expect(words(check('line-chat', 'waiting')).value).toBe('nächster Versuch in 12\u00a0s');
    expect(words(check('backup', 'verified'))).toMatchObject({ value: 'Do 19.11. 04:00' });
    expect(words(check('disk', 'lasts')).note).toBe('reicht bei diesem Tempo über 10 Jahre');
  });

  it('names an account by what it is for, and a right by its name', () => {
    expect(words(check('account', 'fine')).title).toBe('Anmeldung');
    expect(words(check('account', 'fine', { params: { ...PARAMS, uses: 'bot' } })).title).toBe('Bot');
    expect(words(check('account', 'no-channel', { params: {} })).title).toBe('Konto');
    expect(words(check('right', 'lacking')).title).toBe('Recht „Zeitplan“ fehlt');
  });

  it('adds the reason in the words of the refusal', () => {
    expect(words(check('line-chat', 'refused', { problem: 'live.channel-suspended' })).reason).toBe(
      texts.de.t('refusals.live.channel-suspended'),
    );
    expect(words(check('line-chat', 'refused')).reason).toBeNull();
    expect(words(check('line-chat', 'waiting', { problem: 'twitch.unreachable' })).reason).toBe(
      'Twitch antwortet nicht.',
    );
  });

  it('names what a newer server found by its code', () => {
    expect(words(check('disk', 'haunted')).note).toContain('disk.haunted');
  });
});

describe('words of the page', () => {
  it('has a verb and an answer for each way to mend, and a sentence for each repair', () => {
    for (const language of LANGUAGES) {
      const { t } = texts[language];
      const keys = [
        ...MENDS.flatMap((mend) => [`health.mend.${mend}`, `health.mends.${mend}.done`]),
        ...REPAIR_CODES.map((code) => `health.repairs.${code}`),
      ] as MessageKey[];
      for (const key of keys) expect(t(key, { count: 2 }), key).not.toBe(key);
    }
  });
});

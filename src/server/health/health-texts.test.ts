import { describe, expect, it } from 'vitest';
import { HEALTH_CODES, HEALTH_TEXTS, MENDS } from '../../contract/health.ts';
import { createSay } from '../../i18n/console.ts';
import { health as de } from '../../i18n/de/health.ts';
import { health as en } from '../../i18n/en/health.ts';
import { createTranslator, type Language } from '../../i18n/translator.ts';

const catalogues: Readonly<Record<Language, object>> = { de: { health: de }, en: { health: en } };

describe.each(['de', 'en'] as const)('the sentences of the checks in %s', (language) => {
  const say = createTranslator<string>(language, catalogues[language]);

  it('are there for everything that can be said, and no others', () => {
    const wanted = HEALTH_CODES.flatMap((code) => [
      `${code}.title`,
      ...HEALTH_TEXTS[code].map((text) => `${code}.${text}`),
    ]);
    for (const key of wanted) expect(say(`health.check.${key}`), key).not.toContain('health.check');
    const checks: Readonly<Record<string, object>> = language === 'de' ? de.check : en.check;
    const there = Object.entries(checks).flatMap(([code, texts]) =>
      Object.keys(texts).map((text) => `${code}.${text}`),
    );
    expect(there.sort()).toEqual(wanted.sort());
  });

  it('keep a quiet tone', () => {
    for (const text of textsIn(language === 'de' ? de.check : en.check)) {
      expect(text.trim(), text).not.toBe('');
      expect(text, text).not.toMatch(/!|leider|erfolgreich|\bSie\b/);
    }
  });

  it('name every mend for the page and the command line', () => {
    for (const mend of MENDS) expect(createSay(language)(`health.mend.${mend}`)).not.toContain('health.mend');
  });
});

function textsIn(value: object): string[] {
  return Object.values(value).flatMap((each: string | object) => (typeof each === 'string' ? each : textsIn(each)));
}

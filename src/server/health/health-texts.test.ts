import { describe, expect, it } from 'vitest';
import { HEALTH_CODES, HEALTH_TEXTS, MENDS } from '../../contract/health.ts';
import { checkParams } from '../../i18n/check-params.ts';
import { createSay } from '../../i18n/console.ts';
import { cli as cliDe } from '../../i18n/de/cli.ts';
import { health as de } from '../../i18n/de/health.ts';
import { system as systemDe } from '../../i18n/de/system.ts';
import { cli as cliEn } from '../../i18n/en/cli.ts';
import { health as en } from '../../i18n/en/health.ts';
import { system as systemEn } from '../../i18n/en/system.ts';
import { createTranslator, type Language } from '../../i18n/translator.ts';

const catalogues: Readonly<Record<Language, object>> = { de: { health: de }, en: { health: en } };

describe.each(['de', 'en'] as const)('the sentences of the checks in %s', (language) => {
  const say = createTranslator<string>(language, catalogues[language]);

  it('are there for everything that can be said, and no others', () => {
    const wanted = HEALTH_CODES.flatMap((code) => [
      `${code}.title`,
      ...HEALTH_TEXTS[code].map((text) => `${code}.${text}`),
    ]);
    for (const key of wanted) expect(say(`health.check.${key}`, { count: 1 }), key).not.toContain('health.check');
    const checks: Readonly<Record<string, object>> = language === 'de' ? de.check : en.check;
    const there = Object.entries(checks).flatMap(([code, texts]) => [
      ...new Set(Object.keys(texts).map((text) => `${code}.${text.replace(/_(one|other)$/, '')}`)),
    ]);
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

const PLAIN = {
  moment: String,
  duration: (ms: number) => `${ms} ms`,
  size: (bytes: number) => `${bytes} B`,
  number: String,
};
const ALL = {
  login: 'a',
  right: 'Chat',
  names: 'x',
  needed: 3,
  waiting: 0,
  reason: 'why',
  sizeBytes: 9,
  forMs: 9,
  ageMs: 9,
  leftMs: 9,
};

describe('what a sentence counts', () => {
  it.each<[code: string, text: string, counted: string, ours: string, theirs: string]>([
    ['account', 'fine', 'scopes', '1 Recht,', '1 right,'],
    ['account', 'lacking', 'missing', 'fehlt ein Recht', 'a right is missing'],
    ['right', 'lacking', 'missing', 'es fehlt 1 von 3', '1 of 3 is missing'],
    ['schedule', 'differs', 'differences', '1 Termin weicht', '1 date differs'],
    ['schedule', 'refused', 'refused', '1 geplanten Stream', '1 planned stream'],
    ['database', 'good', 'rows', '1 Zeile,', '1 row,'],
    ['database', 'unread', 'rows', '1 Zeile,', '1 row,'],
    ['books', 'good', 'entries', '1 versiegelte Buchung', '1 sealed entry'],
    ['jobs', 'waiting', 'waiting', '1 Auftrag wartet', '1 job is waiting'],
    ['jobs', 'dead', 'dead', '1 Auftrag wurde', '1 job was'],
    ['missed', 'missed', 'missed', '1 Ereignis ist', '1 event is'],
  ])('is said of one as of one: %s.%s', (code, text, counted, ours, theirs) => {
    const of = (count: number) => checkParams({ code, text, params: { ...ALL, [counted]: count } }, PLAIN);
    const key = `health.check.${code}.${text}` as never;
    expect(createSay('de')(key, of(1))).toContain(ours);
    expect(createSay('en')(key, of(1))).toContain(theirs);
    for (const language of ['de', 'en'] as const) {
      expect(createSay(language)(key, of(2))).not.toBe(createSay(language)(key, of(1)).replaceAll('1', '2'));
      expect(createSay(language)(key, of(2))).not.toMatch(/\{\{|health\./);
    }
  });

  it('is said of one tried and of many tries on the page', () => {
    const say = createTranslator<string>('en', { health: en });
    const note = (retries: number) =>
      say(
        'health.row.line-chat.waiting.note',
        checkParams({ code: 'line-chat', text: 'waiting', params: { retries } }, PLAIN),
      );
    expect([note(1), note(4)]).toEqual([expect.stringMatching(/tried once$/), expect.stringMatching(/tried 4 times$/)]);
  });

  it.each([
    ['de', { ...de, system: systemDe, doctor: cliDe.doctor }],
    ['en', { ...en, system: systemEn, doctor: cliEn.doctor }],
  ] as const)('has a form for one and one for many in %s', (_language, catalogue) => {
    const counted = namesOf(catalogue).filter(([, text]) => text.includes('{{count}}'));
    expect(counted.length).toBeGreaterThan(20);
    for (const [name, text] of counted) expect(name, text).toMatch(/_(one|other)$/);
  });
});

function namesOf(value: object): (readonly [name: string, text: string])[] {
  return Object.entries(value).flatMap(([name, each]: [string, string | object]) =>
    typeof each === 'string' ? [[name, each] as const] : namesOf(each),
  );
}

function textsIn(value: object): string[] {
  return Object.values(value).flatMap((each: string | object) => (typeof each === 'string' ? each : textsIn(each)));
}

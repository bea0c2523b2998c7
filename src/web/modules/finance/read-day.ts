import type { Language } from '../../../i18n/translator.ts';
import { shiftDay } from './day-bounds.ts';

const WORDS: Readonly<Record<Language, Readonly<Record<string, number>>>> = {
  de: { heute: 0, gestern: -1, vorgestern: -2, morgen: 1 },
  en: { today: 0, yesterday: -1, tomorrow: 1 },
};
/** Monday is 1; two letters are enough in German, three in English. */
const WEEKDAYS: Readonly<Record<Language, readonly string[]>> = {
  de: ['sonntag', 'montag', 'dienstag', 'mittwoch', 'donnerstag', 'freitag', 'samstag'],
  en: ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'],
};
const MONTHS: Readonly<Record<Language, readonly string[]>> = {
  de: [
    'januar',
    'februar',
    'märz',
    'april',
    'mai',
    'juni',
    'juli',
    'august',
    'september',
    'oktober',
    'november',
    'dezember',
  ],
  en: [
    'january',
    'february',
    'march',
    'april',
    'may',
    'june',
    'july',
    'august',
    'september',
    'october',
    'november',
    'december',
  ],
};

/**
 * Reads a day as a person types it, looking back: `25.11.`, `25.11.2026`, `25 Nov`, `gestern`, `mo` (the
 * last Monday), `2026-11-25`. Without a year it is the last such day that is not after today.
 */
export function readDay(text: string, today: string, language: Language): string | undefined {
  const clean = text.trim().toLowerCase().replace(/[,]/g, ' ').replace(/\s+/g, ' ').replace(/\.$/, '');
  if (clean === '') return undefined;
  const word = WORDS[language][clean];
  if (word !== undefined) return shiftDay(today, word);
  const weekday = weekdayOf(clean, language);
  if (weekday !== undefined) {
    const now = new Date(`${today}T12:00:00Z`).getUTCDay();
    return shiftDay(today, -((now - weekday + 7) % 7));
  }
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(clean);
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const numeric = /^(\d{1,2})\s?[./]\s?(\d{1,2})(?:\s?[./]\s?(\d{4}|\d{2})?)?$/.exec(clean);
  if (numeric) return withYear(Number(numeric[1]), Number(numeric[2]), numeric[3], today);
  const named = /^(\d{1,2})\.? ([a-zä]{3,})\.?(?: (\d{4}|\d{2}))?$/.exec(clean);
  if (named) {
    const month = monthOfName(named[2] ?? '', language);
    return month === undefined ? undefined : withYear(Number(named[1]), month, named[3], today);
  }
  return undefined;
}

function weekdayOf(text: string, language: Language): number | undefined {
  const shortest = language === 'de' ? 2 : 3;
  if (text.length < shortest) return undefined;
  const found = WEEKDAYS[language].findIndex((name) => name.startsWith(text));
  return found < 0 ? undefined : found;
}

function monthOfName(text: string, language: Language): number | undefined {
  for (const names of [MONTHS[language], MONTHS.de, MONTHS.en]) {
    const found = names.findIndex((name) => name.startsWith(text));
    if (found >= 0) return found + 1;
  }
  return undefined;
}

function withYear(day: number, month: number, year: string | undefined, today: string): string | undefined {
  if (year !== undefined) return dayOf(year.length === 2 ? 2000 + Number(year) : Number(year), month, day);
  const thisYear = Number(today.slice(0, 4));
  // The 29th of February may be some years back.
  for (let back = 0; back < 8; back += 1) {
    const found = dayOf(thisYear - back, month, day);
    if (found !== undefined && found <= today) return found;
  }
  return undefined;
}

/** `undefined` for days that do not exist. */
function dayOf(year: number, month: number, day: number): string | undefined {
  const at = new Date(Date.UTC(year, month - 1, day));
  if (at.getUTCFullYear() !== year || at.getUTCMonth() !== month - 1 || at.getUTCDate() !== day) return undefined;
  return at.toISOString().slice(0, 10);
}

import type { Language } from '../../../i18n/messages.ts';
import { Temporal } from '../../../kernel/temporal.ts';
import { readTime } from '../../ui/read-time.ts';
import { addDays, type Day, weekdayOf } from './days.ts';

export interface Due {
  readonly day: Day;
  readonly time: string | null;
}

/** The writer's own now: what `morgen` and `9:45` are counted from. */
export interface Today {
  readonly day: Day;
  /** Minutes since midnight. */
  readonly minutes: number;
  readonly language: Language;
}

interface Words {
  /** Words for days from today on. */
  readonly near: Readonly<Record<string, number>>;
  readonly weekdays: readonly string[];
  readonly months: readonly string[];
  /** May stand before a day or a time and say nothing by themselves. */
  readonly before: readonly string[];
  readonly inDays: RegExp;
}

const WORDS: Readonly<Record<Language, Words>> = {
  de: {
    near: { heute: 0, morgen: 1, übermorgen: 2 },
    weekdays: ['montag', 'dienstag', 'mittwoch', 'donnerstag', 'freitag', 'samstag', 'sonntag'],
    months: ['jan', 'feb', 'mär', 'apr', 'mai', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dez'],
    before: ['am', 'um', 'bis', 'zum', 'ab', 'nächsten', 'kommenden', 'diesen'],
    inDays: /^in (\d{1,2}) (tag|tagen|woche|wochen)$/,
  },
  en: {
    near: { today: 0, tonight: 0, tomorrow: 1, tmr: 1 },
    weekdays: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
    months: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
    before: ['on', 'at', 'by', 'until', 'next', 'this'],
    inDays: /^in (\d{1,2}) (day|days|week|weeks)$/,
  },
};

const SHORT = { de: 2, en: 3 } as const;
/** The longest way to say a day: `25. nov 2026`, `in 3 tagen`. */
const DAY_WORDS_MAX = 3;

/**
 * A task as it is typed, with the due date at its end or its beginning: `Clips schneiden mi 9:45`.
 * A weekday is the next one, never today; a day without year is the next one; a time alone is today
 * while it lies ahead, else tomorrow. Only a due date and nothing else is a title.
 */
export function readDue(text: string, today: Today): { readonly title: string; readonly due: Due | null } {
  const words = text.trim().split(/\s+/).filter(Boolean);
  const end = takeDue(words, today, 'end');
  const found = end.day !== null || end.time !== null ? end : takeDue(words, today, 'start');
  const title = found.rest.join(' ');
  if ((found.day === null && found.time === null) || title === '') return { title: text.trim(), due: null };
  return { title, due: dueOf(found.day, found.time, today) };
}

/** A due date alone: `mi`, `25.11. 9:45`. `undefined` when the text is none. */
export function readDueAlone(text: string, today: Today): Due | undefined {
  const { day, time, rest } = takeDue(text.trim().split(/\s+/).filter(Boolean), today, 'end');
  if (rest.length > 0 || (day === null && time === null)) return undefined;
  return dueOf(day, time, today);
}

/** A day alone: `morgen`, `25.11.`. */
export function readDay(text: string, today: Today): Day | undefined {
  return dayOf(text.trim().toLowerCase(), today, true);
}

function dueOf(day: Day | null, time: string | null, today: Today): Due {
  if (day !== null) return { day, time };
  const [hour = 0, minute = 0] = (time ?? '').split(':').map(Number);
  return { day: hour * 60 + minute > today.minutes ? today.day : addDays(today.day, 1), time };
}

interface Taken {
  readonly day: Day | null;
  readonly time: string | null;
  readonly rest: readonly string[];
}

function takeDue(words: readonly string[], today: Today, side: 'start' | 'end'): Taken {
  let rest = words;
  let day: Day | null = null;
  let time: string | null = null;
  const cut = (count: number): readonly string[] => (side === 'end' ? rest.slice(0, -count) : rest.slice(count));
  const piece = (count: number): string =>
    (side === 'end' ? rest.slice(-count) : rest.slice(0, count)).join(' ').toLowerCase().replace(/,$/, '');
  for (;;) {
    const before = rest;
    for (let count = Math.min(DAY_WORDS_MAX, rest.length); count > 0 && rest === before; count -= 1) {
      const words = piece(count);
      const asTime: string | undefined = time === null && count <= 2 ? clearTime(words) : undefined;
      // At the beginning of a sentence, `so` and `sun` are rarely days.
      const asDay: Day | undefined = day === null ? dayOf(words, today, side === 'end') : undefined;
      if (asTime === undefined && asDay === undefined) continue;
      if (asTime === undefined) day = asDay ?? null;
      else time = asTime;
      rest = cut(count);
      if (side === 'end') rest = withoutBefore(rest, today.language);
    }
    if (rest === before) return { day, time, rest };
  }
}

function withoutBefore(words: readonly string[], language: Language): readonly string[] {
  let rest = words;
  while (WORDS[language].before.includes(rest.at(-1)?.toLowerCase() ?? '')) rest = rest.slice(0, -1);
  return rest;
}

/** A bare number is no time: `Kiste 12` stays a title. */
function clearTime(words: string): string | undefined {
  return /[:h]|uhr|[ap]m$|o'clock/.test(words) ? readTime(words) : undefined;
}

function dayOf(words: string, today: Today, withShort: boolean): Day | undefined {
  const { near, weekdays, months, inDays } = WORDS[today.language];
  const steps = near[words];
  if (steps !== undefined) return addDays(today.day, steps);
  const later = inDays.exec(words);
  if (later) return addDays(today.day, Number(later[1]) * (/^w/.test(later[2] ?? '') ? 7 : 1));

  const bare = words.replace(/\.$/, '');
  const short = SHORT[today.language];
  const weekday = weekdays.findIndex((name) => name === bare || (withShort && name.slice(0, short) === bare));
  if (weekday >= 0) return addDays(today.day, ((weekday + 1 - weekdayOf(today.day) + 6) % 7) + 1);

  const numeric = /^(\d{1,2})[./](\d{1,2})(?:\.|[./](\d{4}|\d{2}))?$/.exec(words);
  if (numeric) {
    // `9.45` without a closing point could be a time or an amount.
    if (words.includes('.') && !/\.$|\.\d{2,4}$/.test(words.replace(/^\d+\.\d+/, ''))) return undefined;
    return nextDay(today.day, Number(numeric[1]), Number(numeric[2]), numeric[3]);
  }
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(words);
  if (iso) return nextDay(today.day, Number(iso[3]), Number(iso[2]), iso[1]);
  const named =
    /^(\d{1,2})(?:\.|st|nd|rd|th)? ?(\p{L}{3,})\.?(?: (\d{4}))?$/u.exec(words) ??
    swapped(/^(\p{L}{3,}) (\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?$/u.exec(words));
  if (!named) return undefined;
  const month = months.findIndex((name) => isMonth(named[2] ?? '', name));
  return month < 0 ? undefined : nextDay(today.day, Number(named[1]), month + 1, named[3]);
}

const FULL_MONTHS =
  /^(?:januar|february?|februar|märz|march|april|mai|may|juni|june|juli|july|august|sept|september|oktober|october|november|dezember|december|january)$/;

/** `nov` and `november`, not `novelle`. */
function isMonth(word: string, month: string): boolean {
  return word === month || (word.startsWith(month) && FULL_MONTHS.test(word));
}

function swapped(found: RegExpExecArray | null): (string | undefined)[] | null {
  return found ? [found[0], found[2], found[1], found[3]] : null;
}

function nextDay(today: Day, dayOfMonth: number, month: number, year: string | undefined): Day | undefined {
  const thisYear = Number(today.slice(0, 4));
  const wanted = year === undefined ? thisYear : Number(year.length === 2 ? `20${year}` : year);
  const day = plainDay(wanted, month, dayOfMonth);
  if (year !== undefined || (day !== undefined && day >= today)) return day;
  return plainDay(thisYear + 1, month, dayOfMonth);
}

function plainDay(year: number, month: number, day: number): Day | undefined {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString();
  } catch {
    return undefined;
  }
}

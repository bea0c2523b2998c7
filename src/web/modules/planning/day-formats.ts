import { useMemo } from 'react';
import type { Language } from '../../../i18n/messages.ts';
import { useTexts } from '../../app/locale.tsx';
import type { Day } from './days.ts';

/** Days without a zone, as people write them. */
export interface DayFormats {
  /** `Mi` */
  weekday(day: Day): string;
  /** `Mi 25.11.` · `Wed 25 Nov` */
  short(day: Day): string;
  /** `Mittwoch, 25. November` · `Wednesday 25 November` */
  long(day: Day): string;
  /** `Mi 25.11.2026` */
  dated(day: Day): string;
  /** `November 2026` */
  month(day: Day): string;
  /** `25`, on the first of a month `1. Dez.` · `1 Dec` */
  inMonth(day: Day): string;
  /** `23.–29. November 2026` */
  span(first: Day, last: Day): string;
}

/** Every plain day is written at its noon in UTC: no zone can push it into its neighbour. */
const noon = (day: Day): number => Date.parse(`${day}T12:00:00Z`);

export function createDayFormats(language: Language): DayFormats {
  const locale = language === 'de' ? 'de-DE' : 'en-GB';
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
  const weekday = format({ weekday: 'short' });
  const dayMonth = format(
    language === 'de' ? { day: '2-digit', month: '2-digit' } : { day: 'numeric', month: 'short' },
  );
  const long = format({ weekday: 'long', day: 'numeric', month: 'long' });
  const month = format({ month: 'long', year: 'numeric' });
  const first = format({ day: 'numeric', month: 'short' });
  const withYear = format(
    language === 'de'
      ? { day: '2-digit', month: '2-digit', year: 'numeric' }
      : { day: 'numeric', month: 'short', year: 'numeric' },
  );
  const span = format({ day: 'numeric', month: 'short', year: 'numeric' });
  const shortWeekday = (day: Day): string => weekday.format(noon(day)).replace('.', '');
  return {
    weekday: shortWeekday,
    short: (day) => `${shortWeekday(day)} ${dayMonth.format(noon(day))}`,
    dated: (day) => `${shortWeekday(day)} ${withYear.format(noon(day))}`,
    long: (day) => long.format(noon(day)),
    month: (day) => month.format(noon(day)),
    inMonth: (day) => (day.endsWith('-01') ? first.format(noon(day)) : String(Number(day.slice(8)))),
    // Spaces around the dash are thin or none, by language and length: one form everywhere.
    span: (from, to) => span.formatRange(noon(from), noon(to)).replaceAll(/\s*–\s*/g, '–'),
  };
}

export function useDayFormats(): DayFormats {
  const { language } = useTexts();
  return useMemo(() => createDayFormats(language), [language]);
}

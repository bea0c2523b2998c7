import type { Repeat } from '../../../contract/planning.ts';
import { useTexts } from '../../app/locale.tsx';
import { useDayFormats } from './day-formats.ts';
import { addDays, mondayOf } from './days.ts';

/** Any Monday: only names of weekdays are read from it. */
const MONDAY = mondayOf('2026-01-05');

/** `Mi, Fr jede Woche bis 31.12.` */
export function useRepeatText(): (repeat: Repeat) => string {
  const { t } = useTexts();
  const days = useDayFormats();
  return ({ everyWeeks, weekdays, until }) =>
    [
      weekdays.map((weekday) => days.weekday(addDays(MONDAY, weekday - 1))).join(', '),
      t('planning.repeat.every', { count: everyWeeks }),
      until === null ? null : t('planning.repeat.until', { day: days.short(until) }),
    ]
      .filter(Boolean)
      .join(' ');
}

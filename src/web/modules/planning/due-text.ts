import type { Translate } from '../../../i18n/messages.ts';
import type { DayFormats } from './day-formats.ts';
import { type Day, daysBetween } from './days.ts';
import type { Due } from './read-due.ts';

/** `09:45` today, `morgen`, `Mi`, `Mi 02.12.`; what is overdue says since when. */
export function dueText(t: Translate, days: DayFormats, due: Due, today: Day): string {
  const away = daysBetween(today, due.day);
  if (away < 0) return t('planning.tasks.since', { day: away > -7 ? days.weekday(due.day) : days.short(due.day) });
  if (away === 0) return due.time ?? t('planning.tasks.today');
  const name = away === 1 ? t('planning.tasks.tomorrow') : away < 7 ? days.weekday(due.day) : days.short(due.day);
  return due.time === null ? name : `${name} ${due.time}`;
}

/** The due date in full, echoed while somebody types: `Mi 25.11. 09:45`. */
export function dueEcho(days: DayFormats, due: Due): string {
  return due.time === null ? days.short(due.day) : `${days.short(due.day)} ${due.time}`;
}

import type { Translate } from '../../../i18n/messages.ts';

const DAY_MS = 86_400_000;
/** Mean lengths of the Gregorian calendar: an age in words needs no exact day. */
const MONTH_DAYS = 30.436875;

/** How long ago in the two largest units: `3 Jahre 8 Monate`, `9 Monate`, `12 Tage`. */
export function ageInWords(sinceMs: number, nowMs: number, t: Translate): string {
  const days = Math.max(0, Math.floor((nowMs - sinceMs) / DAY_MS));
  const months = Math.floor(days / MONTH_DAYS);
  if (months < 1) return t('moderation.card.days', { count: days });
  const years = Math.floor(months / 12);
  const rest = months % 12;
  const parts = [
    years > 0 ? t('moderation.card.years', { count: years }) : '',
    rest > 0 ? t('moderation.card.months', { count: rest }) : '',
  ];
  return parts.filter(Boolean).join(' ');
}

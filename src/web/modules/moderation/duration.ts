import { TIMEOUT_SECONDS_MAX } from '../../../contract/moderation.ts';

/** The timeouts behind `T` then `1`–`4`. */
export const TIMEOUT_PRESETS = [
  { key: '1', seconds: 60, label: 'moderation.presets.minute' },
  { key: '2', seconds: 600, label: 'moderation.presets.tenMinutes' },
  { key: '3', seconds: 3_600, label: 'moderation.presets.hour' },
  { key: '4', seconds: 86_400, label: 'moderation.presets.day' },
] as const;

const UNITS: readonly { readonly words: RegExp; readonly seconds: number }[] = [
  { words: /^(?:s|sec|secs|sek|seconds?|sekunden?)\.?$/, seconds: 1 },
  { words: /^(?:m|min|mins|minutes?|minuten?)\.?$/, seconds: 60 },
  { words: /^(?:h|hr|hrs|std|hours?|stunden?)\.?$/, seconds: 3_600 },
  { words: /^(?:d|t|days?|tage?n?)\.?$/, seconds: 86_400 },
  { words: /^(?:w|weeks?|wochen?)\.?$/, seconds: 604_800 },
];

export type Duration =
  | { readonly ok: true; readonly seconds: number }
  /** `unreadable`: no duration at all; `range`: outside of what Twitch takes. */
  | { readonly ok: false; readonly why: 'unreadable' | 'range' };

/**
 * Reads a duration as people type it: `15 min`, `90 s`, `2 h`, `3 d`, `1 h 30 min`, `1,5 h`; a bare
 * number counts minutes. Twitch takes whole seconds from 1 s to 14 days.
 */
export function parseDuration(text: string): Duration {
  const wanted = text.trim().toLowerCase();
  const parts = [...wanted.matchAll(/(\d+(?:[.,]\d+)?)\s*([a-z]*\.?)\s*/g)];
  if (parts.length === 0 || parts.map((part) => part[0]).join('') !== wanted) return { ok: false, why: 'unreadable' };
  let seconds = 0;
  for (const [, amount = '', unit = ''] of parts) {
    const size = unit === '' && parts.length === 1 ? 60 : UNITS.find(({ words }) => words.test(unit))?.seconds;
    if (size === undefined) return { ok: false, why: 'unreadable' };
    seconds += Number(amount.replace(',', '.')) * size;
  }
  const whole = Math.round(seconds);
  return whole < 1 || whole > TIMEOUT_SECONDS_MAX ? { ok: false, why: 'range' } : { ok: true, seconds: whole };
}

import type { Language, Translate } from '../../i18n/messages.ts';

/** A moment as the API sends it, or epoch milliseconds. */
export type Moment = string | number;

export interface Formats {
  /** `1.284` */
  number(value: number): string;
  /** `+38`, `−4`, `±0`: a change, with the real minus sign. */
  change(value: number): string;
  /** `19:30` */
  time(at: Moment): string;
  /** `19:30:05` */
  timeExact(at: Moment): string;
  /** `Mi 18.11.` · `Wed 18 Nov` */
  day(at: Moment): string;
  /** `Sonntag, 22. November` · `Sunday, 22 November` */
  dayLong(at: Moment): string;
  /** `18.11.2026` · `18 Nov 2026` */
  date(at: Moment): string;
  /** The time alone today, else the day and the time. */
  dateTime(at: Moment, nowMs: number): string;
  /** `vor 4 min` · `in 8 s` · `4 min ago` */
  relative(at: Moment, nowMs: number): string;
  /** `3 h 42 min`, `12 s` */
  duration(seconds: number): string;
  /** `0:47:12`, a running clock. */
  clock(seconds: number): string;
  /** `118 MB` */
  bytes(value: number): string;
  /** The calendar day in the person's zone, `2026-11-22`; for grouping. */
  dayKey(at: Moment): string;
  /** `Heute`, `Gestern`, else the long day. */
  dayHeading(at: Moment, nowMs: number): string;
}

const NO_BREAK = '\u00a0';
const MINUS = '\u2212';

/** English dates follow British order; both languages use the 24-hour clock. */
export function createFormats(language: Language, zone: string, t: Translate): Formats {
  const locale = language === 'de' ? 'de-DE' : 'en-GB';
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, hourCycle: 'h23', ...options });

  const numbers = new Intl.NumberFormat(locale);
  const oneDigit = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const time = format({ hour: '2-digit', minute: '2-digit' });
  const timeExact = format({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const weekday = format({ weekday: 'short' });
  const dayMonth = format(
    language === 'de' ? { day: '2-digit', month: '2-digit' } : { day: 'numeric', month: 'short' },
  );
  const dayLong = format({ weekday: 'long', day: 'numeric', month: 'long' });
  const date = format(
    language === 'de'
      ? { day: '2-digit', month: '2-digit', year: 'numeric' }
      : { day: 'numeric', month: 'short', year: 'numeric' },
  );
  const relative = new Intl.RelativeTimeFormat(locale, { style: 'short', numeric: 'always' });
  const key = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });

  const ms = (at: Moment): number => (typeof at === 'number' ? at : Date.parse(at));
  const dayKey = (at: Moment): string => key.format(ms(at));
  const day = (at: Moment): string => `${weekday.format(ms(at)).replace('.', '')} ${dayMonth.format(ms(at))}`;
  const minus = (text: string): string => text.replace('-', MINUS);

  return {
    number: (value) => minus(numbers.format(value)),
    change: (value) => (value > 0 ? `+${numbers.format(value)}` : value < 0 ? minus(numbers.format(value)) : '±0'),
    time: (at) => time.format(ms(at)),
    timeExact: (at) => timeExact.format(ms(at)),
    day,
    dayLong: (at) => dayLong.format(ms(at)).replace(/^(\w+) (\d)/, '$1, $2'),
    date: (at) => date.format(ms(at)),
    dateTime: (at, nowMs) => (dayKey(at) === dayKey(nowMs) ? time.format(ms(at)) : `${day(at)} ${time.format(ms(at))}`),
    relative: (at, nowMs) => {
      const seconds = Math.round((ms(at) - nowMs) / 1000);
      const size = Math.abs(seconds);
      const text =
        size < 60
          ? relative.format(seconds, 'second')
          : size < 3600
            ? relative.format(Math.trunc(seconds / 60), 'minute')
            : size < 86_400
              ? relative.format(Math.trunc(seconds / 3600), 'hour')
              : relative.format(Math.trunc(seconds / 86_400), 'day');
      return shortUnits(text);
    },
    duration: (seconds) => {
      const whole = Math.max(0, Math.floor(seconds));
      const days = Math.floor(whole / 86_400);
      const hours = Math.floor((whole % 86_400) / 3600);
      const minutes = Math.floor((whole % 3600) / 60);
      const parts =
        days > 0
          ? [`${days}${NO_BREAK}d`, hours > 0 && `${hours}${NO_BREAK}h`]
          : hours > 0
            ? [`${hours}${NO_BREAK}h`, minutes > 0 && `${minutes}${NO_BREAK}min`]
            : minutes > 0
              ? [`${minutes}${NO_BREAK}min`, whole % 60 > 0 && `${whole % 60}${NO_BREAK}s`]
              : [`${whole}${NO_BREAK}s`];
      return parts.filter((part) => part !== false).join(' ');
    },
    clock: (seconds) => {
      const whole = Math.max(0, Math.floor(seconds));
      const two = (value: number): string => String(value).padStart(2, '0');
      return `${Math.floor(whole / 3600)}:${two(Math.floor((whole % 3600) / 60))}:${two(whole % 60)}`;
    },
    bytes: (value) => {
      const units = ['B', 'kB', 'MB', 'GB', 'TB'];
      const power = value < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(value) / 3));
      const scaled = value / 1000 ** power;
      return `${(scaled < 10 && power > 0 ? oneDigit : numbers).format(scaled < 10 ? scaled : Math.round(scaled))}${NO_BREAK}${units[power]}`;
    },
    dayKey,
    dayHeading: (at, nowMs) => {
      if (dayKey(at) === dayKey(nowMs)) return t('common.today');
      if (dayKey(at) === dayKey(nowMs - 86_400_000)) return t('common.yesterday');
      return dayLong.format(ms(at)).replace(/^(\w+) (\d)/, '$1, $2');
    },
  };
}

/** `vor 4 Min.`, `4 mins ago` → `vor 4 min`, `4 min ago`: one set of units everywhere. */
function shortUnits(text: string): string {
  return text
    .replace(/(\d+)\s*(?:Min\.|mins?\.?)(?=\s|$)/, `$1${NO_BREAK}min`)
    .replace(/(\d+)\s*(?:Sek\.|secs?\.?)(?=\s|$)/, `$1${NO_BREAK}s`)
    .replace(/(\d+)\s*(?:Std\.|hrs?\.?)(?=\s|$)/, `$1${NO_BREAK}h`);
}

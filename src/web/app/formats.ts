import type { AmountView } from '../../contract/finance.ts';
import type { Language, Translate } from '../../i18n/messages.ts';
import { formatMoneyPlain } from '../../kernel/money.ts';

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
  /** `58,71 €` · `€58.71`, exact and with the real minus sign. */
  money(amount: AmountView): string;
  /** `1.131,74`: without the currency, where the head of the column names it. */
  moneyDigits(amount: AmountView): string;
  /** `1131,74`: as a person would type it into a field. */
  moneyTyped(amount: AmountView): string;
  /** `40 %` · `40%` of a number like 40. */
  percent(value: number): string;
  /** `Mi 18.11.` of a calendar day (`2026-11-18`), whatever the zone. */
  calendarDay(day: string): string;
  /** `18.11.` of a calendar day. */
  calendarDayMonth(day: string): string;
  /** `18.11.2026` of a calendar day. */
  calendarDate(day: string): string;
  /** `November 2026` of a calendar day. */
  calendarMonth(day: string): string;
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

  const decimals = new Map<string, Intl.NumberFormat>();
  const decimal = (style: string, options: Intl.NumberFormatOptions): Intl.NumberFormat => {
    const known = decimals.get(style) ?? new Intl.NumberFormat(locale, options);
    decimals.set(style, known);
    return known;
  };
  const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 });
  // A calendar day has no zone: it is noon in London everywhere.
  const noon = (day: string): number => Date.parse(`${day}T12:00:00Z`);
  const calendar = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
  const calendarWeekday = calendar({ weekday: 'short' });
  const calendarDayMonth = calendar(
    language === 'de' ? { day: '2-digit', month: '2-digit' } : { day: 'numeric', month: 'short' },
  );
  const calendarDate = calendar(
    language === 'de'
      ? { day: '2-digit', month: '2-digit', year: 'numeric' }
      : { day: 'numeric', month: 'short', year: 'numeric' },
  );
  const calendarMonth = calendar({ month: 'long', year: 'numeric' });
  /** As text, because a number would round amounts of more than fifteen digits. */
  const exact = ({ minor, currency }: AmountView): { text: Intl.StringNumericLiteral; digits: number } => {
    const text = formatMoneyPlain({ minor: BigInt(minor), currency });
    return { text: text as Intl.StringNumericLiteral, digits: text.split('.')[1]?.length ?? 0 };
  };

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
    money: (amount) =>
      minus(decimal(amount.currency, { style: 'currency', currency: amount.currency }).format(exact(amount).text)),
    moneyDigits: (amount) => {
      const { text, digits } = exact(amount);
      return minus(
        decimal(String(digits), { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(text),
      );
    },
    moneyTyped: (amount) => exact(amount).text.replace('.', language === 'de' ? ',' : '.'),
    percent: (value) => minus(percents.format(value / 100)),
    calendarDay: (day) => `${calendarWeekday.format(noon(day)).replace('.', '')} ${calendarDayMonth.format(noon(day))}`,
    calendarDayMonth: (day) => calendarDayMonth.format(noon(day)),
    calendarDate: (day) => calendarDate.format(noon(day)),
    calendarMonth: (day) => calendarMonth.format(noon(day)),
  };
}

/** `vor 4 Min.`, `4 mins ago` → `vor 4 min`, `4 min ago`: one set of units everywhere. */
function shortUnits(text: string): string {
  return text
    .replace(/(\d+)\s*(?:Min\.|mins?\.?)(?=\s|$)/, `$1${NO_BREAK}min`)
    .replace(/(\d+)\s*(?:Sek\.|secs?\.?)(?=\s|$)/, `$1${NO_BREAK}s`)
    .replace(/(\d+)\s*(?:Std\.|hrs?\.?)(?=\s|$)/, `$1${NO_BREAK}h`);
}

import type { ValueWords } from '../i18n/check-params.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Values as the command line writes them, in the zone of this machine. */
export function valueWords(language: 'de' | 'en'): ValueWords {
  const locale = language === 'de' ? 'de-DE' : 'en-GB';
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  const whole = new Intl.NumberFormat(locale);
  const tenths = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const hundredths = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  return {
    moment: (at) => moment.format(Date.parse(at)),
    number: (value) => whole.format(value),
    size: (bytes) => {
      if (bytes >= 1e9) return `${tenths.format(bytes / 1e9)} GB`;
      return bytes >= 1e6 ? `${tenths.format(bytes / 1e6)} MB` : `${whole.format(Math.ceil(bytes / 1e3))} kB`;
    },
    duration: (ms) => {
      if (ms < 10 * SECOND) return `${hundredths.format(Math.round(ms / 10) / 100)} s`;
      if (ms < MINUTE) return `${Math.floor(ms / SECOND)} s`;
      if (ms < HOUR) return pair(ms, [MINUTE, 'min'], [SECOND, 's']);
      return ms < DAY ? pair(ms, [HOUR, 'h'], [MINUTE, 'min']) : pair(ms, [DAY, 'd'], [HOUR, 'h']);
    },
  };
}

type Unit = readonly [ms: number, name: string];

function pair(ms: number, [large, largeName]: Unit, [small, smallName]: Unit): string {
  const rest = Math.floor((ms % large) / small);
  return `${Math.floor(ms / large)} ${largeName}${rest > 0 ? ` ${rest} ${smallName}` : ''}`;
}

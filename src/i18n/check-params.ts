import type { TextParams } from './translator.ts';

/** How a place writes values: the page in the person's zone, the command line in its own. */
export interface ValueWords {
  moment(at: string): string;
  duration(ms: number): string;
  size(bytes: number): string;
  number(value: number): string;
}

type Values = Readonly<Record<string, string | number | boolean | null>>;

/** What the words of a sentence follow: one row, two rows. `line-…` stands for the four lines. */
const COUNTED: Readonly<Record<string, string>> = {
  'account.fine': 'scopes',
  'account.lacking': 'missing',
  'right.lacking': 'missing',
  'line-….waiting': 'retries',
  'schedule.differs': 'differences',
  'schedule.refused': 'refused',
  'database.good': 'rows',
  'database.unread': 'rows',
  'books.good': 'entries',
  'jobs.waiting': 'waiting',
  'jobs.dead': 'dead',
  'missed.missed': 'missed',
};

/**
 * The parameters of a check, written out for its sentence. The end of a name says what a value is:
 * `at` or `…At` a moment, `…Ms` a duration, `…Bytes` a size; other numbers are counts. What is not known is a dash.
 * `count` is the one that its words follow.
 */
export function checkParams(
  { code, text, params }: { readonly code: string; readonly text: string; readonly params: Values },
  words: ValueWords,
): TextParams {
  const written = Object.entries(params).map(([name, value]) => [name, write(name, value, words)]);
  const counted = COUNTED[`${code.replace(/^line-.*/, 'line-…')}.${text}`];
  const count = counted === undefined ? undefined : params[counted];
  return { ...Object.fromEntries(written), ...(counted === undefined ? {} : { count: Number(count ?? 0) }) };
}

function write(name: string, value: Values[string], words: ValueWords): string {
  if (value === null) return '–';
  if (typeof value === 'string') return name === 'at' || name.endsWith('At') ? words.moment(value) : value;
  if (typeof value === 'boolean') return String(value);
  if (name.endsWith('Ms')) return words.duration(value);
  return name.endsWith('Bytes') ? words.size(value) : words.number(value);
}

import type { TextParams } from './translator.ts';

/** How a place writes values: the page in the person's zone, the command line in its own. */
export interface ValueWords {
  moment(at: string): string;
  duration(ms: number): string;
  size(bytes: number): string;
  number(value: number): string;
}

/**
 * The parameters of a check, written out for its sentence. The end of a name says what a value is:
 * `at` or `…At` a moment, `…Ms` a duration, `…Bytes` a size; other numbers are counts. What is not known is a dash.
 */
export function checkParams(
  params: Readonly<Record<string, string | number | boolean | null>>,
  words: ValueWords,
): TextParams {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, write(name, value, words)]));
}

function write(name: string, value: string | number | boolean | null, words: ValueWords): string {
  if (value === null) return '–';
  if (typeof value === 'string') return name === 'at' || name.endsWith('At') ? words.moment(value) : value;
  if (typeof value === 'boolean') return String(value);
  if (name.endsWith('Ms')) return words.duration(value);
  return name.endsWith('Bytes') ? words.size(value) : words.number(value);
}

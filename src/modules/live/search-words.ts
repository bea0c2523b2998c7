/**
 * The words of a text as both full text indexes see them: letters and digits of any script, in lower
 * case, Latin, Greek and Cyrillic ones without accents. SQLite's `unicode61 remove_diacritics 2` does
 * the same by itself; in other scripts marks are part of the letter.
 */
const WORD = /[\p{L}\p{N}\p{Co}][\p{L}\p{N}\p{M}\p{Co}]*/gu;
const ACCENTS = /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu;

export function wordsOf(text: string): string[] {
  return text.normalize('NFD').replace(ACCENTS, '').normalize('NFC').toLowerCase().match(WORD) ?? [];
}

/** For PostgreSQL, whose own parser would take addresses, paths and hyphens apart in its own way. */
export function plainWords(text: string): string {
  return wordsOf(text).join(' ');
}

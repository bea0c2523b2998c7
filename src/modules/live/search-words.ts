/**
 * The words of a text as both full text indexes see them: letters and digits of any script, folded to
 * lower case without accents. SQLite's `unicode61 remove_diacritics 2` does the same by itself.
 */
const WORD = /[\p{L}\p{N}\p{M}\p{Co}]+/gu;

export function wordsOf(text: string): string[] {
  return text.match(WORD) ?? [];
}

/** For PostgreSQL, whose own parser would take addresses, paths and hyphens apart in its own way. */
export function plainWords(text: string): string {
  return wordsOf(text).map(foldWord).join(' ');
}

export function foldWord(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

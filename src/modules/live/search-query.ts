import { Refusal } from '../../kernel/refusal.ts';
import { wordsOf } from './search-words.ts';

/** Words that stand together; more than one is a phrase. The last may be only a beginning. */
export interface SearchTerm {
  readonly words: readonly string[];
  readonly isPrefix: boolean;
}

export interface SearchQuery {
  readonly wanted: readonly SearchTerm[];
  readonly unwanted: readonly SearchTerm[];
  readonly from: readonly string[];
  readonly notFrom: readonly string[];
  /** Epoch milliseconds: sent before, sent at or after. */
  readonly beforeMs: number | null;
  readonly afterMs: number | null;
  readonly hasLink: boolean | null;
  readonly isDeleted: boolean | null;
  readonly isFirst: boolean | null;
}

const PART = /(-?)(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))/giu;

/**
 * Reads what a person typed: words, "phrases", word*, -without, from:login, before: and after: a day,
 * has:link, is:deleted, is:first. Nothing typed can reach a database as its own syntax: terms leave as
 * plain words.
 *
 * @param dayStartMs when a day `2026-11-22` begins for the one who asks.
 * @throws Refusal `live.search-syntax` naming the part that cannot be understood.
 */
export function parseSearch(text: string, dayStartMs: (day: string) => number | undefined): SearchQuery {
  const wanted: SearchTerm[] = [];
  const unwanted: SearchTerm[] = [];
  const from: string[] = [];
  const notFrom: string[] = [];
  const query = { beforeMs: null, afterMs: null, hasLink: null, isDeleted: null, isFirst: null } as {
    -readonly [K in 'beforeMs' | 'afterMs' | 'hasLink' | 'isDeleted' | 'isFirst']: SearchQuery[K];
  };

  for (const match of text.matchAll(PART)) {
    const [part, minus, rawKey, phrase, bare = ''] = match;
    const isNot = minus === '-';
    const key = rawKey?.toLowerCase();
    const value = phrase ?? bare;
    switch (key) {
      case 'from':
        (isNot ? notFrom : from).push(value.replace(/^@/, '').toLowerCase());
        continue;
      case 'before':
      case 'after': {
        const at = dayStartMs(value);
        if (at === undefined || isNot) throw new Refusal('live.search-syntax', { part });
        if (key === 'before') query.beforeMs = Math.min(query.beforeMs ?? at, at);
        else query.afterMs = Math.max(query.afterMs ?? at, at);
        continue;
      }
      case 'has':
        if (value !== 'link') throw new Refusal('live.search-syntax', { part });
        query.hasLink = !isNot;
        continue;
      case 'is':
        if (value === 'deleted') query.isDeleted = !isNot;
        else if (value === 'first') query.isFirst = !isNot;
        else throw new Refusal('live.search-syntax', { part });
        continue;
      default: {
        // Any other `word:` is part of what is looked for, an address for example.
        const words = wordsOf(rawKey === undefined ? value : `${rawKey} ${value}`);
        const isPrefix = phrase === undefined && bare.endsWith('*');
        if (words.length > 0) (isNot ? unwanted : wanted).push({ words, isPrefix });
      }
    }
  }

  const search = { ...query, wanted, unwanted, from, notFrom };
  if (isEmpty(search)) throw new Refusal('live.search-syntax', { part: text.trim() });
  return search;
}

/** What to mark in the lines found. */
export function wordsToMark(search: SearchQuery): string[] {
  return [...new Set(search.wanted.flatMap((term) => [term.words.join(' '), ...term.words]))];
}

function isEmpty(search: SearchQuery): boolean {
  const { wanted, unwanted, from, notFrom, ...filters } = search;
  return (
    [wanted, unwanted, from, notFrom].every((list) => list.length === 0) &&
    Object.values(filters).every((filter) => filter === null)
  );
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../kernel/refusal.ts';
import { parseSearch, wordsToMark } from './search-query.ts';

const dayStartMs = (day: string): number | undefined => (/^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(day) : undefined);
const parse = (text: string) => parseSearch(text, dayStartMs);

describe('a search', () => {
  it.each([
    ['hallo welt', { wanted: [['hallo'], ['welt']] }],
    ['"guten abend"', { wanted: [['guten', 'abend']] }],
    ['"never closed', { wanted: [['never', 'closed']] }],
    ['-spam hallo', { wanted: [['hallo']], unwanted: [['spam']] }],
    ['-"bad words"', { unwanted: [['bad', 'words']] }],
    ['Grün ÉTÉ', { wanted: [['grun'], ['ete']] }],
    ['https://twitch.tv/clip', { wanted: [['https', 'twitch', 'tv', 'clip']] }],
    ['from:@Bob_B -from:carl', { from: ['bob_b'], notFrom: ['carl'] }],
    ['has:link is:deleted -is:first', { hasLink: true, isDeleted: true, isFirst: false }],
    ['after:2026-11-01 before:2026-11-22', { afterMs: Date.UTC(2026, 10, 1), beforeMs: Date.UTC(2026, 10, 22) }],
  ])('reads %s', (text, expected) => {
    const { wanted, unwanted, ...rest } = parse(text);
    const plain = { ...rest, wanted: wanted.map((term) => term.words), unwanted: unwanted.map((term) => term.words) };
    expect(plain).toMatchObject(expected);
  });

  it('reads a star at the end of a word as "begins with"', () => {
    expect(parse('hal* welt').wanted).toEqual([
      { words: ['hal'], isPrefix: true },
      { words: ['welt'], isPrefix: false },
    ]);
  });

  it('names the words to mark, never the unwanted ones', () => {
    expect(wordsToMark(parse('"guten abend" hal* -spam from:bob'))).toEqual(['guten abend', 'guten', 'abend', 'hal']);
  });

  it.each([':)', '"', '-', 'before:gestern', 'is:happy', 'has:emote', '   '])(
    'refuses %j with its own code',
    (text) => {
      expect(() => parse(text)).toThrow(expect.objectContaining({ code: 'live.search-syntax' }));
    },
  );

  it('turns any text into plain words or a refusal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        try {
          for (const term of [...parse(text).wanted, ...parse(text).unwanted]) {
            expect(term.words.length).toBeGreaterThan(0);
            for (const word of term.words) expect(word).not.toMatch(/["'\s:*()\\&|!<>-]/);
          }
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
        }
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markWords, splitMessage } from './message-parts.ts';

describe('splitMessage', () => {
  it.each([
    [
      'Kappa hi Kappa',
      [
        { id: '25', start: 0, end: 4 },
        { id: '25', start: 9, end: 13 },
      ],
      ['Kappa', 'Kappa'],
    ],
    ['😀 Kappa', [{ id: '25', start: 2, end: 6 }], ['Kappa']],
    ['👨‍👩‍👧 LUL', [{ id: '425618', start: 6, end: 8 }], ['LUL']],
    ['é Kappa'.normalize('NFD'), [{ id: '25', start: 3, end: 7 }], ['Kappa']],
    ['short', [{ id: '25', start: 0, end: 40 }], []],
  ])('finds the emotes of %j by code points', (text, emotes, expected) => {
    const found = splitMessage({ text, emotes }).filter((part) => part.type === 'emote');
    expect(found.map((part) => part.text)).toEqual(expected);
  });

  it('never loses or adds a character, whatever the positions say', () => {
    const emote = fc.record({
      id: fc.constant('1'),
      start: fc.integer({ min: 0, max: 40 }),
      end: fc.integer({ min: 0, max: 40 }),
    });
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), fc.array(emote, { maxLength: 5 }), (text, emotes) => {
        const valid = emotes.filter((each) => each.end >= each.start);
        expect(
          splitMessage({ text, emotes: valid })
            .map((part) => part.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });

  it('finds mentions and links, without the full stop after them', () => {
    expect(splitMessage({ text: '@Ann_X look: https://example.org/a?b=1. or clips.twitch.tv/x)', emotes: [] })).toEqual(
      [
        { type: 'mention', text: '@Ann_X', login: 'ann_x' },
        { type: 'text', text: ' look: ' },
        { type: 'link', text: 'https://example.org/a?b=1', url: 'https://example.org/a?b=1' },
        { type: 'text', text: '. or ' },
        { type: 'link', text: 'clips.twitch.tv/x', url: 'https://clips.twitch.tv/x' },
        { type: 'text', text: ')' },
      ],
    );
  });

  it('makes no link of anything that could run', () => {
    expect(
      splitMessage({ text: 'javascript:alert(1) data:text/html,x', emotes: [] }).every((part) => part.type === 'text'),
    ).toBe(true);
  });
});

describe('splitMessage with words that cheer', () => {
  const cheermotes = [
    { prefix: 'Cheer', tiers: [{ minBits: 1 }, { minBits: 100 }, { minBits: 1000 }] },
    { prefix: '4Head', tiers: [{ minBits: 1 }] },
  ];
  const cheers = (text: string) =>
    splitMessage({ text, emotes: [] }, cheermotes).filter((part) => part.type === 'cheer');

  it('finds them in any case, as words of their own, with the picture of their size', () => {
    expect(cheers('cheer99 gut so CHEER150 4head5')).toEqual([
      { type: 'cheer', text: 'cheer99', prefix: 'Cheer', bits: 99, tier: 1 },
      { type: 'cheer', text: 'CHEER150', prefix: 'Cheer', bits: 150, tier: 100 },
      { type: 'cheer', text: '4head5', prefix: '4Head', bits: 5, tier: 1 },
    ]);
  });

  it('leaves other words with numbers, and none at all, as they are', () => {
    expect(cheers('xcheer100 cheer cheer100! 100 cheer0 @cheer100 https://cheer100')).toEqual([]);
  });

  it('never loses or adds a character', () => {
    const word = fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('cheer100', ' ', 'Cheer1', '4Head77', '😀'));
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }), (words) => {
        const text = words.join('');
        const parts = splitMessage({ text, emotes: [] }, cheermotes);
        expect(parts.map((part) => part.text).join('')).toBe(text);
      }),
    );
  });
});

describe('markWords', () => {
  it('marks every hit and keeps the text', () => {
    expect(markWords('Hafen am hafen', ['hafen'])).toEqual([
      { text: 'Hafen', isHit: true },
      { text: ' am ', isHit: false },
      { text: 'hafen', isHit: true },
    ]);
  });

  it('takes words that look like patterns literally', () => {
    expect(markWords('a.b axb', ['a.b'])).toEqual([
      { text: 'a.b', isHit: true },
      { text: ' axb', isHit: false },
    ]);
  });
});

import { expect, it } from 'vitest';
import { REGULARS, TEAM } from '../people-cast.ts';
import { AMBIENT } from './one-liners.ts';
import { readScript } from './script.ts';
import { SMALL_TALK } from './small-talk.ts';
import { TOPICS } from './topics.ts';

it('reads who says what, and to whom', () => {
  expect(readScript('A: hallo\nB>A: hi: du\n\nS: moin')).toEqual([
    [
      { who: 'A', repliesTo: null, text: 'hallo' },
      { who: 'B', repliesTo: 'A', text: 'hi: du' },
    ],
    [{ who: 'S', repliesTo: null, text: 'moin' }],
  ]);
});

it('refuses what is no line of a conversation', () => {
  expect(() => readScript('A: hallo\nnobody says this')).toThrow('nobody says this');
});

const conversations = [...SMALL_TALK, ...Object.values(TOPICS).flat()];

it('tells an evening of at least 250 different lines', () => {
  const lines = new Set([...conversations.flat().map((line) => line.text), ...AMBIENT]);
  expect(lines.size).toBeGreaterThan(250);
});

it('answers only who has spoken, and names only people who exist', () => {
  const known = new Set([...REGULARS, ...TEAM].map((one) => one.login));
  for (const conversation of conversations) {
    const spoke = new Set<string>();
    for (const { who, repliesTo, text } of conversation) {
      if (who.length > 1) expect(known, text).toContain(who);
      if (repliesTo !== null) expect(spoke, text).toContain(repliesTo);
      spoke.add(who);
    }
    const parts = new Set(conversation.map((line) => line.who));
    for (const [, part = ''] of conversation.flatMap((line) => [...line.text.matchAll(/\{(\w+)\}/g)])) {
      expect(parts).toContain(part);
    }
  }
});

it('fits into a line of chat', () => {
  expect([...conversations.flat().map((line) => line.text), ...AMBIENT].every((text) => text.length < 300)).toBe(true);
});

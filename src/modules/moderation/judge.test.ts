import { describe, expect, it } from 'vitest';
import { chatLineOf } from '../../testing/record.ts';
import { createJudge } from './judge.ts';
import { caps } from './rules/caps.ts';
import { example } from './rules/example.ts';
import { links } from './rules/links.ts';
import { repetition } from './rules/repetition.ts';
import { bindRule } from './rules/rule.ts';

const fail = (): never => {
  throw new Error('no rule fails here');
};

describe('the judge', () => {
  it('names every rule that points at a line, in their order', () => {
    const judge = createJudge([bindRule(links), bindRule(example, { allowed: 0 })], fail);
    expect(judge(chatLineOf('what? see bad.example'))).toEqual([
      { rule: 'links', params: { host: 'bad.example' } },
      { rule: 'example', params: { count: 1 } },
    ]);
    expect(judge(chatLineOf('hello'))).toEqual([]);
  });

  it('does not watch those who watch over the chat', () => {
    const judge = createJudge([bindRule(links)], fail);
    for (const badge of ['broadcaster/1', 'moderator/1', 'vip/1']) {
      expect(judge(chatLineOf('see bad.example', { tags: `badges=${badge}` }))).toEqual([]);
    }
    expect(judge(chatLineOf('see bad.example', { tags: 'badges=subscriber/12' }))).toHaveLength(1);
  });

  it('goes on with the other rules when one fails, and says which', () => {
    const broken = { name: 'broken', judge: () => fail() };
    const failed: string[] = [];
    const judge = createJudge([broken, bindRule(links)], (rule) => failed.push(rule));
    expect(judge(chatLineOf('see bad.example'))).toHaveLength(1);
    expect(failed).toEqual(['broken']);
  });

  it('takes time in proportion to the length of the line, whatever stands in it', () => {
    const judge = createJudge(
      [links, caps, repetition].map((rule) => bindRule(rule as typeof links)),
      fail,
    );
    const nasty = ['a.'.repeat(250), 'https://'.repeat(62), `${'a-'.repeat(248)}!`, '.'.repeat(500), 'A'.repeat(500)];
    for (const text of nasty) {
      const line = chatLineOf(text);
      const startedAt = performance.now();
      for (let turn = 0; turn < 200; turn++) judge(line);
      // A pattern that backtracks needs seconds for one of these, not for two hundred.
      expect(performance.now() - startedAt).toBeLessThan(2000);
    }
  });
});

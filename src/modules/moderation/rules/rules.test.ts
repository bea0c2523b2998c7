import { describe, expect, it } from 'vitest';
import { chatLineOf } from '../../../testing/record.ts';
import { caps } from './caps.ts';
import { example } from './example.ts';
import { firstLink } from './first-link.ts';
import { links } from './links.ts';
import { repetition } from './repetition.ts';
import { bindRule } from './rule.ts';

describe('links', () => {
  const rule = bindRule(links);
  it.each([
    ['look at https://evil.example/x?y=1', { host: 'evil.example' }],
    ['komm auf spam-seite.de jetzt', { host: 'spam-seite.de' }],
    ['(bad.example)', { host: 'bad.example' }],
    ['https://twitch.tv/derflaavius and bad.example', { host: 'bad.example' }],
    ['https://notwitch.tv', { host: 'notwitch.tv' }],
  ])('points at %s', (text, params) => {
    expect(rule.judge(chatLineOf(text))).toEqual(params);
  });

  it.each(['https://clips.twitch.tv/abc', 'Ende.Und weiter', 'version 1.2.3', 'gg...wp', 'mail an me@home', 'hm.'])(
    'leaves %s alone',
    (text) => {
      expect(rule.judge(chatLineOf(text === 'Ende.Und weiter' ? 'Ende. Und weiter' : text))).toBeUndefined();
    },
  );

  it('takes its list of allowed hosts from the settings', () => {
    expect(bindRule(links, { allowedHosts: ['example.org'] }).judge(chatLineOf('see example.org'))).toBeUndefined();
  });
});

describe('first-link', () => {
  it('points at a first message with an address and at nothing else', () => {
    const rule = bindRule(firstLink);
    expect(rule.judge(chatLineOf('buy at cheap.example', { tags: 'first-msg=1' }))).toEqual({});
    expect(rule.judge(chatLineOf('hello', { tags: 'first-msg=1' }))).toBeUndefined();
    expect(rule.judge(chatLineOf('buy at cheap.example'))).toBeUndefined();
  });
});

describe('caps', () => {
  const rule = bindRule(caps);
  it('points at shouting in any script with capitals', () => {
    expect(rule.judge(chatLineOf('WAS IST DENN HIER LOS'))).toEqual({ percent: 100 });
    expect(rule.judge(chatLineOf('ПРИВЕТ ВСЕМ ЛЮДЯМ'))).toEqual({ percent: 100 });
  });
  it('leaves short, mixed and letterless lines alone', () => {
    for (const text of ['LOL', 'Guten Abend zusammen', '!!!!!!!!!!!!!!!!', '日本語日本語日本語日本語']) {
      expect(rule.judge(chatLineOf(text))).toBeUndefined();
    }
  });
  it('does not count names of emotes', () => {
    expect(rule.judge(chatLineOf('KEKWKEKWKEKW nice one', { tags: 'emotes=25:0-11' }))).toBeUndefined();
  });
});

describe('repetition', () => {
  it('points at the third time one person says the same within a minute', () => {
    const rule = bindRule(repetition);
    const say = (number: number, text: string, login = 'bob_b') =>
      rule.judge(chatLineOf(text, { number, login, userId: login, sentAtMs: number * 1000 }));
    expect(say(1, 'buy this')).toBeUndefined();
    expect(say(2, 'Buy this ')).toBeUndefined();
    expect(say(3, 'buy this', 'carl')).toBeUndefined();
    expect(say(4, 'buy this')).toEqual({ times: 3 });
    expect(say(5, 'something else')).toBeUndefined();
    expect(say(90, 'something else')).toBeUndefined();
  });

  it('does not take a message that Twitch sends twice for a repetition', () => {
    const rule = bindRule(repetition, { times: 2 });
    const line = chatLineOf('buy this');
    expect(rule.judge(line)).toBeUndefined();
    expect(rule.judge(line)).toBeUndefined();
  });
});

describe('the template', () => {
  it('is a working rule', () => {
    const rule = bindRule(example, { allowed: 2 });
    expect(rule.judge(chatLineOf('what???'))).toEqual({ count: 3 });
    expect(rule.judge(chatLineOf('what?'))).toBeUndefined();
  });
  it('refuses settings that make no sense', () => {
    expect(() => bindRule(example, { allowed: -1 })).toThrow();
  });
});

import { describe, expect, it } from 'vitest';
import {
  escapeTag,
  IRC_CAPABILITIES,
  type IrcCapability,
  parseClientLine,
  renderLine,
  unescapeTag,
} from './irc-format.ts';

const ALL = new Set(IRC_CAPABILITIES);

it('escapes tag values so that they come back as they were', () => {
  const value = 'a;b c\\d\r\ne\\s';
  expect(escapeTag(value)).toBe('a\\:b\\sc\\\\d\\r\\ne\\\\s');
  expect(unescapeTag(escapeTag(value))).toBe(value);
});

describe('a line', () => {
  const line = {
    tags: { color: '', 'system-msg': 'a b' },
    prefix: 'tmi.twitch.tv',
    command: 'USERNOTICE',
    params: ['#x'],
    trailing: ': )',
  };

  it('is written with tags, prefix, parameters and the rest behind a colon', () => {
    expect(renderLine(line, ALL)).toBe('@color=;system-msg=a\\sb :tmi.twitch.tv USERNOTICE #x :: )');
  });

  it('loses what the client did not ask for', () => {
    const without = (missing: IrcCapability) => new Set(IRC_CAPABILITIES.filter((one) => one !== missing));
    expect(renderLine(line, without('twitch.tv/tags'))).toBe(':tmi.twitch.tv USERNOTICE #x :: )');
    expect(renderLine(line, without('twitch.tv/commands'))).toBeUndefined();
  });
});

it.each([
  ['', { command: '', params: [] }],
  ['   ', { command: '', params: [] }],
  ['@', { command: '', params: [] }],
  [':', { command: '', params: [] }],
  ['PING', { command: 'PING', params: [] }],
  ['privmsg #a :hi: there', { command: 'PRIVMSG', params: ['#a', 'hi: there'] }],
  ['PRIVMSG  #a hi', { command: 'PRIVMSG', params: ['#a', 'hi'] }],
  [':x!x@x JOIN #a', { command: 'JOIN', params: ['#a'] }],
])('understands %j', (text, expected) => {
  expect(parseClientLine(text)).toMatchObject(expected);
});

it('reads the tags of a client', () => {
  expect(parseClientLine('@reply-parent-msg-id=a\\sb;x PRIVMSG #a :hi').tags).toEqual({
    'reply-parent-msg-id': 'a b',
    x: '',
  });
});

import { describe, expect, it } from 'vitest';
import { readConfig, readLanguage } from './config.ts';

describe('readConfig', () => {
  it('works before anything is configured: loopback, port 8080, data/', () => {
    const config = readConfig({}, {});
    expect(config).toMatchObject({
      port: 8080,
      host: undefined,
      dataFolder: 'data',
      wantsSandbox: false,
      opensBrowser: true,
    });
  });

  it('takes an option before the environment', () => {
    const env = { LIVEXTREM_PORT: '9000', LIVEXTREM_DATA: 'elsewhere', LIVEXTREM_OPEN: '0', LIVEXTREM_SANDBOX: '1' };
    expect(readConfig({ port: '0', data: 'here' }, env)).toMatchObject({
      port: 0,
      dataFolder: 'here',
      opensBrowser: false,
      wantsSandbox: true,
    });
  });

  it.each([
    ['LIVEXTREM_PORT', '70000'],
    ['LIVEXTREM_PORT', 'http'],
    ['LIVEXTREM_HOST', 'a b'],
    ['LIVEXTREM_OPEN', 'maybe'],
    ['LIVEXTREM_KEY', 'short'],
    ['DATABASE_URL', 'mysql://x'],
    ['TWURPLE_MOCK_API_PORT', '-1'],
    ['LIVEXTREM_TWITCH_AUTHORIZE_URL', 'javascript:alert(1)'],
    ['LIVEXTREM_CHAT_URL', 'https://example.org'],
    ['LIVEXTREM_FRAME_ANCESTORS', "x; script-src 'unsafe-inline'"],
    ['LIVEXTREM_LOG_LEVEL', 'loud'],
  ])('refuses %s=%s by name', (name, value) => {
    expect(() => readConfig({}, { [name]: value })).toThrowError(
      expect.objectContaining({ name: 'ConfigProblem', setting: name }),
    );
  });

  it('names the option, not the variable, when the option was wrong', () => {
    expect(() => readConfig({ port: 'x' }, {})).toThrowError(expect.objectContaining({ setting: '--port' }));
  });

  it('takes an app with its secret, and one that is public without', () => {
    const id = { LIVEXTREM_TWITCH_CLIENT_ID: 'abc' };
    expect(readConfig({}, {}).twitchApp).toBeUndefined();
    expect(readConfig({}, { ...id, LIVEXTREM_TWITCH_CLIENT_SECRET: 'xyz' }).twitchApp).toEqual({
      clientId: 'abc',
      clientSecret: 'xyz',
    });
    expect(readConfig({}, { ...id, LIVEXTREM_TWITCH_CLIENT_TYPE: 'public' }).twitchApp).toEqual({
      clientId: 'abc',
      clientSecret: null,
    });
  });

  it.each([
    [{}, 'LIVEXTREM_TWITCH_CLIENT_SECRET', 'secret-missing'],
    [{ LIVEXTREM_TWITCH_CLIENT_TYPE: 'confidential' }, 'LIVEXTREM_TWITCH_CLIENT_SECRET', 'secret-missing'],
    [
      { LIVEXTREM_TWITCH_CLIENT_TYPE: 'public', LIVEXTREM_TWITCH_CLIENT_SECRET: 'x' },
      'LIVEXTREM_TWITCH_CLIENT_TYPE',
      'secret-of-public',
    ],
    [{ LIVEXTREM_TWITCH_CLIENT_TYPE: 'open' }, 'LIVEXTREM_TWITCH_CLIENT_TYPE', undefined],
  ])('refuses half an app, and says which half: %j', (env, setting, why) => {
    expect(() => readConfig({}, { LIVEXTREM_TWITCH_CLIENT_ID: 'abc', ...env })).toThrowError(
      expect.objectContaining({ name: 'ConfigProblem', setting, why }),
    );
  });

  it('never puts the value of a secret into the message', () => {
    try {
      readConfig({}, { LIVEXTREM_KEY: 'tooshort' });
    } catch (error) {
      expect(String(error)).not.toContain('tooshort');
    }
  });

  it('speaks the language of the environment', () => {
    expect(readLanguage({ LANG: 'de_DE.UTF-8' })).toBe('de');
    expect(readLanguage({ LANG: 'C', LC_ALL: 'en_US' })).toBe('en');
  });
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readTwitchApp, writeTwitchApp } from './twitch-app-file.ts';

describe('the Twitch app of an installation', () => {
  let folder = '';
  const app = { clientId: 'abc123', clientSecret: 'verysecretvalue0123456789' };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'livextrem-app-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('comes back as it was entered, and its secret is nowhere in the file', () => {
    writeTwitchApp(folder, undefined, app);
    expect(readTwitchApp(folder, undefined)).toEqual(app);
    expect(readFileSync(join(folder, 'twitch-app.json'), 'utf8')).not.toContain(app.clientSecret);
  });

  it('comes back without a secret when it has none', () => {
    const open = { clientId: 'abc123', clientSecret: null };
    writeTwitchApp(folder, undefined, app);
    writeTwitchApp(folder, undefined, open);
    expect(readTwitchApp(folder, undefined)).toEqual(open);
    expect(JSON.parse(readFileSync(join(folder, 'twitch-app.json'), 'utf8'))).toEqual({
      clientId: 'abc123',
      clientType: 'public',
    });
  });

  it('of before there was a choice has a secret', () => {
    writeTwitchApp(folder, undefined, app);
    const file = join(folder, 'twitch-app.json');
    const { clientType: _, ...older } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
    writeFileSync(file, JSON.stringify(older));
    expect(readTwitchApp(folder, undefined)).toEqual(app);
  });

  it('is absent before one is entered', () => {
    expect(readTwitchApp(folder, undefined)).toBeUndefined();
  });

  it.each(['', 'not json', '{"clientId":1}', '{"clientId":"a"}', '{"clientId":"a","sealedSecret":"s1.AAAA"}'])(
    'is absent when the file says %j',
    (text) => {
      writeFileSync(join(folder, 'twitch-app.json'), text);
      expect(readTwitchApp(folder, undefined)).toBeUndefined();
    },
  );

  it('is absent when the key was lost, instead of stopping the start', () => {
    writeTwitchApp(folder, undefined, app);
    rmSync(join(folder, 'key'));
    expect(readTwitchApp(folder, undefined)).toBeUndefined();
  });
});

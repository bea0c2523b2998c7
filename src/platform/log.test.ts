import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../testing/clean-up.ts';
import { createTestLog } from '../testing/test-log.ts';
import { createLog } from './log.ts';

/** As Twitch makes them: 30 lower-case letters and digits; ours: base64url. */
const ACCESS = 'cfabdegwdoklmawdzdo98xt2fo512y';
const REFRESH = 'eyjfmdaynrhc3bt7wz5a0kqk2vq1uo4r8m3xne6t9c1l5p0sdj';
const OURS = 'Zk3-Qw_9xT7rB2mNc5Vp8sDf1gHj4kLa';

const LEAKS: Readonly<Record<string, unknown>> = {
  'a field named for it': { accessToken: ACCESS, refresh_token: REFRESH, clientSecret: OURS, csrf: OURS },
  'deep in a list': { rows: [{ grant: { token: OURS } }] },
  'request headers': {
    headers: { authorization: `Bearer ${OURS}`, Cookie: `livextrem-8080=${OURS}`, 'set-cookie': [OURS] },
  },
  'fetch headers': { headers: new Headers({ authorization: `OAuth ${ACCESS}` }) },
  'a header in a text': { line: `GET / HTTP/1.1\r\nAuthorization: OAuth ${OURS}\r\nCookie: a=${OURS}; b=${ACCESS}` },
  'the login of chat': { line: `PASS oauth:${OURS}` },
  'an address': { url: `http://localhost:1/token?client_id=abc&client_secret=${OURS}&refresh_token=${REFRESH}` },
  'an address object': { url: new URL(`http://localhost:1/callback?code=${ACCESS}&state=${OURS}`) },
  'an address in an address': { url: `/go?to=%2Fcallback%3Fcode%3D${OURS}%26state%3D${OURS}` },
  'a form': { body: `grant_type=refresh_token&refresh_token=${REFRESH}&client_secret=${OURS}` },
  'JSON in a text': { body: JSON.stringify({ access_token: OURS, refresh_token: OURS }) },
  'JSON in JSON in a text': { body: JSON.stringify({ inner: JSON.stringify({ access_token: OURS }) }) },
  'the one-time link': { link: `http://localhost:8080/api/sign-in/link/${OURS}` },
  'the database address': { url: `postgres://me:${OURS}@db.example/livextrem` },
  'an error': { error: new Error(`401 for Bearer ${OURS}`, { cause: new Error(`token=${OURS}`) }) },
  'an error with fields': { error: Object.assign(new Error('no'), { request: { headers: { authorization: OURS } } }) },
  'a bare token': { note: `the server said "${ACCESS}" and ${REFRESH}.` },
  'a map': { map: new Map([['token', OURS]]) },
};

describe('the log', () => {
  it.each(Object.entries(LEAKS))('hides secrets in %s', (_where, fields) => {
    const log = createTestLog();
    log.info('tried', fields as Record<string, unknown>);
    log.room('twitch').error(`failed: ${JSON.stringify(fields)}`, { deeper: [fields] });
    for (const secret of [ACCESS, REFRESH, OURS]) expect(log.text()).not.toContain(secret);
    expect(log.text()).toContain('[hidden]');
  });

  it('keeps what is needed to find a fault', () => {
    const log = createTestLog();
    const fields = {
      memberId: 'mem_01JD2Z3N4P5Q6R7S8T9V0W1X2Y',
      messageId: '885196de-cb67-427a-baa8-82f9b0fcd05f',
      code: 'team.not-a-member',
      state: 'dead',
      login: 'derflaavius',
      lines: 12,
      hasToken: true,
      amount: 12n,
    };
    log.room('team').warn('sign-in-refused', fields);
    expect(log.lines()).toEqual([
      expect.objectContaining({ ...fields, amount: '12', room: 'team', msg: 'sign-in-refused', level: 40 }),
    ]);
  });

  it('writes errors with stack and cause, and does not fail on circles', () => {
    const log = createTestLog();
    const circle: Record<string, unknown> = { name: 'round' };
    circle['self'] = circle;
    log.error('broke', { error: new TypeError('outer', { cause: new Error('inner') }), circle });
    const [line] = log.lines();
    expect(line).toMatchObject({ error: { name: 'TypeError', message: 'outer', cause: { message: 'inner' } } });
    expect(JSON.stringify(line)).toContain('log.test.ts');
  });

  it('writes nothing below its level, and a file at once', () => {
    const file = join(temporaryFolder(), 'logs', 'server.log');
    const log = createLog({ level: 'warn', to: { file } });
    log.info('quiet');
    log.warn('loud');
    expect(readFileSync(file, 'utf8')).toMatch(/^\{.*"msg":"loud"\}\n$/);
  });

  it('goes on where nothing can be written any more', () => {
    const full = {
      write: (): void => {
        throw new Error('ENOSPC: no space left on device, write');
      },
    };
    expect(() => createLog({ level: 'info', to: full }).error('disk-full')).not.toThrow();
  });
});

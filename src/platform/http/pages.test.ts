import { mkdirSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Refusal } from '../../kernel/refusal.ts';
import { temporaryFolder } from '../../testing/clean-up.ts';
import { startTestHttpServer } from '../../testing/http-server.ts';
import type { Module, Page, PageRequest } from '../module.ts';
import { listAddresses } from './bindings.ts';

const withPages = (pages: readonly Page[]): Module => ({ name: 'team', routes: [], pages, feeds: [], jobs: [] });

const page = (path: string, handle: Page['handle'], access: Page['access'] = 'open'): Page => ({
  path,
  access,
  handle,
});

const APP = '<!doctype html><title>app</title>';

function builtApp(): string {
  const root = temporaryFolder();
  mkdirSync(join(root, 'assets'));
  writeFileSync(join(root, 'index.html'), APP);
  writeFileSync(join(root, 'favicon.svg'), '<svg/>');
  writeFileSync(join(root, '.secret'), 'secret');
  writeFileSync(join(root, 'assets', 'main-4f2a.js'), 'run()');
  writeFileSync(join(root, 'assets', 'main-4f2a.js.gz'), gzipSync('run()'));
  return root;
}

/** `fetch` would put the path in order first. */
function getUnchanged(port: number, path: string, method: string): Promise<{ status: number | undefined }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, path, method }, (response) => {
      response.resume();
      response.once('end', () => resolve({ status: response.statusCode }));
    });
    request.once('error', reject);
    request.end();
  });
}

describe('a page', () => {
  it('gets what was asked for and by whom', async () => {
    let seen: PageRequest | undefined;
    const server = await startTestHttpServer({
      modules: [
        withPages([
          page('/callback/:what', async (request) => {
            seen = request;
            return { status: 200, contentType: 'text/html; charset=utf-8', body: '<p>hello' };
          }),
        ]),
      ],
    });
    const { origin: _, ...headers } = await server.signIn(server.addMember('manager'));
    const response = await fetch(`${server.origin}/callback/a%2Fb?code=1&state=x&state=y`, {
      headers: { ...headers, origin: 'https://id.twitch.tv' },
    });
    expect(await response.text()).toBe('<p>hello');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(seen).toMatchObject({
      params: { what: 'a/b' },
      query: { code: '1', state: 'x' },
      caller: { role: 'manager' },
      visitor: { browserKey: expect.stringMatching(/^[\w-]{22}$/), language: 'en' },
    });
  });

  it('signs in: a new cookie each time, the session before it is over', async () => {
    const server = await startTestHttpServer({
      modules: [
        withPages([
          page('/api/sign-in/link/:token', async () => ({
            status: 303,
            location: '/',
            signIn: { memberId: owner, way: 'link' },
          })),
          page('/secret', async () => ({ status: 200, body: 'seen' }), 'team.manage'),
        ]),
      ],
    });
    const owner = server.addMember('streamer');
    const visit = (path: string, cookie = '') =>
      fetch(server.origin + path, { redirect: 'manual', headers: { cookie } });
    const sessionOf = (response: Response) => {
      const cookie = response.headers.getSetCookie().find((text) => text.startsWith(`livextrem_${server.port}=`));
      expect(cookie).toMatch(/^livextrem_\d+=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/);
      return cookie?.split(';')[0] ?? '';
    };

    expect((await visit('/secret')).status).toBe(401);
    const first = await visit('/api/sign-in/link/abc', `livextrem_${server.port}=planted`);
    expect([first.status, first.headers.get('location')]).toEqual([303, '/']);
    const firstCookie = sessionOf(first);
    expect((await visit('/secret', firstCookie)).status).toBe(200);

    const secondCookie = sessionOf(await visit('/api/sign-in/link/abc', firstCookie));
    expect(secondCookie).not.toBe(firstCookie);
    expect((await visit('/secret', firstCookie)).status).toBe(401);
    expect((await visit('/secret', secondCookie)).status).toBe(200);
  });

  it('may be kept as long as it says, by this browser only', async () => {
    const server = await startTestHttpServer({
      modules: [
        withPages([
          page('/api/picture', async () => ({
            status: 200,
            contentType: 'image/png',
            body: new Uint8Array([1, 2, 3]),
            cacheSeconds: 60,
          })),
        ]),
      ],
    });
    const response = await fetch(`${server.origin}/api/picture`);
    expect(response.headers.get('cache-control')).toBe('private, max-age=60');
    expect(response.headers.get('content-type')).toBe('image/png');
    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([1, 2, 3]);
  });

  it('that is a file says how it is called and whether it is shown, and is taken for nothing else', async () => {
    const reply = (isShown: boolean) => async () => ({
      status: 200,
      contentType: 'application/pdf',
      body: '%PDF-',
      file: { name: 'Rechnung "März"\r\nx: y\ud800 (1).pdf', isShown },
    });
    const server = await startTestHttpServer({
      modules: [withPages([page('/api/shown', reply(true)), page('/api/saved', reply(false))])],
    });
    const shown = await fetch(`${server.origin}/api/shown`);
    expect(shown.headers.get('content-disposition')).toBe(
      `inline; filename="Rechnung _M_rz___x_ y_ _1_.pdf"; filename*=UTF-8''Rechnung%20%22M%C3%A4rz%22%0D%0Ax%3A%20y%EF%BF%BD%20%281%29.pdf`,
    );
    expect(shown.headers.get('x-content-type-options')).toBe('nosniff');
    expect(shown.headers.get('x')).toBeNull();
    const saved = await fetch(`${server.origin}/api/saved`);
    expect(saved.headers.get('content-disposition')).toMatch(/^attachment; /);
  });

  it('that answers nothing leaves the path to the app, under /api to nobody', async () => {
    const nothing = async () => undefined;
    const server = await startTestHttpServer({
      modules: [withPages([page('/', nothing), page('/api/nothing', nothing)])],
      webRoot: builtApp(),
    });
    expect(await (await fetch(server.origin)).text()).toBe(APP);
    expect((await fetch(`${server.origin}/api/nothing`)).status).toBe(404);
  });

  it('refuses as calls do, and never sends people to another site', async () => {
    const server = await startTestHttpServer({
      modules: [
        withPages([
          page('/refused', async () => {
            throw new Refusal('team.link-used');
          }),
          page('/away', async () => ({ status: 302, location: 'https://evil.example' })),
          page('/far', async () => ({ status: 302, location: '//evil.example' })),
          page('/tab', async () => ({ status: 302, location: '/\t/evil.example' })),
          page('/words', async () => ({ status: 303, location: '/live?q=日本#now' })),
          page('/dots', async () => ({ status: 302, location: '/.//evil.example' })),
        ]),
      ],
    });
    const refused = await fetch(`${server.origin}/refused`);
    expect([refused.status, await refused.json()]).toEqual([410, { code: 'team.link-used', params: {} }]);
    for (const path of ['/away', '/far', '/tab']) {
      const response = await fetch(server.origin + path, { redirect: 'manual' });
      expect([response.status, response.headers.get('location')]).toEqual([500, null]);
    }
    const where = async (path: string) =>
      (await fetch(server.origin + path, { redirect: 'manual' })).headers.get('location');
    expect(await where('/dots')).toBe('/evil.example');
    expect(await where('/words')).toBe('/live?q=%E6%97%A5%E6%9C%AC#now');
  });
});

describe('the web app', () => {
  const get = async (origin: string, path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(origin + path, { headers, redirect: 'manual' });
    return { status: response.status, text: await response.text(), headers: response.headers };
  };

  it('is sent for every path a person can visit, and asked for again each time', async () => {
    const { origin } = await startTestHttpServer({ webRoot: builtApp() });
    for (const path of ['/', '/?dock=1', '/moderation/log', '/live?x=/api/']) {
      const answer = await get(origin, path, { accept: 'text/html,*/*;q=0.8' });
      expect([answer.status, answer.text, answer.headers.get('cache-control')], path).toEqual([200, APP, 'no-cache']);
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(answer.headers.getSetCookie()[0]).toMatch(/_browser=/);
    }
    expect((await get(origin, '/')).text).toBe(APP);
  });

  it('is not sent for a file that is missing, nor anything beside it', async () => {
    const { origin } = await startTestHttpServer({ webRoot: builtApp() });
    for (const path of ['/assets/gone.js', '/.secret', '/assets', '/assets/', '/%2e%2e/%2e%2e/etc/passwd']) {
      const answer = await get(origin, path, { accept: '*/*' });
      expect([400, 403, 404], path).toContain(answer.status);
      expect(JSON.parse(answer.text), path).toHaveProperty('code', expect.stringMatching(/^http\./));
    }
  });

  it.each(['/api//me', '/api/../x', '/api/./ping', '/api/ping/..', '//live', '/assets/../favicon.svg', '/a\\b'])(
    'knows no path that is written in another way (%s)',
    async (path) => {
      const { port } = await startTestHttpServer({ webRoot: builtApp() });
      for (const method of ['GET', 'HEAD', 'POST']) {
        expect(await getUnchanged(port, path, method), method).toMatchObject({ status: 404 });
      }
    },
  );

  it('keeps files with a hash in the name for ever, and prefers the packed ones', async () => {
    const { origin } = await startTestHttpServer({ webRoot: builtApp() });
    const packed = await get(origin, '/assets/main-4f2a.js', { 'accept-encoding': 'gzip' });
    expect([packed.text, packed.headers.get('content-encoding')]).toEqual(['run()', 'gzip']);
    expect(packed.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(packed.headers.get('content-type')).toMatch(/javascript/);
    const plain = await get(origin, '/assets/main-4f2a.js', { 'accept-encoding': 'identity' });
    expect([plain.text, plain.headers.get('content-encoding')]).toEqual(['run()', null]);
    expect((await get(origin, '/favicon.svg')).headers.get('cache-control')).toBe('no-cache');
  });

  it('moves people from a bare loopback address to localhost, where Twitch brings them back', async () => {
    const { port } = await startTestHttpServer({ webRoot: builtApp() });
    const moved = await get(`http://127.0.0.1:${port}`, '/live?a=1', {
      accept: 'text/html',
      'sec-fetch-dest': 'document',
    });
    expect([moved.status, moved.headers.get('location')]).toEqual([302, `http://localhost:${port}/live?a=1`]);
    expect((await get(`http://127.0.0.1:${port}`, '/')).status).toBe(200);
  });

  it('may be missing: the API works without it', async () => {
    const { origin } = await startTestHttpServer();
    const answer = await get(origin, '/', { accept: 'text/html' });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([404, { code: 'http.unknown-path', params: {} }]);
  });
});

describe('the list of addresses', () => {
  it('names pages like endpoints', () => {
    const modules = [withPages([page('/api/live/badges/:set/:version', async () => undefined, 'live.read')])];
    expect(listAddresses(modules)).toEqual([
      {
        kind: 'page',
        module: 'team',
        name: '/api/live/badges/:set/:version',
        method: 'GET',
        path: '/api/live/badges/{set}/{version}',
        access: 'live.read',
      },
    ]);
  });
});

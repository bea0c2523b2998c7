import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { endpoint } from '../../contract/endpoint.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { startTestHttpServer, type TestHttpServer } from '../../testing/http-server.ts';
import { type Module, routes } from '../module.ts';

const contract = {
  ping: endpoint({
    method: 'GET',
    path: '/ping',
    access: 'open',
    summary: 'Open.',
    input: z.object({}),
    output: z.object({ status: z.literal('ok') }),
  }),
  begin: endpoint({
    method: 'POST',
    path: '/sign-in/begin',
    access: 'open',
    summary: 'Open, and changes something.',
    input: z.object({}),
    output: z.object({ browserKey: z.string(), language: z.string(), origin: z.string() }),
  }),
  read: endpoint({
    method: 'GET',
    path: '/things/{thingId}',
    access: 'member',
    summary: 'Reads.',
    input: z.object({ thingId: z.string().max(8), limit: z.coerce.number().int().max(9).default(5) }),
    output: z.object({ thingId: z.string(), limit: z.int() }),
  }),
  rename: endpoint({
    method: 'PATCH',
    path: '/things/{thingId}',
    access: 'team.manage',
    summary: 'Changes.',
    input: z.object({ thingId: z.string(), name: z.string().trim().min(1), tags: z.array(z.string()).default([]) }),
    output: z.object({ thingId: z.string(), name: z.string() }),
  }),
  drop: endpoint({
    method: 'DELETE',
    path: '/things/{thingId}',
    access: 'team.manage',
    summary: 'Removes.',
    input: z.object({ thingId: z.string(), isForced: z.stringbool().default(false) }),
    output: z.object({ isForced: z.boolean() }),
  }),
  connect: endpoint({
    method: 'POST',
    path: '/accounts/device',
    access: 'open',
    summary: 'Asks Twitch, too.',
    input: z.object({}),
    output: z.object({}),
  }),
  touch: endpoint({
    method: 'POST',
    path: '/touch',
    access: 'member',
    summary: 'Needs nothing.',
    input: z.object({}),
    output: z.object({}),
  }),
  refuse: endpoint({
    method: 'GET',
    path: '/refuse',
    access: 'open',
    summary: 'Refuses.',
    input: z.object({ code: z.string() }),
    output: z.object({}),
  }),
  breakDown: endpoint({
    method: 'GET',
    path: '/break',
    access: 'open',
    summary: 'Has a bug.',
    input: z.object({}),
    output: z.object({}),
  }),
  mismatch: endpoint({
    method: 'GET',
    path: '/mismatch',
    access: 'open',
    summary: 'Answers what it did not promise.',
    input: z.object({}),
    output: z.object({ count: z.int() }),
  }),
};

const tried: Module = {
  name: 'team',
  routes: [
    routes(contract, {
      ping: async () => ({ status: 'ok', secret: 'never shown' }) as { status: 'ok' },
      begin: async (_input, visitor) => ({ ...visitor }),
      read: async (input) => input,
      rename: async ({ thingId, name }) => ({ thingId, name }),
      drop: async ({ isForced }) => ({ isForced }),
      connect: async () => ({}),
      touch: async () => ({}),
      refuse: async ({ code }) => {
        throw new Refusal(code, { login: 'mara' });
      },
      breakDown: async () => {
        throw new Error('the secret plan');
      },
      mismatch: async () => ({ count: 'many' }) as unknown as { count: number },
    }),
  ],
  pages: [],
  feeds: [],
  jobs: [],
};

const start = () => startTestHttpServer({ modules: [tried] });

interface Answer {
  status: number;
  body: unknown;
  headers: Headers;
}

async function call(server: TestHttpServer, method: string, path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(server.origin + path, { method, redirect: 'manual', ...init });
  return { status: response.status, body: await response.json(), headers: response.headers };
}

const json = (headers: Record<string, string>, body: unknown): RequestInit => ({
  headers: { ...headers, 'content-type': 'application/json' },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

/** fetch sets Host itself, so foreign names need a plain request. */
function withHost(port: number, host: string, path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port, path, headers: { ...headers, host } }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: JSON.parse(text), headers: new Headers() }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('a call', () => {
  it('is answered with what the contract names and nothing else', async () => {
    const server = await start();
    const { status, body, headers } = await call(server, 'GET', '/api/ping');
    expect({ status, body }).toEqual({ status: 200, body: { status: 'ok' } });
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('gets its fields from path and query, or path and body', async () => {
    const server = await start();
    const headers = await server.signIn(server.addMember('streamer'));
    expect((await call(server, 'GET', '/api/things/a%20b?limit=7&more=1', { headers })).body).toEqual({
      thingId: 'a b',
      limit: 7,
    });
    const renamed = await call(server, 'PATCH', '/api/things/t1', json(headers, { thingId: 'other', name: ' new ' }));
    expect(renamed.body).toEqual({ thingId: 't1', name: 'new' });
    expect((await call(server, 'DELETE', '/api/things/t1?isForced=true', { headers })).body).toEqual({
      isForced: true,
    });
  });

  it('without fields needs no body, also when it says JSON', async () => {
    const server = await start();
    const headers = await server.signIn(server.addMember('accountant'));
    expect((await call(server, 'POST', '/api/touch', { headers })).status).toBe(200);
    expect((await call(server, 'POST', '/api/touch', json(headers, ''))).status).toBe(200);
  });

  it('is refused with the fields that are wrong, without what was in them', async () => {
    const server = await start();
    const headers = await server.signIn(server.addMember('streamer'));
    const wrong = await call(server, 'PATCH', '/api/things/t1', json(headers, { name: '', tags: ['a', 7] }));
    expect(wrong).toMatchObject({ status: 400, body: { code: 'http.bad-input', params: { fields: 'name, tags.1' } } });
    const tooLong = await call(server, 'GET', '/api/things/123456789?limit=x', { headers });
    expect(tooLong).toMatchObject({ status: 400, body: { params: { fields: 'thingId, limit' } } });
    const twice = await call(server, 'GET', '/api/things/1?limit=1&limit=2', { headers });
    expect(twice).toMatchObject({ status: 400, body: { params: { fields: 'limit' } } });
  });

  it.each([
    ['an array', '[]'],
    ['text', '"name"'],
    ['no JSON', '{"name":'],
    ['a poisoned prototype', '{"name":"x","__proto__":{"isAdmin":true}}'],
  ])('is refused when the body is %s', async (_what, body) => {
    const server = await start();
    const headers = await server.signIn(server.addMember('streamer'));
    const answer = await call(server, 'PATCH', '/api/things/t1', json(headers, body));
    expect(answer).toMatchObject({ status: 400, body: { code: 'http.bad-input', params: { fields: 'body' } } });
    expect(server.errors).toEqual([]);
  });

  it('is refused when the body is too large', async () => {
    const server = await start();
    const headers = await server.signIn(server.addMember('streamer'));
    const body = { name: 'x'.repeat(1_048_576) };
    const answer = await call(server, 'PATCH', '/api/things/t1', json(headers, body));
    expect(answer).toMatchObject({ status: 413, body: { code: 'http.too-large', params: {} } });
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'is refused when the body is %s, which any foreign form can send',
    async (contentType) => {
      const server = await start();
      const headers = await server.signIn(server.addMember('streamer'));
      const answer = await call(server, 'PATCH', '/api/things/t1', {
        headers: { ...headers, 'content-type': contentType },
        body: '{"name":"x"}',
      });
      expect(answer).toMatchObject({ status: 415, body: { code: 'http.unsupported-media-type', params: {} } });
    },
  );

  it('passes a refusal on with its status', async () => {
    const server = await start();
    const answer = await call(server, 'GET', '/api/refuse?code=team.unknown-login');
    expect(answer).toMatchObject({ status: 404, body: { code: 'team.unknown-login', params: { login: 'mara' } } });
  });

  it.each(['/api/break', '/api/mismatch', '/api/refuse?code=team.unheard-of', '/api/refuse?code=toString'])(
    'that ends in a bug (%s) is answered without details, and logged',
    async (path) => {
      const server = await start();
      const answer = await call(server, 'GET', path);
      expect(answer).toMatchObject({ status: 500, body: { code: 'http.internal', params: {} } });
      expect(server.errors).toHaveLength(1);
    },
  );

  it.each(['/api/nothing', '/api', '/api/', '/api/ping/', '/api/%zz', '/api/feed/x'])(
    'to an unknown path (%s) is refused as JSON',
    async (path) => {
      const server = await start();
      const answer = await call(server, 'GET', path, { headers: { accept: 'text/html' } });
      expect([400, 404]).toContain(answer.status);
      expect(answer.body).toHaveProperty('code');
    },
  );

  it('by an unknown method is an unknown path', async () => {
    const server = await start();
    expect(await call(server, 'POST', '/api/ping')).toMatchObject({ status: 404, body: { code: 'http.unknown-path' } });
  });

  it('that is no HTTP is answered in our words as well', async () => {
    const server = await start();
    const text = await new Promise<string>((resolve, reject) => {
      let received = '';
      const socket = connect(server.port, '127.0.0.1', () => socket.write('NONSENSE\r\n\r\n'));
      socket.on('data', (chunk) => {
        received += chunk.toString();
      });
      socket.on('end', () => resolve(received));
      socket.on('error', reject);
    });
    expect(text).toMatch(/^HTTP\/1\.1 400 .*\{"code":"http\.bad-input"/s);
  });
});

describe('the gate', () => {
  it('asks for a session, then for the permission', async () => {
    const server = await start();
    const nobody = await call(server, 'PATCH', '/api/things/t1', json({ origin: server.origin }, { name: 'x' }));
    expect(nobody).toMatchObject({ status: 401, body: { code: 'http.no-session' } });
    const headers = await server.signIn(server.addMember('moderator'));
    const moderator = await call(server, 'PATCH', '/api/things/t1', json(headers, { name: 'x' }));
    expect(moderator).toMatchObject({
      status: 403,
      body: { code: 'http.forbidden', params: { permission: 'team.manage' } },
    });
  });

  it('comes before the body is read', async () => {
    const server = await start();
    const answer = await call(server, 'PATCH', '/api/things/t1', json({ origin: server.origin }, '{{{'));
    expect(answer.status).toBe(401);
  });

  it('takes back the cookie of an ended session', async () => {
    const server = await start();
    const headers = { cookie: `livextrem_${server.port}=${'x'.repeat(43)}` };
    const answer = await call(server, 'GET', '/api/things/1', { headers });
    expect(answer.status).toBe(401);
    expect(answer.headers.getSetCookie()[0]).toMatch(
      new RegExp(`^livextrem_${server.port}=;.*Expires=Thu, 01 Jan 1970`),
    );
  });

  it('ends the session of somebody who is no member any more', async () => {
    const server = await start();
    const memberId = server.addMember('streamer');
    const headers = await server.signIn(memberId);
    server.removeMember(memberId);
    expect((await call(server, 'GET', '/api/things/1', { headers })).status).toBe(401);
    const token = headers['cookie']?.split('=')[1] ?? '';
    expect(await server.sessions.find(token)).toBeUndefined();
  });

  it.each(['http://evil.example', 'null', 'http://localhost:1', 'http://127.0.0.1'])(
    'refuses calls that come from %s',
    async (origin) => {
      const server = await start();
      const headers = { ...(await server.signIn(server.addMember('streamer'))), origin };
      for (const [method, path] of [
        ['GET', '/api/things/1'],
        ['DELETE', '/api/things/1'],
        ['POST', '/api/sign-in/begin'],
        ['GET', '/api/ping'],
      ] as const) {
        const answer = await call(server, method, path, { headers });
        expect(answer, `${method} ${path}`).toMatchObject({ status: 403, body: { code: 'http.foreign-origin' } });
      }
    },
  );

  it('refuses a change that does not say where it comes from, unless the browser vouches for it', async () => {
    const server = await start();
    const { origin: _, ...headers } = await server.signIn(server.addMember('streamer'));
    const silent = await call(server, 'POST', '/api/touch', { headers });
    expect(silent).toMatchObject({ status: 403, body: { code: 'http.foreign-origin' } });
    for (const [site, status] of [
      ['same-origin', 200],
      ['same-site', 403],
      ['cross-site', 403],
      ['none', 403],
    ] as const) {
      const answer = await withRaw(server, 'POST', '/api/touch', { ...headers, 'sec-fetch-site': site });
      expect(answer, site).toBe(status);
    }
  });

  it('refuses reading for a page on another port of this machine', async () => {
    const server = await start();
    const { origin: _, ...headers } = await server.signIn(server.addMember('streamer'));
    expect(await withRaw(server, 'GET', '/api/things/1', { ...headers, 'sec-fetch-site': 'same-site' })).toBe(403);
    expect(await withRaw(server, 'GET', '/api/things/1', { ...headers, 'sec-fetch-site': 'none' })).toBe(200);
  });

  it('refuses a change without the token of the session, or with another one', async () => {
    const server = await start();
    const memberId = server.addMember('streamer');
    const headers = await server.signIn(memberId);
    const other = await server.signIn(memberId);
    const { 'x-csrf-token': _, ...without } = headers;
    expect((await call(server, 'POST', '/api/touch', { headers: without })).status).toBe(403);
    const foreign = { ...headers, 'x-csrf-token': other['x-csrf-token'] ?? '' };
    expect((await call(server, 'POST', '/api/touch', { headers: foreign })).status).toBe(403);
    expect((await call(server, 'POST', '/api/touch', { headers })).status).toBe(200);
  });

  it('knows its own names only, whatever is asked for', async () => {
    const server = await start();
    for (const path of ['/api/ping', '/', '/assets/x.js', '/api/openapi.json', '/api/nothing']) {
      for (const host of ['evil.example', `evil.example:${server.port}`, 'localhost:1', 'localhost']) {
        const answer = await withHost(server.port, host, path);
        expect(answer, `${host} ${path}`).toMatchObject({ status: 403, body: { code: 'http.foreign-host' } });
      }
    }
    for (const host of ['localhost', 'LOCALHOST', '127.0.0.1', '[::1]']) {
      expect((await withHost(server.port, `${host}:${server.port}`, '/api/ping')).status).toBe(200);
    }
  });

  it('answers to a configured name, with our port and behind a proxy', async () => {
    const server = await startTestHttpServer({ modules: [tried], allowedHosts: ['pc.local'] });
    expect((await withHost(server.port, `pc.local:${server.port}`, '/api/ping')).status).toBe(200);
    const proxied = await withHost(server.port, 'pc.local', '/api/ping', { origin: 'https://pc.local' });
    expect(proxied.status).toBe(200);
    expect((await withHost(server.port, 'pc.local:1', '/api/ping')).status).toBe(403);
  });

  it('slows down whoever asks too often, sign-ins sooner', async () => {
    const limits = { requestsPerMinute: 8, signInsPerMinute: 2 };
    const server = await startTestHttpServer({ modules: [tried], limits });
    const statuses: number[] = [];
    for (let i = 0; i < 3; i += 1) statuses.push((await call(server, 'POST', '/api/sign-in/begin')).status);
    for (let i = 0; i < 3; i += 1) statuses.push((await call(server, 'POST', '/api/accounts/device')).status);
    expect(statuses).toEqual([200, 200, 429, 200, 200, 429]);
    for (let i = 0; i < 8; i += 1) await call(server, 'GET', '/api/ping');
    const refused = await call(server, 'GET', '/api/ping');
    expect(refused).toMatchObject({ status: 429, body: { code: 'http.too-many-requests' } });
    expect(refused.body).toHaveProperty('params.seconds', expect.any(Number));
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('a visitor', () => {
  it('is a browser with a key of its own that no script can read', async () => {
    const server = await start();
    const first = await call(server, 'POST', '/api/sign-in/begin', {
      headers: { 'accept-language': 'fr, de-AT;q=0.8, en;q=0.5' },
    });
    expect(first.body).toEqual({ browserKey: expect.any(String), language: 'de', origin: server.origin });
    const [cookie = ''] = first.headers.getSetCookie();
    expect(cookie).toMatch(
      new RegExp(`^livextrem_${server.port}_browser=[\\w-]{22}; Max-Age=31536000; Path=/; HttpOnly; SameSite=Lax$`),
    );
    const again = await call(server, 'POST', '/api/sign-in/begin', { headers: { cookie: cookie.split(';')[0] ?? '' } });
    expect(again.body).toHaveProperty('browserKey', (first.body as { browserKey: string }).browserKey);
    expect(again.headers.getSetCookie()).toEqual([]);
  });
});

describe('the head of every reply', () => {
  it('lets only our own scripts run and nobody frame us', async () => {
    const server = await start();
    const { headers } = await call(server, 'GET', '/api/ping');
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'self';script-src 'self';style-src 'self' 'unsafe-inline';img-src 'self' data:;connect-src 'self';" +
        "object-src 'none';base-uri 'none';form-action 'self';frame-ancestors 'none'",
    );
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('strict-transport-security')).toBeNull();
  });

  it('lets those frame us who are named', async () => {
    const server = await startTestHttpServer({ modules: [tried], frameAncestors: ["'self'", 'http://obs.local'] });
    const { headers } = await call(server, 'GET', '/api/ping');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'self' http://obs.local");
    expect(headers.get('x-frame-options')).toBeNull();
  });
});

/** fetch drops `sec-` headers, so browsers are played by a plain request. */
function withRaw(
  server: TestHttpServer,
  method: string,
  path: string,
  headers: Record<string, string>,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const { port } = server;
    const all = { ...headers, host: `localhost:${port}` };
    const sent = httpRequest({ host: '127.0.0.1', port, path, method, headers: all }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode ?? 0));
    });
    sent.on('error', reject);
    sent.end();
  });
}

import { describe, expect, it } from 'vitest';
import { preferredLanguage } from './consent-page.ts';
import { quietEvening } from './helix/quiet-evening.ts';
import type { SimReply } from './http.ts';
import { handleOauth } from './oauth.ts';
import { isRegisteredRedirect, LOCAL_REDIRECTS, SECOND_APP } from './oauth-apps.ts';
import { SANDBOX_APP } from './world-seed.ts';

const REDIRECT = 'http://localhost:8080/callback';
const ASK = {
  client_id: SANDBOX_APP.clientId,
  redirect_uri: REDIRECT,
  response_type: 'code',
  scope: 'chat:read user:write:chat',
  state: 'a state & more',
};

async function open(query: Record<string, string>, language = 'de'): Promise<SimReply & { readonly text: string }> {
  const reply = await handleOauth(quietEvening().context, {
    method: 'GET',
    path: '/auth/authorize',
    query: new URLSearchParams(query),
    headers: { 'accept-language': language },
    body: '',
  });
  return { ...reply, text: String(reply.body ?? '') };
}

async function answer(form: Record<string, string>): Promise<SimReply> {
  return handleOauth(quietEvening().context, {
    method: 'POST',
    path: '/auth/authorize',
    query: new URLSearchParams(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  });
}

function without(name: keyof typeof ASK): Record<string, string> {
  const query: Record<string, string> = { ...ASK };
  delete query[name];
  return query;
}

function sentTo(reply: SimReply): { readonly address: string; readonly query: Record<string, string> } {
  const location = reply.headers?.['location'] ?? '';
  const at = location.indexOf('?');
  return { address: location.slice(0, at), query: Object.fromEntries(new URLSearchParams(location.slice(at))) };
}

describe('the consent page', () => {
  it('says that it is not Twitch, in the language of the browser', async () => {
    expect((await open(ASK, 'de-AT,en;q=0.5')).text).toMatch(/<html lang="de">.*Sandbox – nicht Twitch/s);
    expect((await open(ASK, 'fr,en;q=0.5')).text).toMatch(/<html lang="en">.*Sandbox – not Twitch/s);
  });

  it('offers four people and to refuse, as buttons of one form', async () => {
    const { status, text } = await open(ASK);
    expect(status).toBe(200);
    const logins = [...text.matchAll(/<button type="submit" name="login" value="([^"]+)"/g)].map((match) => match[1]);
    expect(logins).toEqual(['derflaavius', 'nordlicht_mod', 'mara_manager', 'fremder_gast']);
    expect(text).toMatch(/<button [^>]*name="refuse" value="1"/);
    expect(text).toContain('liveXtrem Sandbox');
    expect(text).toContain('<li>user:write:chat</li>');
  });

  it('carries the request through the form, and nothing of it becomes markup', async () => {
    const { text } = await open({ ...ASK, state: '"><script>alert(1)</script>' });
    expect(text).toContain('name="state" value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
    expect(text).not.toContain('<script');
    expect((await open({ ...ASK, client_id: '<b>' })).text).not.toContain('<b>');
  });

  it('runs no script, loads nothing and stands in no frame', async () => {
    const { headers } = await open(ASK);
    expect(headers?.['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(headers?.['content-security-policy']).toContain("frame-ancestors 'none'");
  });

  it.each([
    ['client_id', 'missing client id'],
    ['redirect_uri', 'missing redirect_uri'],
  ] as const)('shows an error, and sends nobody away, without %s', async (name, message) => {
    const { status, text } = await open(without(name));
    expect(status).toBe(400);
    expect(text).toContain(message);
  });

  it.each([
    ['an unknown client', { client_id: 'x' }],
    ['another host', { redirect_uri: 'http://evil.example/callback' }],
    ['another path', { redirect_uri: `${REDIRECT}/` }],
    ['more behind the port', { redirect_uri: 'http://localhost:8080.evil.example/callback' }],
    ['https', { redirect_uri: 'https://localhost:8080/callback' }],
    ['127.0.0.1', { redirect_uri: 'http://127.0.0.1:8080/callback' }],
  ])('shows an error, and sends nobody away, for %s', async (_, change) => {
    const { status, headers } = await open({ ...ASK, ...change });
    expect(status).toBe(400);
    expect(headers).not.toHaveProperty('location');
  });

  it.each([
    ['no response type', without('response_type'), 'invalid_request'],
    ['another response type', { ...ASK, response_type: 'token' }, 'unsupported_response_type'],
    ['an unknown scope', { ...ASK, scope: 'chat:read chat:whisper' }, 'invalid_scope'],
    ['force_verify that is no yes or no', { ...ASK, force_verify: 'maybe' }, 'invalid_request'],
  ])('sends back with an error for %s', async (_, query, error) => {
    const reply = await open(query);
    expect(reply.status).toBe(302);
    expect(sentTo(reply)).toMatchObject({ address: REDIRECT, query: { error, state: ASK.state } });
  });

  it.each(['true', 'false'])('takes force_verify=%s', async (force) => {
    expect((await open({ ...ASK, force_verify: force })).status).toBe(200);
  });
});

describe('the answer to the consent page', () => {
  it.each(['http://localhost:8080/callback', 'http://localhost:4711', 'http://localhost:4711/'])(
    'sends the browser to %s with code, scope and state',
    async (redirect) => {
      const reply = await answer({ ...ASK, redirect_uri: redirect, login: 'mara_manager' });
      expect(reply.status).toBe(302);
      expect(sentTo(reply)).toEqual({
        address: redirect,
        query: { code: expect.stringMatching(/^[a-z0-9]{30}$/), scope: ASK.scope, state: ASK.state },
      });
    },
  );

  it('sends back a refusal in the words of Twitch', async () => {
    expect(sentTo(await answer({ ...ASK, refuse: '1' })).query).toEqual({
      error: 'access_denied',
      error_description: 'The user denied you access',
      state: ASK.state,
    });
  });

  it('gives no code to nobody', async () => {
    const reply = await answer({ ...ASK, login: 'nobody_here' });
    expect({ status: reply.status, location: reply.headers?.['location'] }).toEqual({ status: 400 });
  });

  it('checks the request again', async () => {
    expect((await answer({ ...ASK, redirect_uri: 'http://evil.example/', login: 'derflaavius' })).status).toBe(400);
  });
});

describe('redirect URIs', () => {
  const app = { ...SECOND_APP, redirectUris: ['http://localhost:8080/callback'] };
  it.each([
    ['http://localhost:8080/callback', true],
    ['http://localhost:8081/callback', false],
    ['http://localhost:8080/callback/', false],
    ['http://localhost:8080/callback?x=1', false],
    ['http://LOCALHOST:8080/callback', false],
    ['', false],
  ])('are compared byte for byte: %s', (uri, expected) => {
    expect(isRegisteredRedirect(app, uri)).toBe(expected);
  });

  it.each([
    ['http://localhost:1', true],
    ['http://localhost:65535/', true],
    ['http://localhost:123456', false],
    ['http://localhost:', false],
    ['http://localhost', false],
    ['http://localhost:80@evil.example/callback', false],
    ['http://localhost:PORT/callback', false],
  ])('of the sandbox allow any port and nothing else: %s', (uri, expected) => {
    expect(isRegisteredRedirect({ ...SECOND_APP, redirectUris: [...LOCAL_REDIRECTS] }, uri)).toBe(expected);
  });
});

describe('the preferred language', () => {
  it.each([
    ['', 'en'],
    ['de', 'de'],
    ['de-CH, en', 'de'],
    ['en-GB,de;q=0.9', 'en'],
    ['fr;q=0.9,de;q=0.4,en;q=0.5', 'en'],
    ['den', 'en'],
  ])('of %j is %s', (header, language) => {
    expect(preferredLanguage(header)).toBe(language);
  });
});

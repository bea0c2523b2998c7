import { describe, expect, it } from 'vitest';
import { faultsOf } from './faults.ts';
import { PEOPLE, type QuietEvening, quietEvening } from './helix/quiet-evening.ts';
import type { SimReply } from './http.ts';
import { handleOauth } from './oauth.ts';
import { SECOND_APP } from './oauth-apps.ts';
import { oauthSettingsOf } from './oauth-settings.ts';
import { findLiveToken } from './world.ts';
import type { WorldEvent } from './world-events.ts';
import { SANDBOX_APP } from './world-seed.ts';

const { clientId, clientSecret } = SANDBOX_APP;
const APP = { client_id: clientId, client_secret: clientSecret };
const REDIRECT = 'http://localhost:8080/callback';
const AUTHORIZE = {
  client_id: clientId,
  redirect_uri: REDIRECT,
  response_type: 'code',
  scope: 'chat:read',
  state: 's1',
};

interface TokenBody {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly expires_in: number;
  readonly scope?: readonly string[];
}

function call(
  { context }: QuietEvening,
  method: string,
  path: string,
  {
    query = {},
    form,
    headers = {},
  }: {
    query?: Record<string, string>;
    form?: Record<string, string>;
    headers?: Record<string, string>;
  },
): Promise<SimReply> {
  return handleOauth(context, {
    method,
    path,
    query: new URLSearchParams(query),
    headers: form ? { 'content-type': 'application/x-www-form-urlencoded;charset=UTF-8', ...headers } : headers,
    body: form ? new URLSearchParams(form).toString() : '',
  });
}

function jsonOf(reply: SimReply): unknown {
  return reply.body === undefined ? undefined : JSON.parse(String(reply.body));
}

/** Agrees as a person and gives the query of the address the browser is sent to. */
async function consent(evening: QuietEvening, more: Record<string, string> = {}): Promise<URLSearchParams> {
  const reply = await call(evening, 'POST', '/auth/authorize', {
    form: { ...AUTHORIZE, login: 'derflaavius', ...more },
  });
  expect(reply.status).toBe(302);
  return new URL(reply.headers?.['location'] ?? '').searchParams;
}

async function signIn(evening: QuietEvening, more: Record<string, string> = {}): Promise<TokenBody> {
  const code = (await consent(evening, more)).get('code') ?? '';
  const form = { ...APP, grant_type: 'authorization_code', code, redirect_uri: REDIRECT };
  return jsonOf(await call(evening, 'POST', '/auth/token', { form })) as TokenBody;
}

const refresh = (evening: QuietEvening, refreshToken: string) =>
  call(evening, 'POST', '/auth/token', { form: { ...APP, grant_type: 'refresh_token', refresh_token: refreshToken } });
const validate = (evening: QuietEvening, authorization: string) =>
  call(evening, 'GET', '/auth/validate', { headers: { authorization } });

describe('exchanging a code', () => {
  it('gives a token of the person with the scopes agreed to', async () => {
    const evening = quietEvening();
    const token = await signIn(evening, { scope: 'chat:read user:write:chat' });
    expect(token).toEqual({
      access_token: expect.stringMatching(/^[a-z0-9]{30}$/),
      expires_in: 14_124,
      refresh_token: expect.stringMatching(/^[a-z0-9]{50}$/),
      scope: ['chat:read', 'user:write:chat'],
      token_type: 'bearer',
    });
    expect(findLiveToken(evening.world, token.access_token)?.userId).toBe(PEOPLE.streamer);
  });

  it('leaves the scope out when none was asked for', async () => {
    expect(await signIn(quietEvening(), { scope: '' })).not.toHaveProperty('scope');
  });

  it('takes everything in the query as well', async () => {
    const evening = quietEvening();
    const code = (await consent(evening)).get('code') ?? '';
    const query = { ...APP, grant_type: 'authorization_code', code, redirect_uri: REDIRECT };
    expect((await call(evening, 'POST', '/auth/token', { query })).status).toBe(200);
  });

  it('gives tokens that live as long as the settings say', async () => {
    const evening = quietEvening();
    oauthSettingsOf(evening.world).userTokenSeconds = 3;
    const token = await signIn(evening);
    expect(token.expires_in).toBe(3);
    evening.wait(3000);
    expect(findLiveToken(evening.world, token.access_token)).toBeUndefined();
  });

  const exchange = { ...APP, grant_type: 'authorization_code', redirect_uri: REDIRECT };
  const cases: readonly {
    readonly when: string;
    readonly change?: (form: Record<string, string>) => Record<string, string>;
    readonly before?: (evening: QuietEvening, form: Record<string, string>) => unknown;
    readonly status: number;
    readonly message: string;
  }[] = [
    {
      when: 'the client id is missing',
      change: ({ client_id: _, ...form }) => form,
      status: 400,
      message: 'missing client id',
    },
    {
      when: 'the client id is unknown',
      change: (form) => ({ ...form, client_id: 'x' }),
      status: 400,
      message: 'invalid client',
    },
    {
      when: 'the client id is a word of the language',
      change: (form) => ({ ...form, client_id: 'constructor' }),
      status: 400,
      message: 'invalid client',
    },
    {
      when: 'the secret is missing',
      change: ({ client_secret: _, ...form }) => form,
      status: 400,
      message: 'missing client secret',
    },
    {
      when: 'the secret is wrong',
      change: (form) => ({ ...form, client_secret: 'x' }),
      status: 403,
      message: 'invalid client secret',
    },
    {
      when: 'the grant type is missing',
      change: ({ grant_type: _, ...form }) => form,
      status: 400,
      message: 'missing grant type',
    },
    {
      when: 'the grant type is unknown',
      change: (form) => ({ ...form, grant_type: 'password' }),
      status: 400,
      message: 'unsupported grant type',
    },
    { when: 'the code is missing', change: ({ code: _, ...form }) => form, status: 400, message: 'missing code' },
    {
      when: 'the code is invented',
      change: (form) => ({ ...form, code: 'abc' }),
      status: 400,
      message: 'Invalid authorization code',
    },
    {
      when: 'the code was used',
      before: (evening, form) => call(evening, 'POST', '/auth/token', { form }),
      status: 400,
      message: 'Invalid authorization code',
    },
    {
      when: 'the code is ten minutes old',
      before: (evening) => evening.wait(600_000),
      status: 400,
      message: 'Invalid authorization code',
    },
    {
      when: 'the code was given to another app',
      change: (form) => ({ ...form, client_id: SECOND_APP.clientId, client_secret: SECOND_APP.clientSecret }),
      status: 400,
      message: 'Invalid authorization code',
    },
    {
      when: 'the redirect URI is missing',
      change: ({ redirect_uri: _, ...form }) => form,
      status: 400,
      message: 'missing redirect_uri',
    },
    {
      when: 'the redirect URI is another one',
      change: (form) => ({ ...form, redirect_uri: 'http://localhost:8080/' }),
      status: 400,
      message: 'Parameter redirect_uri does not match registered URI',
    },
  ];
  it.each(cases)('refuses with $status when $when', async ({ change, before, status, message }) => {
    const evening = quietEvening();
    const form = { ...exchange, code: (await consent(evening)).get('code') ?? '' };
    await before?.(evening, form);
    const reply = await call(evening, 'POST', '/auth/token', { form: change ? change(form) : form });
    expect({ status: reply.status, body: jsonOf(reply) }).toEqual({ status, body: { status, message } });
  });
});

describe('refreshing', () => {
  it('gives a new access token for the same person and scopes, also after the old one expired', async () => {
    const evening = quietEvening();
    const first = await signIn(evening);
    evening.wait(5 * 3_600_000);
    const second = jsonOf(await refresh(evening, first.refresh_token)) as TokenBody;
    expect(second).toMatchObject({ scope: ['chat:read'], refresh_token: first.refresh_token });
    expect(second.access_token).not.toBe(first.access_token);
    expect(findLiveToken(evening.world, second.access_token)?.userId).toBe(PEOPLE.streamer);
  });

  it('replaces the refresh token and kills the old one when told to', async () => {
    const evening = quietEvening();
    oauthSettingsOf(evening.world).rotatesRefreshTokens = true;
    const first = await signIn(evening);
    const second = jsonOf(await refresh(evening, first.refresh_token)) as TokenBody;
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(findLiveToken(evening.world, first.access_token)).toBeDefined();
    expect((await refresh(evening, first.refresh_token)).status).toBe(400);
    expect((await refresh(evening, second.refresh_token)).status).toBe(200);
  });

  it('still works after a year of refreshes', async () => {
    const evening = quietEvening();
    const { refresh_token } = await signIn(evening);
    for (let month = 0; month < 12; month += 1) {
      evening.wait(31 * 86_400_000);
      expect((await refresh(evening, refresh_token)).status).toBe(200);
    }
    expect(Object.keys(evening.world.state.tokens).length).toBeLessThan(6);
  });

  it('still works when nobody used it for half a year, while others signed in', async () => {
    const evening = quietEvening();
    const { refresh_token } = await signIn(evening);
    evening.wait(183 * 86_400_000);
    await signIn(evening, { login: 'nordlicht_mod' });
    expect((await refresh(evening, refresh_token)).status).toBe(200);
  });

  it('fails when fifty access tokens are valid, until some have expired', async () => {
    const evening = quietEvening();
    const { refresh_token } = await signIn(evening);
    for (let count = 1; count < 50; count += 1) expect((await refresh(evening, refresh_token)).status).toBe(200);
    expect((await refresh(evening, refresh_token)).status).toBe(400);
    evening.wait(4 * 3_600_000);
    expect((await refresh(evening, refresh_token)).status).toBe(200);
  });

  it.each([
    ['is missing', '', 'missing refresh token'],
    ['is invented', 'abc', 'Invalid refresh token'],
  ])('refuses with 400 when the token %s', async (_, token, message) => {
    const reply = await refresh(quietEvening(), token);
    expect({ status: reply.status, body: jsonOf(reply) }).toEqual({ status: 400, body: { status: 400, message } });
  });

  it("refuses another app's refresh token", async () => {
    const evening = quietEvening();
    const { refresh_token } = await signIn(evening);
    const form = {
      client_id: SECOND_APP.clientId,
      client_secret: SECOND_APP.clientSecret,
      grant_type: 'refresh_token',
      refresh_token,
    };
    expect((await call(evening, 'POST', '/auth/token', { form })).status).toBe(400);
  });
});

describe('client credentials', () => {
  it('give a token without person, scopes and refresh token', async () => {
    const evening = quietEvening();
    const form = { ...APP, grant_type: 'client_credentials' };
    const token = jsonOf(await call(evening, 'POST', '/auth/token', { form })) as TokenBody;
    expect(token).toEqual({ access_token: expect.any(String), expires_in: 5_011_271, token_type: 'bearer' });
    expect(jsonOf(await validate(evening, `Bearer ${token.access_token}`))).toEqual({
      client_id: clientId,
      scopes: null,
      expires_in: 5_011_271,
    });
  });

  it.each([
    [SECOND_APP.clientSecret, 200],
    [clientSecret, 403],
  ])('tell the second app its own secret from another', async (secret, status) => {
    const form = { client_id: SECOND_APP.clientId, client_secret: secret, grant_type: 'client_credentials' };
    expect((await call(quietEvening(), 'POST', '/auth/token', { form })).status).toBe(status);
  });
});

describe('GET /auth/validate', () => {
  it.each(['OAuth', 'Bearer', 'oauth'])('tells whose token it is (%s)', async (word) => {
    const evening = quietEvening();
    const token = await signIn(evening);
    evening.wait(24_000);
    const reply = await validate(evening, `${word} ${token.access_token}`);
    expect(jsonOf(reply)).toEqual({
      client_id: clientId,
      login: 'derflaavius',
      scopes: ['chat:read'],
      user_id: PEOPLE.streamer,
      expires_in: 14_100,
    });
  });

  it.each([
    ['no token', '', 'missing authorization token'],
    ['a bare token', 'abc', 'missing authorization token'],
    ['an unknown token', 'OAuth abc', 'invalid access token'],
  ])('refuses %s with 401', async (_, header, message) => {
    const reply = await validate(quietEvening(), header);
    expect({ status: reply.status, body: jsonOf(reply) }).toEqual({ status: 401, body: { status: 401, message } });
  });
});

describe('POST /auth/revoke', () => {
  const revoke = (evening: QuietEvening, form: Record<string, string>) =>
    call(evening, 'POST', '/auth/revoke', { form });

  it('ends the token and its refresh token, and says so', async () => {
    const evening = quietEvening();
    const token = await signIn(evening);
    const events: WorldEvent[] = [];
    evening.world.listen((event) => void events.push(event));
    const reply = await revoke(evening, { client_id: clientId, token: token.access_token });
    expect(reply).toEqual({ status: 200 });
    expect(events).toEqual([{ kind: 'token-ended', accessToken: token.access_token }]);
    expect((await validate(evening, `OAuth ${token.access_token}`)).status).toBe(401);
    expect((await refresh(evening, token.refresh_token)).status).toBe(400);
  });

  it.each([
    ['the client id is missing', {}, 400, 'missing client id'],
    ['the client does not exist', { client_id: 'x' }, 404, 'client does not exist'],
    ['the token is unknown', { client_id: clientId, token: 'abc' }, 400, 'Invalid token'],
  ])('refuses when %s', async (_, form, status, message) => {
    const reply = await revoke(quietEvening(), form as Record<string, string>);
    expect({ status: reply.status, body: jsonOf(reply) }).toEqual({ status, body: { status, message } });
  });

  it("refuses another app's token", async () => {
    const evening = quietEvening();
    const token = await signIn(evening);
    expect((await revoke(evening, { client_id: SECOND_APP.clientId, token: token.access_token })).status).toBe(400);
    expect((await validate(evening, `OAuth ${token.access_token}`)).status).toBe(200);
  });
});

describe('trouble on command', () => {
  it('also strikes sign-in', async () => {
    const evening = quietEvening();
    faultsOf(evening.world).failNext({ path: '/auth/token', status: 503 });
    expect((await refresh(evening, 'abc')).status).toBe(503);
    expect((await refresh(evening, 'abc')).status).toBe(400);
  });
});

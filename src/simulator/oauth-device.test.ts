import { describe, expect, it } from 'vitest';
import { PEOPLE, type QuietEvening, quietEvening } from './helix/quiet-evening.ts';
import type { SimReply } from './http.ts';
import { handleOauth } from './oauth.ts';
import { newSecret, PUBLIC_APP, SECOND_APP } from './oauth-apps.ts';
import { approveDevice, refuseDevice } from './oauth-device.ts';
import { oauthSettingsOf } from './oauth-settings.ts';
import { ageTokens, endGrants } from './oauth-tokens.ts';
import { SANDBOX_APP } from './sandbox-app.ts';
import { findLiveToken } from './world.ts';
import type { WorldEvent } from './world-events.ts';

const GRANT = 'urn:ietf:params:oauth:grant-type:device_code';
const SCOPES = 'chat:read user:write:chat';
const PUBLIC = { client_id: PUBLIC_APP.clientId };

type Form = Readonly<Record<string, string>>;
interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

async function post({ context }: QuietEvening, path: string, form: Form): Promise<Answer> {
  const reply = await handleOauth(context, {
    method: 'POST',
    path,
    query: new URLSearchParams(),
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(form).toString(),
  });
  return { status: reply.status, body: JSON.parse(String(reply.body)) };
}

async function begin(evening: QuietEvening, app: Form = PUBLIC) {
  const { body } = await post(evening, '/auth/device', { ...app, scopes: SCOPES });
  return { device_code: String(body['device_code']), user_code: String(body['user_code']) };
}

const poll = (evening: QuietEvening, deviceCode: string, more: Form = {}) =>
  post(evening, '/auth/token', {
    ...PUBLIC,
    scopes: SCOPES,
    device_code: deviceCode,
    grant_type: GRANT,
    ...more,
  });

async function signIn(evening: QuietEvening, app: Form = PUBLIC) {
  const { device_code, user_code } = await begin(evening, app);
  approveDevice(evening.world, user_code, PEOPLE.streamer);
  const { body } = await poll(evening, device_code, app);
  return { access: String(body['access_token']), refresh: String(body['refresh_token']) };
}

const refresh = (evening: QuietEvening, refreshToken: string, app: Form = PUBLIC) =>
  post(evening, '/auth/token', { ...app, grant_type: 'refresh_token', refresh_token: refreshToken });
const no = (status: number, message: string) => ({ status, body: { status, message } });

describe('a device', () => {
  it('is told its code, the address to show, and how long and how often', async () => {
    expect(await post(quietEvening(), '/auth/device', { ...PUBLIC, scopes: SCOPES })).toEqual({
      status: 200,
      body: {
        device_code: expect.stringMatching(/^[a-z0-9]{40}$/),
        user_code: expect.stringMatching(/^[A-Z]{8}$/),
        verification_uri: expect.stringMatching(/^http:\/\/localhost:4000\/activate\?device-code=[A-Z]{8}$/),
        expires_in: 1800,
        interval: 5,
      },
    });
  });

  it.each([
    ['no client id', {}, no(400, 'missing client id')],
    ['an unknown app', { client_id: 'x' }, no(400, 'invalid client')],
    ['an unknown scope', { ...PUBLIC, scopes: 'a:b' }, no(400, "invalid scope requested: 'a:b'")],
  ])('is refused for %s', async (_, form, answer) => {
    expect(await post(quietEvening(), '/auth/device', form as Form)).toEqual(answer);
  });

  it('waits, gets its token once, and then the code is spent', async () => {
    const evening = quietEvening();
    const { device_code, user_code } = await begin(evening);
    expect(await poll(evening, device_code)).toEqual(no(400, 'authorization_pending'));
    approveDevice(evening.world, user_code.toLowerCase(), PEOPLE.streamer);
    const granted = await poll(evening, device_code);
    expect(granted).toMatchObject({
      status: 200,
      body: { expires_in: 14_124, scope: SCOPES.split(' '), token_type: 'bearer' },
    });
    expect(findLiveToken(evening.world, String(granted.body['access_token']))?.userId).toBe(PEOPLE.streamer);
    expect(await poll(evening, device_code)).toEqual(no(400, 'invalid device code'));
  });

  it.each([
    ['the code is missing', { device_code: '' }, 'missing device code'],
    ['the code is invented', { device_code: 'abc' }, 'invalid device code'],
    ['another app asks', { client_id: SANDBOX_APP.clientId }, 'invalid device code'],
    ['other scopes are asked for', { scopes: 'chat:read' }, 'invalid scopes'],
  ])('is refused when %s', async (_, change, message) => {
    const evening = quietEvening();
    expect(await poll(evening, (await begin(evening)).device_code, change)).toEqual(no(400, message));
  });

  it('may call them scope as well as scopes', async () => {
    const evening = quietEvening();
    const { device_code } = await begin(evening);
    const form = { ...PUBLIC, scope: SCOPES, device_code, grant_type: GRANT };
    expect((await post(evening, '/auth/token', form)).body['message']).toBe('authorization_pending');
  });

  it('never hears of a refusal: it waits until the code expires', async () => {
    const evening = quietEvening();
    const { device_code, user_code } = await begin(evening);
    expect(refuseDevice(evening.world, user_code)).toBe(true);
    expect(approveDevice(evening.world, user_code, PEOPLE.streamer)).toBe(false);
    evening.wait(1_799_000);
    expect(await poll(evening, device_code)).toEqual(no(400, 'authorization_pending'));
    evening.wait(1_000);
    expect(await poll(evening, device_code)).toEqual(no(400, 'invalid device code'));
  });

  it('cannot be agreed to after its time', async () => {
    const evening = quietEvening();
    const { user_code } = await begin(evening);
    evening.wait(1_800_000);
    expect(approveDevice(evening.world, user_code, PEOPLE.streamer)).toBe(false);
  });

  it('is called invalid now and then while it waits, when told to', async () => {
    const evening = quietEvening();
    oauthSettingsOf(evening.world).invalidWhilePendingEvery = 3;
    const { device_code } = await begin(evening);
    const messages: unknown[] = [];
    for (let count = 0; count < 4; count += 1) messages.push((await poll(evening, device_code)).body['message']);
    const pending = 'authorization_pending';
    expect(messages).toEqual([pending, pending, 'invalid device code', pending]);
  });

  it('may poll as fast as it likes, unless told to be slowed down', async () => {
    const evening = quietEvening();
    const { device_code } = await begin(evening);
    for (let count = 0; count < 3; count += 1) {
      expect((await poll(evening, device_code)).body['message']).toBe('authorization_pending');
    }
    oauthSettingsOf(evening.world).slowsDown = true;
    expect(await poll(evening, device_code)).toEqual(no(400, 'slow_down'));
    evening.wait(5000);
    expect((await poll(evening, device_code)).body['message']).toBe('authorization_pending');
  });

  it('of a confidential app needs no secret, but a wrong one is refused', async () => {
    const evening = quietEvening();
    const app = { client_id: SECOND_APP.clientId };
    const { device_code } = await begin(evening, app);
    expect((await poll(evening, device_code, app)).body['message']).toBe('authorization_pending');
    const wrong = await poll(evening, device_code, { ...app, client_secret: 'x' });
    expect(wrong).toEqual(no(403, 'invalid client secret'));
  });
});

describe('a public app', () => {
  it.each(['authorization_code', 'client_credentials'])('may not use %s', async (grant_type) => {
    expect(await post(quietEvening(), '/auth/token', { ...PUBLIC, grant_type, code: 'x', redirect_uri: 'y' })).toEqual(
      no(400, 'missing client secret'),
    );
  });

  it('has no secret that could be right', async () => {
    const evening = quietEvening();
    const { refresh: token } = await signIn(evening);
    expect(await refresh(evening, token, { ...PUBLIC, client_secret: 'x' })).toEqual(no(403, 'invalid client secret'));
  });

  it('refreshes without a secret, each refresh token once', async () => {
    const evening = quietEvening();
    const first = await signIn(evening);
    const second = await refresh(evening, first.refresh);
    expect(second).toMatchObject({ status: 200, body: { scope: SCOPES.split(' ') } });
    expect(second.body['refresh_token']).not.toBe(first.refresh);
    expect(findLiveToken(evening.world, first.access)).toBeDefined();
    expect((await refresh(evening, String(second.body['refresh_token']))).status).toBe(200);
  });

  it('loses everything of the grant when a refresh token is used again', async () => {
    const evening = quietEvening();
    const { refresh: token } = await signIn(evening);
    const other = await signIn(evening);
    const { body } = await refresh(evening, token);
    const events: WorldEvent[] = [];
    evening.world.listen((event) => void events.push(event));
    expect(await refresh(evening, token)).toEqual(no(400, 'Invalid refresh token'));
    const { clientId } = PUBLIC_APP;
    expect(events).toEqual([{ kind: 'authorization-ended', clientId, userId: PEOPLE.streamer }]);
    for (const access of [String(body['access_token']), other.access]) {
      expect(findLiveToken(evening.world, access)).toBeUndefined();
    }
    for (const refreshToken of [token, String(body['refresh_token']), other.refresh]) {
      expect(await refresh(evening, refreshToken)).toEqual(no(400, 'Invalid refresh token'));
    }
    expect(events).toHaveLength(1);
  });

  it('loses its login thirty days after the refresh token was issued', async () => {
    const evening = quietEvening();
    const kept = await signIn(evening);
    ageTokens(evening.world, PEOPLE.streamer, 29.9 * 86_400_000);
    const { status, body } = await refresh(evening, kept.refresh);
    expect(status).toBe(200);
    evening.wait(30 * 86_400_000);
    expect(await refresh(evening, String(body['refresh_token']))).toEqual(no(400, 'Invalid refresh token'));
  });

  it('gets no consent in the browser', async () => {
    const { context } = quietEvening();
    const reply = await handleOauth(context, {
      method: 'GET',
      path: '/auth/authorize',
      query: new URLSearchParams({ ...PUBLIC, redirect_uri: 'http://localhost:8080', response_type: 'code' }),
      headers: {},
      body: '',
    });
    expect(reply.headers?.['location']).toContain('error=unauthorized_client');
  });
});

describe('a confidential app', () => {
  const app = { client_id: SECOND_APP.clientId };
  it('cannot refresh the login of a device without its secret', async () => {
    const evening = quietEvening();
    const { refresh: token } = await signIn(evening, app);
    expect(await refresh(evening, token, app)).toEqual(no(400, 'missing client secret'));
    const whole = { ...app, client_secret: SECOND_APP.clientSecret };
    expect((await refresh(evening, token, whole)).status).toBe(200);
  });

  it('has only its newest secret', async () => {
    const evening = quietEvening();
    const { refresh: token } = await signIn(evening, app);
    const registered = evening.world.state.apps[SECOND_APP.clientId];
    const secret = newSecret(evening.world, registered ?? SECOND_APP);
    const old = { ...app, client_secret: SECOND_APP.clientSecret };
    expect(await refresh(evening, token, old)).toEqual(no(403, 'invalid client secret'));
    expect((await refresh(evening, token, { ...app, client_secret: secret })).status).toBe(200);
  });
});

it('ends every grant of a person when the password changes', async () => {
  const evening = quietEvening();
  const mine = await signIn(evening);
  const another = await signIn(evening, { client_id: SECOND_APP.clientId });
  expect(endGrants(evening.world, PEOPLE.streamer)).toBe(2);
  for (const { access } of [mine, another]) expect(findLiveToken(evening.world, access)).toBeUndefined();
});

describe('the activate page', () => {
  const visit = (evening: QuietEvening, method: string, form: Form): Promise<SimReply> =>
    handleOauth(evening.context, {
      method,
      path: '/activate',
      query: new URLSearchParams(method === 'GET' ? form : {}),
      headers: { 'accept-language': 'de' },
      body: method === 'GET' ? '' : new URLSearchParams(form).toString(),
    });

  it('asks for the code, then shows it beside the app and four people', async () => {
    const evening = quietEvening();
    const { user_code } = await begin(evening);
    expect(String((await visit(evening, 'GET', {})).body)).toMatch(/<input id="code" name="device-code"/);
    const page = String((await visit(evening, 'GET', { 'device-code': user_code })).body);
    expect(page).toContain(`<p class="code">${user_code}</p>`);
    expect(page).toContain('liveXtrem-headless');
    expect(page.match(/name="login"/g)).toHaveLength(4);
  });

  it('connects the device as the person who agrees', async () => {
    const evening = quietEvening();
    const { device_code, user_code } = await begin(evening);
    const reply = await visit(evening, 'POST', { 'device-code': user_code, login: 'mara_manager' });
    expect(String(reply.body)).toContain('Das Gerät ist verbunden');
    const { body } = await poll(evening, device_code);
    expect(findLiveToken(evening.world, String(body['access_token']))?.userId).toBe(PEOPLE.manager);
    expect((await visit(evening, 'POST', { 'device-code': user_code, login: 'mara_manager' })).status).toBe(400);
  });

  it('takes a refusal', async () => {
    const evening = quietEvening();
    const { user_code } = await begin(evening);
    expect(String((await visit(evening, 'POST', { 'device-code': user_code, refuse: '1' })).body)).toContain(
      'Abgelehnt',
    );
    expect((await visit(evening, 'GET', { 'device-code': user_code })).status).toBe(400);
  });

  it('makes no markup of what is typed', async () => {
    const page = String((await visit(quietEvening(), 'GET', { 'device-code': '<script>' })).body);
    expect(page).not.toContain('<script');
  });
});

import { type AddressInfo, createServer } from 'node:net';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { PUBLIC_APP } from '../simulator/oauth-apps.ts';
import { startSignInGate } from '../testing/sign-in-gate.ts';
import { PEOPLE, type SimulatedTwitch, startSimulatedTwitch } from '../testing/simulated-twitch.ts';
import { createTestClock } from '../testing/test-clock.ts';
import { twitchAddresses } from './addresses.ts';
import { createOAuth, type OAuth } from './oauth.ts';
import type { OAuthContact } from './oauth-request.ts';

const REDIRECT_URI = 'http://localhost:8080/callback';
const SCOPES = ['user:read:chat', 'user:write:chat'];

let twitch: SimulatedTwitch;
let oauth: OAuth;
const clock = createTestClock(Date.now());

beforeAll(async () => {
  twitch = await startSimulatedTwitch();
  oauth = createOAuth({ addresses: twitch.addresses, app: twitch.app, clock });
});

const authorizeUrl = (): string =>
  oauth.authorizeUrl({ state: 'state-1', redirectUri: REDIRECT_URI, scopes: SCOPES, forceVerify: true });

async function newCode(): Promise<string> {
  return (await twitch.consent(authorizeUrl(), PEOPLE.moderator.login)).searchParams.get('code') ?? '';
}

async function newPair() {
  const pair = await oauth.exchangeCode(await newCode(), REDIRECT_URI);
  if (!pair.ok) throw new Error(pair.error.code);
  return pair.value;
}

describe('consent', () => {
  it('asks with everything Twitch wants to know', () => {
    const query = Object.fromEntries(new URL(authorizeUrl()).searchParams);
    expect(query).toEqual({
      client_id: twitch.app.clientId,
      redirect_uri: REDIRECT_URI,
      response_type: 'code',
      scope: 'user:read:chat user:write:chat',
      state: 'state-1',
      force_verify: 'true',
    });
  });

  it('comes back with the state, also from a refusal', async () => {
    const yes = await twitch.consent(authorizeUrl(), PEOPLE.moderator.login);
    const no = await twitch.consent(authorizeUrl(), 'refuse');
    expect(yes.searchParams.get('state')).toBe('state-1');
    expect(no.searchParams.get('state')).toBe('state-1');
    expect(no.searchParams.get('error')).toBe('access_denied');
  });
});

describe('code exchange', () => {
  it('gives a pair with its scopes and its end', async () => {
    const pair = await newPair();
    expect(pair.scopes).toEqual(SCOPES);
    expect(pair.expiresAt).toBeGreaterThan(clock.nowMs() + 3_600_000);
    expect(pair.accessToken).not.toBe('');
    expect(pair.refreshToken).not.toBe('');
  });

  it('refuses a code that was used', async () => {
    const code = await newCode();
    expect((await oauth.exchangeCode(code, REDIRECT_URI)).ok).toBe(true);
    expect(await oauth.exchangeCode(code, REDIRECT_URI)).toMatchObject({
      ok: false,
      error: { code: 'twitch.reconnect' },
    });
  });

  it('says that Twitch is in trouble or out of reach', async () => {
    twitch.faults.failNext({ path: '/auth/token', status: 503 });
    expect(await oauth.exchangeCode('any', REDIRECT_URI)).toMatchObject({
      ok: false,
      error: { code: 'twitch.trouble' },
    });
    const nowhere = createOAuth({ addresses: twitchAddresses({ mockApiPort: 1 }), app: twitch.app, clock });
    expect(await nowhere.exchangeCode('any', REDIRECT_URI)).toMatchObject({
      ok: false,
      error: { code: 'twitch.unreachable' },
    });
  });
});

describe('tokens', () => {
  it('are validated: whose, of which app, with what scopes', async () => {
    const { accessToken } = await newPair();
    expect(await oauth.validate(accessToken)).toMatchObject({
      ok: true,
      value: {
        clientId: twitch.app.clientId,
        userId: PEOPLE.moderator.id,
        login: PEOPLE.moderator.login,
        scopes: SCOPES,
      },
    });
  });

  it('are refreshed into a new pair', async () => {
    const before = await newPair();
    const after = await oauth.refresh(before.refreshToken);
    expect(after.ok && after.value.accessToken).not.toBe(before.accessToken);
  });

  it('are refreshed although Twitch stumbles twice', async () => {
    const { refreshToken } = await newPair();
    twitch.faults.failNext({ path: '/auth/token', status: 500, times: 2 });
    expect((await oauth.refresh(refreshToken)).ok).toBe(true);
  });

  it('are gone after a revocation', async () => {
    const { accessToken, refreshToken } = await newPair();
    expect((await oauth.revoke(accessToken)).ok).toBe(true);
    expect(await oauth.validate(accessToken)).toMatchObject({ ok: false, error: { code: 'twitch.reconnect' } });
    expect(await oauth.refresh(refreshToken)).toMatchObject({ ok: false, error: { code: 'twitch.reconnect' } });
    expect((await oauth.revoke(accessToken)).ok).toBe(true);
  });

  it('do not seem lost when only the app’s secret is wrong', async () => {
    const { refreshToken } = await newPair();
    const other = createOAuth({ addresses: twitch.addresses, app: { ...twitch.app, clientSecret: 'wrong' }, clock });
    expect(await other.refresh(refreshToken)).toMatchObject({
      ok: false,
      error: { code: 'team.client-secret-wrong' },
    });
  });
});

describe('a public client', () => {
  const publicOauth = () => createOAuth({ addresses: twitch.addresses, app: PUBLIC_APP, clock });

  async function newPublicPair() {
    const code = await publicOauth().beginDevice(SCOPES);
    if (!code.ok) throw new Error(code.error.code);
    await twitch.activate(code.value.verificationUri, PEOPLE.moderator.login);
    const poll = await publicOauth().pollDevice(code.value);
    if (!poll.ok || poll.value.kind !== 'granted') throw new Error(JSON.stringify(poll));
    return poll.value.pair;
  }

  it('exchanges no code, and does not even ask', async () => {
    const nowhere = createOAuth({ addresses: twitchAddresses({ mockApiPort: 1 }), app: PUBLIC_APP, clock });
    expect(await nowhere.exchangeCode('any', REDIRECT_URI)).toMatchObject({
      ok: false,
      error: { code: 'team.code-needs-secret' },
    });
  });

  it('gets a code to show, a link and the time for it', async () => {
    const code = await publicOauth().beginDevice(SCOPES);
    expect(code).toMatchObject({
      ok: true,
      value: {
        userCode: expect.stringMatching(/^[A-Z]{8}$/),
        verificationUri: expect.stringContaining('/activate?device-code='),
        intervalSeconds: 5,
        expiresAt: clock.nowMs() + 1_800_000,
        scopes: SCOPES,
      },
    });
    expect(code.ok && (await publicOauth().pollDevice(code.value))).toEqual({ ok: true, value: { kind: 'pending' } });
  });

  it('is told which word is no scope, and that its app is unknown', async () => {
    expect(await publicOauth().beginDevice(['user:read:thoughts'])).toMatchObject({
      ok: false,
      error: { code: 'team.device-refused', params: { message: expect.stringContaining('user:read:thoughts') } },
    });
    const unknown = createOAuth({
      addresses: twitch.addresses,
      app: { clientId: 'nosuchapp', clientSecret: null },
      clock,
    });
    expect(await unknown.beginDevice([])).toMatchObject({ ok: false, error: { code: 'team.client-id-wrong' } });
  });

  it('refreshes without a secret, each token once', async () => {
    const first = await newPublicPair();
    const second = await publicOauth().refresh(first.refreshToken);
    expect(second.ok && second.value.refreshToken).not.toBe(first.refreshToken);
    expect(await publicOauth().refresh(first.refreshToken)).toMatchObject({
      ok: false,
      error: { code: 'twitch.reconnect', mayBeSpent: false },
    });
  });

  it('has half a minute for the answer that holds the next token, where others have ten seconds', async () => {
    const patience = vi.spyOn(AbortSignal, 'timeout');
    const code = await publicOauth().beginDevice(SCOPES);
    if (!code.ok) throw new Error(code.error.code);
    expect(patience).toHaveBeenLastCalledWith(10_000);
    await publicOauth().refresh('unknown');
    expect(patience).toHaveBeenLastCalledWith(30_000);
    patience.mockRestore();
  });

  it('is not asked twice when nobody knows what became of the first time', async () => {
    const { refreshToken } = await newPublicPair();
    twitch.faults.failNext({ path: '/auth/token', status: 500, times: 2 });
    expect(await publicOauth().refresh(refreshToken)).toMatchObject({
      ok: false,
      error: { code: 'twitch.trouble', mayBeSpent: true },
    });
    expect(twitch.faults.list()).toMatchObject([{ left: 1 }]);
    twitch.faults.clear();
  });

  it('is asked again after "too fast", which spends nothing', async () => {
    const { refreshToken } = await newPublicPair();
    twitch.faults.failNext({ path: '/auth/token', status: 429, times: 1 });
    expect((await publicOauth().refresh(refreshToken)).ok).toBe(true);
  });

  it('knows that nothing was sent when nobody listens', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const nowhere = createOAuth({ addresses: twitchAddresses({ mockApiPort: port }), app: PUBLIC_APP, clock });
    expect(await nowhere.refresh('any')).toMatchObject({
      ok: false,
      error: { code: 'twitch.unreachable', mayBeSpent: false },
    });
  });

  it('that is a confidential one hears so at its first refresh', async () => {
    const app = { ...twitch.app, clientSecret: null };
    const wrong = createOAuth({ addresses: twitch.addresses, app, clock });
    const { refreshToken } = await newPair();
    expect(await wrong.refresh(refreshToken)).toMatchObject({
      ok: false,
      error: { code: 'team.client-is-confidential' },
    });
  });
});

describe('the line to the sign-in', () => {
  it('is told of after every request, with the clock of Twitch', async () => {
    const contacts: OAuthContact[] = [];
    const watched = createOAuth({
      addresses: twitch.addresses,
      app: twitch.app,
      clock,
      onContact: (contact) => contacts.push(contact),
    });
    await watched.validate('nobodys');
    twitch.faults.failNext({ path: '/auth/revoke', status: 503 });
    await watched.revoke('nobodys');
    expect(contacts.map(({ failure }) => failure?.code ?? null)).toEqual([null, 'twitch.trouble']);
    expect(Math.abs((contacts[0]?.twitchMs ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  it('does not take the sign-in page of a network for Twitch’s no', async () => {
    const gate = await startSignInGate(twitch);
    const page = { status: 401, text: '<h1>Please sign in</h1>' };
    gate.decide('/token', page);
    gate.decide('/validate', page, page, page);
    const behind = createOAuth({ addresses: gate.addresses, app: PUBLIC_APP, clock });
    expect(await behind.refresh('any')).toMatchObject({ ok: false, error: { code: 'twitch.trouble' } });
    expect(await behind.validate('any')).toMatchObject({ ok: false, error: { code: 'twitch.trouble' } });
  });
});

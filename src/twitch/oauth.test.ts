import { beforeAll, describe, expect, it } from 'vitest';
import { PEOPLE, type SimulatedTwitch, startSimulatedTwitch } from '../testing/simulated-twitch.ts';
import { createTestClock } from '../testing/test-clock.ts';
import { twitchAddresses } from './addresses.ts';
import { createOAuth, type OAuth } from './oauth.ts';
import { tryApp } from './try-app.ts';

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

describe('trying an app', () => {
  it('accepts id and secret that belong together, and leaves no token behind', async () => {
    expect(await tryApp(twitch.addresses, twitch.app)).toEqual({ ok: true, value: undefined });
    const alive = Object.values(twitch.simulator.world.state.tokens).filter(
      (token) => token.userId === null && !token.isRevoked,
    );
    expect(alive).toEqual([]);
  });

  it('tells a wrong id from a wrong secret', async () => {
    expect(await tryApp(twitch.addresses, { ...twitch.app, clientId: 'nosuchapp' })).toMatchObject({
      ok: false,
      error: { code: 'team.client-id-wrong' },
    });
    const wrongSecret = await tryApp(twitch.addresses, { ...twitch.app, clientSecret: 'hunter2secret' });
    expect(wrongSecret).toMatchObject({ ok: false, error: { code: 'team.client-secret-wrong' } });
    expect(JSON.stringify(wrongSecret)).not.toContain('hunter2secret');
  });
});

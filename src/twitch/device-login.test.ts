import { beforeEach, describe, expect, it } from 'vitest';
import { PUBLIC_APP } from '../simulator/oauth-apps.ts';
import { type Fate, type SignInGate, startSignInGate } from '../testing/sign-in-gate.ts';
import { PEOPLE, type SimulatedTwitch, startSimulatedTwitch } from '../testing/simulated-twitch.ts';
import { createTestClock, type TestClock } from '../testing/test-clock.ts';
import { type DeviceLogin, runDeviceLogin } from './device-login.ts';
import { createOAuth, type DeviceCode, type OAuth, type TwitchApp } from './oauth.ts';

const SCOPES = ['user:read:chat'];
const PENDING: Fate = { status: 400, message: 'authorization_pending' };
const UNKNOWN: Fate = { status: 400, message: 'invalid device code' };
const POLL = 'token urn:ietf:params:oauth:grant-type:device_code';

let clock: TestClock;
let twitch: SimulatedTwitch;
let gate: SignInGate;
/** How long was waited before each poll, in seconds. */
let waited: number[];

beforeEach(async () => {
  clock = createTestClock(Date.now());
  twitch = await startSimulatedTwitch({ clock });
  gate = await startSignInGate(twitch);
  waited = [];
});

const polls = (): number => gate.asked.filter((what) => what === POLL).length;

async function begin(app: TwitchApp = PUBLIC_APP): Promise<{ oauth: OAuth; code: DeviceCode }> {
  const oauth = createOAuth({ addresses: gate.addresses, app, clock });
  const code = await oauth.beginDevice(SCOPES);
  if (!code.ok) throw new Error(code.error.code);
  return { oauth, code: code.value };
}

function run(begun: { oauth: OAuth; code: DeviceCode }, options: Partial<DeviceLogin> = {}) {
  return runDeviceLogin({
    ...begun,
    clock,
    signal: new AbortController().signal,
    isFirst: false,
    sleep: async (ms) => {
      waited.push(ms / 1000);
      clock.advance(ms);
    },
    ...options,
  });
}

const approve = (code: DeviceCode) => twitch.activate(code.verificationUri, PEOPLE.moderator.login);

describe('a device login', () => {
  it('asks at the given interval until the person has agreed', async () => {
    const begun = await begin();
    const sleep = async (ms: number) => {
      waited.push(ms / 1000);
      clock.advance(ms);
      if (waited.length === 3) await approve(begun.code);
    };
    const login = await run(begun, { sleep });
    expect(login).toMatchObject({ ok: true, value: { scopes: SCOPES } });
    expect(waited).toEqual([5, 5, 5]);
    const owner = await begun.oauth.validate((login?.ok && login.value.accessToken) || '');
    expect(owner).toMatchObject({ ok: true, value: { userId: PEOPLE.moderator.id } });
  });

  it('waits five seconds longer each time Twitch says so, and keeps to it', async () => {
    const begun = await begin();
    await approve(begun.code);
    const slower: Fate = { status: 400, message: 'slow_down' };
    gate.decide('/token', slower, PENDING, slower, 'pass');
    expect(await run(begun)).toMatchObject({ ok: true });
    expect(waited).toEqual([5, 10, 10, 15]);
  });

  it('does not give up when a code that waits is called invalid three times in a row', async () => {
    const begun = await begin();
    await approve(begun.code);
    gate.decide('/token', UNKNOWN, UNKNOWN, UNKNOWN, PENDING, UNKNOWN, UNKNOWN, UNKNOWN, 'pass');
    expect(await run(begun)).toMatchObject({ ok: true });
  });

  it('ends when it is called invalid a fourth time', async () => {
    const begun = await begin();
    gate.decide('/token', PENDING, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN);
    expect(await run(begun)).toMatchObject({ ok: false, error: { code: 'team.device-expired' } });
    expect(polls()).toBe(5);
  });

  it('goes on through trouble and a lost line, at the same interval', async () => {
    const begun = await begin();
    await approve(begun.code);
    gate.decide(
      '/token',
      { status: 503, text: '' },
      'lose-request',
      { status: 429 },
      { status: 200, text: '{}' },
      'pass',
    );
    expect(await run(begun)).toMatchObject({ ok: true });
    expect(waited).toEqual([5, 5, 5, 5, 5]);
  });

  it.each([
    ['access_denied', 'team.device-refused'],
    ['expired_token', 'team.device-expired'],
    ['invalid scopes', 'team.device-refused'],
    ['invalid client', 'team.client-id-wrong'],
    ['something new', 'team.device-refused'],
  ])('takes “%s” for the end', async (message, code) => {
    const begun = await begin();
    gate.decide('/token', { status: 400, message });
    expect(await run(begun)).toMatchObject({ ok: false, error: { code } });
    expect(polls()).toBe(1);
  });

  it('ends by itself when the time of the code is over, without asking', async () => {
    const begun = await begin();
    twitch.tokens.deviceCodeSeconds = 0;
    expect(await run(begun)).toMatchObject({ ok: false, error: { code: 'team.device-expired' } });
    expect(clock.nowMs()).toBeGreaterThanOrEqual(begun.code.expiresAt);
    expect(polls()).toBe(1800 / 5 - 1);
  }, 60_000);

  it('ends at once when it is cancelled while it waits', async () => {
    const begun = await begin();
    const cancel = new AbortController();
    const login = runDeviceLogin({ ...begun, clock, signal: cancel.signal, isFirst: false });
    cancel.abort();
    expect(await login).toBeUndefined();
    expect(polls()).toBe(0);
  });

  it('gives back what is granted to a login that was cancelled meanwhile', async () => {
    const begun = await begin();
    await approve(begun.code);
    const cancel = new AbortController();
    const oauth: OAuth = {
      ...begun.oauth,
      async pollDevice(code) {
        const reply = await begun.oauth.pollDevice(code);
        cancel.abort();
        return reply;
      },
    };
    expect(await run({ ...begun, oauth }, { signal: cancel.signal })).toBeUndefined();
    expect(Object.values(twitch.simulator.world.state.tokens)).toMatchObject([{ isRevoked: true }]);
  });
});

describe('the first device login of a public client', () => {
  it('is followed by a refresh at once, and its new pair is the one to keep', async () => {
    const begun = await begin();
    await approve(begun.code);
    const login = await run(begun, { isFirst: true });
    expect(gate.asked.slice(-2)).toEqual([POLL, 'token refresh_token']);
    const again = await begun.oauth.refresh((login?.ok && login.value.refreshToken) || '');
    expect(again.ok).toBe(true);
  });

  it('shows that the app is a confidential one, and leaves no token behind', async () => {
    const begun = await begin({ ...twitch.app, clientSecret: null });
    await approve(begun.code);
    expect(await run(begun, { isFirst: true })).toEqual({
      ok: false,
      error: { code: 'team.client-is-confidential', params: {} },
    });
    expect(Object.values(twitch.simulator.world.state.tokens)).toMatchObject([{ isRevoked: true }]);
  });

  it('is good without the proof when Twitch has no time for it', async () => {
    const begun = await begin();
    await approve(begun.code);
    const tooFast: Fate = { status: 429 };
    gate.decide('/token', 'pass', tooFast, tooFast, tooFast);
    const login = await run(begun, { isFirst: true });
    expect((await begun.oauth.refresh((login?.ok && login.value.refreshToken) || '')).ok).toBe(true);
  });

  it('is begun anew when nobody knows whether its token was taken', async () => {
    const begun = await begin();
    await approve(begun.code);
    gate.decide('/token', 'pass', 'lose-answer');
    expect(await run(begun, { isFirst: true })).toMatchObject({ ok: false, error: { code: 'twitch.unreachable' } });
  });

  it('needs no proof of a confidential client, which has its secret', async () => {
    const begun = await begin(twitch.app);
    await approve(begun.code);
    expect(await run(begun, { isFirst: true })).toMatchObject({ ok: true });
    expect(gate.asked).not.toContain('token refresh_token');
  });
});

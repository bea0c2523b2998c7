import { describe, expect, it } from 'vitest';
import { twitchUserId } from '../kernel/id.ts';
import { ok, type Result } from '../kernel/result.ts';
import { PUBLIC_APP } from '../simulator/oauth-apps.ts';
import { startSignInGate } from '../testing/sign-in-gate.ts';
import { PEOPLE, startSimulatedTwitch } from '../testing/simulated-twitch.ts';
import { createTestClock } from '../testing/test-clock.ts';
import { createTestLog } from '../testing/test-log.ts';
import { createTwitchAccounts } from '../testing/twitch-accounts.ts';
import type { TwitchFailure } from './failure.ts';
import type { TwitchApp } from './oauth.ts';
import { createTokenKeeper, VAULT_TIMES } from './token-keeper.ts';
import type { HeldAccount } from './token-store.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const LIFE_MS = 14_124_000;

async function setUp(app?: TwitchApp) {
  const clock = createTestClock(Date.now());
  const twitch = await startSimulatedTwitch({ clock });
  const gate = await startSignInGate(twitch);
  const choice = app ? { app } : {};
  const accounts = await createTwitchAccounts({ twitch, clock, addresses: gate.addresses, ...choice });
  const count = (what: string): number => gate.asked.filter((one) => one === what).length;
  /** Lets time pass as the running vault would see it. */
  const pass = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= 5_000) {
      clock.advance(Math.min(5_000, left));
      await accounts.vault.lookAfter();
    }
  };
  /** Somebody whom the consent page does not offer. */
  const connectInvented = async (login: string): Promise<void> => {
    const { oauth, vault } = accounts;
    const code = expectValue(await oauth.beginDevice([]));
    await twitch.control('device/approve', { userCode: code.userCode, login });
    const poll = expectValue(await oauth.pollDevice(code));
    if (poll.kind !== 'granted') throw new Error(poll.kind);
    const owner = expectValue(await oauth.validate(poll.pair.accessToken));
    await vault.store({ owner, pair: poll.pair, displayName: login });
  };
  return { ...accounts, clock, twitch, gate, pass, count, connectInvented };
}

function expectValue<T>(result: Result<T, TwitchFailure>): T {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

describe('the vault by itself', () => {
  it('renews a token some minutes ahead of its end although nobody asks', async () => {
    const { clock, connect, count, vault } = await setUp();
    const userId = await connect(PEOPLE.moderator.login);
    const refreshed: (readonly [string, number])[] = [];
    vault.onRefreshed((...told) => refreshed.push(told));
    clock.advance(LIFE_MS - 11 * MINUTE_MS);
    await vault.lookAfter();
    expect(count('token refresh_token')).toBe(0);
    clock.advance(2 * MINUTE_MS);
    await vault.lookAfter();
    expect(count('token refresh_token')).toBe(1);
    expect(await vault.account(userId)).toMatchObject({ issuedAt: clock.nowMs() });
    // Nothing was wrong for any time.
    expect(refreshed).toEqual([[userId, 0]]);
  });

  it('renews a pair of a public client long before its thirty days, even if its token still lives', async () => {
    const { clock, connect, count, twitch, vault } = await setUp(PUBLIC_APP);
    twitch.tokens.userTokenSeconds = 60 * 86_400;
    const userId = await connect(PEOPLE.moderator.login);
    clock.advance(6 * DAY_MS);
    await vault.lookAfter();
    expect(count('token refresh_token')).toBe(0);
    clock.advance(1.5 * DAY_MS);
    await vault.lookAfter();
    expect(count('token refresh_token')).toBe(1);
    expect(await vault.account(userId)).toMatchObject({ issuedAt: clock.nowMs() });
  });

  it('keeps an account over days without a line, and is back at once with it', async () => {
    const { clock, connect, gate, vault } = await setUp(PUBLIC_APP);
    const userId = await connect(PEOPLE.moderator.login);
    const refreshed: (readonly [string, number])[] = [];
    vault.onRefreshed((...told) => refreshed.push(told));
    clock.advance(LIFE_MS);
    gate.decide('/token', 'lose-request');
    gate.decide('/validate', 'lose-request', 'lose-request', 'lose-request');
    await vault.lookAfter();
    clock.advance(3 * DAY_MS);
    expect(await vault.account(userId)).toMatchObject({ state: 'ok' });
    await vault.lookAfter();
    expect((await vault.accessToken(userId)).ok).toBe(true);
    expect(refreshed).toEqual([[userId, 3 * DAY_MS]]);
  });

  it('tries less and less often while Twitch is in trouble, and marks nobody', async () => {
    const { clock, connect, count, gate, log, pass, vault } = await setUp(PUBLIC_APP);
    const userId = await connect(PEOPLE.moderator.login);
    clock.advance(LIFE_MS);
    gate.decide('/token', ...Array.from({ length: 50 }, () => ({ status: 503, text: '' })));
    await pass(10 * MINUTE_MS);
    expect(count('token refresh_token')).toBeGreaterThanOrEqual(4);
    expect(count('token refresh_token')).toBeLessThanOrEqual(8);
    expect(await vault.account(userId)).toMatchObject({ state: 'ok' });
    expect(log.lines().filter((line) => line['msg'] === 'twitch.refresh-failed')).toHaveLength(1);
    gate.decide('/token');
    await pass(6 * MINUTE_MS);
    expect((await vault.accessToken(userId)).ok).toBe(true);
  });

  it('goes on asking and renewing when the clock of the machine is set back by an hour', async () => {
    const { clock, connect, count, gate, pass, vault } = await setUp();
    await connect(PEOPLE.moderator.login);
    await pass(MINUTE_MS);
    clock.advance(-60 * MINUTE_MS);
    const asked = count('validate');
    await pass(2 * MINUTE_MS);
    expect(count('validate')).toBeGreaterThan(asked);

    clock.advance(LIFE_MS + 60 * MINUTE_MS);
    gate.decide('/token', ...Array.from({ length: 50 }, () => ({ status: 503, text: '' })));
    await vault.lookAfter();
    clock.advance(-5 * MINUTE_MS);
    const renewed = count('token refresh_token');
    await pass(MINUTE_MS);
    expect(count('token refresh_token')).toBeGreaterThan(renewed);
  });

  it.each(['authorization/end', 'tokens/password-changed'])('knows of %s within a minute', async (what) => {
    const { connect, pass, twitch, vault } = await setUp();
    const lost = await connect(PEOPLE.moderator.login);
    const kept = await connect(PEOPLE.streamer.login);
    await pass(3 * MINUTE_MS);
    await twitch.control(what, { login: PEOPLE.moderator.login });
    await pass(MINUTE_MS);
    expect(await vault.account(lost)).toMatchObject({ state: 'reconnect' });
    expect(await vault.account(kept)).toMatchObject({ state: 'ok' });
  });

  it('asks about at most ten tokens a minute, the longest unasked first, and about each in its turn', async () => {
    const { clock, connectInvented, count, pass, vault } = await setUp();
    for (let person = 1; person <= 25; person += 1) {
      await connectInvented(`zuschauer_${person}`);
      clock.advance(1);
    }
    const before = count('validate');
    await vault.lookAfter();
    expect(count('validate') - before).toBe(10);
    await vault.lookAfter();
    expect(count('validate') - before).toBe(10);
    const first = (await vault.accounts()).filter(({ validatedAt }) => validatedAt === clock.nowMs());
    expect(first.map(({ login }) => login).sort()).toEqual(
      Array.from({ length: 10 }, (_, index) => `zuschauer_${index + 1}`).sort(),
    );
    const started = clock.nowMs();
    await pass(3 * MINUTE_MS);
    expect(count('validate') - before).toBeLessThanOrEqual(40);
    const unasked = (await vault.accounts()).filter(({ validatedAt }) => validatedAt < started);
    expect(unasked).toEqual([]);
  });

  it('says of a changed secret what it is, and loses nobody', async () => {
    const { clock, connect, pass, twitch, vault } = await setUp();
    const userId = await connect(PEOPLE.moderator.login);
    await twitch.control('app/new-secret');
    await pass(2 * MINUTE_MS);
    expect(vault.appFailure()).toBeUndefined();
    clock.advance(LIFE_MS - 5 * MINUTE_MS);
    await vault.lookAfter();
    expect(vault.appFailure()).toEqual({ code: 'team.client-secret-wrong', params: {} });
    await pass(6 * MINUTE_MS);
    expect(await vault.account(userId)).toMatchObject({ state: 'ok' });
    expect(await vault.accessToken(userId)).toEqual({
      ok: false,
      error: { code: 'team.client-secret-wrong', params: {} },
    });
  });

  it('leaves accounts alone that are lost or belong to another app', async () => {
    const { connect, count, db, pass, twitch, vault } = await setUp();
    await connect(PEOPLE.moderator.login);
    const foreign = await connect(PEOPLE.streamer.login);
    await twitch.control('authorization/end', { login: PEOPLE.moderator.login });
    await pass(MINUTE_MS);
    await db.transaction((writing) =>
      writing.updateTable('twitch_account').set({ client_id: 'another' }).where('user_id', '=', foreign).execute(),
    );
    await vault.rename(foreign, 'derFlaavius');
    const before = count('validate');
    await pass(3 * MINUTE_MS);
    expect(count('validate')).toBe(before);
    expect(await vault.account(foreign)).toMatchObject({ state: 'reconnect' });
  });
});

describe('the questions about many accounts', () => {
  /** A house of so many, and a Twitch that answers at once; time passes as it does for the running keeper. */
  function setUpMany(count: number) {
    const clock = createTestClock(Date.UTC(2026, 10, 23));
    const held = Array.from({ length: count }, (_, index) => ({
      userId: twitchUserId(String(index)),
      expiresAt: clock.nowMs() + 30 * DAY_MS,
      validatedAt: 0,
      refreshSentAt: null,
    })) as unknown as HeldAccount[];
    const askedAt = new Map<string, number[]>();
    const keeper = createTokenKeeper({
      times: VAULT_TIMES,
      clock,
      log: createTestLog(),
      isOneTime: false,
      accounts: async () => held,
      isUnsaved: () => false,
      renew: async () => ok(undefined),
      validate: async ({ userId }) => {
        askedAt.set(userId, [...(askedAt.get(userId) ?? []), clock.nowMs()]);
        return ok(undefined);
      },
    });
    const pass = async (minutes: number): Promise<void> => {
      for (let ticks = 0; ticks < minutes * 12; ticks += 1) {
        await keeper.tick();
        clock.advance(5_000);
      }
    };
    return { askedAt, pass };
  }

  it.each([50, 601, 5_000, 18_000])('of %i each has its turn every hour', async (count) => {
    const { askedAt, pass } = setUpMany(count);
    await pass(121);
    expect(askedAt.size).toBe(count);
    const longest = [...askedAt.values()].map((moments) =>
      Math.max(...moments.slice(1).map((moment, index) => moment - (moments[index] ?? 0))),
    );
    expect(Math.max(...longest)).toBeLessThanOrEqual(60 * MINUTE_MS);
  });

  it.each([
    [300, 10],
    [5_000, 100],
    [50_000, 400],
  ])('of %i are never more than %i a minute', async (count, most) => {
    const { askedAt, pass } = setUpMany(count);
    await pass(5);
    const perMinute = Map.groupBy([...askedAt.values()].flat(), (moment) => Math.floor(moment / MINUTE_MS));
    expect(Math.max(...[...perMinute.values()].map((moments) => moments.length))).toBe(most);
  });
});

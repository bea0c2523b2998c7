import { describe, expect, it } from 'vitest';
import type { TwitchUserId } from '../kernel/id.ts';
import type { Database } from '../platform/db/database.ts';
import { PUBLIC_APP } from '../simulator/oauth-apps.ts';
import { startSignInGate } from '../testing/sign-in-gate.ts';
import { PEOPLE, startSimulatedTwitch } from '../testing/simulated-twitch.ts';
import { createTestClock } from '../testing/test-clock.ts';
import { createTwitchAccounts } from '../testing/twitch-accounts.ts';
import type { TwitchTables } from './tables.ts';
import type { TokenVault } from './token-vault.ts';

const HOUR_MS = 3_600_000;
/** Twitch's tokens live a little less than four hours. */
const LIFE_MS = 14_124_000;

/** A public app with the moderator's account, on a way to Twitch that can fail. */
async function setUp(wrapDatabase?: (db: Database<TwitchTables>) => Database<TwitchTables>) {
  const clock = createTestClock(Date.now());
  const twitch = await startSimulatedTwitch({ clock });
  const gate = await startSignInGate(twitch);
  const wrap = wrapDatabase ? { wrapDatabase } : {};
  const accounts = await createTwitchAccounts({
    twitch,
    clock,
    app: PUBLIC_APP,
    addresses: { ...gate.addresses },
    ...wrap,
  });
  const userId = await accounts.connect(PEOPLE.moderator.login);
  const refreshes = (): number => gate.asked.filter((what) => what === 'token refresh_token').length;
  return { ...accounts, clock, twitch, gate, userId, refreshes };
}

async function tokenOf(vault: TokenVault, userId: TwitchUserId): Promise<string> {
  const grant = await vault.accessToken(userId);
  if (!grant.ok) throw new Error(grant.error.code);
  return grant.value.token;
}

const codeOf = async (answer: ReturnType<TokenVault['accessToken']>): Promise<string> => {
  const grant = await answer;
  return grant.ok ? 'ok' : grant.error.code;
};

describe('the one-time refresh token of a public client', () => {
  it('is used once for each pair, however many ask', async () => {
    const { clock, refreshes, restartVault, userId, vault } = await setUp();
    const other = restartVault();
    for (let round = 1; round <= 3; round += 1) {
      clock.advance(5 * HOUR_MS);
      const given = await Promise.all(
        Array.from({ length: 50 }, (_, index) => tokenOf(index % 2 ? vault : other, userId)),
      );
      expect(new Set(given).size).toBe(1);
      expect(refreshes()).toBe(round);
    }
    expect(await vault.account(userId)).toMatchObject({ state: 'ok' });
  });

  it('must be used within thirty days of its issue, which is told', async () => {
    const { clock, userId, vault } = await setUp();
    const connectedAt = clock.nowMs();
    clock.advance(5 * HOUR_MS);
    await tokenOf(vault, userId);
    expect(await vault.account(userId)).toMatchObject({
      connectedAt,
      issuedAt: clock.nowMs(),
      refreshBy: clock.nowMs() + 30 * 24 * HOUR_MS,
    });
  });

  it('is not sent again while the access token lives, when the answer was lost', async () => {
    const { clock, gate, refreshes, userId, vault } = await setUp();
    const old = await tokenOf(vault, userId);
    clock.advance(LIFE_MS - 60_000);
    gate.decide('/token', 'lose-answer');
    expect(await tokenOf(vault, userId)).toBe(old);
    expect(refreshes()).toBe(1);
    clock.advance(30_000);
    const asked = gate.asked.length;
    expect(await tokenOf(vault, userId)).toBe(old);
    await vault.lookAfter();
    // The usual question about every token, and no other.
    expect(gate.asked.slice(asked)).toEqual(['validate']);
    // Somebody is told 401 although Twitch, when asked, says that the token is good.
    expect(await vault.renew(userId, old)).toMatchObject({ ok: true, value: { token: old } });
    expect(refreshes()).toBe(1);
    expect(await vault.account(userId)).toMatchObject({ state: 'ok' });
  });

  it('saves the grant after the end of the access token when Twitch had never seen it', async () => {
    const { clock, gate, refreshes, userId, vault } = await setUp();
    const old = await tokenOf(vault, userId);
    clock.advance(LIFE_MS - 60_000);
    gate.decide('/token', 'lose-request');
    expect(await tokenOf(vault, userId)).toBe(old);
    clock.advance(120_000);
    expect(await tokenOf(vault, userId)).not.toBe(old);
    expect(refreshes()).toBe(2);
    expect(await vault.account(userId)).toMatchObject({ state: 'ok' });
  });

  it('is known to be lost only when Twitch says so after the end of the access token', async () => {
    const { clock, gate, userId, vault } = await setUp();
    clock.advance(LIFE_MS - 60_000);
    gate.decide('/token', 'lose-answer');
    await tokenOf(vault, userId);
    expect(await vault.account(userId)).toMatchObject({ state: 'ok', isUnsure: false });
    clock.advance(120_000);
    expect(await vault.account(userId)).toMatchObject({ state: 'ok', isUnsure: true });
    expect(await codeOf(vault.accessToken(userId))).toBe('twitch.reconnect');
    expect(await vault.account(userId)).toMatchObject({ state: 'reconnect', lostBy: 'unanswered', isUnsure: false });
  });

  it('that Twitch refuses although nothing was lost is told apart from one whose answer was', async () => {
    const { clock, twitch, userId, vault } = await setUp();
    await twitch.control('authorization/end', { login: PEOPLE.moderator.login });
    clock.advance(5 * HOUR_MS);
    expect(await codeOf(vault.accessToken(userId))).toBe('twitch.reconnect');
    expect(await vault.account(userId)).toMatchObject({ lostBy: 'refused' });
  });

  it('is waited for by a house that closes, so that the new pair is on disk', async () => {
    const { clock, gate, restartVault, userId, vault } = await setUp();
    const looking = vault.startLookingAfter();
    const old = await tokenOf(vault, userId);
    clock.advance(LIFE_MS - 60_000);
    const answer = gate.hold('/token');
    const asked = vault.accessToken(userId);
    await answer.asked;
    const stopping = looking.stop();
    let isOver = false;
    void stopping.then(() => {
      isOver = true;
    });
    // Twitch spent the token already.
    await answer.answered;
    expect(isOver).toBe(false);
    answer.release();
    await Promise.all([asked, stopping]);
    expect(await tokenOf(restartVault(), userId)).not.toBe(old);
  });

  it('is not sent any more once the house closes', async () => {
    const { clock, refreshes, userId, vault } = await setUp();
    await vault.startLookingAfter().stop();
    clock.advance(LIFE_MS - 60_000);
    expect((await vault.accessToken(userId)).ok).toBe(true);
    clock.advance(120_000);
    expect(await codeOf(vault.accessToken(userId))).toBe('twitch.unreachable');
    expect(refreshes()).toBe(0);
  });

  it('is waited for by whoever sent it, and by nobody else while the access token lives', async () => {
    const { clock, gate, userId, vault } = await setUp();
    const old = await tokenOf(vault, userId);
    clock.advance(LIFE_MS - 60_000);
    const answer = gate.hold('/token');
    const first = vault.accessToken(userId);
    await answer.answered;
    expect(await tokenOf(vault, userId)).toBe(old);
    answer.release();
    expect(await first).toMatchObject({ ok: true });
    expect(await tokenOf(vault, userId)).not.toBe(old);
  });

  it('is not sent at short intervals while every answer is lost', async () => {
    const { clock, gate, refreshes, userId, vault } = await setUp();
    clock.advance(5 * HOUR_MS);
    gate.decide('/token', 'lose-request', 'lose-request', 'lose-request');
    for (let tries = 0; tries < 5; tries += 1) {
      expect(await codeOf(vault.accessToken(userId))).toBe('twitch.unreachable');
    }
    expect(refreshes()).toBe(1);
    for (let tries = 0; tries < 2; tries += 1) {
      clock.advance(20_000);
      expect(await codeOf(vault.accessToken(userId))).toBe('twitch.unreachable');
    }
    expect(refreshes()).toBe(3);
    clock.advance(20_000);
    expect(await codeOf(vault.accessToken(userId))).toBe('ok');
  });

  it('is as good as before when Twitch turned the request away', async () => {
    const { clock, gate, refreshes, userId, vault } = await setUp();
    const old = await tokenOf(vault, userId);
    clock.advance(LIFE_MS - 60_000);
    const secretAsked = { status: 400, message: 'missing client secret' };
    gate.decide('/token', secretAsked);
    expect(await codeOf(vault.accessToken(userId))).toBe('team.client-is-confidential');
    expect(vault.appFailure()).toEqual({ code: 'team.client-is-confidential', params: {} });
    expect(await tokenOf(vault, userId)).not.toBe(old);
    expect(vault.appFailure()).toBeUndefined();
    expect(refreshes()).toBe(2);
  });

  it('outlives the end of the process between the question and the answer', async () => {
    const { clock, gate, refreshes, restartVault, userId, vault } = await setUp();
    const old = await tokenOf(vault, userId);
    clock.advance(LIFE_MS - 60_000);
    // What is on disk while Twitch thinks is what a killed process leaves behind.
    gate.decide('/token', 'lose-request');
    await tokenOf(vault, userId);
    const restarted = restartVault();
    expect(await tokenOf(restarted, userId)).toBe(old);
    await restarted.lookAfter();
    expect(refreshes()).toBe(1);
    clock.advance(120_000);
    expect(await tokenOf(restarted, userId)).not.toBe(old);
  });

  it('is not sent at all when the disk would not take the new pair', async () => {
    let isDiskFull = false;
    const { clock, refreshes, userId, vault } = await setUp((db) => ({
      ...db,
      transaction: (work) => (isDiskFull ? Promise.reject(new Error('disk full')) : db.transaction(work)),
    }));
    clock.advance(5 * HOUR_MS);
    isDiskFull = true;
    await expect(vault.accessToken(userId)).rejects.toThrow('disk full');
    await expect(vault.lookAfter()).rejects.toThrow('disk full');
    expect(refreshes()).toBe(0);
    isDiskFull = false;
    expect(await codeOf(vault.accessToken(userId))).toBe('ok');
  });

  it('gives a pair that waits for the disk and is stored before anything else', async () => {
    let writes = 0;
    let failing = 0;
    const { clock, refreshes, restartVault, userId, vault } = await setUp((db) => ({
      ...db,
      transaction(work) {
        writes += 1;
        return writes === failing ? Promise.reject(new Error('disk full')) : db.transaction(work);
      },
    }));
    clock.advance(5 * HOUR_MS);
    failing = writes + 2;
    await expect(vault.accessToken(userId)).rejects.toThrow('disk full');
    // The process that got the pair looks after it, although nobody asks.
    await vault.lookAfter();
    const given = await tokenOf(vault, userId);
    expect(refreshes()).toBe(1);
    expect(await tokenOf(restartVault(), userId)).toBe(given);
  });

  it('is forgotten with its note when the person agrees anew', async () => {
    const { clock, connect, gate, refreshes, userId, vault } = await setUp();
    clock.advance(LIFE_MS - 60_000);
    gate.decide('/token', 'lose-answer');
    await tokenOf(vault, userId);
    const asked = refreshes();
    await connect(PEOPLE.moderator.login);
    clock.advance(LIFE_MS - 60_000);
    expect(await codeOf(vault.accessToken(userId))).toBe('ok');
    expect(refreshes()).toBe(asked + 1);
  });
});

import { describe, expect, it } from 'vitest';
import type { TwitchUserId } from '../kernel/id.ts';
import type { Database } from '../platform/db/database.ts';
import { PEOPLE, startSimulatedTwitch } from '../testing/simulated-twitch.ts';
import { createTestClock } from '../testing/test-clock.ts';
import { createTwitchAccounts } from '../testing/twitch-accounts.ts';
import type { TwitchTables } from './tables.ts';

const HOUR_MS = 3_600_000;

async function setUp(wrapDatabase?: (db: Database<TwitchTables>) => Database<TwitchTables>) {
  const clock = createTestClock(Date.now());
  const twitch = await startSimulatedTwitch({ clock });
  const accounts = await createTwitchAccounts({ twitch, clock, ...(wrapDatabase ? { wrapDatabase } : {}) });
  const { tokens } = twitch.simulator.world.state;
  /** How many access tokens Twitch ever gave out for a person. */
  const issued = (userId: string): number => Object.values(tokens).filter((token) => token.userId === userId).length;
  return { ...accounts, clock, twitch, issued, tokens };
}

async function tokenOf(vault: { accessToken: (id: TwitchUserId) => Promise<unknown> }, userId: TwitchUserId) {
  const grant = (await vault.accessToken(userId)) as { ok: boolean; value?: { token: string } };
  if (!grant.ok || !grant.value) throw new Error(JSON.stringify(grant));
  return grant.value.token;
}

describe('token vault', () => {
  it('gives a stored token with its scopes', async () => {
    const { connect, vault } = await setUp();
    const userId = await connect(PEOPLE.moderator.login);
    const grant = await vault.accessToken(userId);
    expect(grant).toMatchObject({ ok: true, value: { scopes: expect.arrayContaining(['user:write:chat']) } });
    expect(await vault.account(userId)).toMatchObject({ login: PEOPLE.moderator.login, state: 'ok' });
  });

  it('knows nothing of accounts that were never connected', async () => {
    const { vault } = await setUp();
    const failure = await vault.accessToken(PEOPLE.stranger.id as TwitchUserId);
    expect(failure).toMatchObject({ ok: false, error: { code: 'twitch.no-grant' } });
  });

  it('finds accounts again after a restart', async () => {
    const { connect, restartVault, vault } = await setUp();
    const userId = await connect(PEOPLE.moderator.login);
    expect(await tokenOf(restartVault(), userId)).toBe(await tokenOf(vault, userId));
  });

  it('keeps no token readable in the database or the log', async () => {
    const { connect, db, log, tokens, clock, vault } = await setUp();
    const userId = await connect(PEOPLE.moderator.login);
    clock.advance(5 * HOUR_MS);
    await tokenOf(vault, userId);
    const stored = JSON.stringify(await db.read.selectFrom('twitch_account').selectAll().execute());
    for (const { accessToken, refreshToken } of Object.values(tokens)) {
      expect(stored).not.toContain(accessToken);
      expect(stored).not.toContain(refreshToken ?? accessToken);
      expect(log.text()).not.toContain(accessToken);
    }
  });

  it('refreshes once when fifty ask with an expired token', async () => {
    const { clock, connect, issued, vault } = await setUp();
    const userId = await connect(PEOPLE.moderator.login);
    const old = await tokenOf(vault, userId);
    clock.advance(5 * HOUR_MS);
    const given = await Promise.all(Array.from({ length: 50 }, () => tokenOf(vault, userId)));
    expect(new Set(given).size).toBe(1);
    expect(given[0]).not.toBe(old);
    expect(issued(userId)).toBe(2);
  });

  it('refreshes once when fifty report the same dead token', async () => {
    const { connect, issued, vault } = await setUp();
    const userId = await connect(PEOPLE.moderator.login);
    const old = await tokenOf(vault, userId);
    const grants = await Promise.all(Array.from({ length: 50 }, () => vault.renew(userId, old)));
    expect(grants.every((grant) => grant.ok)).toBe(true);
    expect(issued(userId)).toBe(2);
    // A latecomer with the old token gets the new one without asking Twitch.
    expect((await vault.renew(userId, old)).ok).toBe(true);
    expect(issued(userId)).toBe(2);
  });

  it('refreshes some minutes ahead of the end', async () => {
    const { clock, connect, twitch, vault } = await setUp();
    twitch.tokens.userTokenSeconds = 3600;
    const userId = await connect(PEOPLE.moderator.login);
    const first = await tokenOf(vault, userId);
    clock.advance(54 * 60_000);
    expect(await tokenOf(vault, userId)).toBe(first);
    clock.advance(2 * 60_000);
    expect(await tokenOf(vault, userId)).not.toBe(first);
  });

  it('never uses a spent refresh token again', async () => {
    const { clock, connect, twitch, vault } = await setUp();
    twitch.tokens.rotatesRefreshTokens = true;
    const userId = await connect(PEOPLE.moderator.login);
    for (let round = 0; round < 3; round += 1) {
      clock.advance(5 * HOUR_MS);
      await tokenOf(vault, userId);
    }
    expect(await vault.account(userId)).toMatchObject({ state: 'ok' });
  });

  it('has the new pair on disk before anybody gets it', async () => {
    const { clock, connect, restartVault, twitch, vault } = await setUp();
    twitch.tokens.rotatesRefreshTokens = true;
    const userId = await connect(PEOPLE.moderator.login);
    clock.advance(5 * HOUR_MS);
    const given = await tokenOf(vault, userId);
    // What a process finds that starts at this very moment.
    expect(await tokenOf(restartVault(), userId)).toBe(given);
  });

  it('keeps a refreshed pair that the disk did not take, and stores it the next time', async () => {
    let isDiskFull = false;
    const { clock, connect, issued, restartVault, twitch, vault } = await setUp((db) => ({
      ...db,
      read: db.read,
      transaction: (work) => (isDiskFull ? Promise.reject(new Error('disk full')) : db.transaction(work)),
    }));
    twitch.tokens.rotatesRefreshTokens = true;
    const userId = await connect(PEOPLE.moderator.login);
    clock.advance(5 * HOUR_MS);
    isDiskFull = true;
    await expect(vault.accessToken(userId)).rejects.toThrow('disk full');
    isDiskFull = false;
    const given = await tokenOf(vault, userId);
    expect(issued(userId)).toBe(2);
    expect(await tokenOf(restartVault(), userId)).toBe(given);
  });

  it('keeps the old token while Twitch is in trouble', async () => {
    const { clock, connect, twitch, vault } = await setUp();
    const userId = await connect(PEOPLE.moderator.login);
    const old = await tokenOf(vault, userId);
    clock.advance(14_124_000 - 60_000);
    twitch.faults.failNext({ path: '/auth/token', status: 500, times: 3 });
    expect(await tokenOf(vault, userId)).toBe(old);
    expect(await vault.account(userId)).toMatchObject({ state: 'ok' });
    expect(await tokenOf(vault, userId)).not.toBe(old);
  });

  it('asks once for fifty also while Twitch is in trouble', async () => {
    const { clock, connect, twitch, vault } = await setUp();
    const userId = await connect(PEOPLE.moderator.login);
    clock.advance(5 * HOUR_MS);
    twitch.faults.failNext({ path: '/auth/token', status: 500, times: 1000 });
    const grants = await Promise.all(Array.from({ length: 50 }, () => vault.accessToken(userId)));
    expect(grants.every((grant) => !grant.ok && grant.error.code === 'twitch.trouble')).toBe(true);
    // One request and its two repetitions.
    expect(twitch.faults.list()).toMatchObject([{ left: 997 }]);
  });

  it('asks for a new consent when Twitch refuses the refresh token', async () => {
    const { clock, connect, oauth, vault } = await setUp();
    const userId = await connect(PEOPLE.moderator.login);
    const changed: string[] = [];
    vault.onChange((id) => changed.push(id));
    await oauth.revoke(await tokenOf(vault, userId));
    clock.advance(5 * HOUR_MS);
    const refused = { ok: false, error: { code: 'twitch.reconnect', params: { login: PEOPLE.moderator.login } } };
    expect(await vault.accessToken(userId)).toEqual(refused);
    expect(await vault.accessToken(userId)).toEqual(refused);
    expect(changed).toEqual([userId]);
    // A new consent mends it.
    await connect(PEOPLE.moderator.login);
    expect((await vault.accessToken(userId)).ok).toBe(true);
  });

  it('validates every account and follows a renamed login', async () => {
    const { clock, connect, twitch, vault } = await setUp();
    const userId = await connect(PEOPLE.moderator.login);
    const changed: string[] = [];
    vault.onChange((id) => changed.push(id));
    clock.advance(HOUR_MS);
    Object.assign(twitch.simulator.world.state.users[userId] ?? {}, { login: 'suedlicht_mod' });
    await vault.validateAll();
    expect(await vault.account(userId)).toMatchObject({ login: 'suedlicht_mod', validatedAt: clock.nowMs() });
    expect(changed).toEqual([userId]);
  });

  it('finds out by validating that a grant was taken back', async () => {
    const { connect, oauth, vault } = await setUp();
    const userId = await connect(PEOPLE.moderator.login);
    await oauth.revoke(await tokenOf(vault, userId));
    await vault.validateAll();
    expect(await vault.account(userId)).toMatchObject({ state: 'reconnect' });
  });

  it('begins with asking about everything, and stops', async () => {
    const { clock, connect, vault } = await setUp();
    const userId = await connect(PEOPLE.moderator.login);
    clock.advance(1000);
    const upkeep = vault.startLookingAfter();
    await expect.poll(() => vault.account(userId)).toMatchObject({ validatedAt: clock.nowMs() });
    await upkeep.stop();
  });

  it('revokes and deletes what is to be forgotten, whatever Twitch says', async () => {
    const { connect, db, tokens, twitch, vault } = await setUp();
    const moderator = await connect(PEOPLE.moderator.login);
    const streamer = await connect(PEOPLE.streamer.login);
    await vault.forget(moderator);
    twitch.faults.failNext({ path: '/auth/revoke', status: 500 });
    await vault.forget(streamer);
    expect(Object.values(tokens).find((token) => token.userId === moderator)?.isRevoked).toBe(true);
    expect(await vault.account(streamer)).toBeUndefined();
    expect(await db.read.selectFrom('twitch_account').selectAll().execute()).toEqual([]);
  });

  it('takes a grant of another app for lost', async () => {
    const { clock, connect, db, seal, log, twitch } = await setUp();
    const userId = await connect(PEOPLE.moderator.login);
    const { createOAuth } = await import('./oauth.ts');
    const { createTokenVault } = await import('./token-vault.ts');
    const oauth = createOAuth({ addresses: twitch.addresses, app: { clientId: 'other', clientSecret: 'x' }, clock });
    const other = createTokenVault({ db, seal, oauth, clock, log });
    expect(await other.accessToken(userId)).toMatchObject({ ok: false, error: { code: 'twitch.reconnect' } });
    expect(await other.account(userId)).toMatchObject({ state: 'reconnect' });
  });

  it('takes a grant sealed with another key for lost', async () => {
    const { clock, connect, db, log, oauth } = await setUp();
    const userId = await connect(PEOPLE.moderator.login);
    const { createSeal } = await import('../platform/seal.ts');
    const { createTokenVault } = await import('./token-vault.ts');
    const other = createTokenVault({ db, seal: createSeal(new Uint8Array(32), 'twitch-token'), oauth, clock, log });
    expect(await other.accessToken(userId)).toMatchObject({ ok: false, error: { code: 'twitch.reconnect' } });
  });
});

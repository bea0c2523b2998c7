import { describe, expect, it } from 'vitest';
import { twitchUserId } from '../../kernel/id.ts';
import { PUBLIC_APP } from '../../simulator/oauth-apps.ts';
import { SANDBOX_APP } from '../../simulator/sandbox-app.ts';
import { PEOPLE } from '../../testing/simulated-twitch.ts';
import { createTestTeam, type TestBrowser, type TestTeam } from '../../testing/test-team.ts';
import { scopesOfRights } from '../../twitch/scopes.ts';

const { streamer, moderator, stranger } = PEOPLE;
const MINUTE_MS = 60_000;

/** An app without a secret, or one that serves without a browser: the channel is connected by a code either way. */
async function setUp(app: { readonly clientId: string; readonly clientSecret: string | null } = PUBLIC_APP) {
  const house = await createTestTeam({ app, isSandbox: false });
  const owner = await house.owner();
  const { verificationUri, attemptId } = await house.ask(owner, 'beginDevice', { purpose: 'channel' });
  await house.twitch.activate(verificationUri, streamer.login);
  await until(house, owner, attemptId, 'done');
  return { house, owner };
}

async function withModerator() {
  const { house, owner } = await setUp();
  await house.call(owner, 'addMember', { login: moderator.login, role: 'moderator' });
  return { house, owner };
}

const standing = (house: TestTeam, browser: TestBrowser, attemptId: string) =>
  house.call(browser, 'signInAttempt', { attemptId });

async function until(house: TestTeam, browser: TestBrowser, attemptId: string, state: string): Promise<void> {
  await expect.poll(async () => (await standing(house, browser, attemptId)).state, { timeout: 10_000 }).toBe(state);
}

const enterPath = (attemptId: string) => `/api/sign-in/attempts/${attemptId}/enter`;
const toProblem = (code: string) => ({ status: 303, location: `/sign-in?problem=${code}` });

function livingTokens(house: TestTeam, userId: string) {
  const tokens = Object.values(house.twitch.simulator.world.state.tokens);
  return tokens.filter((token) => token.userId === userId && !token.isRevoked && !token.isSpent);
}

describe.each([
  ['without a secret', PUBLIC_APP],
  ['with one', SANDBOX_APP],
] as const)('a code, for an app %s', (_, app) => {
  it('connects the channel with the rights chosen', async () => {
    const house = await createTestTeam({ app, isSandbox: false });
    const owner = await house.owner();
    const begun = await house.ask(owner, 'beginDevice', { purpose: 'channel', rights: ['planning'] });
    expect(begun).toMatchObject({ userCode: expect.stringMatching(/^[A-Z]{8}$/) });
    expect(begun.verificationUri).toContain(begun.userCode);
    expect(await standing(house, owner, begun.attemptId)).toMatchObject({ state: 'waiting', problem: null });
    await house.twitch.activate(begun.verificationUri, streamer.login);
    await until(house, owner, begun.attemptId, 'done');
    expect(await house.team.findChannel()).toMatchObject({ login: streamer.login, rights: ['chat', 'planning'] });
    const { accounts, clientType } = await house.ask(owner, 'list');
    expect(clientType).toBe(app.clientSecret === null ? 'public' : 'confidential');
    expect(accounts).toMatchObject([{ login: streamer.login, state: 'ok', missingScopes: [] }]);
    expect(accounts[0]?.scopes).toEqual([...scopesOfRights(['planning'])].sort());
    expect(accounts[0]?.refreshBy === null).toBe(clientType === 'confidential');
  });

  it('is written nowhere', async () => {
    const { house } = await setUp(app);
    expect(house.log.text()).not.toMatch(/device_?code/i);
    for (const { accessToken } of livingTokens(house, streamer.id)) expect(house.log.text()).not.toContain(accessToken);
  });
});

describe('signing in by a code', () => {
  it('lets the browser in that began it, once', async () => {
    const { house } = await withModerator();
    const browser = house.browser();
    const begun = await house.call(browser, 'beginDeviceSignIn', { returnTo: '/live' });
    expect(await house.visit(browser, enterPath(begun.attemptId))).toEqual(toProblem('team.sign-in-expired'));
    await house.twitch.activate(begun.verificationUri, moderator.login);
    await until(house, browser, begun.attemptId, 'done');
    const thief = house.browser();
    expect(await house.visit(thief, enterPath(begun.attemptId))).toEqual(toProblem('team.sign-in-expired'));
    expect(await house.visit(browser, enterPath(begun.attemptId))).toMatchObject({ status: 303, location: '/live' });
    expect(await house.call(browser, 'me')).toMatchObject({
      member: { login: moderator.login },
      actingAs: { missingScopes: [], needsReconnect: false },
    });
    // A reload goes on; whoever signed out meanwhile does not get in again by it.
    expect(await house.visit(browser, enterPath(begun.attemptId))).toEqual({ status: 303, location: '/live' });
    browser.memberId = undefined;
    expect(await house.visit(browser, enterPath(begun.attemptId))).toEqual(toProblem('team.sign-in-expired'));
  });

  it('says who is no member, and keeps nothing of it', async () => {
    const { house } = await withModerator();
    const browser = house.browser();
    const begun = await house.call(browser, 'beginDeviceSignIn', {});
    await house.twitch.activate(begun.verificationUri, stranger.login);
    await until(house, browser, begun.attemptId, 'refused');
    expect((await standing(house, browser, begun.attemptId)).problem).toEqual({
      code: 'team.not-a-member',
      params: { login: stranger.login },
    });
    expect(await house.visit(browser, enterPath(begun.attemptId))).toEqual(toProblem('team.not-a-member'));
    expect(livingTokens(house, stranger.id)).toEqual([]);
  });

  it('is no one else’s to see or to cancel', async () => {
    const { house } = await withModerator();
    const begun = await house.call(house.browser(), 'beginDeviceSignIn', {});
    for (const name of ['signInAttempt', 'cancelSignIn'] as const) {
      const foreign = house.call(house.browser(), name, { attemptId: begun.attemptId });
      await expect(foreign).rejects.toMatchObject({ code: 'team.sign-in-expired' });
    }
  });

  it('of two people at the same time lets each in as who typed the own code', async () => {
    const { house } = await withModerator();
    const [hers, his] = [house.browser(), house.browser()];
    const first = await house.call(hers, 'beginDeviceSignIn', {});
    const second = await house.call(his, 'beginDeviceSignIn', {});
    await house.twitch.activate(second.verificationUri, streamer.login);
    await until(house, his, second.attemptId, 'done');
    expect(await standing(house, hers, first.attemptId)).toMatchObject({ state: 'waiting' });
    await house.twitch.activate(first.verificationUri, moderator.login);
    await until(house, hers, first.attemptId, 'done');
    await house.visit(hers, enterPath(first.attemptId));
    await house.visit(his, enterPath(second.attemptId));
    expect((await house.call(hers, 'me')).member.login).toBe(moderator.login);
    expect((await house.call(his, 'me')).member).toMatchObject({ login: streamer.login, isOwner: true });
  });

  it('is refused when too many codes are waited for, and asks Twitch for none then', async () => {
    const { house } = await withModerator();
    const browser = house.browser();
    for (let count = 0; count < 25; count += 1) await house.call(house.browser(), 'beginDeviceSignIn', {});
    const oneMore = house.call(browser, 'beginDeviceSignIn', {});
    await expect(oneMore).rejects.toMatchObject({ code: 'http.too-many-requests' });
    house.clock.advance(31 * MINUTE_MS);
    expect(await house.call(browser, 'beginDeviceSignIn', {})).toHaveProperty('userCode');
  });
});

describe('a code that leads to nothing', () => {
  it('expires with its time, and says so', async () => {
    const { house } = await withModerator();
    const browser = house.browser();
    const begun = await house.call(browser, 'beginDeviceSignIn', {});
    house.clock.advance(30 * MINUTE_MS);
    await until(house, browser, begun.attemptId, 'expired');
    expect((await standing(house, browser, begun.attemptId)).problem).toMatchObject({ code: 'team.device-expired' });
    await expect(house.twitch.activate(begun.verificationUri, moderator.login)).rejects.toThrow();
    expect(await house.visit(browser, enterPath(begun.attemptId))).toEqual(toProblem('team.device-expired'));
  });

  it('stays waiting when the person refuses, for Twitch tells nobody, and can be cancelled', async () => {
    const { house } = await withModerator();
    const browser = house.browser();
    const begun = await house.call(browser, 'beginDeviceSignIn', {});
    await house.twitch.activate(begun.verificationUri, 'refuse');
    expect(await standing(house, browser, begun.attemptId)).toMatchObject({ state: 'waiting' });
    const cancelled = await house.call(browser, 'cancelSignIn', { attemptId: begun.attemptId });
    expect(cancelled).toMatchObject({ state: 'cancelled', problem: null });
  });

  it('is not asked about any more once it is cancelled: who agrees then gives us nothing', async () => {
    const { house } = await withModerator();
    const browser = house.browser();
    const begun = await house.call(browser, 'beginDeviceSignIn', {});
    await house.call(browser, 'cancelSignIn', { attemptId: begun.attemptId });
    await house.twitch.activate(begun.verificationUri, moderator.login);
    await house.team.stop();
    expect(await standing(house, browser, begun.attemptId)).toMatchObject({ state: 'cancelled' });
    expect(await house.vault.account(twitchUserId(moderator.id))).toBeUndefined();
    expect(livingTokens(house, moderator.id)).toEqual([]);
  });

  it('is replaced by the next one of the same browser, and by a consent of the same session', async () => {
    const { house, owner } = await withModerator();
    const browser = house.browser();
    const first = await house.call(browser, 'beginDeviceSignIn', {});
    await house.call(browser, 'beginDeviceSignIn', {});
    expect(await standing(house, browser, first.attemptId)).toMatchObject({ state: 'cancelled' });
    const bot = await house.ask(owner, 'beginDevice', { purpose: 'bot' });
    await house.ask(owner, 'beginDevice', { purpose: 'own' });
    expect(await standing(house, owner, bot.attemptId)).toMatchObject({ state: 'cancelled' });
  });

  it('ends with the house', async () => {
    const { house, owner } = await setUp();
    const begun = await house.ask(owner, 'beginDevice', { purpose: 'bot' });
    await house.team.stop();
    expect(await standing(house, owner, begun.attemptId)).toMatchObject({ state: 'cancelled' });
  });

  it('of another account than the one meant is given back', async () => {
    const { house, owner } = await setUp();
    const begun = await house.ask(owner, 'beginDevice', { purpose: 'own' });
    await house.twitch.activate(begun.verificationUri, stranger.login);
    await until(house, owner, begun.attemptId, 'refused');
    expect((await standing(house, owner, begun.attemptId)).problem).toEqual({
      code: 'team.wrong-account',
      params: { login: stranger.login },
    });
    expect(livingTokens(house, stranger.id)).toEqual([]);
  });

  it('is not even begun while Twitch is away', async () => {
    const { house, owner } = await setUp();
    house.twitch.faults.failNext({ path: '/auth/device', status: 503, times: 3 });
    const begun = house.ask(owner, 'beginDevice', { purpose: 'own' });
    await expect(begun).rejects.toMatchObject({ code: 'twitch.trouble' });
  });

  it('outlives trouble at Twitch and the moments in which Twitch does not know it', async () => {
    const { house, owner } = await setUp();
    house.twitch.tokens.invalidWhilePendingEvery = 2;
    const begun = await house.ask(owner, 'beginDevice', { purpose: 'bot' });
    house.twitch.faults.failNext({ path: '/auth/token', status: 503, times: 2 });
    await house.twitch.activate(begun.verificationUri, stranger.login);
    await until(house, owner, begun.attemptId, 'done');
    expect(await house.team.findBot()).toMatchObject({ login: stranger.login });
  });
});

describe('an app without a secret', () => {
  it('has no other way than a code, and says so to who asks for the other', async () => {
    const { house, owner } = await withModerator();
    expect(await house.call(house.browser(), 'signInState')).toMatchObject({ clientType: 'public' });
    const noCode = { code: 'team.code-needs-secret' };
    await expect(house.call(house.browser(), 'beginSignIn', {})).rejects.toMatchObject(noCode);
    await expect(house.ask(owner, 'begin', { purpose: 'own' })).rejects.toMatchObject(noCode);
    expect(await house.call(owner, 'twitchApp')).toMatchObject({
      clientId: PUBLIC_APP.clientId,
      clientType: 'public',
      suggestedName: `liveXtrem-${streamer.login}`,
    });
  });

  it('that is none is found out at the first code', async () => {
    const house = await createTestTeam({ app: { ...SANDBOX_APP, clientSecret: null }, isSandbox: false });
    const owner = await house.owner();
    const begun = await house.ask(owner, 'beginDevice', { purpose: 'channel' });
    await house.twitch.activate(begun.verificationUri, streamer.login);
    await until(house, owner, begun.attemptId, 'refused');
    expect((await standing(house, owner, begun.attemptId)).problem?.code).toBe('team.client-is-confidential');
    expect(await house.team.findChannel()).toBeUndefined();
    expect(livingTokens(house, streamer.id)).toEqual([]);
  });
});

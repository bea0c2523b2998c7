import { describe, expect, it } from 'vitest';
import { PUBLIC_APP } from '../../simulator/oauth-apps.ts';
import { SANDBOX_APP } from '../../simulator/sandbox-app.ts';
import { PEOPLE } from '../../testing/simulated-twitch.ts';
import { createTestTeam, type TestBrowser, type TestTeam } from '../../testing/test-team.ts';

async function ownedTeam() {
  const house = await createTestTeam();
  await house.connectChannel();
  const owner = await house.owner();
  return { house, owner };
}

async function withModerator() {
  const { house, owner } = await ownedTeam();
  await house.call(owner, 'addMember', { login: PEOPLE.moderator.login, role: 'moderator' });
  return { house, owner };
}

const toProblem = (code: string) => ({ status: 303, location: `/sign-in?problem=${code}` });

/** Everything Twitch issued for a person that still works. */
function livingTokens(house: TestTeam, userId: string): number {
  const tokens = Object.values(house.twitch.simulator.world.state.tokens);
  return tokens.filter((token) => token.userId === userId && !token.isRevoked).length;
}

describe('the one-time link', () => {
  it('makes the first person owner of the connected channel', async () => {
    const { house, owner } = await ownedTeam();
    const me = await house.call(owner, 'me');
    expect(me).toMatchObject({
      member: { isOwner: true, role: 'streamer', login: PEOPLE.streamer.login, twitchId: PEOPLE.streamer.id },
      actingAs: { displayName: PEOPLE.streamer.displayName, missingScopes: [], needsReconnect: false },
      channel: { twitchId: PEOPLE.streamer.id, displayName: PEOPLE.streamer.displayName },
      isSandbox: true,
      version: '1.2.3',
    });
    expect(await house.call(house.browser(), 'signInState')).toEqual({
      isOwned: true,
      isSandbox: true,
      hasTwitchApp: true,
      clientType: 'confidential',
      comesBack: true,
    });
  });

  it('works once', async () => {
    const house = await createTestTeam();
    await house.connectChannel();
    const link = house.team.createOwnerLink('http://localhost:8080');
    expect(await house.visit(house.browser(), link)).toMatchObject({ status: 303, location: '/' });
    expect(await house.visit(house.browser(), link)).toEqual(toProblem('team.link-used'));
  });

  it('of two people at the same moment lets one in', async () => {
    const house = await createTestTeam();
    const link = house.team.createOwnerLink('http://localhost:8080');
    const replies = await Promise.all([house.visit(house.browser(), link), house.visit(house.browser(), link)]);
    expect(replies.filter((reply) => reply?.signIn !== undefined).length).toBe(1);
  });

  it('is void once there is an owner, wrong, or replaced', async () => {
    const { house } = await ownedTeam();
    expect(await house.visit(house.browser(), house.team.createOwnerLink('http://localhost:8080'))).toEqual(
      toProblem('team.link-used'),
    );
    const fresh = await createTestTeam();
    const first = fresh.team.createOwnerLink('http://localhost:8080');
    fresh.team.createOwnerLink('http://localhost:8080');
    expect(await fresh.visit(fresh.browser(), first)).toEqual(toProblem('team.link-used'));
    expect(await fresh.visit(fresh.browser(), '/api/sign-in/link/guess')).toEqual(toProblem('team.link-used'));
  });

  it('leads who is in already into the house when it is opened again', async () => {
    const house = await createTestTeam();
    const link = house.team.createOwnerLink('http://localhost:8080');
    const browser = house.browser();
    await house.visit(browser, link);
    expect(await house.visit(browser, link)).toEqual({ status: 303, location: '/' });
  });

  it('lets an owner without a Twitch account back in as the same person', async () => {
    const house = await createTestTeam();
    const first = await house.owner();
    expect(await house.team.isOwned()).toBe(false);
    const second = await house.owner();
    expect(second.memberId).toBe(first.memberId);
    expect(await house.call(second, 'me')).toMatchObject({
      member: { login: '', twitchId: null },
      actingAs: null,
      channel: null,
    });
  });

  it('is written nowhere', async () => {
    const house = await createTestTeam();
    const link = house.team.createOwnerLink('http://localhost:8080');
    await house.visit(house.browser(), link);
    expect(house.log.text()).not.toContain(link.split('/').at(-1));
  });
});

describe('sign-in with Twitch', () => {
  it('lets a member in and shows as whom she acts', async () => {
    const { house } = await withModerator();
    const browser = house.browser();
    expect(await house.signIn(browser, PEOPLE.moderator.login)).toMatchObject({ status: 303, location: '/' });
    expect(await house.call(browser, 'me')).toMatchObject({
      member: { role: 'moderator', twitchId: PEOPLE.moderator.id, displayName: PEOPLE.moderator.displayName },
      actingAs: { login: PEOPLE.moderator.login, missingScopes: [] },
    });
    expect(house.changed).toEqual(expect.arrayContaining(['team', 'me']));
  });

  it('goes on to where the person wanted to be', async () => {
    const { house } = await withModerator();
    const browser = house.browser();
    const { authorizeUrl } = await house.call(browser, 'beginSignIn', { returnTo: '/live?window=1' });
    const reply = await house.visit(browser, await house.twitch.consent(authorizeUrl, PEOPLE.moderator.login));
    expect(reply).toMatchObject({ location: '/live?window=1' });
  });

  it('takes the answer at the bare address, too, and leaves that address to the app otherwise', async () => {
    const { house } = await withModerator();
    const browser = house.browser();
    const { authorizeUrl } = await house.call(browser, 'beginSignIn', {});
    const cameBack = await house.twitch.consent(authorizeUrl, PEOPLE.moderator.login);
    expect(await house.visit(browser, '/')).toBeUndefined();
    expect(await house.visit(browser, '/?code=x')).toBeUndefined();
    expect(await house.visit(browser, `/${cameBack.search}`)).toMatchObject({ location: '/' });
    expect(browser.memberId).toBeDefined();
    expect(await house.visit(house.browser(), '/?error=access_denied&state=x')).toEqual(
      toProblem('team.sign-in-state-mismatch'),
    );
  });

  it('refuses who is no member, and keeps nothing of it', async () => {
    const { house } = await ownedTeam();
    const browser = house.browser();
    expect(await house.signIn(browser, PEOPLE.stranger.login)).toEqual(toProblem('team.not-a-member'));
    expect(livingTokens(house, PEOPLE.stranger.id)).toBe(0);
    expect((await house.vault.accounts()).map((account) => account.login)).toEqual([PEOPLE.streamer.login]);
    expect(browser.memberId).toBeUndefined();
  });

  it('follows a renamed login by id, and does not take a namesake for the member', async () => {
    const { house } = await withModerator();
    const { users } = house.twitch.simulator.world.state;
    Object.assign(users[PEOPLE.moderator.id] ?? {}, { login: 'suedlicht_mod', displayName: 'Suedlicht_Mod' });
    Object.assign(users[PEOPLE.stranger.id] ?? {}, { login: PEOPLE.moderator.login });
    const namesake = house.browser();
    expect(await house.signIn(namesake, PEOPLE.moderator.login)).toEqual(toProblem('team.not-a-member'));
    const browser = house.browser();
    await house.signIn(browser, 'suedlicht_mod');
    expect(await house.call(browser, 'me')).toMatchObject({
      member: { login: 'suedlicht_mod', displayName: 'Suedlicht_Mod' },
    });
  });

  it('says that the person refused', async () => {
    const { house } = await withModerator();
    const browser = house.browser();
    const { attemptId, authorizeUrl } = await house.call(browser, 'beginSignIn', {});
    const cameBack = await house.twitch.consent(authorizeUrl, 'refuse');
    expect(await house.visit(browser, cameBack)).toEqual(toProblem('team.sign-in-refused'));
    expect(await house.call(browser, 'signInAttempt', { attemptId })).toMatchObject({ state: 'refused' });
  });

  it('expires after ten minutes', async () => {
    const { house } = await withModerator();
    const browser = house.browser();
    const { attemptId, authorizeUrl } = await house.call(browser, 'beginSignIn', {});
    const cameBack = await house.twitch.consent(authorizeUrl, PEOPLE.moderator.login);
    expect(await house.call(browser, 'signInAttempt', { attemptId })).toMatchObject({ state: 'waiting' });
    house.clock.advance(10 * 60_000);
    expect(await house.call(browser, 'signInAttempt', { attemptId })).toMatchObject({ state: 'expired' });
    expect(await house.visit(browser, cameBack)).toEqual(toProblem('team.sign-in-expired'));
  });

  it('can be cancelled and begun again', async () => {
    const { house } = await withModerator();
    const browser = house.browser();
    const { attemptId, authorizeUrl } = await house.call(browser, 'beginSignIn', {});
    expect(await house.call(browser, 'cancelSignIn', { attemptId })).toMatchObject({ state: 'cancelled' });
    const cameBack = await house.twitch.consent(authorizeUrl, PEOPLE.moderator.login);
    expect(await house.visit(browser, cameBack)).toEqual(toProblem('team.sign-in-expired'));
    expect(await house.signIn(browser, PEOPLE.moderator.login)).toMatchObject({ location: '/' });
  });

  it('replaces the waiting attempt of the same browser, and no other', async () => {
    const { house } = await withModerator();
    const [browser, other] = [house.browser(), house.browser()];
    const first = await house.call(browser, 'beginSignIn', {});
    const foreign = await house.call(other, 'beginSignIn', {});
    const second = await house.call(browser, 'beginSignIn', {});
    expect(await house.call(browser, 'signInAttempt', { attemptId: first.attemptId })).toMatchObject({
      state: 'cancelled',
    });
    expect(await house.call(other, 'signInAttempt', { attemptId: foreign.attemptId })).toMatchObject({
      state: 'waiting',
    });
    const late = await house.twitch.consent(first.authorizeUrl, PEOPLE.moderator.login);
    expect(await house.visit(browser, late)).toEqual(toProblem('team.sign-in-expired'));
    const good = await house.twitch.consent(second.authorizeUrl, PEOPLE.moderator.login);
    expect(await house.visit(browser, good)).toMatchObject({ location: '/' });
  });

  it('accepts an answer once; a reload of the same page does no harm', async () => {
    const { house } = await withModerator();
    const browser = house.browser();
    const { authorizeUrl } = await house.call(browser, 'beginSignIn', {});
    const cameBack = await house.twitch.consent(authorizeUrl, PEOPLE.moderator.login);
    const replies = await Promise.all([house.visit(browser, cameBack), house.visit(browser, cameBack)]);
    expect(replies.filter((reply) => reply?.signIn !== undefined).length).toBe(1);
    const reload = await house.visit(browser, cameBack);
    expect(reload).toEqual({ status: 303, location: '/' });
  });

  it('refuses an answer without, with a wrong, or with a foreign state', async () => {
    const { house } = await withModerator();
    const browser = house.browser();
    const { attemptId, authorizeUrl } = await house.call(browser, 'beginSignIn', {});
    const cameBack = await house.twitch.consent(authorizeUrl, PEOPLE.moderator.login);
    const mismatch = toProblem('team.sign-in-state-mismatch');
    expect(await house.visit(browser, `/callback?code=${cameBack.searchParams.get('code')}`)).toEqual(mismatch);
    expect(await house.visit(browser, '/callback?code=x&state=y')).toEqual(mismatch);
    expect(await house.visit(browser, '/callback')).toEqual(mismatch);
    // Somebody else's browser can neither use nor spoil it, nor even see it.
    const thief = house.browser();
    expect(await house.visit(thief, cameBack)).toEqual(mismatch);
    await expect(house.call(thief, 'signInAttempt', { attemptId })).rejects.toMatchObject({
      code: 'team.sign-in-expired',
    });
    await expect(house.call(thief, 'cancelSignIn', { attemptId })).rejects.toMatchObject({
      code: 'team.sign-in-expired',
    });
    expect(await house.visit(browser, cameBack)).toMatchObject({ location: '/' });
  });

  it('says that the code is spent, or that Twitch is away', async () => {
    const { house } = await withModerator();
    const browser = house.browser();
    const spent = await house.call(browser, 'beginSignIn', {});
    const state = new URL(spent.authorizeUrl).searchParams.get('state');
    expect(await house.visit(browser, `/callback?code=used&state=${state}`)).toEqual(toProblem('team.sign-in-expired'));
    house.twitch.faults.failNext({ path: '/auth/token', status: 503 });
    expect(await house.signIn(browser, PEOPLE.moderator.login)).toEqual(toProblem('twitch.trouble'));
    expect(await house.signIn(browser, PEOPLE.moderator.login)).toMatchObject({ location: '/' });
  });

  it('of the owner does not narrow the channel’s grant', async () => {
    const { house } = await ownedTeam();
    const browser = house.browser();
    await house.signIn(browser, PEOPLE.streamer.login);
    expect(await house.call(browser, 'me')).toMatchObject({
      member: { isOwner: true },
      actingAs: { missingScopes: [] },
    });
    expect((await house.vault.accessToken(PEOPLE.streamer.id as never)).ok).toBe(true);
    expect(livingTokens(house, PEOPLE.streamer.id)).toBe(1);
  });

  it('shows what a grant lacks and that it was lost', async () => {
    const { house } = await withModerator();
    const browser = house.browser();
    await house.signIn(browser, PEOPLE.moderator.login);
    for (const token of Object.values(house.twitch.simulator.world.state.tokens)) {
      if (token.userId === PEOPLE.moderator.id) token.isRevoked = true;
    }
    await house.vault.validateAll();
    expect(await house.call(browser, 'me')).toMatchObject({ actingAs: { needsReconnect: true } });
  });

  it('ends with the session', async () => {
    const { house, owner } = await ownedTeam();
    const before = await house.db.read.selectFrom('platform_session').selectAll().execute();
    await house.call(owner, 'signOut');
    const after = await house.db.read.selectFrom('platform_session').selectAll().execute();
    expect([before.length, after.length]).toEqual([1, 0]);
  });
});

describe('connecting the channel', () => {
  async function unconnectedOwner(): Promise<{ house: TestTeam; owner: TestBrowser }> {
    const house = await createTestTeam();
    return { house, owner: await house.owner() };
  }

  async function connect(house: TestTeam, owner: TestBrowser, login: string) {
    const { authorizeUrl } = await house.ask(owner, 'begin', {
      purpose: 'channel',
      otherAccount: true,
      returnTo: '/team',
    });
    return house.visit(owner, await house.twitch.consent(authorizeUrl, login));
  }

  it('makes the owner the member of that account', async () => {
    const { house, owner } = await unconnectedOwner();
    expect(await connect(house, owner, PEOPLE.streamer.login)).toEqual({ status: 303, location: '/team' });
    expect(await house.call(owner, 'me')).toMatchObject({
      member: { isOwner: true, twitchId: PEOPLE.streamer.id, displayName: PEOPLE.streamer.displayName },
      channel: { login: PEOPLE.streamer.login },
      actingAs: { missingScopes: [] },
    });
    expect(await house.team.findChannel()).toMatchObject({ twitchId: PEOPLE.streamer.id });
    expect(await house.team.isOwned()).toBe(true);
  });

  it('to another account forgets the first', async () => {
    const { house, owner } = await unconnectedOwner();
    await connect(house, owner, PEOPLE.streamer.login);
    await connect(house, owner, PEOPLE.manager.login);
    expect(await house.team.findChannel()).toMatchObject({ login: PEOPLE.manager.login });
    expect((await house.vault.accounts()).map((account) => account.login)).toEqual([PEOPLE.manager.login]);
    expect(livingTokens(house, PEOPLE.streamer.id)).toBe(0);
  });

  it('does not take another member’s account', async () => {
    const { house, owner } = await unconnectedOwner();
    await connect(house, owner, PEOPLE.streamer.login);
    await house.call(owner, 'addMember', { login: PEOPLE.moderator.login, role: 'moderator' });
    expect(await connect(house, owner, PEOPLE.moderator.login)).toMatchObject({
      location: expect.stringMatching(/^\/team\?problem=team\.already-member&attempt=att_\w+$/),
    });
    expect(await house.team.findChannel()).toMatchObject({ login: PEOPLE.streamer.login });
    expect(livingTokens(house, PEOPLE.moderator.id)).toBe(0);
  });

  it('is the owner’s alone, in her own session', async () => {
    const { house, owner } = await unconnectedOwner();
    await connect(house, owner, PEOPLE.streamer.login);
    await house.call(owner, 'addMember', { login: PEOPLE.manager.login, role: 'admin' });
    const admin = house.browser();
    await house.signIn(admin, PEOPLE.manager.login);
    await expect(house.ask(admin, 'begin', { purpose: 'channel' })).rejects.toMatchObject({ code: 'team.only-owner' });
    const { authorizeUrl } = await house.ask(owner, 'begin', { purpose: 'channel' });
    const cameBack = await house.twitch.consent(authorizeUrl, PEOPLE.streamer.login);
    expect(await house.visit(admin, cameBack)).toEqual(toProblem('team.sign-in-state-mismatch'));
  });

  it('without a browser says when it was refused', async () => {
    const house = await createTestTeam();
    const refused = house.team.connectChannelWith((url) => house.twitch.consent(url, 'refuse'));
    await expect(refused).rejects.toMatchObject({ code: 'team.sign-in-refused' });
    expect(await house.team.findChannel()).toBeUndefined();
  });
});

describe('the Twitch app', () => {
  it('is tried before it is kept', async () => {
    const { house, owner } = await ownedTeam();
    expect(await house.call(owner, 'twitchApp')).toEqual({
      redirectUri: 'http://localhost:8080/callback',
      suggestedName: expect.stringMatching(/^liveXtrem-[a-z0-9]{6}$/),
      clientId: null,
      clientType: null,
      isFixed: false,
    });
    const app = SANDBOX_APP;
    const wrongId = house.call(owner, 'saveTwitchApp', { ...app, clientId: 'nosuchapp' });
    await expect(wrongId).rejects.toMatchObject({ code: 'team.client-id-wrong' });
    const wrongSecret = house.call(owner, 'saveTwitchApp', { ...app, clientSecret: 'wrong' });
    await expect(wrongSecret).rejects.toMatchObject({ code: 'team.client-secret-wrong' });
    expect(house.savedApps).toEqual([]);
    expect(await house.call(owner, 'saveTwitchApp', { ...app })).toHaveProperty('continueUrl');
    expect(house.savedApps).toEqual([{ ...app }]);
    expect(house.log.text()).not.toContain(app.clientSecret);
  });

  it('without a secret is tried as one, and a secret that was pasted nevertheless is not kept', async () => {
    const { house, owner } = await ownedTeam();
    const { clientId } = PUBLIC_APP;
    await house.call(owner, 'saveTwitchApp', { clientId, clientType: 'public', clientSecret: 'pasted' });
    expect(house.savedApps).toEqual([{ clientId, clientSecret: null }]);
    const noSecret = house.call(owner, 'saveTwitchApp', { clientId: SANDBOX_APP.clientId });
    await expect(noSecret).rejects.toMatchObject({ code: 'team.client-secret-missing' });
    const notPublic = house.call(owner, 'saveTwitchApp', { clientId: SANDBOX_APP.clientId, clientType: 'public' });
    await expect(notPublic).rejects.toMatchObject({ code: 'team.client-is-confidential' });
    const notConfidential = house.call(owner, 'saveTwitchApp', { clientId, clientSecret: 'pasted' });
    await expect(notConfidential).rejects.toMatchObject({ code: 'team.client-is-public' });
    expect(house.savedApps.length).toBe(1);
  });

  it('is the owner’s to change', async () => {
    const { house, owner } = await ownedTeam();
    await house.call(owner, 'addMember', { login: PEOPLE.manager.login, role: 'admin' });
    const admin = house.browser();
    await house.signIn(admin, PEOPLE.manager.login);
    const saved = house.call(admin, 'saveTwitchApp', { ...SANDBOX_APP });
    await expect(saved).rejects.toMatchObject({ code: 'team.only-owner' });
  });
});

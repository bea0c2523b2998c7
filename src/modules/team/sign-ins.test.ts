import { describe, expect, it } from 'vitest';
import { PEOPLE } from '../../testing/simulated-twitch.ts';
import { createTestTeam, type TestBrowser, type TestTeam } from '../../testing/test-team.ts';

const { moderator, manager } = PEOPLE;
const MINUTE_MS = 60_000;
const FAR = { address: '192.168.1.7' };

async function setUp() {
  const house = await createTestTeam({ isSandbox: false });
  await house.connectChannel();
  const owner = await house.owner();
  await house.call(owner, 'addMember', { login: moderator.login, role: 'moderator' });
  const browser = house.browser();
  await house.signIn(browser, moderator.login);
  return { house, owner, browser };
}

/** Somebody is let in by a code that the moderator types in. */
async function signInByCode(house: TestTeam, browser = house.browser(FAR)): Promise<TestBrowser> {
  house.clock.advance(1_000);
  const { attemptId, verificationUri } = await house.call(browser, 'beginDeviceSignIn', {});
  await house.twitch.activate(verificationUri, moderator.login);
  await expect
    .poll(async () => (await house.call(browser, 'signInAttempt', { attemptId })).state, { timeout: 10_000 })
    .toBe('done');
  await house.visit(browser, `/api/sign-in/attempts/${attemptId}/enter`);
  return browser;
}

const listOf = async (house: TestTeam, browser: TestBrowser) => (await house.call(browser, 'signIns')).signIns;

function callerOf(browser: TestBrowser) {
  if (browser.memberId === undefined || browser.sessionKey === undefined) throw new Error('not signed in');
  return { memberId: browser.memberId, sessionKey: browser.sessionKey };
}

describe('the browsers that are signed in', () => {
  it('are seen by their own person with the way and the address they came by', async () => {
    const { house, browser } = await setUp();
    await signInByCode(house);
    expect(await listOf(house, browser)).toMatchObject([
      { way: 'code', address: FAR.address, isMine: true, isThis: false, isToConfirm: true, mayEnd: true },
      { way: 'browser', address: null, isMine: true, isThis: true, isToConfirm: false, mayEnd: true },
    ]);
    expect(house.log.lines()).toContainEqual(
      expect.objectContaining({ msg: 'session-begins', way: 'code', address: FAR.address }),
    );
  });

  it('are all seen by who manages the team, and by nobody else', async () => {
    const { house, owner, browser } = await setUp();
    expect((await listOf(house, owner)).map(({ way, isMine }) => [way, isMine])).toEqual(
      expect.arrayContaining([
        ['browser', false],
        ['link', true],
      ]),
    );
    expect((await listOf(house, browser)).every(({ isMine }) => isMine)).toBe(true);
  });

  it('name no session by what would let somebody in', async () => {
    const { house, browser } = await setUp();
    const text = JSON.stringify(await house.call(browser, 'signIns'));
    expect(text).not.toContain(browser.sessionKey);
    expect(text).not.toContain(browser.visitor.browserKey);
  });

  it('can be ended by their person, and are gone at once', async () => {
    const { house, browser } = await setUp();
    const stranger = await signInByCode(house);
    const [first] = await listOf(house, browser);
    await house.call(browser, 'endSignIn', { signInId: first?.id ?? '' });
    expect((await house.sessions.list()).map(({ key }) => key)).not.toContain(stranger.sessionKey);
    const again = house.call(browser, 'endSignIn', { signInId: first?.id ?? '' });
    await expect(again).rejects.toMatchObject({ code: 'team.unknown-sign-in' });
  });

  it('of the owner are ended by the owner alone', async () => {
    const { house, owner } = await setUp();
    await house.call(owner, 'addMember', { login: manager.login, role: 'admin' });
    const admin = house.browser();
    await house.signIn(admin, manager.login);
    const all = await listOf(house, admin);
    const owners = all.find(({ way }) => way === 'link');
    expect(owners).toMatchObject({ mayEnd: false });
    const ending = house.call(admin, 'endSignIn', { signInId: owners?.id ?? '' });
    await expect(ending).rejects.toMatchObject({ code: 'team.only-owner' });
    const mods = all.find(({ displayName }) => displayName.toLowerCase() === moderator.login);
    await house.call(admin, 'endSignIn', { signInId: mods?.id ?? '' });
  });

  it('that came by a code are asked about until their person says from elsewhere that it was she', async () => {
    const { house, owner, browser } = await setUp();
    const byCode = await signInByCode(house);
    const count = (who: TestBrowser) => house.team.countUnconfirmed(callerOf(who));
    expect([await count(browser), await count(byCode), await count(owner)]).toEqual([1, 0, 0]);
    const [first] = await listOf(house, browser);
    const signInId = first?.id ?? '';
    // Neither by the browser it is about, nor by somebody else.
    for (const who of [byCode, owner]) {
      const confirming = house.call(who, 'confirmSignIn', { signInId });
      await expect(confirming).rejects.toMatchObject({ code: 'team.unknown-sign-in' });
    }
    await house.call(browser, 'confirmSignIn', { signInId });
    expect(await count(browser)).toBe(0);
    expect(await listOf(house, browser)).toMatchObject([{ isToConfirm: false }, {}]);
  });
});

describe('a code to sign in by', () => {
  it('is good for ten minutes, however long Twitch would take it', async () => {
    const { house } = await setUp();
    const browser = house.browser(FAR);
    const begun = await house.call(browser, 'beginDeviceSignIn', {});
    expect(Date.parse(begun.expiresAt) - house.clock.nowMs()).toBe(10 * MINUTE_MS);
    house.clock.advance(10 * MINUTE_MS);
    await expect
      .poll(async () => (await house.call(browser, 'signInAttempt', { attemptId: begun.attemptId })).state)
      .toBe('expired');
    await house.twitch.activate(begun.verificationUri, moderator.login);
    expect(await house.visit(browser, `/api/sign-in/attempts/${begun.attemptId}/enter`)).toMatchObject({
      location: '/sign-in?problem=team.device-expired',
    });
  });

  it('is waited for five times at once from one address, and from others all the same', async () => {
    const { house } = await setUp();
    for (let count = 0; count < 5; count += 1) await house.call(house.browser(FAR), 'beginDeviceSignIn', {});
    const sixth = house.call(house.browser(FAR), 'beginDeviceSignIn', {});
    await expect(sixth).rejects.toMatchObject({ code: 'http.too-many-requests' });
    const other = house.browser({ address: '192.168.1.8' });
    expect(await house.call(other, 'beginDeviceSignIn', {})).toHaveProperty('userCode');
  });
});

describe('the way back from Twitch', () => {
  it('is there only for who came by the address the app is registered with', async () => {
    const { house } = await setUp();
    expect(await house.call(house.browser(), 'signInState')).toMatchObject({ comesBack: true });
    const far = house.browser({ origin: 'http://192.168.1.5:8080' });
    expect(await house.call(far, 'signInState')).toMatchObject({ comesBack: false, clientType: 'confidential' });
  });
});

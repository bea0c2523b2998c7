import { describe, expect, it } from 'vitest';
import { PEOPLE } from '../../testing/simulated-twitch.ts';
import { createTestTeam } from '../../testing/test-team.ts';

async function setUp() {
  const house = await createTestTeam();
  await house.connectChannel();
  const owner = await house.owner();
  const add = (login: string, role: 'admin' | 'moderator' | 'manager') =>
    house.call(owner, 'addMember', { login, role });
  return { house, owner, add };
}

describe('members', () => {
  it('are added by login, as Twitch knows it', async () => {
    const { house, owner, add } = await setUp();
    const member = await add('@Nordlicht_Mod', 'moderator');
    expect(member).toMatchObject({
      login: PEOPLE.moderator.login,
      role: 'moderator',
      twitchId: null,
      lastSeenAt: null,
      isOwner: false,
      isPresent: false,
    });
    house.present.add(member.id as never);
    const { members } = await house.call(owner, 'members');
    expect(members.map(({ login, isOwner, isPresent }) => ({ login, isOwner, isPresent }))).toEqual([
      { login: PEOPLE.streamer.login, isOwner: true, isPresent: false },
      { login: PEOPLE.moderator.login, isOwner: false, isPresent: true },
    ]);
    expect(house.changed).toContain('team');
  });

  it('are not added twice, nor when Twitch does not know them or cannot be asked', async () => {
    const { house, add } = await setUp();
    await add(PEOPLE.moderator.login, 'moderator');
    await expect(add(PEOPLE.moderator.login, 'admin')).rejects.toMatchObject({ code: 'team.already-member' });
    await expect(add(PEOPLE.streamer.login, 'admin')).rejects.toMatchObject({ code: 'team.already-member' });
    await expect(add('nobody_of_this_name', 'admin')).rejects.toMatchObject({
      code: 'team.unknown-login',
      params: { login: 'nobody_of_this_name' },
    });
    house.twitch.faults.failNext({ path: '/mock/users', status: 500, times: 4 });
    await expect(add(PEOPLE.manager.login, 'manager')).rejects.toMatchObject({ code: 'twitch.trouble' });
    const fresh = await createTestTeam();
    const unconnected = await fresh.owner();
    const early = fresh.call(unconnected, 'addMember', { login: PEOPLE.manager.login, role: 'manager' });
    await expect(early).rejects.toMatchObject({ code: 'twitch.no-grant' });
  });

  it('get another role at once, in open windows too', async () => {
    const { house, owner, add } = await setUp();
    const { id } = await add(PEOPLE.moderator.login, 'moderator');
    const browser = house.browser();
    await house.signIn(browser, PEOPLE.moderator.login);
    await house.call(owner, 'changeRole', { memberId: id, role: 'accountant' });
    expect((await house.call(browser, 'me')).permissions).toEqual(['finance.read', 'team.read']);
    expect(house.reopened).toEqual([id]);
  });

  it('keep their owner, and nobody changes or removes himself', async () => {
    const { house, owner, add } = await setUp();
    await add(PEOPLE.manager.login, 'admin');
    const admin = house.browser();
    await house.signIn(admin, PEOPLE.manager.login);
    const ownerId = owner.memberId as string;
    const adminId = admin.memberId as string;
    for (const browser of [owner, admin]) {
      await expect(house.call(browser, 'removeMember', { memberId: ownerId })).rejects.toMatchObject({
        code: 'team.owner-stays',
      });
      await expect(house.call(browser, 'changeRole', { memberId: ownerId, role: 'moderator' })).rejects.toMatchObject({
        code: 'team.owner-stays',
      });
    }
    await expect(house.call(admin, 'removeMember', { memberId: adminId })).rejects.toMatchObject({
      code: 'team.not-yourself',
    });
    await expect(house.call(admin, 'changeRole', { memberId: adminId, role: 'streamer' })).rejects.toMatchObject({
      code: 'team.not-yourself',
    });
    await expect(house.call(admin, 'removeMember', { memberId: 'mem_unknown' })).rejects.toMatchObject({
      code: 'team.unknown-member',
    });
    await expect(house.call(admin, 'changeRole', { memberId: 'mem_unknown', role: 'admin' })).rejects.toMatchObject({
      code: 'team.unknown-member',
    });
  });

  it('are removed with sessions, feeds, settings and grant', async () => {
    const { house, owner, add } = await setUp();
    const { id } = await add(PEOPLE.moderator.login, 'moderator');
    const browser = house.browser();
    await house.signIn(browser, PEOPLE.moderator.login);
    await house.call(browser, 'saveSettings', { language: 'de' });
    await house.call(owner, 'removeMember', { memberId: id });
    expect(await house.team.resolveMember(id as never)).toBeUndefined();
    expect(house.disconnected).toEqual([id]);
    const sessions = await house.db.read.selectFrom('platform_session').select('member_id').execute();
    expect(sessions).toEqual([{ member_id: owner.memberId }]);
    expect(await house.db.read.selectFrom('team_settings').selectAll().execute()).toEqual([]);
    expect(await house.vault.account(PEOPLE.moderator.id as never)).toBeUndefined();
    const tokens = Object.values(house.twitch.simulator.world.state.tokens);
    expect(tokens.filter((token) => token.userId === PEOPLE.moderator.id && !token.isRevoked)).toEqual([]);
    expect(await house.signIn(house.browser(), PEOPLE.moderator.login)).toMatchObject({
      location: '/sign-in?problem=team.not-a-member',
    });
  });

  it('leave no grant behind when a crash cut their removal off', async () => {
    const { house, add } = await setUp();
    const { id } = await add(PEOPLE.moderator.login, 'moderator');
    await house.signIn(house.browser(), PEOPLE.moderator.login);
    await house.db.transaction((db) => db.deleteFrom('team_member').where('id', '=', id).execute());
    await house.team.forgetStrangers();
    expect(await house.vault.account(PEOPLE.moderator.id as never)).toBeUndefined();
    expect(await house.vault.account(PEOPLE.streamer.id as never)).toBeDefined();
  });

  it('are seen every few minutes, not at every request', async () => {
    const { house, owner } = await setUp();
    const seen = async () => (await house.call(owner, 'members')).members[0]?.lastSeenAt;
    const first = await seen();
    house.clock.advance(60_000);
    expect(await seen()).toBe(first);
    house.clock.advance(5 * 60_000);
    expect(await seen()).not.toBe(first);
  });

  it('are followed when Twitch renames them', async () => {
    const { house, owner } = await setUp();
    Object.assign(house.twitch.simulator.world.state.users[PEOPLE.streamer.id] ?? {}, {
      login: 'derneue',
      displayName: 'derNeue',
    });
    const followed: Promise<void>[] = [];
    house.vault.onChange((userId) => followed.push(house.team.followAccount(userId)));
    await house.vault.validateAll();
    await Promise.all(followed);
    expect(await house.call(owner, 'me')).toMatchObject({
      member: { login: 'derneue', displayName: 'derNeue' },
      channel: { login: 'derneue', displayName: 'derNeue' },
    });
  });
});

describe('personal settings', () => {
  it('begin with defaults and change one by one', async () => {
    const { house, owner } = await setUp();
    const before = (await house.call(owner, 'me')).settings;
    expect(before).toMatchObject({ language: null, singleKeys: true });
    await house.call(owner, 'saveSettings', { language: 'de' });
    const after = await house.call(owner, 'saveSettings', { hideNumbers: true, timeZone: 'Europe/Berlin' });
    expect(after).toEqual({ ...before, language: 'de', hideNumbers: true, timeZone: 'Europe/Berlin' });
    expect((await house.call(owner, 'me')).settings).toEqual(after);
  });
});

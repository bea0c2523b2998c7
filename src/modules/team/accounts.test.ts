import { describe, expect, it } from 'vitest';
import { type accounts, RIGHTS } from '../../contract/accounts.ts';
import type { InputOf } from '../../contract/endpoint.ts';
import { twitchUserId } from '../../kernel/id.ts';
import { fail } from '../../kernel/result.ts';
import { PEOPLE } from '../../testing/simulated-twitch.ts';
import { createTestTeam, type TestBrowser, type TestTeam } from '../../testing/test-team.ts';
import { twitchFailure } from '../../twitch/failure.ts';
import { CHANNEL_RIGHTS, scopesFor, scopesOfRights } from '../../twitch/scopes.ts';

type Begin = Partial<InputOf<typeof accounts.begin>>;

const { streamer, moderator, secondModerator, manager, stranger } = PEOPLE;

async function setUp() {
  const house = await createTestTeam();
  await house.connectChannel();
  const owner = await house.owner();
  return { house, owner };
}

async function join(house: TestTeam, owner: TestBrowser, login: string, role: 'moderator' | 'admin' | 'accountant') {
  await house.call(owner, 'addMember', { login, role });
  const browser = house.browser();
  await house.signIn(browser, login);
  return browser;
}

/** Through Twitch's page and back; the address the browser is sent to. */
async function consent(house: TestTeam, browser: TestBrowser, input: Begin, login: string): Promise<string> {
  const { authorizeUrl } = await house.ask(browser, 'begin', input);
  const reply = await house.visit(browser, await house.twitch.consent(authorizeUrl, login));
  return reply?.location ?? '';
}

async function askedScopes(house: TestTeam, browser: TestBrowser, input: Begin): Promise<string[]> {
  const { authorizeUrl } = await house.ask(browser, 'begin', input);
  return (new URL(authorizeUrl).searchParams.get('scope') ?? '').split(' ').sort();
}

function livingTokens(house: TestTeam, userId: string) {
  const tokens = Object.values(house.twitch.simulator.world.state.tokens);
  return tokens.filter((token) => token.userId === userId && !token.isRevoked);
}

async function loseGrant(house: TestTeam, userId: string): Promise<void> {
  for (const token of livingTokens(house, userId)) token.isRevoked = true;
  await house.vault.validateAll();
}

const held = async (house: TestTeam, userId: string) => [
  ...((await house.vault.account(twitchUserId(userId)))?.scopes ?? []),
];
const problem = (code: string) => expect.stringMatching(new RegExp(`^/system\\?problem=${code}&attempt=att_\\w+$`));
const sorted = (scopes: readonly string[]) => [...scopes].sort();

describe('rights', () => {
  it('are the same words in the contract and towards Twitch', () => {
    expect(RIGHTS).toEqual(CHANNEL_RIGHTS);
  });

  it('are all on for a channel connected without a choice, and lack nothing', async () => {
    const { house, owner } = await setUp();
    const { rights } = await house.ask(owner, 'rights');
    expect(rights.map(({ right, isOn, missing }) => [right, isOn, missing])).toEqual(
      CHANNEL_RIGHTS.map((right) => [right, true, []]),
    );
  });

  it('begin with the chat alone where there is no channel', async () => {
    const house = await createTestTeam();
    const { rights } = await house.ask(await house.owner(), 'rights');
    expect(rights.filter(({ isOn }) => isOn).map(({ right }) => right)).toEqual(['chat']);
    expect(rights.every(({ missing, scopes }) => missing.length === scopes.length)).toBe(true);
  });

  it('lack everything while Twitch refuses the grant', async () => {
    const { house, owner } = await setUp();
    await loseGrant(house, streamer.id);
    const { rights } = await house.ask(owner, 'rights');
    expect(rights.every(({ missing, scopes }) => missing.length === scopes.length)).toBe(true);
  });

  it('are asked for as chosen, kept with the channel, and what is off is nobody’s problem', async () => {
    const house = await createTestTeam();
    const owner = await house.owner();
    const input: Begin = { purpose: 'channel', rights: ['planning'] };
    expect(await askedScopes(house, owner, input)).toEqual(sorted(scopesOfRights(['chat', 'planning'])));
    expect(await consent(house, owner, input, streamer.login)).toBe('/system');
    expect((await house.team.findChannel())?.rights).toEqual(['chat', 'planning']);
    const me = await house.call(owner, 'me');
    expect(me.actingAs?.missingScopes).toEqual([]);
    expect((await house.ask(owner, 'list')).accounts[0]).toMatchObject({
      uses: ['channel', 'member'],
      missingScopes: [],
    });
    const { rights } = await house.ask(owner, 'rights');
    expect(rights.find(({ right }) => right === 'revenue')).toMatchObject({ isOn: false, missing: expect.any(Array) });
  });

  it('that are added lose none of the granted ones', async () => {
    const house = await createTestTeam();
    const owner = await house.owner();
    await consent(house, owner, { purpose: 'channel', rights: ['moderation'] }, streamer.login);
    const before = await held(house, streamer.id);
    const wanted: Begin = { purpose: 'channel', rights: ['moderation', 'revenue'] };
    expect(await askedScopes(house, owner, wanted)).toEqual(expect.arrayContaining(before));
    await consent(house, owner, wanted, streamer.login);
    expect(await held(house, streamer.id)).toEqual(sorted(scopesOfRights(['moderation', 'revenue'])));
    expect(livingTokens(house, streamer.id).length).toBe(1);
  });

  it('that are taken away are gone at Twitch, too', async () => {
    const { house, owner } = await setUp();
    await consent(house, owner, { purpose: 'channel', rights: ['chat'] }, streamer.login);
    expect(await held(house, streamer.id)).toEqual(sorted(scopesOfRights(['chat'])));
    expect(livingTokens(house, streamer.id).map(({ scopes }) => sorted(scopes))).toEqual([
      sorted(scopesOfRights(['chat'])),
    ]);
    expect((await house.team.findChannel())?.rights).toEqual(['chat']);
    // What was chosen stays chosen.
    await consent(house, owner, { purpose: 'channel' }, streamer.login);
    expect((await house.team.findChannel())?.rights).toEqual(['chat']);
  });

  it('are not narrowed by any other consent of the same account', async () => {
    const { house, owner } = await setUp();
    const all = sorted(scopesFor('channel'));
    await house.signIn(house.browser(), streamer.login);
    await consent(house, owner, { purpose: 'own' }, streamer.login);
    await consent(house, owner, { purpose: 'channel' }, streamer.login);
    expect(await held(house, streamer.id)).toEqual(all);
    expect(livingTokens(house, streamer.id).length).toBe(1);
  });

  it('are the channel’s own: nothing changes when Twitch is refused', async () => {
    const { house, owner } = await setUp();
    const input: Begin = { purpose: 'channel', rights: ['chat'] };
    expect(await consent(house, owner, input, 'refuse')).toEqual(problem('team.sign-in-refused'));
    expect((await house.team.findChannel())?.rights).toEqual([...CHANNEL_RIGHTS]);
    expect(livingTokens(house, streamer.id).length).toBe(1);
  });
});

describe('the channel’s account', () => {
  it('is not changed for another one by mistake', async () => {
    const { house, owner } = await setUp();
    const input: Begin = { purpose: 'channel' };
    const location = await consent(house, owner, input, stranger.login);
    expect(location).toEqual(problem('team.wrong-account'));
    const attemptId = new URL(location, 'http://localhost').searchParams.get('attempt') ?? '';
    expect(await house.call(owner, 'signInAttempt', { attemptId })).toMatchObject({
      state: 'refused',
      problem: { code: 'team.wrong-account', params: { login: stranger.login } },
    });
    expect(await house.team.findChannel()).toMatchObject({ login: streamer.login });
    expect(livingTokens(house, stranger.id)).toEqual([]);
    expect(await house.vault.account(twitchUserId(stranger.id))).toBeUndefined();
  });

  it('is mended by its own account only', async () => {
    const { house, owner } = await setUp();
    await loseGrant(house, streamer.id);
    expect((await house.ask(owner, 'list')).accounts[0]).toMatchObject({ state: 'reconnect', isMine: true });
    expect(await consent(house, owner, { purpose: 'channel' }, manager.login)).toEqual(problem('team.wrong-account'));
    expect(await consent(house, owner, { purpose: 'channel' }, streamer.login)).toBe('/system');
    expect((await house.ask(owner, 'list')).accounts[0]).toMatchObject({ state: 'ok', missingScopes: [] });
  });

  it('cannot be the bot’s', async () => {
    const { house, owner } = await setUp();
    expect(await consent(house, owner, { purpose: 'bot' }, streamer.login)).toEqual(problem('team.bot-is-channel'));
    expect(await house.team.findBot()).toBeUndefined();
    await consent(house, owner, { purpose: 'bot' }, stranger.login);
    const other: Begin = { purpose: 'channel', otherAccount: true };
    expect(await consent(house, owner, other, stranger.login)).toEqual(problem('team.bot-is-channel'));
    expect(await house.team.findChannel()).toMatchObject({ login: streamer.login });
    expect(livingTokens(house, stranger.id).length).toBe(1);
  });
});

describe('the bot', () => {
  it('is asked only for what it writes with, and shown to who may speak under its name', async () => {
    const { house, owner } = await setUp();
    const mod = await join(house, owner, moderator.login, 'moderator');
    const clerk = await join(house, owner, secondModerator.login, 'accountant');
    expect(await askedScopes(house, owner, { purpose: 'bot' })).toEqual(['user:write:chat']);
    house.changed.length = 0;
    expect(await consent(house, owner, { purpose: 'bot' }, stranger.login)).toBe('/system');
    expect(house.changed).toContain('accounts');
    expect(await house.team.findBot()).toMatchObject({ twitchId: stranger.id, login: stranger.login });
    const bot = { twitchId: stranger.id, login: stranger.login, displayName: stranger.displayName };
    expect((await house.call(owner, 'me')).bot).toEqual(bot);
    expect((await house.call(mod, 'me')).bot).toEqual(bot);
    expect((await house.call(clerk, 'me')).bot).toBeNull();
    const { accounts } = await house.ask(owner, 'list');
    expect(accounts.find(({ twitchId }) => twitchId === stranger.id)).toMatchObject({ uses: ['bot'], isMine: false });
  });

  it('is replaced by another one, whose grant is the only one left', async () => {
    const { house, owner } = await setUp();
    await consent(house, owner, { purpose: 'bot' }, stranger.login);
    await consent(house, owner, { purpose: 'bot' }, manager.login);
    expect(await house.team.findBot()).toMatchObject({ login: manager.login });
    expect(livingTokens(house, stranger.id)).toEqual([]);
    expect(await house.vault.account(twitchUserId(stranger.id))).toBeUndefined();
  });

  it('that lost its grant is mended by its own account, or replaced on purpose', async () => {
    const { house, owner } = await setUp();
    await consent(house, owner, { purpose: 'bot' }, stranger.login);
    await loseGrant(house, stranger.id);
    expect(await consent(house, owner, { purpose: 'bot' }, manager.login)).toEqual(problem('team.wrong-account'));
    expect(await consent(house, owner, { purpose: 'bot' }, stranger.login)).toBe('/system');
    expect(await consent(house, owner, { purpose: 'bot', otherAccount: true }, manager.login)).toBe('/system');
    expect(await house.team.findBot()).toMatchObject({ login: manager.login });
  });

  it('may be a member’s own account, whose wider grant stays, also when the bot is another one', async () => {
    const { house, owner } = await setUp();
    await join(house, owner, moderator.login, 'moderator');
    await consent(house, owner, { purpose: 'bot' }, moderator.login);
    expect(await held(house, moderator.id)).toEqual(sorted(scopesFor('sign-in')));
    const find = async () => (await house.ask(owner, 'list')).accounts.find((one) => one.twitchId === moderator.id);
    expect(await find()).toMatchObject({ uses: ['bot', 'member'], missingScopes: [] });
    await consent(house, owner, { purpose: 'bot' }, stranger.login);
    expect(await find()).toMatchObject({ uses: ['member'], state: 'ok' });
  });

  it('outlives the member whose account it is, and a start that forgets strangers', async () => {
    const { house, owner } = await setUp();
    const mod = await join(house, owner, moderator.login, 'moderator');
    await consent(house, owner, { purpose: 'bot' }, moderator.login);
    await house.call(owner, 'removeMember', { memberId: mod.memberId as string });
    await house.team.forgetStrangers();
    expect(await house.vault.account(twitchUserId(moderator.id))).toMatchObject({ state: 'ok' });
  });

  it('is followed when Twitch renames it', async () => {
    const { house, owner } = await setUp();
    await consent(house, owner, { purpose: 'bot' }, stranger.login);
    Object.assign(house.twitch.simulator.world.state.users[stranger.id] ?? {}, {
      login: 'der_bot',
      displayName: 'Der_Bot',
    });
    await house.vault.validateAll();
    await house.team.followAccount(twitchUserId(stranger.id));
    expect(await house.team.findBot()).toMatchObject({ login: 'der_bot', displayName: 'Der_Bot' });
  });
});

describe('a member’s own account', () => {
  it('is connected anew by that account and no other', async () => {
    const { house, owner } = await setUp();
    const mod = await join(house, owner, moderator.login, 'moderator');
    await loseGrant(house, moderator.id);
    expect((await house.call(mod, 'me')).actingAs).toMatchObject({ needsReconnect: true });
    expect(await consent(house, mod, { purpose: 'own' }, stranger.login)).toEqual(problem('team.wrong-account'));
    expect(livingTokens(house, stranger.id)).toEqual([]);
    expect((await house.call(mod, 'me')).actingAs).toMatchObject({ needsReconnect: true });
    expect(await consent(house, mod, { purpose: 'own', returnTo: '/live' }, moderator.login)).toBe('/live');
    expect((await house.call(mod, 'me')).actingAs).toMatchObject({ needsReconnect: false, missingScopes: [] });
  });

  it('is asked for what its role does and for what it gave before', async () => {
    const { house, owner } = await setUp();
    const mod = await join(house, owner, moderator.login, 'moderator');
    await house.call(owner, 'changeRole', { memberId: mod.memberId as string, role: 'accountant' });
    expect(await askedScopes(house, mod, { purpose: 'own' })).toEqual(sorted(scopesFor('sign-in')));
    await house.ask(mod, 'remove', { twitchId: moderator.id });
    expect(await askedScopes(house, mod, { purpose: 'own' })).toEqual(['']);
  });

  it('lacks what a new role needs until it is granted', async () => {
    const house = await createTestTeam();
    await house.connectChannel();
    const owner = await house.owner();
    const { id } = await house.call(owner, 'addMember', { login: moderator.login, role: 'accountant' });
    const mod = house.browser();
    await house.signIn(mod, moderator.login);
    expect((await house.call(mod, 'me')).actingAs?.missingScopes).toEqual([]);
    await house.call(owner, 'changeRole', { memberId: id, role: 'moderator' });
    expect((await house.call(mod, 'me')).actingAs?.missingScopes).toEqual([
      'moderator:manage:banned_users',
      'moderator:manage:chat_messages',
    ]);
    await consent(house, mod, { purpose: 'own' }, moderator.login);
    expect((await house.call(mod, 'me')).actingAs?.missingScopes).toEqual([]);
    expect(livingTokens(house, moderator.id).length).toBe(1);
  });

  it('of an owner who came by the link becomes hers', async () => {
    const house = await createTestTeam();
    const owner = await house.owner();
    expect(await consent(house, owner, { purpose: 'own' }, streamer.login)).toBe('/system');
    expect((await house.call(owner, 'me')).member).toMatchObject({ twitchId: streamer.id, login: streamer.login });
    expect(await house.team.findChannel()).toBeUndefined();
  });
});

describe('who may', () => {
  it('begin: the channel and the bot are the owner’s', async () => {
    const { house, owner } = await setUp();
    const admin = await join(house, owner, manager.login, 'admin');
    for (const purpose of ['channel', 'bot'] as const) {
      for (const name of ['begin', 'beginDevice'] as const) {
        await expect(house.ask(admin, name, { purpose })).rejects.toMatchObject({ code: 'team.only-owner' });
      }
    }
    expect(await house.ask(admin, 'begin', { purpose: 'own' })).toHaveProperty('authorizeUrl');
  });

  it('see the accounts: who reads the system; the rights, every member', async () => {
    const { house, owner } = await setUp();
    const mod = await join(house, owner, moderator.login, 'moderator');
    await expect(house.ask(mod, 'list')).rejects.toMatchObject({ code: 'http.forbidden' });
    expect((await house.ask(mod, 'rights')).rights.length).toBe(4);
    const listed = JSON.stringify(await house.ask(owner, 'list'));
    for (const { accessToken, refreshToken } of Object.values(house.twitch.simulator.world.state.tokens)) {
      expect(listed).not.toContain(accessToken);
      if (refreshToken) expect(listed).not.toContain(refreshToken);
    }
  });

  it('finish: only the session that began, and only until it signs out', async () => {
    const { house, owner } = await setUp();
    const mod = await join(house, owner, moderator.login, 'moderator');
    const begun = await house.ask(mod, 'begin', { purpose: 'own' });
    const cameBack = await house.twitch.consent(begun.authorizeUrl, moderator.login);
    const mismatch = { status: 303, location: '/sign-in?problem=team.sign-in-state-mismatch' };
    expect(await house.visit(owner, cameBack)).toEqual(mismatch);
    await house.call(mod, 'signOut');
    expect(await house.call(mod, 'signInAttempt', { attemptId: begun.attemptId })).toMatchObject({
      state: 'cancelled',
    });
    expect(await house.visit(mod, cameBack)).toEqual({
      status: 303,
      location: '/sign-in?problem=team.sign-in-expired',
    });
  });
});

it('a consent that came to nothing leads back to no other site', async () => {
  const { house, owner } = await setUp();
  const location = await consent(house, owner, { purpose: 'own', returnTo: '/.//evil.example' }, 'refuse');
  expect(location).toMatch(/^\/evil\.example\?problem=team\.sign-in-refused&/);
});

describe('giving a grant back', () => {
  it('revokes and forgets; the member stays and may connect anew', async () => {
    const { house, owner } = await setUp();
    const mod = await join(house, owner, moderator.login, 'moderator');
    house.changed.length = 0;
    await house.ask(mod, 'remove', { twitchId: moderator.id });
    expect(livingTokens(house, moderator.id)).toEqual([]);
    expect(await house.vault.account(twitchUserId(moderator.id))).toBeUndefined();
    expect((await house.call(mod, 'me')).actingAs).toBeNull();
    expect(house.changed).toContain('accounts');
    await consent(house, mod, { purpose: 'own' }, moderator.login);
    expect((await house.call(mod, 'me')).actingAs).toMatchObject({ needsReconnect: false });
  });

  it('of the channel leaves the channel, its rights and the way back', async () => {
    const { house, owner } = await setUp();
    await house.ask(owner, 'remove', { twitchId: streamer.id });
    expect(livingTokens(house, streamer.id)).toEqual([]);
    expect((await house.team.findChannel())?.rights).toEqual([...CHANNEL_RIGHTS]);
    const { accounts } = await house.ask(owner, 'list');
    expect(accounts).toEqual([expect.objectContaining({ twitchId: streamer.id, state: 'reconnect', scopes: [] })]);
    expect(await consent(house, owner, { purpose: 'channel' }, manager.login)).toEqual(problem('team.wrong-account'));
    expect(await consent(house, owner, { purpose: 'channel' }, streamer.login)).toBe('/system');
    expect((await house.ask(owner, 'list')).accounts[0]).toMatchObject({ state: 'ok', missingScopes: [] });
  });

  it('that a restored backup lacks is shown as one to connect anew, of the bot as of the channel', async () => {
    const { house, owner } = await setUp();
    await consent(house, owner, { purpose: 'bot' }, stranger.login);
    // Backups hold who is who, and no tokens.
    for (const { userId } of await house.vault.accounts()) await house.vault.forget(userId);
    const { accounts } = await house.ask(owner, 'list');
    expect(accounts.map(({ login, uses, state }) => [login, uses[0], state])).toEqual([
      [streamer.login, 'channel', 'reconnect'],
      [stranger.login, 'bot', 'reconnect'],
    ]);
    await house.ask(owner, 'remove', { twitchId: stranger.id });
    expect(await house.team.findBot()).toBeUndefined();
  });

  it('of the bot ends the bot', async () => {
    const { house, owner } = await setUp();
    await consent(house, owner, { purpose: 'bot' }, stranger.login);
    await house.ask(owner, 'remove', { twitchId: stranger.id });
    expect(await house.team.findBot()).toBeUndefined();
    expect(livingTokens(house, stranger.id)).toEqual([]);
  });

  it('is everybody’s for the own one, the owner’s for each, and of nothing refused', async () => {
    const { house, owner } = await setUp();
    const admin = await join(house, owner, manager.login, 'admin');
    await join(house, owner, moderator.login, 'moderator');
    const foreign = house.ask(admin, 'remove', { twitchId: moderator.id });
    await expect(foreign).rejects.toMatchObject({ code: 'team.only-owner' });
    await house.ask(owner, 'remove', { twitchId: moderator.id });
    const twice = house.ask(owner, 'remove', { twitchId: moderator.id });
    await expect(twice).rejects.toMatchObject({ code: 'team.unknown-account' });
  });
});

describe('what happens at the same moment', () => {
  it('a sign-in takes no right away while Twitch does not renew the grant that has it', async () => {
    const { house } = await setUp();
    const before = await held(house, streamer.id);
    house.vault.accessToken = async () => fail(twitchFailure('twitch.trouble'));
    await house.signIn(house.browser(), streamer.login);
    expect(await held(house, streamer.id)).toEqual(before);
  });

  it('keeps no grant of a member who is removed while she connects', async () => {
    const { house, owner } = await setUp();
    const mod = await join(house, owner, moderator.login, 'moderator');
    const { store } = house.vault;
    let removing: Promise<unknown> | undefined;
    house.vault.store = async (grant) => {
      const { members } = await house.call(owner, 'members');
      const memberId = members.find(({ twitchId }) => twitchId === moderator.id)?.id ?? '';
      removing = house.call(owner, 'removeMember', { memberId });
      await untilRemoved(house, owner, memberId);
      await store(grant);
    };
    await consent(house, mod, { purpose: 'own' }, moderator.login);
    await removing;
    expect(await house.vault.account(twitchUserId(moderator.id))).toBeUndefined();
    expect(livingTokens(house, moderator.id)).toEqual([]);
  });

  it('takes nobody for a stranger who is just being connected', async () => {
    const house = await createTestTeam();
    const { store } = house.vault;
    let forgetting: Promise<void> | undefined;
    house.vault.store = async (grant) => {
      await store(grant);
      forgetting = house.team.forgetStrangers();
      await Promise.race([forgetting, new Promise((resolve) => setTimeout(resolve, 100))]);
    };
    await house.connectChannel();
    await forgetting;
    expect((await house.vault.account(twitchUserId(streamer.id)))?.state).toBe('ok');
  });

  it('leaves no grant of the channel before behind, whoever the owner was', async () => {
    const { house, owner } = await setUp();
    // The channel is not the owner's own account: she came by the link and connected another.
    await house.db.transaction((trx) =>
      trx.updateTable('team_member').set({ twitch_id: null, login: '' }).where('is_owner', '=', true).execute(),
    );
    await consent(house, owner, { purpose: 'own' }, manager.login);
    await consent(house, owner, { purpose: 'channel', otherAccount: true }, stranger.login);
    expect((await house.team.findChannel())?.login).toBe(stranger.login);
    expect((await house.vault.accounts()).map(({ login }) => login)).toEqual([stranger.login]);
  });
});

async function untilRemoved(house: TestTeam, owner: TestBrowser, memberId: string): Promise<void> {
  for (let looked = 0; looked < 200; looked += 1) {
    const { members } = await house.call(owner, 'members');
    if (!members.some(({ id }) => id === memberId)) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  throw new Error('the member is still there');
}

import { describe, expect, it } from 'vitest';
import { twitchUserId } from '../kernel/id.ts';
import { setPointsPerMinute } from '../simulator/helix/rate-limit.ts';
import { sendLine } from '../simulator/world-chat.ts';
import { cleanUpLater } from '../testing/clean-up.ts';
import { PEOPLE, startSimulatedTwitch } from '../testing/simulated-twitch.ts';
import { createTwitchAccounts } from '../testing/twitch-accounts.ts';
import { keepCallLine } from './call-line.ts';
import { createChannelReads } from './channel.ts';
import { sendChatMessage } from './chat-messages.ts';
import { createHelix } from './helix.ts';
import { subscribeToEvents, unsubscribe } from './helix-event-subscriptions.ts';
import { banUser, deleteMessage, getStanding, unbanUser } from './moderation.ts';
import { createTwitchClock } from './twitch-clock.ts';

const channelId = twitchUserId(PEOPLE.streamer.id);
const moderatorId = twitchUserId(PEOPLE.moderator.id);
const secondModeratorId = twitchUserId(PEOPLE.secondModerator.id);
const strangerId = twitchUserId(PEOPLE.stranger.id);
const clock = { nowMs: () => Date.now(), now: () => new Date().toISOString() as never };

async function setUp() {
  const twitch = await startSimulatedTwitch();
  const accounts = await createTwitchAccounts({ twitch, clock });
  const reads = createChannelReads(accounts.helix);
  return { ...accounts, reads, twitch, world: twitch.simulator.world };
}

const code = (reply: { ok: boolean; error?: { code: string } }): string => reply.error?.code ?? 'ok';

describe('reads', () => {
  it('find people by login and by id, and leave unknown ones out', async () => {
    const { connect, reads } = await setUp();
    await connect(PEOPLE.moderator.login);
    const byLogin = await reads.usersByLogin(moderatorId, ['DerFlaavius', 'nobody_of_this_name']);
    expect(byLogin).toMatchObject({ ok: true, value: [{ ...PEOPLE.streamer, broadcasterType: 'affiliate' }] });
    const byId = await reads.usersById(moderatorId, [PEOPLE.manager.id]);
    expect(byId).toMatchObject({ ok: true, value: [PEOPLE.manager] });
  });

  it('ask for more than a hundred people in batches', async () => {
    const { connect, reads, world } = await setUp();
    await connect(PEOPLE.moderator.login);
    const unknown = Array.from({ length: 150 }, (_, number) => `nobody_${number}`);
    const known = Object.values(world.state.users)
      .slice(0, 60)
      .map((user) => user.login);
    const found = await reads.usersByLogin(moderatorId, [...unknown, ...known]);
    expect(found.ok && found.value.length).toBe(known.length);
  });

  it('know stream, title, followers, subscribers, badges and emotes', async () => {
    const { connect, reads } = await setUp();
    await connect(PEOPLE.streamer.login, 'channel');
    expect(await reads.stream(channelId, channelId)).toMatchObject({
      ok: true,
      value: { startedAt: expect.any(String) },
    });
    expect(await reads.stream(channelId, strangerId)).toEqual({ ok: true, value: null });
    expect(await reads.channel(channelId, channelId)).toMatchObject({ ok: true, value: { title: expect.any(String) } });
    const followers = await reads.followerTotal(channelId, channelId);
    expect(followers.ok && followers.value).toBeGreaterThan(0);
    const subscribers = await reads.subscriberTotal(channelId);
    expect(subscribers.ok && subscribers.value.total).toBeGreaterThan(0);
    expect(await reads.subscription(channelId, moderatorId)).toMatchObject({ ok: true, value: { tier: '1000' } });
    expect(await reads.subscription(channelId, strangerId)).toEqual({ ok: true, value: null });
    expect(await reads.followedAt(channelId, channelId, moderatorId)).toMatchObject({ ok: true });
    expect(await reads.followedAt(channelId, channelId, strangerId)).toEqual({ ok: true, value: null });
    for (const list of [
      await reads.globalBadges(channelId),
      await reads.channelBadges(channelId, channelId),
      await reads.globalEmotes(channelId),
      await reads.channelEmotes(channelId, channelId),
    ]) {
      expect(list.ok && list.value.length).toBeGreaterThan(0);
    }
  });
});

describe('words that cheer', () => {
  it('come with their tiers, smallest first, and pictures of both themes', async () => {
    const { connect, reads, twitch } = await setUp();
    await connect(PEOPLE.streamer.login, 'channel');
    const reply = await reads.cheermotes(channelId, channelId);
    const cheer = reply.ok ? reply.value.find(({ prefix }) => prefix === 'Cheer') : undefined;
    expect(cheer?.tiers.map(({ minBits }) => minBits)).toEqual([1, 100, 1000, 5000, 10000]);
    for (const { color, images } of cheer?.tiers ?? []) {
      expect(color).toMatch(/^#[0-9a-f]{6}$/i);
      for (const url of [images.light, images.dark]) expect(url.startsWith(twitch.addresses.cheermoteCdn)).toBe(true);
    }
  });
});

describe('every call', () => {
  it('refreshes a dead token once and goes on', async () => {
    const { connect, reads, twitch, vault } = await setUp();
    await connect(PEOPLE.moderator.login);
    const before = await vault.accessToken(moderatorId);
    twitch.faults.failNext({ path: '/mock/users', status: 401 });
    expect((await reads.usersById(moderatorId, [PEOPLE.manager.id])).ok).toBe(true);
    const after = await vault.accessToken(moderatorId);
    expect(after).not.toEqual(before);
  });

  it('asks for a new consent when a fresh token is refused as well', async () => {
    const { connect, reads, twitch } = await setUp();
    await connect(PEOPLE.moderator.login);
    twitch.faults.failNext({ path: '/mock/users', status: 401, times: 2 });
    expect(code(await reads.usersById(moderatorId, [PEOPLE.manager.id]))).toBe('twitch.reconnect');
  });

  it('names the missing scope without asking Twitch', async () => {
    const { connect, helix } = await setUp();
    await connect(PEOPLE.moderator.login, ['user:read:chat']);
    const reply = await banUser(helix, { channelId, actorId: moderatorId, userId: strangerId });
    expect(reply).toMatchObject({
      ok: false,
      error: { code: 'twitch.missing-scope', params: { scope: 'moderator:manage:banned_users' } },
    });
  });

  it('names the missing scope that Twitch names', async () => {
    const { connect, helix, twitch } = await setUp();
    await connect(PEOPLE.moderator.login);
    twitch.faults.failNext({
      path: '/mock/moderation/bans',
      status: 401,
      message: 'Missing scope: moderator:manage:banned_users',
    });
    const reply = await banUser(helix, { channelId, actorId: moderatorId, userId: strangerId });
    expect(reply).toMatchObject({
      ok: false,
      error: { code: 'twitch.missing-scope', params: { scope: 'moderator:manage:banned_users' } },
    });
  });

  it('does not refresh a token that is only used for somebody else', async () => {
    const { connect, helix, vault } = await setUp();
    await connect(PEOPLE.moderator.login);
    const before = await vault.accessToken(moderatorId);
    const reply = await helix.call(moderatorId, {
      url: 'moderation/bans',
      method: 'DELETE',
      query: { broadcaster_id: channelId, moderator_id: channelId, user_id: strangerId },
    });
    expect(code(reply)).toBe('twitch.rejected-input');
    expect(await vault.accessToken(moderatorId)).toEqual(before);
  });

  it('waits for a short rate limit and says how long a longer one lasts', async () => {
    const { connect, reads, twitch, world } = await setUp();
    await connect(PEOPLE.moderator.login);
    twitch.faults.failNext({ path: '/mock/users', status: 429 });
    expect((await reads.usersById(moderatorId, [PEOPLE.manager.id])).ok).toBe(true);
    setPointsPerMinute(world, 1);
    expect((await reads.usersById(moderatorId, [PEOPLE.manager.id])).ok).toBe(true);
    const limited = await reads.usersById(moderatorId, [PEOPLE.manager.id]);
    expect(code(limited)).toBe('twitch.slow-down');
    expect(!limited.ok && limited.error.params['seconds']).toBeGreaterThan(5);
  });

  it('is not sent while the bucket is known to be empty', async () => {
    const { connect, reads, twitch, world } = await setUp();
    await connect(PEOPLE.moderator.login);
    setPointsPerMinute(world, 2);
    for (let i = 0; i < 2; i++) expect((await reads.usersById(moderatorId, [PEOPLE.manager.id])).ok).toBe(true);
    twitch.faults.failNext({ path: '/mock/users', status: 500 });
    expect(code(await reads.usersById(moderatorId, [PEOPLE.manager.id]))).toBe('twitch.slow-down');
    expect(twitch.faults.list()).toMatchObject([{ left: 1 }]);
  });

  it('of one account does not wait for another one', async () => {
    const { connect, reads, world } = await setUp();
    await connect(PEOPLE.moderator.login);
    await connect(PEOPLE.secondModerator.login);
    setPointsPerMinute(world, 1);
    expect((await reads.usersById(moderatorId, [PEOPLE.manager.id])).ok).toBe(true);
    expect((await reads.usersById(secondModeratorId, [PEOPLE.manager.id])).ok).toBe(true);
  });

  it('reads Twitch’s waits by Twitch’s clock', async () => {
    const { connect, reads, twitch, world } = await setUp();
    await connect(PEOPLE.moderator.login);
    world.clockOffsetMs = 600_000;
    setPointsPerMinute(world, 1);
    expect((await reads.usersById(moderatorId, [PEOPLE.manager.id])).ok).toBe(true);
    const limited = await reads.usersById(moderatorId, [PEOPLE.manager.id]);
    expect(!limited.ok && limited.error.params['seconds']).toBeLessThanOrEqual(61);
    expect(twitch.faults.list()).toEqual([]);
  });

  it('tells how the API is and what its clock says', async () => {
    const { connect, vault, twitch, world } = await setUp();
    await connect(PEOPLE.moderator.login);
    const line = keepCallLine(clock, () => {});
    const twitchClock = createTwitchClock(clock);
    const { addresses, app } = twitch;
    const helix = createHelix({ vault, addresses, clientId: app.clientId, clock, watch: { line, twitchClock } });
    const reads = createChannelReads(helix);
    expect(line.state().state).toBe('off');
    world.clockOffsetMs = -600_000;
    await reads.usersById(moderatorId, [PEOPLE.manager.id]);
    expect(line.state()).toMatchObject({ state: 'connected', retries: 0, problem: null });
    expect(Math.abs((twitchClock.skewMs() ?? 0) + 600_000)).toBeLessThan(2_000);
    twitch.faults.failNext({ path: '/mock/users', status: 500, times: 4 });
    await reads.usersById(moderatorId, [PEOPLE.manager.id]);
    expect(line.state()).toMatchObject({ state: 'waiting', retries: 4, problem: 'twitch.trouble' });
    twitch.faults.failNext({ path: '/mock/users', status: 404 });
    await reads.usersById(moderatorId, [PEOPLE.manager.id]);
    expect(line.state()).toMatchObject({ state: 'connected', problem: null });
  });

  it('repeats a read that met trouble, a bounded number of times', async () => {
    const { connect, reads, twitch } = await setUp();
    await connect(PEOPLE.moderator.login);
    twitch.faults.failNext({ path: '/mock/users', status: 503, times: 3 });
    expect((await reads.usersById(moderatorId, [PEOPLE.manager.id])).ok).toBe(true);
    twitch.faults.failNext({ path: '/mock/users', status: 500, times: 9 });
    expect(code(await reads.usersById(moderatorId, [PEOPLE.manager.id]))).toBe('twitch.trouble');
    expect(twitch.faults.list()).toMatchObject([{ left: 5 }]);
  });

  it('is not repeated any more once a person has waited long enough', async () => {
    const twitch = await startSimulatedTwitch();
    let nowMs = Date.now();
    // Every answer takes nine seconds.
    const slow = { ...clock, nowMs: () => nowMs };
    const accounts = await createTwitchAccounts({ twitch, clock: slow });
    await accounts.connect(PEOPLE.moderator.login);
    let asked = 0;
    const heardDate = (): void => {
      asked += 1;
      nowMs += 9_000;
    };
    const watch = { line: { heard: () => {} }, twitchClock: { heardDate } };
    const helix = createHelix({
      ...accounts,
      addresses: twitch.addresses,
      clientId: twitch.app.clientId,
      clock: slow,
      watch,
    });
    twitch.faults.failNext({ path: '/mock/users', status: 503, times: 9 });
    const reply = await createChannelReads(helix).usersById(moderatorId, [PEOPLE.manager.id]);
    expect(code(reply)).toBe('twitch.trouble');
    expect(asked).toBe(2);
  });

  it('says that a removed call is gone', async () => {
    const { connect, reads, twitch } = await setUp();
    await connect(PEOPLE.moderator.login);
    twitch.faults.failNext({ path: '/mock/users', status: 410 });
    expect(code(await reads.usersById(moderatorId, [PEOPLE.manager.id]))).toBe('twitch.gone');
  });

  it('needs an account', async () => {
    const { reads } = await setUp();
    expect(code(await reads.usersById(moderatorId, [PEOPLE.manager.id]))).toBe('twitch.no-grant');
  });

  it('leaves no token in a failure', async () => {
    const { connect, reads, simulatorTokens, twitch } = await setUp().then((all) => ({
      ...all,
      simulatorTokens: () => Object.keys(all.world.state.tokens),
    }));
    await connect(PEOPLE.moderator.login);
    await twitch.simulator.stop();
    const reply = await reads.usersById(moderatorId, [PEOPLE.manager.id]);
    expect(code(reply)).toBe('twitch.unreachable');
    for (const token of simulatorTokens()) expect(JSON.stringify(reply)).not.toContain(token);
  });
});

describe('sending', () => {
  const message = (text: string, replyTo?: string) => ({ channelId, senderId: moderatorId, text, replyTo });

  it('gives the id of the message', async () => {
    const { connect, helix, world } = await setUp();
    await connect(PEOPLE.moderator.login);
    const first = await sendChatMessage(helix, message('Moin!'));
    if (!first.ok) throw new Error(first.error.code);
    const answer = await sendChatMessage(helix, message('Selber!', first.value.messageId));
    expect(answer.ok).toBe(true);
    expect(world.state.messages.map((line) => line.text)).toEqual(['Moin!', `@${PEOPLE.moderator.login} Selber!`]);
  });

  it('passes on why Twitch dropped it', async () => {
    const { connect, helix } = await setUp();
    await connect(PEOPLE.streamer.login, 'channel');
    await connect(PEOPLE.stranger.login);
    await banUser(helix, { channelId, actorId: channelId, userId: strangerId, seconds: 600 });
    const reply = await sendChatMessage(helix, { channelId, senderId: strangerId, text: 'hallo' });
    expect(reply).toMatchObject({
      ok: false,
      error: { code: 'live.message-dropped', params: { code: 'user_timed_out', message: 'You are timed out.' } },
    });
  });

  it('says who may not chat, what is too long, and that the answered message is gone', async () => {
    const { connect, helix } = await setUp();
    await connect(PEOPLE.streamer.login, 'channel');
    await connect(PEOPLE.moderator.login);
    await connect(PEOPLE.stranger.login);
    await banUser(helix, { channelId, actorId: channelId, userId: strangerId });
    expect(code(await sendChatMessage(helix, { channelId, senderId: strangerId, text: 'hallo' }))).toBe(
      'live.may-not-chat',
    );
    expect(code(await sendChatMessage(helix, message('x'.repeat(501))))).toBe('live.message-too-long');
    expect(code(await sendChatMessage(helix, message('hallo', crypto.randomUUID())))).toBe('live.reply-target-gone');
  });

  it('is never tried twice', async () => {
    const { connect, helix, twitch, world } = await setUp();
    await connect(PEOPLE.moderator.login);
    const before = world.state.messages.length;
    twitch.faults.failNext({ path: '/mock/chat/messages', status: 503 });
    expect(code(await sendChatMessage(helix, message('einmal')))).toBe('twitch.trouble');
    expect(world.state.messages.length).toBe(before);
    expect(twitch.faults.list()).toEqual([]);
  });
});

describe('moderation', () => {
  const order = { channelId, actorId: moderatorId, userId: strangerId };

  async function withStaff() {
    const all = await setUp();
    await all.connect(PEOPLE.streamer.login, 'channel');
    await all.connect(PEOPLE.moderator.login);
    return all;
  }

  it('times out until a moment, bans without end, and lifts both', async () => {
    const { helix } = await withStaff();
    const timeout = await banUser(helix, { ...order, seconds: 600, reason: 'Ruhe bitte' });
    expect(timeout).toMatchObject({ ok: true, value: { until: expect.stringMatching(/Z$/) } });
    expect(await getStanding(helix, channelId, strangerId)).toMatchObject({ ok: true, value: { state: 'timeout' } });
    expect(await banUser(helix, order)).toEqual({ ok: true, value: { until: null } });
    expect(await getStanding(helix, channelId, strangerId)).toEqual({ ok: true, value: { state: 'ban' } });
    expect((await unbanUser(helix, order)).ok).toBe(true);
    expect(await getStanding(helix, channelId, strangerId)).toEqual({ ok: true, value: { state: 'free' } });
  });

  it('repeats a ban that met trouble: twice banned is banned', async () => {
    const { helix, twitch } = await withStaff();
    twitch.faults.failNext({ path: '/mock/moderation/bans', status: 503 });
    expect((await banUser(helix, order)).ok).toBe(true);
  });

  it('says in its own code why a ban is refused', async () => {
    const { connect, helix, twitch } = await withStaff();
    const refused = async (change: Partial<typeof order> & { seconds?: number; reason?: string }) =>
      code(await banUser(helix, { ...order, ...change }));
    expect(await refused({ userId: channelId })).toBe('moderation.is-broadcaster');
    expect(await refused({ userId: moderatorId })).toBe('moderation.is-yourself');
    expect(await refused({ userId: secondModeratorId })).toBe('moderation.may-not-be-banned');
    expect(await refused({ userId: twitchUserId('1') })).toBe('moderation.unknown-login');
    expect(await refused({ seconds: 1_209_601 })).toBe('moderation.duration-range');
    expect(await refused({ reason: 'x'.repeat(501) })).toBe('moderation.reason-too-long');
    twitch.faults.failNext({ path: '/mock/moderation/bans', status: 409 });
    expect(await refused({})).toBe('moderation.someone-else-acts');
    twitch.faults.failNext({ path: '/mock/moderation/bans', status: 418, message: 'short and stout' });
    expect(await refused({})).toBe('twitch.rejected-input');
    expect(await refused({})).toBe('ok');
    expect(await refused({})).toBe('moderation.already-banned');
    await connect(PEOPLE.manager.login);
    expect(await refused({ actorId: twitchUserId(PEOPLE.manager.id) })).toBe('moderation.not-a-moderator');
  });

  it('says in its own code why an unban is refused', async () => {
    const { connect, helix, twitch } = await withStaff();
    expect(code(await unbanUser(helix, order))).toBe('moderation.not-banned');
    twitch.faults.failNext({ path: '/mock/moderation/bans', status: 409 });
    expect(code(await unbanUser(helix, order))).toBe('moderation.someone-else-acts');
    const managerId = await connect(PEOPLE.manager.login);
    expect(code(await unbanUser(helix, { ...order, actorId: managerId }))).toBe('moderation.not-a-moderator');
  });

  it('deletes one message and says why another stays', async () => {
    const { connect, helix, world } = await withStaff();
    const line = (userId: string): string => {
      const sent = sendLine(world, { channelId, userId, text: `Zeile ${world.state.messages.length}` });
      if (!sent.ok) throw new Error('not sent');
      return sent.value.id;
    };
    const target = { channelId, actorId: moderatorId };
    const messageId = line(strangerId);
    expect((await deleteMessage(helix, { ...target, messageId })).ok).toBe(true);
    expect(code(await deleteMessage(helix, { ...target, messageId: line(channelId) }))).toBe(
      'moderation.message-not-deletable',
    );
    expect(code(await deleteMessage(helix, { ...target, messageId: line(secondModeratorId) }))).toBe(
      'moderation.message-not-deletable',
    );
    expect(code(await deleteMessage(helix, { ...target, messageId: crypto.randomUUID() }))).toBe(
      'moderation.message-too-old',
    );
    const managerId = await connect(PEOPLE.manager.login);
    expect(code(await deleteMessage(helix, { ...target, actorId: managerId, messageId: line(managerId) }))).toBe(
      'moderation.not-a-moderator',
    );
  });

  it('never lets an empty message id out, which would clear the chat', async () => {
    const { helix, world } = await withStaff();
    sendLine(world, { channelId, userId: strangerId, text: 'bleibt' });
    for (const messageId of ['', ' ']) {
      expect((await deleteMessage(helix, { channelId, actorId: moderatorId, messageId })).ok).toBe(false);
    }
    expect(world.state.messages.every((line) => !('deletedAtMs' in line) || !line.deletedAtMs)).toBe(true);
  });
});

describe('event orders', () => {
  it('are refused by Twitch for a session that does not exist', async () => {
    const { connect, helix } = await setUp();
    await connect(PEOPLE.streamer.login, 'channel');
    const order = {
      type: 'stream.online',
      version: '1',
      condition: { broadcaster_user_id: channelId },
      sessionId: 'nosuchsession',
    };
    expect(await subscribeToEvents(helix, channelId, order)).toMatchObject({
      ok: false,
      error: { params: { status: 400 } },
    });
  });

  it('are placed for a session, each once', async () => {
    const { connect, helix, twitch } = await setUp();
    await connect(PEOPLE.streamer.login, 'channel');
    const socket = new WebSocket(twitch.addresses.eventSubSocket);
    const welcome = await new Promise<string>((resolve) => {
      socket.addEventListener('message', (event) => resolve(String(event.data)), { once: true });
    });
    const sessionId = (JSON.parse(welcome) as { payload: { session: { id: string } } }).payload.session.id;
    const order = (type: string, version: string, condition: Record<string, string>) => ({
      type,
      version,
      condition,
      sessionId,
    });
    const online = order('stream.online', '1', { broadcaster_user_id: channelId });
    const first = await subscribeToEvents(helix, channelId, online);
    expect(first).toMatchObject({ ok: true, value: { id: expect.any(String), totalCost: 0, maxCost: 10 } });
    // The answer to an order was lost, it is placed again: the one that stands is the one that was wanted.
    const again = await subscribeToEvents(helix, channelId, online);
    expect(again.ok && again.value.id).toBe(first.ok && first.value.id);
    const id = first.ok ? (first.value.id ?? '') : '';
    expect((await unsubscribe(helix, channelId, id)).ok).toBe(true);
    expect((await unsubscribe(helix, channelId, id)).ok).toBe(true);
    // The consent for the channel suffices for everybody's acts of moderation.
    const moderate = order('channel.moderate', '2', { broadcaster_user_id: channelId, moderator_user_id: channelId });
    expect((await subscribeToEvents(helix, channelId, moderate)).ok).toBe(true);
    socket.close();
  });

  it('are refused at once when the account has as many connections as Twitch gives it', async () => {
    const { connect, helix, twitch } = await setUp();
    await connect(PEOPLE.streamer.login, 'channel');
    const orderOnNewSession = async (type: string) => {
      const socket = new WebSocket(twitch.addresses.eventSubSocket);
      cleanUpLater(() => socket.close());
      const welcome = await new Promise<string>((resolve) => {
        socket.addEventListener('message', (event) => resolve(String(event.data)), { once: true });
      });
      const sessionId = (JSON.parse(welcome) as { payload: { session: { id: string } } }).payload.session.id;
      const condition = { broadcaster_user_id: channelId };
      return await subscribeToEvents(helix, channelId, { type, version: '1', condition, sessionId });
    };
    for (const type of ['stream.online', 'stream.offline', 'channel.cheer']) {
      expect((await orderOnNewSession(type)).ok).toBe(true);
    }
    expect(await orderOnNewSession('channel.subscribe')).toMatchObject({
      ok: false,
      error: { code: 'twitch.too-many-connections' },
    });
  });

  it('name the right that is missing', async () => {
    const { connect, helix, twitch } = await setUp();
    const moderator = await connect(PEOPLE.moderator.login);
    const socket = new WebSocket(twitch.addresses.eventSubSocket);
    const welcome = await new Promise<string>((resolve) => {
      socket.addEventListener('message', (event) => resolve(String(event.data)), { once: true });
    });
    const sessionId = (JSON.parse(welcome) as { payload: { session: { id: string } } }).payload.session.id;
    const condition = { broadcaster_user_id: channelId, moderator_user_id: moderator };
    const reply = await subscribeToEvents(helix, moderator, {
      type: 'channel.moderate',
      version: '2',
      condition,
      sessionId,
    });
    expect(reply).toMatchObject({ ok: false, error: { code: 'twitch.missing-scope' } });
    socket.close();
  });
});

import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiClient } from '@twurple/api';
import {
  exchangeCode,
  getAppToken,
  getTokenInfo,
  refreshUserToken,
  revokeToken,
  StaticAuthProvider,
} from '@twurple/auth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { issueUserToken } from '../oauth-tokens.ts';
import { type Simulator, startSimulator } from '../start.ts';
import { channelOf } from '../world.ts';
import { sendLine } from '../world-chat.ts';
import { SANDBOX_APP } from '../world-seed.ts';
import { MESSAGES } from './messages.ts';
import { PEOPLE, type Person } from './quiet-evening.ts';

const { clientId, clientSecret } = SANDBOX_APP;
const SCOPES = [
  'user:read:chat',
  'user:write:chat',
  'channel:manage:broadcast',
  'channel:read:subscriptions',
  'channel:manage:schedule',
  'moderation:read',
  'moderator:manage:banned_users',
  'moderator:manage:chat_messages',
  'moderator:read:followers',
];

let simulator: Simulator;
let folder: string;
const portBefore = process.env['TWURPLE_MOCK_API_PORT'];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'simulator-'));
  simulator = await startSimulator({ folder, story: false });
  process.env['TWURPLE_MOCK_API_PORT'] = String(simulator.httpPort);
});
afterAll(async () => {
  if (portBefore === undefined) delete process.env['TWURPLE_MOCK_API_PORT'];
  else process.env['TWURPLE_MOCK_API_PORT'] = portBefore;
  await simulator.stop();
  await rm(folder, { recursive: true });
});

function clientOf(person: Person): ApiClient {
  const { accessToken } = issueUserToken(simulator.world, { clientId, userId: PEOPLE[person], scopes: SCOPES });
  return new ApiClient({ authProvider: new StaticAuthProvider(clientId, accessToken, SCOPES) });
}

function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => 'no failure',
    (error: unknown) => error,
  );
}

describe('@twurple/auth against the running simulator', () => {
  it('signs in with a code, refreshes, validates and revokes', async () => {
    const redirectUri = 'http://localhost:8080/callback';
    const consent = await fetch(`http://localhost:${simulator.httpPort}/auth/authorize`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({
        client_id: clientId,
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: 'chat:read',
        state: 's',
        login: 'nordlicht_mod',
      }),
    });
    const code = new URL(consent.headers.get('location') ?? '').searchParams.get('code') ?? '';
    const token = await exchangeCode(clientId, clientSecret, code, redirectUri);
    expect(token).toMatchObject({ scope: ['chat:read'] });
    // Seconds that began before the answer was there.
    expect(token.expiresIn).toBeGreaterThan(14_000);
    expect(token.expiresIn).toBeLessThanOrEqual(14_124);
    const newer = await refreshUserToken(clientId, clientSecret, token.refreshToken ?? '');
    const info = await getTokenInfo(newer.accessToken, clientId);
    expect({ userId: info.userId, userName: info.userName, scopes: info.scopes }).toEqual({
      userId: PEOPLE.moderator,
      userName: 'nordlicht_mod',
      scopes: ['chat:read'],
    });
    await revokeToken(clientId, newer.accessToken);
    expect(await failure(getTokenInfo(newer.accessToken, clientId))).toMatchObject({ name: 'InvalidTokenError' });
    expect(await failure(refreshUserToken(clientId, clientSecret, token.refreshToken ?? ''))).toMatchObject({
      statusCode: 400,
    });
  });

  it('gets an app token, and is told of a wrong secret', async () => {
    expect(await getAppToken(clientId, clientSecret)).toMatchObject({ refreshToken: null, scope: [] });
    expect(await failure(getAppToken(clientId, 'wrong'))).toMatchObject({ statusCode: 403 });
  });
});

describe('@twurple/api against the running simulator', () => {
  it('reads people, channel, stream and videos', async () => {
    const api = clientOf('streamer');
    const user = await api.users.getUserByName('derflaavius');
    expect(user).toMatchObject({ id: PEOPLE.streamer, displayName: 'derFlaavius', broadcasterType: 'affiliate' });
    expect(await api.users.getUsersByIds([PEOPLE.moderator, PEOPLE.manager])).toHaveLength(2);
    const channel = await api.channels.getChannelInfoById(PEOPLE.streamer);
    expect(channel).toMatchObject({ gameName: 'Just Chatting', language: 'de' });
    expect((await api.streams.getStreamByUserId(PEOPLE.streamer))?.viewers).toBeGreaterThan(0);
    expect(await api.streams.getStreamByUserId(PEOPLE.manager)).toBeNull();
    const videos = await api.videos.getVideosByUserPaginated(PEOPLE.streamer).getAll();
    expect(videos).toHaveLength(channelOf(simulator.world, PEOPLE.streamer).videos.length);
    expect(videos[0]?.durationInSeconds).toBe(channelOf(simulator.world, PEOPLE.streamer).videos[0]?.durationSeconds);
  });

  it('pages through followers and subscriptions to the end', async () => {
    const api = clientOf('streamer');
    const { followers, subscriptions } = channelOf(simulator.world, PEOPLE.streamer);
    const all = await api.channels.getChannelFollowersPaginated(PEOPLE.streamer).getAll();
    expect(new Set(all.map((one) => one.userId)).size).toBe(Object.keys(followers).length);
    expect(await api.channels.getChannelFollowerCount(PEOPLE.streamer)).toBe(all.length);
    const subs = await api.subscriptions.getSubscriptions(PEOPLE.streamer);
    expect(subs.total).toBe(Object.keys(subscriptions).length);
  });

  it('finds categories, badges and emotes, whose pictures can be fetched', async () => {
    const api = clientOf('streamer');
    expect((await api.search.searchCategories('chess')).data[0]?.name).toBe('Chess');
    expect((await api.games.getGameById('509658'))?.name).toBe('Just Chatting');
    const [badge] = await api.chat.getGlobalBadges();
    const [own] = await api.chat.getChannelBadges(PEOPLE.streamer);
    const [emote] = await api.chat.getChannelEmotes(PEOPLE.streamer);
    const [global] = await api.chat.getGlobalEmotes();
    const pictures = [
      badge?.versions[0]?.getImageUrl(1),
      own?.versions[0]?.getImageUrl(4),
      emote?.getImageUrl(1),
      global?.getImageUrl(4),
      (await api.users.getUserById(PEOPLE.streamer))?.profilePictureUrl,
    ];
    for (const picture of pictures) {
      const response = await fetch(picture ?? '');
      expect([picture, response.status, response.headers.get('content-type')]).toEqual([picture, 200, 'image/svg+xml']);
    }
  });

  it('is told of an empty bucket by the headers', async () => {
    const base = `http://localhost:${simulator.httpPort}`;
    const { accessToken } = issueUserToken(simulator.world, { clientId, userId: PEOPLE.stranger, scopes: [] });
    const limit = (pointsPerMinute: number) =>
      fetch(`${base}/sim/limits`, { method: 'POST', body: JSON.stringify({ pointsPerMinute }) });
    const ask = () =>
      fetch(`${base}/mock/users`, { headers: { authorization: `Bearer ${accessToken}`, 'client-id': clientId } });
    await limit(1);
    expect((await ask()).status).toBe(200);
    const refused = await ask();
    expect([
      refused.status,
      refused.headers.get('ratelimit-limit'),
      refused.headers.get('ratelimit-remaining'),
    ]).toEqual([429, '1', '0']);
    await limit(800);
    expect((await ask()).status).toBe(200);
  });

  it('changes the title', async () => {
    await clientOf('streamer').channels.updateChannelInfo(PEOPLE.streamer, { title: 'Schachabend', gameId: '743' });
    expect(channelOf(simulator.world, PEOPLE.streamer)).toMatchObject({ title: 'Schachabend', categoryId: '743' });
  });

  it('sends to chat as a person and learns why a line was dropped', async () => {
    const api = clientOf('manager');
    await api.asUser(PEOPLE.manager, async (as) => {
      const sent = await as.chat.sendChatMessage(PEOPLE.streamer, 'moin zusammen');
      expect(sent).toMatchObject({ isSent: true, id: expect.any(String) });
      const again = await failure(as.chat.sendChatMessage(PEOPLE.streamer, 'moin zusammen'));
      expect(again).toMatchObject({ name: 'ChatMessageDroppedError', code: 'msg_duplicate' });
      const tooLong = await failure(as.chat.sendChatMessage(PEOPLE.streamer, 'x'.repeat(501)));
      expect(tooLong).toMatchObject({ statusCode: 422 });
    });
  });

  it('times out, refuses, lists and unbans, each as the acting moderator', async () => {
    const streamer = clientOf('streamer');
    await clientOf('moderator').asUser(PEOPLE.moderator, async (as) => {
      const ban = { user: PEOPLE.stranger, reason: 'Werbung', duration: 600 };
      const [done] = await as.moderation.banUser(PEOPLE.streamer, ban);
      expect(done).toMatchObject({ userId: PEOPLE.stranger, moderatorId: PEOPLE.moderator });
      expect(
        await failure(as.moderation.banUser(PEOPLE.streamer, { user: PEOPLE.streamer, reason: '' })),
      ).toMatchObject({ statusCode: 400, body: expect.stringContaining(MESSAGES.mayNotBeBanned) });
      const listed = await streamer.moderation.getBannedUsers(PEOPLE.streamer, { userId: PEOPLE.stranger });
      expect(listed.data[0]).toMatchObject({ moderatorName: 'nordlicht_mod', reason: 'Werbung' });
      await as.moderation.unbanUser(PEOPLE.streamer, PEOPLE.stranger);
      expect(await failure(as.moderation.unbanUser(PEOPLE.streamer, PEOPLE.stranger))).toMatchObject({
        statusCode: 400,
        body: expect.stringContaining(MESSAGES.notBanned),
      });
    });
    const moderators = await streamer.moderation.getModeratorsPaginated(PEOPLE.streamer).getAll();
    expect(moderators.map((one) => one.userName)).toEqual(expect.arrayContaining(['nordlicht_mod', 'pixelpaul']));
  });

  it('deletes a line', async () => {
    const { world } = simulator;
    const line = sendLine(world, { channelId: PEOPLE.streamer, userId: PEOPLE.stranger, text: 'kauft kauft kauft' });
    const id = line.ok ? line.value.id : '';
    const remove = () =>
      clientOf('moderator').asUser(PEOPLE.moderator, (as) => as.moderation.deleteChatMessages(PEOPLE.streamer, id));
    await remove();
    expect(await failure(remove())).toMatchObject({ statusCode: 404 });
  });

  it('plans, changes and cancels a stream', async () => {
    const { schedule } = clientOf('streamer');
    const startDate = new Date(Date.now() + 400 * 86_400_000).toISOString();
    const segment = await schedule.createScheduleSegment(PEOPLE.streamer, {
      startDate,
      timezone: 'Europe/Berlin',
      isRecurring: false,
      duration: 90,
      title: 'Jubiläum',
    });
    expect(segment).toMatchObject({ title: 'Jubiläum', isRecurring: false });
    const changed = await schedule.updateScheduleSegment(PEOPLE.streamer, segment.id, {
      isCanceled: true,
      title: 'Fest',
    });
    expect(changed.title).toBe('Fest');
    expect(changed.cancelEndDate).toEqual(changed.endDate);
    expect((await schedule.getSchedule(PEOPLE.streamer)).data.broadcasterName).toBe('derflaavius');
    await schedule.deleteScheduleSegment(PEOPLE.streamer, segment.id);
    expect(await failure(schedule.deleteScheduleSegment(PEOPLE.streamer, segment.id))).toMatchObject({
      statusCode: 400,
    });
    expect(await failure(schedule.getSchedule(PEOPLE.stranger))).toMatchObject({ statusCode: 404 });
  });

  it('subscribes to events of a socket', async () => {
    const socket = new WebSocket(`ws://localhost:${simulator.httpPort}/ws`);
    const [welcome] = await once(socket, 'message');
    const sessionId: string = JSON.parse(String(welcome)).payload.session.id;
    const { eventSub } = clientOf('streamer');
    const transport = { method: 'websocket', session_id: sessionId } as const;
    const subscription = await eventSub.subscribeToStreamOnlineEvents(PEOPLE.streamer, transport);
    expect(subscription.status).toBe('enabled');
    const again = await failure(eventSub.subscribeToStreamOnlineEvents(PEOPLE.streamer, transport));
    expect(again).toMatchObject({ statusCode: 409, body: expect.stringContaining(subscription.id) });
    const listed = await clientOf('streamer').asUser(PEOPLE.streamer, (as) => as.eventSub.getSubscriptions());
    expect(listed).toMatchObject({ total: 1, totalCost: 0, maxTotalCost: 10 });
    await subscription.unsubscribe();
    socket.terminate();
  });
});

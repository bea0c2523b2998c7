import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { createEventSubServer, type EventSubServer } from '../eventsub.ts';
import type { SimContext } from '../http.ts';
import { createJournal } from '../journal.ts';
import { banUser } from '../world-moderation.ts';
import { SANDBOX_APP } from '../world-seed.ts';
import { handleHelix } from './handle.ts';
import { MESSAGES } from './messages.ts';
import { type Answer, type Caller, PEOPLE, quietEvening, toAnswer } from './quiet-evening.ts';

const PATH = '/eventsub/subscriptions';
const FOLLOWERS = ['moderator:read:followers'];
const MODERATE = [
  'moderator:read:blocked_terms',
  'moderator:manage:chat_settings',
  'moderator:read:unban_requests',
  'moderator:manage:banned_users',
  'moderator:read:chat_messages',
  'moderator:manage:warnings',
  'moderator:read:moderators',
  'moderator:read:vips',
];
const streamer = { as: 'streamer', scopes: FOLLOWERS } as const;
const b = { broadcaster_user_id: PEOPLE.streamer };

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** The simulator's own EventSub behind Helix, with real sockets on a free port. */
async function withSockets() {
  const evening = quietEvening();
  const { world } = evening;
  const eventSub: EventSubServer = createEventSubServer({
    world,
    journal: createJournal(world),
    address: () => 'ws://localhost/ws',
  });
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  server.on('connection', (socket) => eventSub.accept(socket, new URLSearchParams()));
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  closers.push(() => {
    eventSub.stop();
    server.close();
  });
  const context: SimContext = { world, eventSub, baseUrl: 'http://localhost:4000' };
  return {
    evening,
    async openSession(): Promise<string> {
      const socket = new WebSocket(`ws://127.0.0.1:${port}`);
      closers.push(() => socket.terminate());
      const [welcome] = await once(socket, 'message');
      return JSON.parse(String(welcome)).payload.session.id;
    },
    async ask(caller: Caller, method: string, query: string, body?: unknown): Promise<Answer> {
      return toAnswer(
        await handleHelix(context, {
          method,
          path: PATH,
          query: new URLSearchParams(query),
          headers: { authorization: `Bearer ${evening.tokenFor(caller)}`, 'client-id': SANDBOX_APP.clientId },
          body: body === undefined ? '' : JSON.stringify(body),
        }),
      );
    },
  };
}

const wish = (sessionId: string, type = 'channel.update', version = '2', condition: unknown = b) => ({
  type,
  version,
  condition,
  transport: { method: 'websocket', session_id: sessionId },
});

describe('POST /eventsub/subscriptions', () => {
  it('answers 202 with the subscription and the totals', async () => {
    const { ask, openSession } = await withSockets();
    const sessionId = await openSession();
    const { status, body } = await ask(streamer, 'POST', '', wish(sessionId));
    expect({ status, body }).toEqual({
      status: 202,
      body: {
        data: [
          {
            id: expect.any(String),
            status: 'enabled',
            type: 'channel.update',
            version: '2',
            condition: b,
            created_at: '2026-11-22T18:00:00Z',
            transport: { method: 'websocket', session_id: sessionId, connected_at: '2026-11-22T18:00:00Z' },
            cost: 0,
          },
        ],
        total: 1,
        total_cost: 0,
        max_total_cost: 10,
      },
    });
  });

  it("costs one for a stranger's channel without a scope", async () => {
    const { ask, openSession } = await withSockets();
    const body = wish(await openSession(), 'stream.online', '1', { broadcaster_user_id: PEOPLE.manager });
    expect((await ask(streamer, 'POST', '', body)).body).toMatchObject({ total_cost: 1, data: [{ cost: 1 }] });
  });

  it('gives channel.moderate with all eight groups, read or manage', async () => {
    const { ask, openSession } = await withSockets();
    const condition = { ...b, moderator_user_id: PEOPLE.moderator };
    const body = wish(await openSession(), 'channel.moderate', '2', condition);
    expect((await ask({ as: 'moderator', scopes: MODERATE }, 'POST', '', body)).status).toBe(202);
  });

  it.each(MODERATE)('refuses channel.moderate with 403 when %s is missing', async (missing) => {
    const { ask, openSession } = await withSockets();
    const condition = { ...b, moderator_user_id: PEOPLE.moderator };
    const scopes = MODERATE.filter((scope) => scope !== missing);
    const body = wish(await openSession(), 'channel.moderate', '2', condition);
    expect(await ask({ as: 'moderator', scopes }, 'POST', '', body)).toMatchObject({
      status: 403,
      body: { error: 'Forbidden', status: 403, message: 'subscription missing proper authorization' },
    });
  });

  it('refuses with 409 what exists, and names it', async () => {
    const { ask, openSession } = await withSockets();
    const body = wish(await openSession());
    const first = await ask(streamer, 'POST', '', body);
    const { id } = (first.body as { data: [{ id: string }] }).data[0];
    expect(await ask(streamer, 'POST', '', body)).toMatchObject({
      status: 409,
      body: { error: 'Conflict', status: 409, message: 'subscription already exists', id },
    });
  });

  it('refuses with 429 the same type and condition a fourth time', async () => {
    const { ask, openSession } = await withSockets();
    const statuses: number[] = [];
    for (let count = 0; count < 4; count += 1) {
      statuses.push((await ask(streamer, 'POST', '', wish(await openSession()))).status);
    }
    expect(statuses).toEqual([202, 202, 202, 429]);
  });

  it('refuses with 429 a fourth connection', async () => {
    const { ask, openSession } = await withSockets();
    const condition = (user: string) => ({ broadcaster_user_id: user });
    for (const user of [PEOPLE.streamer, PEOPLE.moderator, PEOPLE.manager]) {
      const body = wish(await openSession(), 'channel.update', '2', condition(user));
      expect((await ask(streamer, 'POST', '', body)).status).toBe(202);
    }
    const fourth = wish(await openSession(), 'channel.update', '2', condition(PEOPLE.stranger));
    expect(await ask(streamer, 'POST', '', fourth)).toMatchObject({
      status: 429,
      body: { message: 'number of websocket transports limit exceeded' },
    });
  });

  it('refuses with 429 what costs more than ten', async () => {
    const { evening, ask, openSession } = await withSockets();
    const sessionId = await openSession();
    const strangers = Object.keys(evening.world.state.users)
      .filter((id) => id !== PEOPLE.streamer)
      .slice(0, 11);
    const statuses: number[] = [];
    for (const id of strangers) {
      const body = wish(sessionId, 'stream.online', '1', { broadcaster_user_id: id });
      statuses.push((await ask(streamer, 'POST', '', body)).status);
    }
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 202), 429]);
  });

  it('refuses with 403 to read a chat one is banned from', async () => {
    const { evening, ask, openSession } = await withSockets();
    const { world } = evening;
    const place = { channelId: PEOPLE.streamer, moderatorId: PEOPLE.streamer };
    banUser(world, { ...place, userId: PEOPLE.stranger, reason: '', seconds: 600 });
    const body = wish(await openSession(), 'channel.chat.message', '1', { ...b, user_id: PEOPLE.stranger });
    expect((await ask({ as: 'stranger', scopes: ['user:read:chat'] }, 'POST', '', body)).status).toBe(403);
  });

  it.each([
    ['the follower scope is missing', { as: 'streamer' }, PEOPLE.streamer],
    ['the moderator is somebody else', streamer, PEOPLE.moderator],
    ['the person does not moderate', { as: 'stranger', scopes: FOLLOWERS }, PEOPLE.stranger],
  ] as const)('refuses channel.follow with 403 when %s', async (_, caller, moderator) => {
    const { ask, openSession } = await withSockets();
    const body = wish(await openSession(), 'channel.follow', '2', { ...b, moderator_user_id: moderator });
    expect((await ask(caller, 'POST', '', body)).status).toBe(403);
  });

  const unknownSession = wish('AgoQunknown');
  it.each([
    ['the session is unknown', unknownSession, 400, MESSAGES.sessionGone],
    ['no session is named', { ...unknownSession, transport: { method: 'websocket' } }, 400, MESSAGES.sessionGone],
    ['the type is missing', { ...unknownSession, type: undefined }, 400, MESSAGES.parameterMissing('type')],
    ['the version is missing', { ...unknownSession, version: undefined }, 400, MESSAGES.parameterMissing('version')],
    [
      'the condition is missing',
      { ...unknownSession, condition: undefined },
      400,
      MESSAGES.parameterMissing('condition'),
    ],
    ['the condition is a list', { ...unknownSession, condition: [] }, 400, MESSAGES.parameterMalformed('condition')],
    ['an id is a number', { ...unknownSession, condition: { broadcaster_user_id: 1 } }, 400, MESSAGES.conditionInvalid],
    [
      'the transport is missing',
      { ...unknownSession, transport: undefined },
      400,
      MESSAGES.parameterMissing('transport'),
    ],
    [
      'the transport is unknown',
      { ...unknownSession, transport: { method: 'pigeon' } },
      400,
      MESSAGES.parameterMalformed('transport'),
    ],
    [
      'a user token asks for a webhook',
      { ...unknownSession, transport: { method: 'webhook', callback: 'https://example.org' } },
      401,
      MESSAGES.transportInvalid,
    ],
    [
      'the type was switched off',
      { ...unknownSession, type: 'channel.follow', version: '1' },
      410,
      MESSAGES.subscriptionTypeGone,
    ],
  ])('refuses when %s', async (_, body, status, message) => {
    const { ask } = await withSockets();
    expect(await ask(streamer, 'POST', '', body)).toMatchObject({ status, body: { status, message } });
  });

  it.each([
    ['the type is unknown', 'channel.nonsense', '1', b],
    ['the version is unknown', 'stream.online', '7', b],
    ['the condition lacks the moderator', 'channel.follow', '2', b],
    ['the condition names nobody', 'stream.online', '1', { broadcaster_user_id: '1' }],
  ])('refuses with 400 when %s', async (_, type, version, condition) => {
    const { ask, openSession } = await withSockets();
    expect((await ask(streamer, 'POST', '', wish(await openSession(), type, version, condition))).status).toBe(400);
  });

  it('refuses an app token for a socket with 401', async () => {
    const { ask, openSession } = await withSockets();
    expect(await ask({ as: 'app' }, 'POST', '', wish(await openSession()))).toMatchObject({
      status: 401,
      body: { message: MESSAGES.transportInvalid },
    });
  });
});

describe('GET and DELETE /eventsub/subscriptions', () => {
  async function withTwo() {
    const sockets = await withSockets();
    const sessionId = await sockets.openSession();
    await sockets.ask(streamer, 'POST', '', wish(sessionId, 'stream.online', '1'));
    sockets.evening.wait(1000);
    await sockets.ask(streamer, 'POST', '', wish(sessionId));
    return sockets;
  }
  const typesOf = ({ body }: Answer) => (body as { data: { type: string }[] }).data.map((one) => one.type);

  it("lists the user's own, oldest first, with totals", async () => {
    const { ask } = await withTwo();
    const all = await ask(streamer, 'GET', '');
    expect(typesOf(all)).toEqual(['stream.online', 'channel.update']);
    expect(all.body).toMatchObject({ total: 2, total_cost: 0, max_total_cost: 10, pagination: {} });
    expect(typesOf(await ask({ as: 'moderator' }, 'GET', ''))).toEqual([]);
  });

  it.each([
    ['type=channel.update', ['channel.update']],
    ['status=enabled', ['stream.online', 'channel.update']],
    ['status=authorization_revoked', []],
    [`user_id=${PEOPLE.streamer}`, ['stream.online', 'channel.update']],
    ['user_id=1', []],
    ['subscription_id=1', []],
    ['conduit_id=1', []],
  ])('filters by %s', async (filter, types) => {
    const { ask } = await withTwo();
    expect(typesOf(await ask(streamer, 'GET', filter))).toEqual(types);
  });

  it('refuses two filters with 400 and an app token with 401', async () => {
    const { ask } = await withTwo();
    expect(await ask(streamer, 'GET', 'type=stream.online&status=enabled')).toMatchObject({
      status: 400,
      body: { message: MESSAGES.subscriptionFilters },
    });
    expect((await ask({ as: 'app' }, 'GET', '')).status).toBe(401);
  });

  it('deletes one, and refuses with 404 what is not there or belongs to someone else', async () => {
    const { ask } = await withTwo();
    const { body } = await ask(streamer, 'GET', 'type=stream.online');
    const { id } = (body as { data: [{ id: string }] }).data[0];
    expect((await ask({ as: 'moderator' }, 'DELETE', `id=${id}`)).status).toBe(404);
    expect((await ask({ as: 'app' }, 'DELETE', `id=${id}`)).status).toBe(401);
    expect((await ask(streamer, 'DELETE', `id=${id}`)).status).toBe(204);
    expect(typesOf(await ask(streamer, 'GET', ''))).toEqual(['channel.update']);
    expect(await ask(streamer, 'DELETE', `id=${id}`)).toMatchObject({
      status: 404,
      body: { message: MESSAGES.subscriptionNotFound },
    });
    expect((await ask(streamer, 'DELETE', '')).status).toBe(400);
  });
});

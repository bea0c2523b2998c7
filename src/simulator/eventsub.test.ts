import { describe, expect, it } from 'vitest';
import { cleanUpLater, temporaryFolder } from '../testing/clean-up.ts';
import { EVENTSUB_TYPES } from './eventsub-types.ts';
import { issueUserToken } from './oauth-tokens.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from './start.ts';
import { connectEventSub, type EventSubClient } from './wire-clients.ts';
import { findUserByLogin, STREAMER_ID } from './world.ts';
import { follow, goOffline } from './world-channel.ts';
import { banUser, removeModerator } from './world-moderation.ts';
import { SANDBOX_APP } from './world-seed.ts';

const EVERY_SCOPE = [...new Set(Object.values(EVENTSUB_TYPES).flatMap((type) => type.scopes.flat()))];
const MODERATOR_ID = '800711401';

async function start(options: Partial<SimulatorOptions> = {}): Promise<Simulator> {
  const simulator = await startSimulator({ folder: temporaryFolder(), story: false, ...options });
  cleanUpLater(() => simulator.stop());
  return simulator;
}

async function open(simulator: Simulator, query = ''): Promise<{ client: EventSubClient; sessionId: string }> {
  const client = connectEventSub(`ws://localhost:${simulator.httpPort}/ws${query}`);
  const welcome = await client.waitFor('session_welcome');
  return { client, sessionId: welcome.payload.session?.id ?? '' };
}

interface Wish {
  readonly type: string;
  readonly condition?: Record<string, string>;
  readonly version?: string;
  readonly login?: string;
  readonly scopes?: readonly string[];
}

/** @returns status and body, as Helix answers. */
async function subscribe(simulator: Simulator, sessionId: string, wish: Wish) {
  const userId = findUserByLogin(simulator.world, wish.login ?? 'derflaavius')?.id ?? '';
  const { clientId } = SANDBOX_APP;
  const token = issueUserToken(simulator.world, { clientId, userId, scopes: wish.scopes ?? EVERY_SCOPE });
  const answer = await fetch(`http://localhost:${simulator.httpPort}/eventsub/subscriptions`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token.accessToken}`,
      'client-id': clientId,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      type: wish.type,
      version: wish.version ?? EVENTSUB_TYPES[wish.type]?.version ?? '1',
      condition: wish.condition ?? { broadcaster_user_id: STREAMER_ID },
      transport: { method: 'websocket', session_id: sessionId },
    }),
  });
  return { status: answer.status, body: (await answer.json()) as { message?: string; data?: { id: string }[] } };
}

function control(simulator: Simulator, what: string, body: unknown = {}): Promise<Response> {
  return fetch(`http://localhost:${simulator.httpPort}/sim/${what}`, { method: 'POST', body: JSON.stringify(body) });
}

const FOLLOW: Wish = {
  type: 'channel.follow',
  condition: { broadcaster_user_id: STREAMER_ID, moderator_user_id: STREAMER_ID },
};

function letFollow(simulator: Simulator, login = 'fremder_gast'): void {
  follow(simulator.world, STREAMER_ID, findUserByLogin(simulator.world, login)?.id ?? '');
}

describe('a session', () => {
  it.each([
    ['', 10],
    ['?keepalive_timeout_seconds=30', 30],
    ['?keepalive_timeout_seconds=5', 10],
    ['?keepalive_timeout_seconds=9999', 600],
    ['?keepalive_timeout_seconds=soon', 10],
  ])('begins with a welcome, %j keeps alive every %i s', async (query, seconds) => {
    const { client } = await open(await start(), query);
    expect(client.frames[0]).toMatchObject({
      metadata: { message_type: 'session_welcome', message_timestamp: expect.stringMatching(/\.\d{9}Z$/) },
      payload: { session: { status: 'connected', keepalive_timeout_seconds: seconds, reconnect_url: null } },
    });
  });

  it('is closed with 4003 when nothing is subscribed in time', async () => {
    const { client } = await open(await start({ eventSubTimes: { unusedMs: 30 } }));
    expect(await client.closed).toBe(4003);
  });

  it('stays when something is', async () => {
    const simulator = await start({ eventSubTimes: { unusedMs: 300 } });
    const { client, sessionId } = await open(simulator);
    await subscribe(simulator, sessionId, FOLLOW);
    const late = await open(simulator);
    expect(await late.client.closed).toBe(4003);
    letFollow(simulator);
    await client.waitFor('notification');
  });

  it('is closed with 4002 when the client does not answer pings', async () => {
    const simulator = await start({ eventSubTimes: { pingMs: 60 } });
    const { client: living } = await open(simulator);
    const url = `ws://127.0.0.1:${simulator.httpPort}/ws`;
    expect(await connectEventSub(url, { autoPong: false }).closed).toBe(4002);
    living.close();
    expect(await living.closed).not.toBe(4002);
  });

  it('is closed with 4001 when the client talks', async () => {
    const { client } = await open(await start());
    client.send('hallo');
    expect(await client.closed).toBe(4001);
  });
});

describe('subscribing', () => {
  it('delivers what was asked for, and nothing else', async () => {
    const simulator = await start();
    const { client, sessionId } = await open(simulator);
    expect((await subscribe(simulator, sessionId, FOLLOW)).status).toBe(202);
    goOffline(simulator.world, STREAMER_ID);
    letFollow(simulator);
    const frame = await client.waitFor('notification');
    expect(frame.metadata).toMatchObject({ subscription_type: 'channel.follow', subscription_version: '2' });
    expect(frame.payload).toMatchObject({
      subscription: { status: 'enabled', type: 'channel.follow', transport: { session_id: sessionId }, cost: 0 },
      event: { user_login: 'fremder_gast', broadcaster_user_id: STREAMER_ID },
    });
    expect(client.frames.filter((one) => one.metadata['message_type'] === 'notification')).toHaveLength(1);
  });

  it.each<[string, number, Wish]>([
    ['an unknown type', 400, { type: 'channel.dance' }],
    ['another version', 400, { ...FOLLOW, version: '3' }],
    ['a condition without the moderator', 400, { type: 'channel.follow' }],
    ['a condition with a stranger in it', 400, { type: 'stream.online', condition: { broadcaster_user_id: '42' } }],
    ['a missing scope', 403, { ...FOLLOW, scopes: ['user:read:chat'] }],
    ['being another moderator than the token', 403, { ...FOLLOW, login: 'pixelpaul' }],
    [
      'being no moderator',
      403,
      {
        type: 'channel.follow',
        login: 'fremder_gast',
        condition: { broadcaster_user_id: STREAMER_ID, moderator_user_id: '800711404' },
      },
    ],
    ['the subs of another channel', 403, { type: 'channel.subscribe', login: 'pixelpaul' }],
    [
      'reading chat as somebody else',
      403,
      { type: 'channel.chat.message', condition: { broadcaster_user_id: STREAMER_ID, user_id: MODERATOR_ID } },
    ],
  ])('refuses %s with %i', async (_, status, wish) => {
    const simulator = await start();
    const { sessionId } = await open(simulator);
    expect((await subscribe(simulator, sessionId, wish)).status).toBe(status);
  });

  it('refuses chat to the banned', async () => {
    const simulator = await start();
    const { sessionId } = await open(simulator);
    const ban = { channelId: STREAMER_ID, moderatorId: STREAMER_ID, userId: '800711404', reason: '', seconds: null };
    banUser(simulator.world, ban);
    const wish = {
      type: 'channel.chat.message',
      login: 'fremder_gast',
      condition: { broadcaster_user_id: STREAMER_ID, user_id: '800711404' },
    };
    expect((await subscribe(simulator, sessionId, wish)).status).toBe(403);
  });

  it('refuses a session that is not there', async () => {
    const simulator = await start();
    const { status, body } = await subscribe(simulator, 'AgoQnothing', FOLLOW);
    expect(status).toBe(400);
    expect(body.message).toContain('websocket transport session does not exist');
  });

  it('answers 409 to the same again, 429 to a fourth session', async () => {
    const simulator = await start();
    const first = await open(simulator);
    await subscribe(simulator, first.sessionId, FOLLOW);
    expect((await subscribe(simulator, first.sessionId, FOLLOW)).status).toBe(409);
    for (const type of ['channel.ban', 'channel.unban']) {
      expect((await subscribe(simulator, (await open(simulator)).sessionId, { type })).status).toBe(202);
    }
    const refused = await subscribe(simulator, (await open(simulator)).sessionId, { type: 'channel.cheer' });
    expect(refused).toMatchObject({
      status: 429,
      body: { message: expect.stringContaining('number of websocket transports limit exceeded') },
    });
  });

  it('counts the cost of strangers, up to ten', async () => {
    const simulator = await start();
    const { sessionId } = await open(simulator);
    const strangers = Object.keys(simulator.world.state.users).slice(200, 211);
    const statuses: number[] = [];
    for (const broadcaster_user_id of strangers) {
      statuses.push(
        (await subscribe(simulator, sessionId, { type: 'stream.online', condition: { broadcaster_user_id } })).status,
      );
    }
    expect(statuses).toEqual([...Array<number>(10).fill(202), 429]);
  });
});

describe('moving house', () => {
  it('keeps session and subscriptions, and the old connection until the new one is welcome', async () => {
    const simulator = await start({ eventSubTimes: { graceMs: 100 } });
    const { client, sessionId } = await open(simulator);
    await subscribe(simulator, sessionId, FOLLOW);
    await control(simulator, 'eventsub/reconnect');
    const asked = await client.waitFor('session_reconnect');
    expect(asked.payload.session).toMatchObject({ status: 'reconnecting', keepalive_timeout_seconds: null });
    letFollow(simulator);
    await client.waitFor('notification');
    const next = connectEventSub(asked.payload.session?.reconnect_url ?? '');
    expect((await next.waitFor('session_welcome')).payload.session?.id).toBe(sessionId);
    letFollow(simulator, 'xx_bohne_xx');
    await next.waitFor('notification');
    expect(client.frames.filter((one) => one.metadata['message_type'] === 'notification')).toHaveLength(1);
    expect(await client.closed).toBe(4004);
    // A round trip later the simulator, too, has seen that the old connection is gone.
    await control(simulator, 'save');
    letFollow(simulator, 'gratis_vbux_2026');
    await next.waitFor('notification', (one) => one.payload.event?.['user_login'] === 'gratis_vbux_2026');
  });

  it('ends with 4004 for who does not move', async () => {
    const simulator = await start({ eventSubTimes: { graceMs: 30 } });
    const { client } = await open(simulator);
    await control(simulator, 'eventsub/reconnect');
    expect(await client.closed).toBe(4004);
  });

  it('refuses an invented address with 4007', async () => {
    const simulator = await start();
    const client = connectEventSub(`ws://localhost:${simulator.httpPort}/ws?challenge=invented`);
    expect(await client.closed).toBe(4007);
  });
});

describe('trouble on command', () => {
  it('sends the last notification twice with the same id', async () => {
    const simulator = await start();
    const { client, sessionId } = await open(simulator);
    await subscribe(simulator, sessionId, FOLLOW);
    letFollow(simulator);
    await client.waitFor('notification');
    expect(await (await control(simulator, 'eventsub/duplicate')).json()).toEqual({ repeated: 1 });
    letFollow(simulator, 'xx_bohne_xx');
    await client.waitFor('notification', (one) => one.payload.event?.['user_login'] === 'xx_bohne_xx');
    const ids = client.frames.slice(1).map((one) => one.metadata['message_id']);
    expect(ids).toHaveLength(3);
    expect(ids[0]).toBe(ids[1]);
  });

  it('cuts every connection', async () => {
    const simulator = await start();
    const { client } = await open(simulator);
    await control(simulator, 'eventsub/drop');
    expect(await client.closed).toBe(1006);
  });

  it.each<[string, Wish, (simulator: Simulator) => unknown]>([
    ['authorization_revoked', FOLLOW, (simulator) => control(simulator, 'authorization/end', { login: 'derflaavius' })],
    [
      'moderator_removed',
      {
        type: 'channel.moderate',
        login: 'nordlicht_mod',
        condition: { broadcaster_user_id: STREAMER_ID, moderator_user_id: MODERATOR_ID },
      },
      (simulator) => removeModerator(simulator.world, STREAMER_ID, MODERATOR_ID),
    ],
    [
      'chat_user_banned',
      {
        type: 'channel.chat.message',
        login: 'fremder_gast',
        condition: { broadcaster_user_id: STREAMER_ID, user_id: '800711404' },
      },
      (simulator) =>
        banUser(simulator.world, {
          channelId: STREAMER_ID,
          moderatorId: STREAMER_ID,
          userId: '800711404',
          reason: '',
          seconds: null,
        }),
    ],
  ])('revokes with %s', async (status, wish, act) => {
    const simulator = await start();
    const { client, sessionId } = await open(simulator);
    expect((await subscribe(simulator, sessionId, wish)).status).toBe(202);
    await act(simulator);
    const frame = await client.waitFor('revocation');
    expect(frame.payload).toMatchObject({ subscription: { type: wish.type, status } });
    expect(frame.payload.event).toBeUndefined();
  });
});

describe('how a session ends', () => {
  it.each([
    [4000, 'websocket_internal_error'],
    [4002, 'websocket_failed_ping_pong'],
    [4005, 'websocket_network_timeout'],
    [4006, 'websocket_network_error'],
  ])('with %i its subscriptions are %s for a minute', async (code, status) => {
    let nowMs = Date.now();
    const simulator = await start({ clock: { nowMs: () => nowMs } });
    const { client, sessionId } = await open(simulator);
    await subscribe(simulator, sessionId, FOLLOW);
    await control(simulator, 'eventsub/close', { code });
    expect(await client.closed).toBe(code);
    const token = issueUserToken(simulator.world, { clientId: SANDBOX_APP.clientId, userId: STREAMER_ID, scopes: [] });
    const list = async (): Promise<unknown> => {
      const answer = await fetch(`http://localhost:${simulator.httpPort}/eventsub/subscriptions`, {
        headers: { authorization: `Bearer ${token.accessToken}`, 'client-id': SANDBOX_APP.clientId },
      });
      return answer.json();
    };
    expect(await list()).toMatchObject({
      data: [{ status, transport: { session_id: sessionId, disconnected_at: expect.any(String) } }],
      total: 0,
      total_cost: 0,
      max_total_cost: 10,
    });
    nowMs += 60_000;
    expect(await list()).toMatchObject({ data: [] });
  });
});

describe('what takes subscriptions away for good', () => {
  const OWN_CHAT: Wish = {
    type: 'channel.chat.message',
    login: 'fremder_gast',
    condition: { broadcaster_user_id: STREAMER_ID, user_id: '800711404' },
  };

  it('a version that is gone', async () => {
    const simulator = await start();
    const { client, sessionId } = await open(simulator);
    await subscribe(simulator, sessionId, FOLLOW);
    const revoked = await control(simulator, 'eventsub/revoke', { type: 'channel.follow' });
    expect(await revoked.json()).toEqual({ revoked: 1 });
    expect((await client.waitFor('revocation')).payload).toMatchObject({ subscription: { status: 'version_removed' } });
  });

  it('an account that is closed', async () => {
    const simulator = await start();
    const { client, sessionId } = await open(simulator);
    await subscribe(simulator, sessionId, OWN_CHAT);
    await control(simulator, 'event', { kind: 'account', login: 'fremder_gast', isSuspended: true });
    expect((await client.waitFor('revocation')).payload).toMatchObject({ subscription: { status: 'user_removed' } });
  });
});

describe('places in chats', () => {
  it('lets an account read 20 foreign chats in ten seconds, 100 at once, and the own one always', async () => {
    let nowMs = Date.now();
    const simulator = await start({ clock: { nowMs: () => nowMs } });
    const { sessionId } = await open(simulator);
    const { world } = simulator;
    const stranger = '800711404';
    const chats = Object.keys(world.state.users).filter((id) => id !== stranger && id !== STREAMER_ID);
    const read = async (broadcasterId: string): Promise<number> => {
      const condition = { broadcaster_user_id: broadcasterId, user_id: stranger };
      return (await subscribe(simulator, sessionId, { type: 'channel.chat.message', login: 'fremder_gast', condition }))
        .status;
    };
    const statuses: number[] = [];
    for (const [index, id] of chats.slice(0, 101).entries()) {
      if (index > 0 && index % 20 === 0 && index < 100) {
        expect(await read(chats[200] ?? '')).toBe(403);
        nowMs += 10_000;
      }
      if (index === 100) nowMs += 10_000;
      statuses.push(await read(id));
    }
    expect(statuses).toEqual([...Array<number>(100).fill(202), 403]);
    expect(await read(stranger)).toBe(202);
  });
});

describe('what concerns one person', () => {
  const ABOUT_ME: Wish = { type: 'user.update', login: 'fremder_gast', condition: { user_id: '800711404' } };

  it.each([
    [['user:read:email'], 'fremder_gast@example.org'],
    [['user:read:chat'], ''],
  ])('with %j has the address %j', async (scopes, email) => {
    const simulator = await start();
    const { client, sessionId } = await open(simulator);
    await subscribe(simulator, sessionId, { ...ABOUT_ME, scopes });
    await control(simulator, 'event', { kind: 'profile', login: 'pixelpaul', description: 'ein anderer' });
    await control(simulator, 'event', { kind: 'profile', login: 'fremder_gast', description: 'ich' });
    const frame = await client.waitFor('notification');
    expect(frame.payload.event).toMatchObject({ user_login: 'fremder_gast', description: 'ich', email });
  });

  it('is not told to others: a held line only to its writer', async () => {
    const simulator = await start();
    const { client, sessionId } = await open(simulator);
    const type = 'channel.chat.user_message_hold';
    for (const [login, user_id] of [
      ['pixelpaul', '800711402'],
      ['fremder_gast', '800711404'],
    ] as const) {
      await subscribe(simulator, sessionId, { type, login, condition: { broadcaster_user_id: STREAMER_ID, user_id } });
    }
    await control(simulator, 'say', { login: 'fremder_gast', text: 'automodheld' });
    letFollow(simulator);
    const frame = await client.waitFor('notification');
    expect(frame.payload.subscription).toMatchObject({ condition: { user_id: '800711404' } });
    expect(client.frames.filter((one) => one.metadata['message_type'] === 'notification')).toHaveLength(1);
  });

  it('is refused to others: whispers', async () => {
    const simulator = await start();
    const { sessionId } = await open(simulator);
    const wish = { type: 'user.whisper.message', condition: { user_id: STREAMER_ID } };
    expect((await subscribe(simulator, sessionId, { ...wish, login: 'pixelpaul' })).status).toBe(403);
    expect((await subscribe(simulator, sessionId, wish)).status).toBe(202);
  });
});

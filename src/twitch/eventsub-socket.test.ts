import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { fail, ok } from '../kernel/result.ts';
import { systemClock } from '../platform/clock.ts';
import { createLog } from '../platform/log.ts';
import { PEOPLE, startSimulatedTwitch } from '../testing/simulated-twitch.ts';
import {
  createEventSubSocket,
  type EventLineState,
  type EventSubSocket,
  type EventSubSocketOptions,
  type EventSubTimes,
  type EventTopic,
} from './eventsub-socket.ts';
import { twitchFailure } from './failure.ts';
import type { StandingOrder } from './helix-event-subscriptions.ts';
import { createOAuth } from './oauth.ts';
import { scopesFor } from './scopes.ts';
import { createTwitchClock } from './twitch-clock.ts';

/** Generous, so that a busy machine fails no test. */
const until = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 5 });

const cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
});

const QUICK: Partial<EventSubTimes> = { backOff: { firstMs: 4, mostMs: 40 }, provenMs: 0, orderAgainMs: 10 };

const follow: EventTopic = {
  type: 'channel.follow',
  version: '2',
  condition: { broadcaster_user_id: '1' },
  scopes: [],
};
const online: EventTopic = {
  type: 'stream.online',
  version: '1',
  condition: { broadcaster_user_id: '1' },
  scopes: [],
};
const stood: StandingOrder = { id: null, totalCost: null, maxCost: null };

let lastId = 0;

function frame(type: string, payload: unknown, metadata: Readonly<Record<string, string>> = {}): string {
  return JSON.stringify({
    metadata: {
      message_id: `m${++lastId}`,
      message_type: type,
      message_timestamp: new Date().toISOString().replace('Z', '123456Z'),
      ...metadata,
    },
    payload,
  });
}

const welcome = (sessionId: string, keepaliveSeconds = 10) =>
  frame('session_welcome', { session: { id: sessionId, keepalive_timeout_seconds: keepaliveSeconds } });

const notification = (metadata: Readonly<Record<string, string>> = {}, user = 'fan') =>
  frame(
    'notification',
    {
      subscription: { id: 's', type: 'channel.follow', version: '2', condition: {} },
      event: { user_id: 7, user_login: user, user_name: user, broadcaster_user_id: '1', broadcaster_user_login: 'ann' },
    },
    metadata,
  );

const reconnect = (url: string) =>
  frame('session_reconnect', { session: { id: 's', status: 'reconnecting', reconnect_url: url } });

interface Door {
  readonly url: string;
  readonly sockets: WebSocket[];
  readonly received: string[];
}

/** An EventSub server as far as a test needs one. */
async function openDoor(greet: (socket: WebSocket, number: number, path: string) => void): Promise<Door> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const sockets: WebSocket[] = [];
  const received: string[] = [];
  cleanUps.push(() => {
    for (const socket of sockets) socket.terminate();
    server.close();
  });
  server.on('connection', (socket, request) => {
    sockets.push(socket);
    socket.on('message', (data) => received.push(String(data)));
    greet(socket, sockets.length - 1, request.url ?? '');
  });
  return { url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`, sockets, received };
}

interface Heard {
  readonly socket: EventSubSocket;
  readonly told: string[];
  readonly orders: string[];
  readonly states: EventLineState[];
}

function listen(url: string, options: Partial<EventSubSocketOptions> = {}): Heard {
  const told: string[] = [];
  const orders: string[] = [];
  const states: EventLineState[] = [];
  const socket = createEventSubSocket({
    url,
    topics: () => [follow, online],
    createSubscription: async (sessionId, topic) => {
      orders.push(`${sessionId} ${topic.type}`);
      return ok(stood);
    },
    onNotification: async ({ event }) => {
      told.push(event.type === 'channel.follow' ? event.user.login : event.type);
    },
    deleteSubscription: async (id) => told.push(`deleted ${id}`),
    onState: (state) => states.push(state),
    onRevocation: ({ reason }) => told.push(`revoked ${reason}`),
    onFreshConnect: () => told.push('fresh'),
    clock: systemClock,
    twitchClock: createTwitchClock(options.clock ?? systemClock),
    log: createLog({ level: 'silent', to: 'stderr' }),
    ...options,
    times: { ...QUICK, ...options.times },
  });
  cleanUps.push(() => void socket.stop());
  socket.start();
  return { socket, told, orders, states };
}

const connected = (heard: Heard) => until(() => expect(heard.socket.state().state).toBe('connected'));

describe('EventSub socket', () => {
  it('orders every topic on the session of the welcome, tells of it and hands events on', async () => {
    const door = await openDoor((socket) => socket.send(welcome('one')));
    const heard = listen(door.url);
    await connected(heard);
    expect(heard.orders).toEqual(['one channel.follow', 'one stream.online']);
    door.sockets[0]?.send(notification({}, 'anna'));
    await until(() => expect(heard.told).toEqual(['fresh', 'anna']));
    expect(heard.socket.state()).toMatchObject({ problem: null, retries: 0, refusedTopics: [] });
    expect(door.received).toEqual([]);
  });

  it('does not connect when there is nothing to be told about', async () => {
    let connections = 0;
    const door = await openDoor(() => connections++);
    const heard = listen(door.url, { topics: () => [] });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(heard.socket.state().state).toBe('off');
    expect(connections).toBe(0);
  });

  it('goes on with the others when a topic is refused, and says which and why', async () => {
    const door = await openDoor((socket) => socket.send(welcome('one')));
    const heard = listen(door.url, {
      createSubscription: async (_session, topic) =>
        topic === follow ? fail(twitchFailure('twitch.missing-scope', { scope: 'x' })) : ok(stood),
    });
    await connected(heard);
    expect(heard.socket.state().problem).toBe('twitch.missing-scope');
    expect(heard.socket.state().refusedTopics).toEqual([
      { topic: follow, failure: twitchFailure('twitch.missing-scope', { scope: 'x' }) },
    ]);
  });

  it('orders again what failed for a passing reason, on the same session', async () => {
    const door = await openDoor((socket) => socket.send(welcome('one')));
    let tries = 0;
    const heard = listen(door.url, {
      createSubscription: async (_session, topic) => {
        if (topic === online) return ok(stood);
        if (++tries === 1) throw new Error('lost');
        return tries < 3 ? fail(twitchFailure('twitch.slow-down')) : ok(stood);
      },
    });
    await connected(heard);
    await until(() => expect(heard.socket.state().problem).toBeNull());
    expect(tries).toBe(3);
    expect(door.sockets).toHaveLength(1);
    expect(heard.told).toEqual(['fresh']);
  });

  it('asks more and more rarely for what Twitch goes on refusing', async () => {
    const door = await openDoor((socket) => socket.send(welcome('one')));
    let asked = 0;
    const heard = listen(door.url, {
      times: { orderAgainMs: 2, crowdedMs: 60_000 },
      createSubscription: async (_session, topic) => {
        if (topic !== online) return ok(stood);
        asked += 1;
        return fail(twitchFailure('twitch.slow-down', { seconds: 1 }));
      },
    });
    await connected(heard);
    await until(() => expect(asked).toBe(5));
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(asked).toBe(5);
  });

  it('waits and tries again when everything is refused', async () => {
    const door = await openDoor((socket) => socket.send(welcome('one')));
    let isGranted = false;
    const heard = listen(door.url, {
      createSubscription: async () => (isGranted ? ok(stood) : fail(twitchFailure('twitch.no-grant'))),
    });
    await until(() =>
      expect(heard.states.some((s) => s.state === 'waiting' && s.problem === 'twitch.no-grant')).toBe(true),
    );
    expect(heard.told).toEqual([]);
    isGranted = true;
    await connected(heard);
    expect(heard.socket.state().problem).toBeNull();
  });

  it('asks a Twitch that refuses everything for good more and more rarely, says so, and follows a new grant at once', async () => {
    const door = await openDoor((socket) => socket.send(welcome('one')));
    let isGranted = false;
    const heard = listen(door.url, {
      times: { refusedBackOff: { firstMs: 8, mostMs: 60_000 } },
      createSubscription: async () =>
        isGranted ? ok(stood) : fail(twitchFailure('twitch.missing-scope', { scope: '', status: 403 })),
    });
    const waits = () => heard.states.filter(({ state }) => state === 'waiting');
    await until(() => expect(waits().length).toBeGreaterThan(6));
    expect(new Set(waits().map(({ problem }) => problem))).toEqual(new Set(['twitch.all-refused']));
    const tried = door.sockets.length;
    // 8 ms, doubled six times, at most half of it taken off.
    const { nextTryAtMs } = heard.socket.state();
    expect((nextTryAtMs ?? 0) - (heard.states.at(-1)?.lastMessageAtMs ?? 0)).toBeGreaterThan(200);
    isGranted = true;
    heard.socket.follow();
    await connected(heard);
    expect(heard.socket.state().problem).toBeNull();
    expect(door.sockets.length).toBeLessThanOrEqual(tried + 2);
  });

  it('tells a message once, however often it comes', async () => {
    const door = await openDoor((socket) => socket.send(welcome('one')));
    const heard = listen(door.url);
    await connected(heard);
    for (const id of ['a', 'a', 'b', 'a']) door.sockets[0]?.send(notification({ message_id: id }, id));
    await until(() => expect(heard.told).toEqual(['fresh', 'a', 'b']));
  });

  it('counts a message as seen only when it was taken', async () => {
    const door = await openDoor((socket) => socket.send(welcome('one')));
    let tries = 0;
    const heard = listen(door.url, {
      onNotification: async () => {
        if (++tries === 1) throw new Error('database is full');
      },
    });
    await connected(heard);
    for (let i = 0; i < 3; i++) door.sockets[0]?.send(notification({ message_id: 'same' }));
    door.sockets[0]?.send(notification({ message_id: 'next' }));
    await until(() => expect(tries).toBe(3));
  });

  it('tells one after the other, in their order, however long each takes', async () => {
    const door = await openDoor((socket) => socket.send(welcome('one')));
    const heard: string[] = [];
    await connected(
      listen(door.url, {
        onNotification: async ({ event }) => {
          const name = event.type === 'channel.follow' ? event.user.login : '';
          heard.push(`begin ${name}`);
          await new Promise((resolve) => setTimeout(resolve, name === 'a' ? 20 : 0));
          heard.push(`end ${name}`);
        },
      }),
    );
    door.sockets[0]?.send(notification({}, 'a'));
    door.sockets[0]?.send(notification({}, 'b'));
    await until(() => expect(heard).toEqual(['begin a', 'end a', 'begin b', 'end b']));
  });

  it('drops messages older than ten minutes, by the clock of Twitch', async () => {
    // Our clock is an hour ahead: what Twitch sent now must not look old.
    const clock = { ...systemClock, nowMs: () => Date.now() + 3_600_000 };
    const door = await openDoor((socket) => socket.send(welcome('one')));
    const heard = listen(door.url, { clock });
    await connected(heard);
    const old = new Date(Date.now() - 11 * 60_000).toISOString();
    door.sockets[0]?.send(notification({ message_timestamp: old }, 'old'));
    door.sockets[0]?.send(notification({}, 'new'));
    await until(() => expect(heard.told).toEqual(['fresh', 'new']));
  });

  it('moves to another address without losing or doubling an event', async () => {
    const moved: WebSocket[] = [];
    const door = await openDoor((socket, number, path) => {
      if (number === 0) socket.send(welcome('one'));
      else if (path === '/moved?id=1') moved.push(socket);
    });
    const heard = listen(door.url);
    await connected(heard);
    const [old] = door.sockets;
    old?.send(reconnect(`${door.url}/moved?id=1`));
    await until(() => expect(moved).toHaveLength(1));
    old?.send(notification({ message_id: 'x1' }, 'before'));
    await until(() => expect(heard.told).toContain('before'));
    old?.send(notification({ message_id: 'x2' }, 'both'));
    moved[0]?.send(welcome('one'));
    moved[0]?.send(notification({ message_id: 'x2' }, 'both'));
    moved[0]?.send(notification({ message_id: 'x3' }, 'after'));
    await until(() => expect(heard.told).toEqual(['fresh', 'before', 'both', 'after']));
    await until(() => expect(old?.readyState).toBe(3));
    expect(heard.orders).toHaveLength(2);
    expect(heard.states.every((state) => state.state !== 'waiting')).toBe(true);
  });

  it('moves twice in a row', async () => {
    const door = await openDoor((socket) => socket.send(welcome('one')));
    const heard = listen(door.url);
    await connected(heard);
    for (let move = 1; move <= 2; move++) {
      door.sockets.at(-1)?.send(reconnect(`${door.url}/${move}`));
      await until(() => expect(door.sockets[move - 1]?.readyState).toBe(3));
    }
    door.sockets[2]?.send(notification({}, 'there'));
    await until(() => expect(heard.told).toEqual(['fresh', 'there']));
  });

  it('begins a fresh session when the new address does not work and the old one closes', async () => {
    const door = await openDoor((socket, number) => {
      if (number === 1) socket.close(4007);
      else socket.send(welcome(`s${number}`));
    });
    const heard = listen(door.url);
    await connected(heard);
    door.sockets[0]?.send(reconnect(`${door.url}/broken`));
    await until(() => expect(door.sockets).toHaveLength(2));
    door.sockets[0]?.send(notification({}, 'still here'));
    await until(() => expect(heard.told).toContain('still here'));
    door.sockets[0]?.close(4004);
    await until(() => expect(heard.told.filter((what) => what === 'fresh')).toHaveLength(2));
    expect(heard.orders).toContain('s2 channel.follow');
  });

  it('does not follow to what is no WebSocket', async () => {
    const door = await openDoor((socket) => socket.send(welcome('one')));
    const heard = listen(door.url);
    await connected(heard);
    door.sockets[0]?.send(reconnect('file:///etc/passwd'));
    await until(() => expect(heard.told.filter((what) => what === 'fresh')).toHaveLength(2));
  });

  it.each([4000, 4001, 4002, 4003, 4004, 4005, 4006, 4007, 1000, 1011])(
    'begins a fresh session after close code %i',
    async (code) => {
      const door = await openDoor((socket, number) => socket.send(welcome(`s${number}`)));
      const heard = listen(door.url);
      await connected(heard);
      door.sockets[0]?.close(code);
      await until(() => expect(heard.told).toEqual(['fresh', 'fresh']));
      expect(heard.states.some((state) => state.state === 'waiting' && state.nextTryAtMs !== null)).toBe(true);
    },
  );

  it('gives up a session on which Twitch is silent for longer than promised', async () => {
    const door = await openDoor((socket, number) => socket.send(welcome(`s${number}`, number === 0 ? 0.01 : 100)));
    const heard = listen(door.url, { times: { patienceMs: 10 } });
    await until(() => expect(heard.orders).toContain('s1 stream.online'));
    await connected(heard);
  });

  it('stays where Twitch spoke in time and only we were too busy to listen', async () => {
    const door = await openDoor((socket) => socket.send(welcome('one', 0.5)));
    const heard = listen(door.url, { times: { patienceMs: 500 } });
    await connected(heard);
    // From here the timers come next, and only then what was sent.
    await new Promise((resolve) => setImmediate(resolve));
    door.sockets[0]?.send(frame('session_keepalive', {}));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_100);
    door.sockets[0]?.send(notification({}, 'anna'));
    await until(() => expect(heard.told).toContain('anna'));
    expect(heard.told).toEqual(['fresh', 'anna']);
    expect(heard.states.every(({ state }) => state !== 'waiting')).toBe(true);
  });

  it('stays as long as keepalives come', async () => {
    const door = await openDoor((socket) => {
      socket.send(welcome('one', 0.1));
      const beat = setInterval(() => socket.send(frame('session_keepalive', {})), 20);
      cleanUps.push(() => clearInterval(beat));
    });
    const heard = listen(door.url, { times: { patienceMs: 5000 } });
    await connected(heard);
    const first = heard.socket.state().lastMessageAtMs ?? 0;
    await until(() => expect(heard.socket.state().lastMessageAtMs).toBeGreaterThan(first + 100));
    expect(door.sockets).toHaveLength(1);
  });

  it('gives up a server that does not welcome it', async () => {
    const door = await openDoor((socket, number) => number > 0 && socket.send(welcome('late')));
    const heard = listen(door.url, { times: { welcomeMs: 200 } });
    await connected(heard);
    expect(heard.states.some((state) => state.problem === 'twitch.unreachable')).toBe(true);
  });

  it('tells of a revoked topic and keeps the others', async () => {
    const door = await openDoor((socket) => socket.send(welcome('one')));
    const heard = listen(door.url);
    await connected(heard);
    door.sockets[0]?.send(
      frame('revocation', {
        subscription: {
          id: 's',
          status: 'authorization_revoked',
          type: 'channel.follow',
          version: '2',
          condition: { broadcaster_user_id: 1, moderator_user_id: '' },
        },
      }),
    );
    await until(() => expect(heard.told).toContain('revoked authorization_revoked'));
    expect(heard.socket.state()).toMatchObject({
      state: 'connected',
      problem: 'twitch.no-grant',
      refusedTopics: [{ topic: follow, failure: { params: { reason: 'authorization_revoked' } } }],
    });
  });

  it('ignores frames it does not know', async () => {
    const door = await openDoor((socket) => {
      for (const text of ['', 'null', '[]', '{', '{"metadata":5}', frame('session_party', {})]) socket.send(text);
      socket.send(welcome('one'));
      socket.send(frame('notification', { subscription: { type: 'channel.new_thing' }, event: null }));
    });
    const heard = listen(door.url);
    await until(() => expect(heard.told).toContain('other'));
  });

  it('orders for the session of now only', async () => {
    let release: (() => void) | undefined;
    const door = await openDoor((socket, number) => {
      socket.send(welcome(`s${number}`));
    });
    const ordered: string[] = [];
    const heard = listen(door.url, {
      createSubscription: async (session) => {
        ordered.push(session);
        if (session === 's0') await new Promise<void>((resolve) => (release = resolve));
        return session === 's0' ? fail(twitchFailure('twitch.no-grant')) : ok(stood);
      },
    });
    await until(() => expect(ordered).toContain('s0'));
    door.sockets[0]?.close(4000);
    await connected(heard);
    release?.();
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(heard.socket.state()).toMatchObject({ state: 'connected', problem: null, refusedTopics: [] });
    expect(heard.told).toEqual(['fresh']);
  });

  it('orders what is new on the session that is there, and takes back what is not wanted any more', async () => {
    const door = await openDoor((socket, number) => socket.send(welcome(`s${number}`)));
    let topics = [follow];
    let isGranted = false;
    const orders: string[] = [];
    const heard = listen(door.url, {
      topics: () => topics,
      createSubscription: async (session, topic) => {
        orders.push(`${session} ${topic.type}`);
        if (topic.type === 'channel.raid' && !isGranted) return fail(twitchFailure('twitch.missing-scope'));
        return ok({ id: topic.type, totalCost: 3, maxCost: 10 });
      },
      onTopicsBack: () => heard.told.push('back'),
    });
    await connected(heard);
    const raid = { ...online, type: 'channel.raid' };
    topics = [online, raid];
    heard.socket.follow();
    await until(() => expect(heard.told).toEqual(['fresh', 'deleted channel.follow', 'back']));
    expect(heard.socket.state()).toMatchObject({ orderedTopics: 1, cost: 3, maxCost: 10 });
    expect(heard.socket.state().problem).toBe('twitch.missing-scope');
    isGranted = true;
    heard.socket.follow();
    await until(() => expect(heard.socket.state()).toMatchObject({ orderedTopics: 2, problem: null }));
    expect(orders).toEqual(['s0 channel.follow', 's0 stream.online', 's0 channel.raid', 's0 channel.raid']);
    expect(door.sockets).toHaveLength(1);
    topics = [];
    heard.socket.follow();
    await until(() => expect(heard.socket.state().state).toBe('off'));
  });

  it('orders a revoked topic again when its cause is gone', async () => {
    const door = await openDoor((socket) => socket.send(welcome('one')));
    const heard = listen(door.url);
    await connected(heard);
    const subscription = { id: 's', status: 'moderator_removed', type: 'channel.follow', version: '2' };
    door.sockets[0]?.send(
      frame('revocation', { subscription: { ...subscription, condition: { broadcaster_user_id: '1' } } }),
    );
    await until(() => expect(heard.socket.state().orderedTopics).toBe(1));
    heard.socket.follow();
    await until(() => expect(heard.socket.state()).toMatchObject({ orderedTopics: 2, problem: null }));
    expect(heard.orders).toEqual(['one channel.follow', 'one stream.online', 'one channel.follow']);
  });

  it('waits long when the account has as many connections as Twitch gives it', async () => {
    const door = await openDoor((socket) => socket.send(welcome('one')));
    const heard = listen(door.url, {
      createSubscription: async () => fail(twitchFailure('twitch.too-many-connections')),
      times: { crowdedMs: 60_000 },
    });
    await until(() => expect(heard.socket.state().state).toBe('waiting'));
    expect(heard.socket.state().problem).toBe('twitch.too-many-connections');
    expect(heard.socket.state().nextTryAtMs).toBeGreaterThan(Date.now() + 50_000);
    expect(door.sockets).toHaveLength(1);
  });

  it('orders on the session it was moved to', async () => {
    const door = await openDoor((socket, number) => socket.send(welcome(number === 0 ? 'one' : 'two')));
    let isReady = false;
    const orders: string[] = [];
    const heard = listen(door.url, {
      times: { crowdedMs: 20 },
      createSubscription: async (session, topic) => {
        if (topic === online && !isReady) return fail(twitchFailure('twitch.trouble'));
        orders.push(`${session} ${topic.type}`);
        return ok(stood);
      },
    });
    await connected(heard);
    door.sockets[0]?.send(reconnect(`${door.url}/two`));
    await until(() => expect(door.sockets[0]?.readyState).toBe(3));
    isReady = true;
    await until(() => expect(orders).toEqual(['one channel.follow', 'two stream.online']));
  });

  it('tries a new address again that did not work at once, without leaving the old one', async () => {
    const door = await openDoor((socket, number) => {
      if (number === 1) socket.close(1011);
      else socket.send(welcome(`s${number}`));
    });
    const heard = listen(door.url);
    await connected(heard);
    door.sockets[0]?.send(reconnect(`${door.url}/new`));
    await until(() => expect(door.sockets[0]?.readyState).toBe(3));
    door.sockets[2]?.send(notification({}, 'there'));
    await until(() => expect(heard.told).toEqual(['fresh', 'there']));
  });

  it('loses and doubles nothing that comes over both sockets of a move', async () => {
    const greetings: (() => void)[] = [];
    const door = await openDoor((socket, number) => {
      if (number === 0) socket.send(welcome('zero'));
      else greetings.push(() => socket.send(welcome(`s${number}`)));
    });
    const heard = listen(door.url, { times: { leaveMs: 300 } });
    await connected(heard);
    const [old] = door.sockets;
    old?.send(reconnect(`${door.url}/moved`));
    await until(() => expect(greetings).toHaveLength(1));
    old?.send(notification({ message_id: 'before' }, 'before'));
    await until(() => expect(heard.told).toContain('before'));
    greetings[0]?.();
    const next = door.sockets[1];
    next?.send(notification({ message_id: 'new' }, 'new'));
    await until(() => expect(heard.told).toContain('new'));
    // The old one is still open behind the new welcome, and Twitch sends on it what was on its way.
    expect(old?.readyState).toBe(1);
    old?.send(notification({ message_id: 'tail' }, 'tail'));
    old?.send(notification({ message_id: 'new' }, 'new'));
    next?.send(notification({ message_id: 'tail' }, 'tail'));
    // And asks once more for what is done.
    old?.send(reconnect(`${door.url}/moved`));
    await until(() => expect(old?.readyState).toBe(3));
    next?.send(notification({ message_id: 'after' }, 'after'));
    await until(() => expect(heard.told).toContain('after'));
    expect(heard.told).toEqual(['fresh', 'before', 'new', 'tail', 'after']);
    expect(door.sockets).toHaveLength(2);
    expect(heard.orders).toHaveLength(2);
  });

  it('goes where Twitch asked it last while it is not welcomed there yet', async () => {
    const paths: string[] = [];
    const door = await openDoor((socket, number, path) => {
      paths.push(path);
      if (number === 0 || path === '/newer') socket.send(welcome(`s${number}`));
    });
    const heard = listen(door.url);
    await connected(heard);
    const [old] = door.sockets;
    old?.send(reconnect(`${door.url}/older`));
    await until(() => expect(paths).toContain('/older'));
    // The same once more is no reason to begin anew.
    old?.send(reconnect(`${door.url}/older`));
    old?.send(reconnect(`${door.url}/newer`));
    await until(() => expect(old?.readyState).toBe(3));
    expect(paths).toEqual(['/', '/older', '/newer']);
    expect(door.sockets[1]?.readyState).toBeGreaterThan(1);
    door.sockets[2]?.send(notification({}, 'there'));
    await until(() => expect(heard.told).toEqual(['fresh', 'there']));
  });

  it('tells until when it heard Twitch, and from when on again', async () => {
    const door = await openDoor((socket, number) => socket.send(welcome(`s${number}`)));
    const moments: [string, number][] = [];
    const heard = listen(door.url, {
      onFreshConnect: (atMs) => moments.push(['fresh', atMs]),
      onLost: (atMs) => moments.push(['lost', atMs]),
      onAlive: (atMs) => moments.push(['alive', atMs]),
    });
    await connected(heard);
    door.sockets[0]?.send(notification({ message_timestamp: new Date(Date.now() - 5_000).toISOString() }));
    await until(() => expect(heard.socket.state().delayMs).toBeGreaterThan(2_500));
    door.sockets[0]?.close(4000);
    await until(() => expect(moments.map(([what]) => what)).toEqual(['fresh', 'alive', 'lost', 'fresh']));
    // One that was sent before it may still be on its way.
    expect(moments[1]?.[1]).toBeLessThanOrEqual(Date.now() - 10_000);
    expect(moments[2]?.[1]).toBeGreaterThan(Date.now() - 10_000);
  });

  it('vouches by a keepalive only for what is older than anything on its way can be', async () => {
    const door = await openDoor((socket) => socket.send(welcome('one')));
    const alive: number[] = [];
    const heard = listen(door.url, { onAlive: (atMs) => alive.push(atMs), times: { wayMs: 60_000 } });
    await connected(heard);
    door.sockets[0]?.send(notification({ message_timestamp: new Date(Date.now() - 20_000).toISOString() }));
    door.sockets[0]?.send(frame('session_keepalive', {}));
    await until(() => expect(alive).toHaveLength(2));
    expect(alive[1]).toBeLessThanOrEqual(Date.now() - 80_000);
  });

  it('begins a fresh session with the topics of now when told to', async () => {
    const door = await openDoor((socket, number) => socket.send(welcome(`s${number}`)));
    let topics = [follow];
    const heard = listen(door.url, { topics: () => topics });
    await connected(heard);
    topics = [online];
    heard.socket.restart();
    await until(() => expect(heard.orders).toEqual(['s0 channel.follow', 's1 stream.online']));
    await until(() => expect(heard.told).toEqual(['fresh', 'fresh']));
  });

  it('stops when the notification at hand is done, and is silent afterwards', async () => {
    const door = await openDoor((socket) => socket.send(welcome('one')));
    const steps: string[] = [];
    const heard = listen(door.url, {
      onNotification: async () => {
        steps.push('begin');
        await new Promise((resolve) => setTimeout(resolve, 20));
        steps.push('end');
      },
    });
    await connected(heard);
    door.sockets[0]?.send(notification());
    await until(() => expect(steps).toEqual(['begin']));
    await heard.socket.stop();
    expect(steps).toEqual(['begin', 'end']);
    expect(heard.socket.state().state).toBe('off');
  });
});

describe('EventSub socket with the simulated Twitch', () => {
  const channel = { broadcaster_user_id: PEOPLE.streamer.id };
  const asModerator = { ...channel, moderator_user_id: PEOPLE.streamer.id };
  const TOPICS: readonly EventTopic[] = [
    { type: 'stream.online', version: '1', condition: channel },
    { type: 'channel.update', version: '2', condition: channel },
    { type: 'channel.follow', version: '2', condition: asModerator },
    { type: 'channel.raid', version: '1', condition: { to_broadcaster_user_id: PEOPLE.streamer.id } },
    { type: 'channel.chat.notification', version: '1', condition: { ...channel, user_id: PEOPLE.streamer.id } },
    { type: 'channel.bits.use', version: '1', condition: channel },
    { type: 'channel.moderate', version: '2', condition: asModerator },
    { type: 'channel.goal.begin', version: '1', condition: channel },
  ].map((topic) => ({ ...topic, scopes: [] }));

  async function setUp() {
    const twitch = await startSimulatedTwitch();
    const { addresses, app, simulator } = twitch;
    const oauth = createOAuth({ addresses, app, clock: systemClock });
    const redirectUri = 'http://localhost:8080/callback';
    const url = oauth.authorizeUrl({ state: 's', redirectUri, scopes: scopesFor('channel'), forceVerify: false });
    const back = await twitch.consent(url, PEOPLE.streamer.login);
    const pair = await oauth.exchangeCode(back.searchParams.get('code') ?? '', redirectUri);
    if (!pair.ok) throw new Error(pair.error.code);
    const headers = {
      authorization: `Bearer ${pair.value.accessToken}`,
      'client-id': app.clientId,
      'content-type': 'application/json',
    };
    const types: string[] = [];
    const heard = listen(addresses.eventSubSocket, {
      topics: () => TOPICS,
      async createSubscription(sessionId, topic) {
        const transport = { method: 'websocket', session_id: sessionId };
        const body = JSON.stringify({ ...topic, transport });
        const reply = await fetch(addresses.eventSubSubscriptions, { method: 'POST', headers, body });
        await reply.arrayBuffer();
        return reply.ok ? ok(stood) : fail(twitchFailure('twitch.missing-scope', { status: reply.status }));
      },
      onNotification: async ({ event, subscriptionType }) => {
        types.push(event.type === 'other' ? `other ${subscriptionType}` : event.type);
      },
    });
    const order = (what: string, input: Readonly<Record<string, unknown>> = {}) =>
      fetch(`http://127.0.0.1:${simulator.httpPort}/sim/${what}`, { method: 'POST', body: JSON.stringify(input) });
    return { heard, types, order };
  }

  it('hears what happens on the channel and what moderators do, and names what it may not hear', async () => {
    const { heard, types, order } = await setUp();
    await connected(heard);
    expect(heard.socket.state().refusedTopics.map(({ topic }) => topic.type)).toEqual(['channel.goal.begin']);
    await order('event', { kind: 'follow', login: 'new_fan' });
    await order('event', { kind: 'sub', login: 'new_fan' });
    await order('event', { kind: 'bits', login: 'new_fan', bits: 50 });
    await order('event', { kind: 'raid', login: 'raider_one', viewers: 5 });
    await order('ban', { login: PEOPLE.stranger.login, seconds: 60 });
    const expected = [
      'channel.follow',
      'channel.chat.notification',
      'channel.bits.use',
      'channel.raid',
      'channel.moderate',
    ];
    await until(() => expect(types).toEqual(expect.arrayContaining(expected)));
    expect(types.filter((type) => type.startsWith('other'))).toEqual([]);
  });

  it('loses and doubles nothing when Twitch moves it and repeats itself', async () => {
    const { heard, types, order } = await setUp();
    await connected(heard);
    await order('event', { kind: 'follow', login: 'fan_1' });
    await order('eventsub/reconnect');
    await order('event', { kind: 'follow', login: 'fan_2' });
    await order('eventsub/duplicate');
    await order('event', { kind: 'follow', login: 'fan_3' });
    await until(() => expect(types.length).toBeGreaterThanOrEqual(3));
    expect(types).toEqual(['channel.follow', 'channel.follow', 'channel.follow']);
    expect(heard.told).toEqual(['fresh']);
  });

  it('orders everything again after the connection was lost', async () => {
    const { heard, types, order } = await setUp();
    await connected(heard);
    await order('eventsub/drop');
    await until(() => expect(heard.told).toEqual(['fresh', 'fresh']));
    await order('event', { kind: 'follow', login: 'fan_1' });
    await until(() => expect(types).toEqual(['channel.follow']));
  });
});

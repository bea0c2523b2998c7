import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { WebSocketServer } from 'ws';
import { systemClock } from '../platform/clock.ts';
import { createLog } from '../platform/log.ts';
import { PEOPLE, type SimulatedTwitch, startSimulatedTwitch } from '../testing/simulated-twitch.ts';
import {
  type ChatJoin,
  type ChatSocket,
  type ChatSocketOptions,
  type ChatTimes,
  createChatSocket,
} from './chat-socket.ts';
import type { LineState } from './line-state.ts';
import { createOAuth } from './oauth.ts';
import { createTwitchClock } from './twitch-clock.ts';
import type { IrcMessage } from './wire/irc-message.ts';

/** Generous, so that a busy machine fails no test. */
const until = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 5 });

const cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
});

/** Short waits; nothing in a test depends on how long they really take. */
const QUICK: Partial<ChatTimes> = { joinWindowMs: 10, backOff: { firstMs: 4, mostMs: 40 }, provenMs: 0 };

/** A chat server as far as a test needs one: it notes every line and answers as it is told. */
interface Door {
  readonly url: string;
  readonly lines: string[];
  readonly connections: { send(text: string): void; drop(): void }[];
}

type Answer = (line: string, send: (text: string) => void, connection: number) => void;

const welcome: Answer = (line, send) => {
  if (line.startsWith('NICK ')) send(':tmi.twitch.tv 001 bot :Welcome, GLHF!\r\n');
  for (const channel of line.startsWith('JOIN ') ? line.slice(5).split(',') : []) {
    send(`:bot!bot@bot.tmi.twitch.tv JOIN ${channel}\r\n@room-id=1;slow=0 :tmi.twitch.tv ROOMSTATE ${channel}\r\n`);
  }
};

async function openDoor(answer: Answer): Promise<Door> {
  const lines: string[] = [];
  const connections: Door['connections'] = [];
  const server = createServer((socket: Socket) => {
    const number = connections.length;
    cleanUps.push(() => socket.destroy());
    socket.on('error', () => {});
    connections.push({ send: (text) => socket.write(text), drop: () => socket.destroy() });
    let rest = '';
    socket.on('data', (bytes) => {
      const all = (rest + bytes.toString()).split('\r\n');
      rest = all.pop() ?? '';
      for (const line of all) {
        lines.push(line);
        answer(line, (text) => socket.write(text), number);
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanUps.push(() => server.close());
  return { url: `irc://127.0.0.1:${(server.address() as AddressInfo).port}`, lines, connections };
}

interface Heard {
  readonly socket: ChatSocket;
  readonly messages: IrcMessage[];
  readonly states: LineState[];
  /** Everything that was told, in order. */
  readonly told: string[];
}

function listen(url: string, options: Partial<ChatSocketOptions> = {}): Heard {
  const messages: IrcMessage[] = [];
  const states: LineState[] = [];
  const told: string[] = [];
  const socket = createChatSocket({
    url,
    credentials: async () => ({ login: 'Bot', token: 'secret' }),
    channels: () => ['ann_example'],
    onMessages(batch) {
      messages.push(...batch);
      told.push(...batch.map((message) => message.command));
    },
    onState: (state) => states.push(state),
    onJoined: ({ channel, reason }) => told.push(`joined ${channel} ${reason}`),
    onLost: ({ reason }) => told.push(`lost ${reason}`),
    clock: systemClock,
    twitchClock: createTwitchClock(systemClock),
    log: createLog({ level: 'silent', to: 'stderr' }),
    ...options,
    times: { ...QUICK, ...options.times },
  });
  cleanUps.push(() => socket.stop());
  socket.start();
  return { socket, messages, states, told };
}

const connected = (heard: Heard) => until(() => expect(heard.socket.state().state).toBe('connected'));

describe('chat socket', () => {
  it('asks for tags, signs in, joins in lower case and hands the lines on in order', async () => {
    const door = await openDoor(welcome);
    const heard = listen(door.url, { channels: () => ['Ann_Example'] });
    await connected(heard);
    door.connections[0]?.send(':a!a@a PRIVMSG #ann_example :one\r\n:b!b@b PRIVMSG #ann_example :tw');
    door.connections[0]?.send('o\r\n');
    await until(() => expect(heard.messages.filter((m) => m.command === 'PRIVMSG')).toHaveLength(2));
    expect(door.lines).toEqual([
      'CAP REQ :twitch.tv/tags twitch.tv/commands',
      'PASS oauth:secret',
      'NICK bot',
      'JOIN #ann_example',
    ]);
    expect(heard.told).toEqual(['joined ann_example offline', 'JOIN', 'ROOMSTATE', 'PRIVMSG', 'PRIVMSG']);
    expect(heard.messages.at(-1)).toMatchObject({ text: 'two', login: 'b' });
    expect(heard.socket.state()).toMatchObject({ retries: 0, problem: null, nextTryAtMs: null });
    expect(heard.socket.state().lastMessageAtMs).not.toBeNull();
  });

  it('reads along without an account when there is no token', async () => {
    const door = await openDoor(welcome);
    const heard = listen(door.url, { credentials: async () => null });
    await connected(heard);
    expect(door.lines.some((line) => line.startsWith('PASS'))).toBe(false);
    expect(door.lines.find((line) => line.startsWith('NICK'))).toMatch(/^NICK justinfan\d+$/);
  });

  it('reads along without an account when the vault fails', async () => {
    const door = await openDoor(welcome);
    await connected(
      listen(door.url, {
        credentials: () => Promise.reject(new Error('sealed')),
      }),
    );
  });

  it('answers PING with its text and does not hand it on', async () => {
    const door = await openDoor(welcome);
    const heard = listen(door.url);
    await connected(heard);
    door.connections[0]?.send('PING :tmi.twitch.tv 5\r\n');
    await until(() => expect(door.lines).toContain('PONG :tmi.twitch.tv 5'));
    expect(heard.told).not.toContain('PING');
  });

  it('asks after silence, and stays when it is answered', async () => {
    const door = await openDoor((line, send, n) => {
      welcome(line, send, n);
      if (line.startsWith('PING ')) send(`:tmi.twitch.tv PONG tmi.twitch.tv ${line.slice(5)}\r\n`);
    });
    let alive = 0;
    const heard = listen(door.url, {
      onAlive: () => alive++,
      times: { silenceMs: 10, pongMs: 2000 },
    });
    await connected(heard);
    await until(() => expect(door.lines.filter((line) => line.startsWith('PING')).length).toBeGreaterThan(2));
    expect(alive).toBeGreaterThan(0);
    expect(door.connections).toHaveLength(1);
  });

  it('drops a connection that does not answer, and comes back', async () => {
    const door = await openDoor(welcome);
    const heard = listen(door.url, { times: { silenceMs: 20, pongMs: 20 } });
    await until(() => expect(door.connections.length).toBeGreaterThan(1));
    expect(heard.told).toContain('lost connection-lost');
    await until(() => expect(heard.told).toContain('joined ann_example connection-lost'));
  });

  it('comes back at once when asked to, but not again and again', async () => {
    const door = await openDoor((line, send, n) => {
      welcome(line, send, n);
      if (line.startsWith('JOIN ')) send(':tmi.twitch.tv RECONNECT\r\n');
    });
    const heard = listen(door.url, { times: { backOff: { firstMs: 20_000, mostMs: 20_000 } } });
    await until(() => expect(heard.socket.state().state).toBe('waiting'));
    expect(door.connections).toHaveLength(2);
    expect(heard.told.filter((what) => what.startsWith('joined'))).toEqual([
      'joined ann_example offline',
      'joined ann_example twitch-restart',
    ]);
    expect(heard.socket.state().nextTryAtMs).toBeGreaterThan(Date.now());
  });

  it('reads on where it was asked to leave, until it is in elsewhere', async () => {
    let letIn: (() => void) | undefined;
    const door = await openDoor((line, send, n) => {
      if (n === 0 || !line.startsWith('JOIN ')) welcome(line, send, n);
      else letIn = () => welcome(line, send, n);
    });
    const heard = listen(door.url);
    await connected(heard);
    const [old] = door.connections;
    old?.send(':tmi.twitch.tv RECONNECT\r\n:a!a@a PRIVMSG #ann_example :behind it\r\n');
    await until(() => expect(letIn).toBeDefined());
    expect(heard.socket.state().state).toBe('connecting');
    old?.send(':a!a@a PRIVMSG #ann_example :meanwhile\r\n');
    await until(() => expect(heard.messages.at(-1)).toMatchObject({ text: 'meanwhile' }));
    expect(heard.told).not.toContain('lost twitch-restart');
    letIn?.();
    await connected(heard);
    old?.send(':a!a@a PRIVMSG #ann_example :too late\r\n');
    door.connections[1]?.send(':a!a@a PRIVMSG #ann_example :elsewhere\r\n');
    await until(() => expect(heard.messages.at(-1)).toMatchObject({ text: 'elsewhere' }));
    expect(heard.told.slice(3)).toEqual([
      'RECONNECT',
      'PRIVMSG',
      'PRIVMSG',
      'lost twitch-restart',
      'joined ann_example twitch-restart',
      'JOIN',
      'ROOMSTATE',
      'PRIVMSG',
    ]);
  });

  it('is away from when the old connection ends, though it is in nowhere else yet', async () => {
    const door = await openDoor((line, send, n) => {
      if (n !== 1) welcome(line, send, n);
    });
    const heard = listen(door.url, { times: { loginMs: 100 } });
    await connected(heard);
    door.connections[0]?.send(':tmi.twitch.tv RECONNECT\r\n');
    await until(() => expect(door.connections).toHaveLength(2));
    door.connections[0]?.drop();
    await until(() => expect(heard.told).toContain('lost twitch-restart'));
    await until(() => expect(heard.told).toContain('joined ann_example twitch-restart'));
    expect(door.connections).toHaveLength(3);
  });

  it('keeps the one that still brings something when it is asked to leave twice', async () => {
    const door = await openDoor((line, send, n) => {
      if (n !== 1) welcome(line, send, n);
      else if (line.startsWith('NICK ')) send(':tmi.twitch.tv RECONNECT\r\n');
    });
    const heard = listen(door.url, { times: { backOff: { firstMs: 200, mostMs: 400 } } });
    await connected(heard);
    door.connections[0]?.send(':tmi.twitch.tv RECONNECT\r\n');
    await until(() => expect(heard.socket.state().state).toBe('waiting'));
    door.connections[0]?.send(':a!a@a PRIVMSG #ann_example :meanwhile\r\n');
    await until(() => expect(heard.messages.at(-1)).toMatchObject({ text: 'meanwhile' }));
    await until(() => expect(heard.told).toContain('joined ann_example twitch-restart'));
    expect(heard.told.filter((what) => what.startsWith('lost'))).toHaveLength(1);
    expect(door.connections).toHaveLength(3);
  });

  it('leaves nothing open when it is stopped between two connections', async () => {
    const door = await openDoor((line, send, n) => {
      if (n === 0) welcome(line, send, n);
    });
    const heard = listen(door.url);
    await connected(heard);
    door.connections[0]?.send(':tmi.twitch.tv RECONNECT\r\n');
    await until(() => expect(door.connections).toHaveLength(2));
    heard.socket.stop();
    const told = heard.told.length;
    for (const connection of door.connections) connection.send(':a!a@a PRIVMSG #ann_example :late\r\n');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(heard.told).toHaveLength(told);
    expect(heard.told.at(-1)).toBe('lost offline');
  });

  it('waits longer with each failure and says so', async () => {
    const door = await openDoor((_line, _send, n) => door.connections[n]?.drop());
    const heard = listen(door.url);
    await until(() => expect(heard.socket.state().retries).toBeGreaterThan(3));
    expect(heard.states.some((state) => state.state === 'waiting' && state.problem === 'twitch.unreachable')).toBe(
      true,
    );
    expect(heard.told).toEqual([]);
  });

  it('fetches the token at every connect', async () => {
    const door = await openDoor(welcome);
    let number = 0;
    const heard = listen(door.url, { credentials: async () => ({ login: 'bot', token: `t${++number}` }) });
    await connected(heard);
    door.connections[0]?.drop();
    await until(() => expect(door.lines).toContain('PASS oauth:t2'));
  });

  it('tells of a refused token once, never sends it again and reads along', async () => {
    const door = await openDoor((line, send, n) => {
      if (line === 'PASS oauth:dead') send(':tmi.twitch.tv NOTICE * :Login authentication failed\r\n');
      else if (n > 0) welcome(line, send, n);
    });
    let failed = 0;
    const heard = listen(door.url, {
      credentials: async () => ({ login: 'bot', token: 'dead' }),
      onAuthFailed: () => {
        failed++;
      },
    });
    await connected(heard);
    expect(failed).toBe(1);
    expect(door.lines.filter((line) => line === 'PASS oauth:dead')).toHaveLength(1);
    expect(heard.socket.state().problem).toBe('twitch.no-grant');
  });

  it('goes on with the new token after a refused one', async () => {
    const door = await openDoor((line, send, n) => {
      if (line === 'PASS oauth:old') send(':tmi.twitch.tv NOTICE * :Login authentication failed\r\n');
      else if (n > 0) welcome(line, send, n);
    });
    let token = 'old';
    const heard = listen(door.url, {
      credentials: async () => ({ login: 'bot', token }),
      onAuthFailed: async () => {
        token = 'new';
      },
    });
    await connected(heard);
    expect(door.lines).toContain('PASS oauth:new');
    expect(heard.socket.state().problem).toBeNull();
  });

  it('says so when a channel does not answer, and asks again', async () => {
    const door = await openDoor((line, send) => {
      if (line.startsWith('NICK ')) send(':tmi.twitch.tv 001 bot :Welcome, GLHF!\r\n');
    });
    const heard = listen(door.url, { times: { joinMs: 10 } });
    await until(() => expect(heard.socket.state().problem).toBe('live.no-channel'));
    await until(() => expect(door.lines.filter((line) => line.startsWith('JOIN')).length).toBeGreaterThan(1));
    expect(heard.told).toEqual([]);
  });

  it('drops a server that never welcomes it', async () => {
    const door = await openDoor(() => {});
    listen(door.url, { times: { loginMs: 20 } });
    await until(() => expect(door.connections.length).toBeGreaterThan(1));
  });

  it('joins at most twenty channels in one window', async () => {
    const door = await openDoor(welcome);
    const channels = Array.from({ length: 45 }, (_, i) => `channel_${i}`);
    await connected(listen(door.url, { channels: () => [...channels, 'not a login', 'a\r\nQUIT'] }));
    const joins = () => door.lines.filter((line) => line.startsWith('JOIN ')).map((line) => line.split(',').length);
    await until(() => expect(joins()).toEqual([20, 20, 5]));
  });

  it('counts joins over all connections: Twitch does so, too', async () => {
    const door = await openDoor(welcome);
    const channels = Array.from({ length: 20 }, (_, i) => `channel_${i}`);
    const heard = listen(door.url, { channels: () => channels, times: { joinWindowMs: 60_000 } });
    await connected(heard);
    door.connections[0]?.drop();
    await until(() => expect(door.lines.filter((line) => line.startsWith('NICK '))).toHaveLength(2));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(door.lines.filter((line) => line.startsWith('JOIN '))).toHaveLength(1);
  });

  it('joins the first hundred channels and names the others', async () => {
    const door = await openDoor(welcome);
    const channels = Array.from({ length: 102 }, (_, i) => `channel_${i}`);
    const heard = listen(door.url, { channels: () => channels });
    await connected(heard);
    expect(heard.socket.state().refusedChannels).toEqual([
      { channel: 'channel_100', why: 'too-many' },
      { channel: 'channel_101', why: 'too-many' },
    ]);
    expect(heard.socket.state().problem).toBeNull();
  });

  it('is connected with its own channel though another one does not answer, and names that', async () => {
    const door = await openDoor((line, send) => {
      if (line.startsWith('NICK ')) send(':tmi.twitch.tv 001 bot :Welcome, GLHF!\r\n');
      if (line.startsWith('JOIN ')) send('@room-id=1;slow=0 :tmi.twitch.tv ROOMSTATE #own\r\n');
    });
    const heard = listen(door.url, { channels: () => ['own', 'gone'], times: { joinMs: 10 } });
    await connected(heard);
    await until(() => expect(heard.socket.state().refusedChannels).toEqual([{ channel: 'gone', why: 'unanswered' }]));
    expect(heard.socket.state()).toMatchObject({ state: 'connected', problem: null });
  });

  it('says that its channel is suspended, and is in again when Twitch lets it', async () => {
    let isSuspended = true;
    const door = await openDoor((line, send) => {
      if (line.startsWith('NICK ')) send(':tmi.twitch.tv 001 bot :Welcome, GLHF!\r\n');
      if (!line.startsWith('JOIN ')) return;
      send(
        isSuspended
          ? '@msg-id=msg_channel_suspended :tmi.twitch.tv NOTICE #ann_example :This channel has been suspended.\r\n'
          : '@room-id=1;slow=0 :tmi.twitch.tv ROOMSTATE #ann_example\r\n',
      );
    });
    const heard = listen(door.url, { times: { joinMs: 10 } });
    await until(() => expect(heard.socket.state().problem).toBe('live.channel-suspended'));
    isSuspended = false;
    await connected(heard);
    expect(heard.socket.state().problem).toBeNull();
    isSuspended = true;
    door.connections[0]?.send('@msg-id=tos_ban :tmi.twitch.tv NOTICE #ann_example :closed\r\n');
    await until(() => expect(heard.told).toContain('lost connection-lost'));
    expect(heard.socket.state().problem).toBe('live.channel-suspended');
    isSuspended = false;
    await until(() => expect(heard.told).toContain('joined ann_example connection-lost'));
    expect(door.connections).toHaveLength(1);
  });

  it('hands on nothing of a channel that it is not in: that would vouch for a time in which nothing came', async () => {
    const notice = '@msg-id=msg_channel_suspended :tmi.twitch.tv NOTICE #ann_example :This channel has been suspended.';
    let isSuspended = true;
    const door = await openDoor((line, send) => {
      if (line.startsWith('NICK ')) send(':tmi.twitch.tv 001 bot :Welcome, GLHF!\r\n');
      if (line.startsWith('JOIN ')) {
        send(isSuspended ? `${notice}\r\n` : '@room-id=1;slow=0 :tmi.twitch.tv ROOMSTATE #ann_example\r\n');
      }
    });
    const heard = listen(door.url, { times: { joinMs: 10 } });
    await until(() => expect(door.lines.filter((line) => line.startsWith('JOIN ')).length).toBeGreaterThan(2));
    isSuspended = false;
    await connected(heard);
    expect(heard.told).toEqual(['joined ann_example offline', 'ROOMSTATE']);
    door.connections[0]?.send(`${notice}\r\n`);
    await until(() => expect(heard.told).toContain('lost connection-lost'));
    // What is told while it is in belongs to the log.
    expect(heard.told).toContain('NOTICE');
  });

  it('asks for each capability alone when Twitch refuses both together', async () => {
    const door = await openDoor((line, send, n) => {
      if (line.startsWith('CAP REQ')) send(`:tmi.twitch.tv CAP * NAK ${line.slice(8)}\r\n`);
      else welcome(line, send, n);
    });
    await connected(listen(door.url));
    await until(() => expect(door.lines).toContain('CAP REQ :twitch.tv/commands'));
    expect(door.lines.filter((line) => line.startsWith('CAP REQ'))).toHaveLength(3);
  });

  it.each(['Login authentication failed', 'Login unsuccessful', 'Improperly formatted auth', 'Invalid NICK'])(
    'has a token refreshed once after "%s", then reads without one',
    async (why) => {
      const door = await openDoor((line, send, n) => {
        if (line.startsWith('PASS ')) send(`:tmi.twitch.tv NOTICE * :${why}\r\n`);
        else if (n > 1) welcome(line, send, n);
      });
      let number = 0;
      const refreshed: string[] = [];
      const heard = listen(door.url, {
        credentials: async () => ({ login: 'bot', token: `t${number}` }),
        onAuthFailed: (token) => {
          refreshed.push(token);
          number += 1;
        },
      });
      await connected(heard);
      expect(door.lines.filter((line) => line.startsWith('PASS '))).toEqual(['PASS oauth:t0', 'PASS oauth:t1']);
      expect(refreshed).toEqual(['t0']);
      expect(heard.socket.state().problem).toBe('twitch.no-grant');
    },
  );

  it('goes on with a fresh token when the one in use dies', async () => {
    const door = await openDoor(welcome);
    let token = 'old';
    const heard = listen(door.url, {
      credentials: async () => ({ login: 'bot', token }),
      onAuthFailed: () => {
        token = 'new';
      },
    });
    await connected(heard);
    door.connections[0]?.send(':tmi.twitch.tv NOTICE * :Login authentication failed\r\n');
    await until(() => expect(heard.told).toContain('joined ann_example connection-lost'));
    expect(heard.told).toContain('lost connection-lost');
    expect(door.lines.filter((line) => line.startsWith('PASS '))).toEqual(['PASS oauth:old', 'PASS oauth:new']);
    expect(heard.socket.state().problem).toBeNull();
  });

  it('reads along without an account while the vault does not answer', async () => {
    const door = await openDoor(welcome);
    await connected(listen(door.url, { credentials: () => new Promise(() => {}), times: { credentialsMs: 10 } }));
  });

  it('tells how late lines come, and does not vouch for what may still be on its way', async () => {
    const door = await openDoor((line, send, n) => {
      if (line.startsWith('PING')) send(':tmi.twitch.tv PONG tmi.twitch.tv :livextrem\r\n');
      else welcome(line, send, n);
    });
    const alive: number[] = [];
    const heard = listen(door.url, {
      onAlive: (atMs) => alive.push(atMs),
      times: { silenceMs: 20, pongMs: 5_000, wayMs: 60_000 },
    });
    await until(() => expect(alive).not.toEqual([]));
    // Twitch answers at once, also while lines are late that were sent before it was asked.
    expect(alive.at(-1)).toBeLessThanOrEqual(Date.now() - 60_000);
    const sentAt = Date.now() - 30_000;
    door.connections[0]?.send(`@id=a;tmi-sent-ts=${sentAt} :a!a@a PRIVMSG #ann_example :late\r\n`);
    await until(() => expect(heard.socket.state().delayMs).toBeGreaterThanOrEqual(30_000));
    expect(heard.messages.at(-1)).toMatchObject({ sentAtMs: sentAt });
    alive.length = 0;
    await until(() => expect(alive).not.toEqual([]));
    expect(alive.at(-1)).toBeLessThanOrEqual(Date.now() - 90_000);
  });

  it('trusts an answer no further when Twitch’s clock turned out to be another since the question', async () => {
    let aheadMs = 600_000;
    const door = await openDoor((line, send, n) => {
      if (line.startsWith('PING')) {
        aheadMs = 0;
        send(':tmi.twitch.tv PONG tmi.twitch.tv :livextrem\r\n');
      } else welcome(line, send, n);
    });
    const alive: number[] = [];
    listen(door.url, {
      twitchClock: { ...createTwitchClock(systemClock), nowMs: () => Date.now() + aheadMs },
      onAlive: (atMs) => alive.push(atMs),
      times: { silenceMs: 20, pongMs: 5_000, wayMs: 60_000 },
    });
    await until(() => expect(alive).not.toEqual([]));
    expect(alive[0]).toBeLessThanOrEqual(Date.now() - 60_000);
  });

  it('takes nothing but the answer to its own question for a sign that nothing is missing', async () => {
    const door = await openDoor(welcome);
    const alive: number[] = [];
    const heard = listen(door.url, { onAlive: (atMs) => alive.push(atMs) });
    await connected(heard);
    door.connections[0]?.send('PING :tmi.twitch.tv\r\n:tmi.twitch.tv PONG tmi.twitch.tv :livextrem\r\n');
    await until(() => expect(door.lines).toContain('PONG :tmi.twitch.tv'));
    expect(alive).toEqual([]);
  });

  it('gives its times by Twitch’s clock', async () => {
    const door = await openDoor(welcome);
    const joins: ChatJoin[] = [];
    const twitchClock = { ...createTwitchClock(systemClock), nowMs: () => Date.now() + 600_000 };
    const heard = listen(door.url, { twitchClock, onJoined: (join) => joins.push(join) });
    await connected(heard);
    expect(joins[0]?.atMs).toBeGreaterThan(Date.now() + 590_000);
    expect(heard.socket.state().sinceMs).toBeLessThanOrEqual(Date.now());
  });

  it('drops a connection that sends no line end', async () => {
    const door = await openDoor(welcome);
    const heard = listen(door.url);
    await connected(heard);
    door.connections[0]?.send('x'.repeat(200_000));
    await until(() => expect(door.connections).toHaveLength(2));
    await connected(heard);
  });

  it('connects anew with other channels when told to', async () => {
    const door = await openDoor(welcome);
    let channels = ['one'];
    const heard = listen(door.url, { channels: () => channels });
    await connected(heard);
    channels = ['two'];
    heard.socket.restart();
    await until(() => expect(heard.told).toContain('joined two connection-lost'));
  });

  it('is silent after the stop, also in the middle of a connect', async () => {
    const door = await openDoor(welcome);
    const heard = listen(door.url);
    heard.socket.stop();
    expect(heard.socket.state().state).toBe('off');
    const running = listen(door.url);
    await connected(running);
    running.socket.stop();
    const told = running.told.length;
    door.connections.at(-1)?.send(':a!a@a PRIVMSG #ann_example :late\r\n');
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(running.told).toHaveLength(told);
    expect(running.socket.state().state).toBe('off');
    expect(door.connections).toHaveLength(1);
  });

  it('says so when the address is none', () => {
    const heard = listen('http://localhost:1');
    return until(() => expect(heard.socket.state().state).toBe('waiting'));
  });

  it('speaks WebSocket, several lines in a frame and the last without its end', async () => {
    const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await once(server, 'listening');
    cleanUps.push(() => {
      for (const client of server.clients) client.terminate();
      server.close();
    });
    server.on('connection', (client) => {
      client.on('message', (data) => {
        welcome(String(data).trim(), (text) => client.send(text.trimEnd()), 0);
        if (String(data).startsWith('JOIN')) {
          client.send(':a!a@a PRIVMSG #ann_example :eins\r\n:a!a@a PRIVMSG #ann_example :zwei 👍');
        }
      });
    });
    const heard = listen(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
    await until(() => expect(heard.messages.at(-1)).toMatchObject({ text: 'zwei 👍' }));
    expect(heard.told.filter((what) => what === 'PRIVMSG')).toHaveLength(2);
  });
});

describe('chat socket with the simulated Twitch', () => {
  const order = (twitch: SimulatedTwitch, what: string, input: Readonly<Record<string, unknown>> = {}) =>
    fetch(`http://127.0.0.1:${twitch.simulator.httpPort}/sim/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input),
    });

  const urls = (twitch: SimulatedTwitch) => ({
    tcp: `irc://127.0.0.1:${twitch.simulator.ircPort}`,
    webSocket: `ws://127.0.0.1:${twitch.simulator.httpPort}/irc`,
  });

  async function signIn(twitch: SimulatedTwitch): Promise<string> {
    const oauth = createOAuth({ addresses: twitch.addresses, app: twitch.app, clock: systemClock });
    const redirectUri = 'http://localhost:8080/callback';
    const url = oauth.authorizeUrl({ state: 's', redirectUri, scopes: ['chat:read'], forceVerify: false });
    const back = await twitch.consent(url, PEOPLE.streamer.login);
    const pair = await oauth.exchangeCode(back.searchParams.get('code') ?? '', redirectUri);
    if (!pair.ok) throw new Error(pair.error.code);
    return pair.value.accessToken;
  }

  it.each(['tcp', 'webSocket'] as const)('reads what is said and taken out over %s', async (way) => {
    const twitch = await startSimulatedTwitch();
    const token = await signIn(twitch);
    const heard = listen(urls(twitch)[way], {
      channels: () => [PEOPLE.streamer.login],
      credentials: async () => ({ login: PEOPLE.streamer.login, token }),
    });
    await connected(heard);
    await order(twitch, 'say', { login: PEOPLE.stranger.login, text: 'grün 👍 und; bunt' });
    await order(twitch, 'ban', { login: PEOPLE.stranger.login, seconds: 60 });
    await until(() => expect(heard.messages.some((message) => message.command === 'CLEARCHAT')).toBe(true));
    expect(heard.messages.find((message) => message.command === 'PRIVMSG')).toMatchObject({
      text: 'grün 👍 und; bunt',
      channel: PEOPLE.streamer.login,
      roomId: PEOPLE.streamer.id,
      userId: PEOPLE.stranger.id,
    });
    expect(heard.messages.find((message) => message.command === 'CLEARCHAT')).toMatchObject({
      targetUserId: PEOPLE.stranger.id,
      banSeconds: 60,
    });
    expect(heard.messages.filter((message) => message.command === 'OTHER')).toEqual([]);
  });

  it('comes back after a restart of Twitch and reads on', async () => {
    const twitch = await startSimulatedTwitch();
    const heard = listen(urls(twitch).tcp, {
      channels: () => [PEOPLE.streamer.login],
      credentials: async () => null,
    });
    await connected(heard);
    await order(twitch, 'irc/reconnect');
    await until(() => expect(heard.told).toContain(`joined ${PEOPLE.streamer.login} twitch-restart`));
    await order(twitch, 'say', { login: PEOPLE.stranger.login, text: 'again' });
    await until(() => expect(heard.messages.at(-1)).toMatchObject({ text: 'again' }));
  });

  it('tells of a token that Twitch does not take', async () => {
    const twitch = await startSimulatedTwitch();
    let failed = 0;
    const heard = listen(urls(twitch).tcp, {
      channels: () => [PEOPLE.streamer.login],
      credentials: async () => ({ login: PEOPLE.streamer.login, token: 'spent' }),
      onAuthFailed: () => {
        failed++;
      },
    });
    await connected(heard);
    expect(failed).toBe(1);
  });
});

import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { FEED_CLOSE, type FeedMessage } from '../../contract/feed.ts';
import { SlowStore } from '../../testing/feed.ts';
import { loopbackAddresses, startTestHttpServer, type TestHttpServer } from '../../testing/http-server.ts';
import type { FeedSource } from '../module.ts';

/** A store that answers at once. */
function memoryStore() {
  const rows: { seq: number; text: string }[] = [];
  const source: FeedSource<(typeof rows)[number]> = {
    topic: 'chat',
    permission: 'live.read',
    lastSeq: async () => rows.at(-1)?.seq ?? 0,
    rowsAfter: async (seq, limit) => rows.filter((row) => row.seq > seq).slice(0, limit),
  };
  return { rows, source: source as FeedSource };
}

/** What the server answers instead of an upgrade. */
function refusalOf(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url, { headers });
    socket.on('unexpected-response', (request, response) => {
      resolve(response.statusCode);
      request.destroy();
    });
    socket.on('open', () => {
      resolve(undefined);
      socket.terminate();
    });
    socket.on('error', () => {});
  });
}

interface Follower {
  readonly socket: WebSocket;
  readonly rows: { seq: number; text: string }[];
  until(is: (message: FeedMessage) => boolean): Promise<void>;
}

async function follow(
  server: TestHttpServer,
  headers: Record<string, string>,
  cursor: number | null,
): Promise<Follower> {
  const socket = new WebSocket(`ws://localhost:${server.port}/api/feed`, { headers });
  const rows: Follower['rows'] = [];
  const messages: FeedMessage[] = [];
  let wake = () => {};
  socket.on('message', (data) => {
    for (const message of JSON.parse(data.toString()) as FeedMessage[]) {
      messages.push(message);
      if (message.type === 'rows') rows.push(...(message.rows as unknown as Follower['rows']));
    }
    wake();
  });
  await once(socket, 'open');
  socket.send(JSON.stringify({ cursors: { chat: cursor } }));
  const until = async (is: (message: FeedMessage) => boolean) => {
    while (!messages.some(is)) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  };
  await until(({ type }) => type === 'ready');
  return { socket, rows, until };
}

const feedOf = ({ port }: TestHttpServer, host = 'localhost') => `ws://${host}:${port}/api/feed`;

describe('the feed over a socket', () => {
  it('goes on where the last connection ended', async () => {
    const { rows, source } = memoryStore();
    const server = await startTestHttpServer({ sources: [source] });
    const headers = await server.signIn(server.addMember('moderator'));
    const commit = (seq: number) => {
      rows.push({ seq, text: `line ${seq} ü` });
      server.feed.rows('chat', rows.slice(-1));
    };
    commit(1);
    const first = await follow(server, headers, null);
    commit(2);
    await first.until(({ type }) => type === 'rows');
    first.socket.terminate();
    commit(3);
    const second = await follow(server, headers, 2);
    commit(4);
    await second.until((message) => message.type === 'rows' && message.rows.some(({ seq }) => seq === 4));
    expect(first.rows.map(({ seq }) => seq)).toEqual([2]);
    expect(second.rows).toEqual(rows.slice(2));
  });

  it('is only for signed-in people, from our own pages, by our own name', async () => {
    const server = await startTestHttpServer();
    const headers = await server.signIn(server.addMember('moderator'));
    const { cookie = '' } = headers;
    expect(await refusalOf(feedOf(server), {})).toBe(401);
    expect(await refusalOf(feedOf(server), { ...headers, origin: 'http://evil.example' })).toBe(403);
    expect(await refusalOf(feedOf(server), { ...headers, origin: 'http://localhost:1' })).toBe(403);
    expect(await refusalOf(feedOf(server), { cookie, host: `evil.example:${server.port}` })).toBe(403);
    expect(await refusalOf(feedOf(server).replace('/feed', '/nothing'), headers)).toBe(404);
    expect(await refusalOf(feedOf(server), headers)).toBeUndefined();
    expect(await refusalOf(feedOf(server), { cookie })).toBeUndefined();
    expect((await fetch(`${server.origin}/api/feed`, { headers })).status).toBe(404);
  });

  it.each(['evil.example', 'own'])('hangs up on whoever is refused (host %s)', async (host) => {
    const server = await startTestHttpServer();
    const socket = connect(server.port, '127.0.0.1');
    const closed = once(socket, 'close');
    socket.resume();
    const head = [
      'GET /api/feed HTTP/1.1',
      `host: ${host === 'own' ? `localhost:${server.port}` : host}`,
      'connection: upgrade',
      'upgrade: websocket',
      'sec-websocket-version: 13',
      'sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==',
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n`);
    await closed;
  });

  it('is there on every loopback address', async () => {
    const server = await startTestHttpServer();
    const { origin: _, ...headers } = await server.signIn(server.addMember('moderator'));
    for (const address of loopbackAddresses()) {
      const host = address.includes(':') ? `[${address}]` : address;
      expect(await refusalOf(feedOf(server, host), headers), host).toBeUndefined();
    }
  });

  it('ends with the session', async () => {
    const server = await startTestHttpServer();
    const memberId = server.addMember('moderator');
    const { socket } = await follow(server, await server.signIn(memberId), null);
    expect(server.feed.present()).toEqual(new Set([memberId]));
    const closed = once(socket, 'close');
    await server.sessions.endSessionsOf(memberId);
    expect((await closed)[0]).toBe(FEED_CLOSE.sessionEnded);
  });

  it('is cut off when the browser takes nothing any more', async () => {
    const { rows, source } = memoryStore();
    const server = await startTestHttpServer({ sources: [source] });
    const headers = await server.signIn(server.addMember('moderator'));
    const slow = await follow(server, headers, null);
    slow.socket.pause();
    const text = 'x'.repeat(100_000);
    // The system's own buffers take some; ours is bounded, so this ends.
    while (server.feed.present().size > 0) {
      rows.push({ seq: (rows.at(-1)?.seq ?? 0) + 1, text });
      server.feed.rows('chat', rows.slice(-1));
      if (rows.length > 1_000) rows.splice(0, 500);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    slow.socket.resume();
    const closed = once(slow.socket, 'close');
    expect([FEED_CLOSE.tooSlow, 1006]).toContain((await closed)[0]);
  });

  it('refuses a message larger than any hello', async () => {
    const server = await startTestHttpServer();
    const { socket } = await follow(server, await server.signIn(server.addMember('moderator')), null);
    socket.on('error', () => {});
    const closed = once(socket, 'close');
    socket.send('x'.repeat(100_000));
    expect((await closed)[0]).toBe(1009);
    expect(server.errors).toEqual([]);
  });
});

describe('closing the server', () => {
  it('takes less than two seconds with windows open, requests waiting and idle connections', async () => {
    const stuck = new SlowStore('chat', 'live.read');
    const server = await startTestHttpServer({ sources: [stuck] });
    const headers = await server.signIn(server.addMember('moderator'));
    const deaf = new WebSocket(feedOf(server), { headers });
    await once(deaf, 'open');
    deaf.pause();
    const silent = connect(server.port, '127.0.0.1');
    await once(silent, 'connect');
    silent.on('error', () => {});
    const half = connect(server.port, loopbackAddresses().at(-1) ?? '');
    await once(half, 'connect');
    half.on('error', () => {});
    half.write(`POST /api/x HTTP/1.1\r\nhost: localhost:${server.port}\r\ncontent-length: 10\r\n\r\n12`);
    await (await fetch(`${server.origin}/api/nothing`)).text();

    const startedAt = performance.now();
    await server.server.close();
    expect(performance.now() - startedAt).toBeLessThan(2_000);
    deaf.terminate();
    await expect(fetch(`${server.origin}/api/nothing`)).rejects.toThrow();
  });
});

describe('listening', () => {
  it('refuses a port that is taken, and leaves nothing open', async () => {
    const first = await startTestHttpServer();
    const second = await startTestHttpServer();
    await second.server.close();
    const third = await startTestHttpServer();
    await expect(third.server.listen({ host: '127.0.0.1', port: first.port })).rejects.toThrow();
    expect((await fetch(`${first.origin}/api/nothing`)).status).toBe(404);
  });
});

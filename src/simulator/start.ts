import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type Socket, type Server as TcpServer } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { controlReply, isForeign } from './control.ts';
import { createCounter } from './control-count.ts';
import { createFlood } from './control-flood.ts';
import type { Switchboard } from './control-switchboard.ts';
import { createEventSubServer } from './eventsub.ts';
import type { SessionTimes } from './eventsub-session.ts';
import { handleHelix } from './helix/handle.ts';
import { jsonReply, type SimContext, type SimReply, type SimRequest } from './http.ts';
import { imageReply } from './images.ts';
import { createIrcServer } from './irc.ts';
import { serveTcp, serveWebSocket } from './irc-links.ts';
import { createJournal } from './journal.ts';
import { bookMoney } from './money-book.ts';
import { createNet, type Net } from './net.ts';
import { createHttpTaps, lineOfPath } from './net-http.ts';
import { tapIrc, tapSession } from './net-taps.ts';
import { handleOauth } from './oauth.ts';
import { PUBLIC_APP } from './oauth-apps.ts';
import { pastHeader, readPast } from './past/past-file.ts';
import { recentMessagesReply } from './recent-messages.ts';
import { createTheatre } from './scenarios/theatre.ts';
import { createStory, wakeUp } from './story/story.ts';
import { realClock, type SimulatorClock, STREAMER_ID, type World } from './world.ts';
import { openWorld } from './world-file.ts';
import { SANDBOX_APP } from './world-seed.ts';
import { keepUp } from './world-upkeep.ts';

export interface SimulatorOptions {
  /** Where `world.json` lies. */
  readonly folder: string;
  /** 0 or nothing takes a free one. */
  readonly port?: number;
  readonly ircPort?: number;
  /** Decides who lives in a fresh world and what they say. */
  readonly seed?: string;
  readonly clock?: SimulatorClock;
  /** False: nobody says anything by themselves. */
  readonly story?: boolean;
  /** True: a fresh world has ninety days behind it, and its story begins when somebody reads along. */
  readonly past?: boolean;
  /** How many times faster the story runs than the clock. */
  readonly speed?: number;
  /** Added to those of the sandbox's app. */
  readonly redirectUris?: readonly string[];
  /** How often chat clients are asked whether they are still there. */
  readonly ircPingMs?: number;
  readonly eventSubTimes?: Partial<SessionTimes>;
}

export interface Simulator {
  readonly httpPort: number;
  readonly ircPort: number;
  /** For tests in the same process; everyone else uses the wire. */
  readonly world: World;
  readonly net: Net;
  /** Saves the world and closes everything. */
  stop(): Promise<void>;
}

const HOSTS = ['127.0.0.1', '::1'] as const;
const HEARTBEAT_MS = 200;
const LARGEST_BODY_BYTES = 1024 * 1024;

/** Starts the simulated Twitch on loopback, on IPv4 and IPv6. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const file = openWorld(options.folder, options.seed ?? 'evening', {
    clock: options.clock ?? realClock,
    hasPast: options.past ?? false,
  });
  const { world } = file;
  const app = world.state.apps[SANDBOX_APP.clientId];
  if (app) app.redirectUris = [...new Set([...app.redirectUris, ...(options.redirectUris ?? [])])];

  // A world from before there were public apps.
  world.state.apps[PUBLIC_APP.clientId] ??= { ...PUBLIC_APP, redirectUris: [...PUBLIC_APP.redirectUris] };

  const journal = createJournal(world);
  const irc = createIrcServer(world, journal, options.ircPingMs);
  let httpPort = 0;
  const eventSub = createEventSubServer({
    world,
    journal,
    address: () => `ws://localhost:${httpPort}/ws`,
    onSent: (event, type, messageId) => bookMoney(world, event, type, messageId),
    ...(options.eventSubTimes ? { times: options.eventSubTimes } : {}),
  });
  if (options.story ?? true) wakeUp(world);
  const story = createStory(world);
  const net = createNet();
  const switchboard: Switchboard = {
    world,
    net,
    journal,
    irc,
    eventSub,
    story,
    theatre: createTheatre({ world, net, irc, eventSub }),
    flood: createFlood(world),
    counter: createCounter(world),
    isStoryRunning: options.story ?? true,
    offlineUntilMs: 0,
    save: file.saveNow,
  };
  const context: SimContext = {
    world,
    eventSub,
    get baseUrl() {
      return `http://localhost:${httpPort}`;
    },
  };

  const sockets = new Set<Duplex>();
  const isOffline = (): boolean => Date.now() < switchboard.offlineUntilMs;
  const webSockets = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024 });
  const reachedIrc = tapIrc(irc, net);
  const httpTaps = createHttpTaps(net);
  const makeHttp = (): Server => {
    const server = createHttpServer((incoming, response) => {
      const path = new URL(incoming.url ?? '/', 'http://localhost').pathname;
      const line = lineOfPath(path);
      const fate = line === undefined ? 'through' : httpTaps.meet(line, incoming);
      if (path.startsWith('/sim/')) httpTaps.spare(incoming);
      else if (isOffline() || fate === 'cut') {
        incoming.socket.destroy();
        return;
      }
      // Taken in, so that the client does not wait to be rid of it.
      if (fate === 'hang') incoming.resume();
      else if (path === '/sim/past' && !isForeign(incoming.headers)) tellPast(world, response, options.folder);
      else if (path === '/sim/past/header' && !isForeign(incoming.headers)) tellPast(world, response);
      else void answer(context, switchboard, incoming, response);
    });
    server.on('upgrade', (incoming, socket, head) => {
      const url = new URL(incoming.url ?? '/', 'http://localhost');
      const line = url.pathname === '/ws' ? 'eventsub' : url.pathname === '/irc' ? 'irc' : undefined;
      const greeting = line === undefined || isOffline() ? 'refuse' : net.greeting(line);
      if (greeting === 'refuse') socket.destroy();
      else if (greeting === 'hang') socket.resume();
      else {
        webSockets.handleUpgrade(incoming, socket, head, (webSocket) => {
          if (line === 'eventsub') eventSub.accept(tapSession(webSocket, net), url.searchParams);
          else serveWebSocket(reachedIrc, webSocket);
        });
      }
    });
    server.on('connection', (socket) => track(sockets, socket));
    return server;
  };
  const makeTcp = (): TcpServer =>
    createTcpServer((socket) => {
      track(sockets, socket);
      const greeting = isOffline() ? 'refuse' : net.greeting('irc');
      if (greeting === 'refuse') socket.destroy();
      else if (greeting === 'hang') socket.resume();
      else serveTcp(reachedIrc, socket);
    });

  const http = await listenEverywhere(makeHttp, options.port ?? 0);
  httpPort = http.port;
  const chat = await listenEverywhere(makeTcp, options.ircPort ?? 0);

  // Between its past and its present nothing happens that nobody hears.
  const isWaiting = (): boolean =>
    world.state.past !== null && world.state.storyPositionMs === 0 && !irc.isHeardIn(STREAMER_ID);
  let lastBeatMs = Date.now();
  const heartbeat = setInterval(() => {
    // A machine that slept does not make up for it.
    const elapsedMs = Math.min(Date.now() - lastBeatMs, 5_000);
    lastBeatMs = Date.now();
    keepUp(world);
    try {
      switchboard.theatre.advance(elapsedMs);
    } catch (error) {
      // A fault of a story, not of the world: everything else goes on.
      process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
      switchboard.theatre.stop();
    }
    if (switchboard.isStoryRunning && !isWaiting()) story.advance(elapsedMs * (options.speed ?? 1));
  }, HEARTBEAT_MS);

  return {
    httpPort,
    ircPort: chat.port,
    world,
    net,
    async stop() {
      clearInterval(heartbeat);
      switchboard.flood.stop();
      switchboard.counter.stop();
      net.stop();
      irc.stop();
      eventSub.stop();
      file.close();
      const closed = [...http.servers, ...chat.servers].map(
        (server) => new Promise<void>((resolve) => server.close(() => resolve())),
      );
      for (const socket of sockets) socket.destroy();
      await Promise.all(closed);
    },
  };
}

/**
 * `GET /sim/past`: everything that happened before the world was first looked at, oldest first;
 * `/sim/past/header`: only how much that is.
 */
function tellPast(world: World, response: ServerResponse, folder?: string): void {
  const { past } = world.state;
  if (past === null) {
    response.writeHead(404, { 'content-type': 'application/json; charset=utf-8' });
    response.end(JSON.stringify({ message: 'this world has no past' }));
    return;
  }
  response.writeHead(200, { 'content-type': 'application/x-ndjson; charset=utf-8' });
  response.write(pastHeader(past));
  if (folder === undefined) {
    response.end();
    return;
  }
  const file = readPast(folder);
  // Cut off where it cannot be read: whoever reads counts.
  file.on('error', () => response.destroy());
  response.on('close', () => file.destroy());
  file.pipe(response);
}

function track(sockets: Set<Duplex>, socket: Socket): void {
  sockets.add(socket);
  socket.on('error', () => socket.destroy());
  socket.on('close', () => sockets.delete(socket));
}

async function answer(
  context: SimContext,
  switchboard: Switchboard,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(incoming.url ?? '/', 'http://localhost');
  const body = await readBody(incoming);
  if (body === undefined) {
    incoming.socket.destroy();
    return;
  }
  const request: SimRequest = {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
    body,
  };
  const reply = await route(context, switchboard, request).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    return jsonReply(500, { error: 'Internal Server Error', status: 500, message: 'the simulator has a fault' });
  });
  // As Twitch's clock goes, which may be wrong.
  response.writeHead(reply.status, { date: new Date(context.world.nowMs()).toUTCString(), ...reply.headers });
  response.end(reply.body);
}

async function route(context: SimContext, switchboard: Switchboard, request: SimRequest): Promise<SimReply> {
  const { path } = request;
  if (path.startsWith('/auth/') || path === '/activate') {
    const reply = await handleOauth(context, request);
    // Whoever has a token counts on it: one that a killed process forgot would end the authorization.
    if (path.endsWith('/token') && reply.status === 200) switchboard.save();
    return reply;
  }
  if (path.startsWith('/mock/') || path === '/eventsub/subscriptions') return handleHelix(context, request);
  const remembered = recentMessagesReply(switchboard, path, request.query);
  if (remembered) return remembered;
  if (path.startsWith('/cdn/')) return imageReply(context.world, path);
  if (path.startsWith('/sim/')) return controlReply(switchboard, request);
  return jsonReply(404, { error: 'Not Found', status: 404, message: 'no such address' });
}

/** @returns undefined when it is too large or the client went away. */
async function readBody(incoming: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of incoming) {
      const bytes = Buffer.from(part);
      size += bytes.length;
      if (size > LARGEST_BODY_BYTES) return undefined;
      parts.push(bytes);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(parts).toString('utf8');
}

/** Listens on both loopback addresses with the same port; on IPv4 alone where there is no IPv6. */
async function listenEverywhere<S extends Server | TcpServer>(
  make: () => S,
  port: number,
): Promise<{ port: number; servers: S[] }> {
  for (let attempt = 1; ; attempt += 1) {
    const first = make();
    const taken = await listen(first, HOSTS[0], port);
    const second = make();
    try {
      await listen(second, HOSTS[1], taken);
      return { port: taken, servers: [first, second] };
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') return { port: taken, servers: [first] };
      await new Promise((resolve) => first.close(resolve));
      if (code !== 'EADDRINUSE' || port !== 0 || attempt === 10) throw error;
    }
  }
}

function listen(server: Server | TcpServer, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

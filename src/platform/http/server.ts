import { createServer, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import fastifyCookie from '@fastify/cookie';
import fastifyRateLimit from '@fastify/rate-limit';
import fastifyWebsocket from '@fastify/websocket';
import fastify, { type FastifyInstance } from 'fastify';
import { Refusal } from '../../kernel/refusal.ts';
import type { Feed } from '../feed/feed.ts';
import type { Log } from '../log.ts';
import type { Module } from '../module.ts';
import { bindEndpoint } from './bind-endpoint.ts';
import { bindPage } from './bind-page.ts';
import { boundEndpoints, boundPages } from './bindings.ts';
import { bindFeed } from './feed-route.ts';
import type { ResolveMember } from './guard.ts';
import { registerHeaders } from './headers.ts';
import { closeServer, listen } from './listen.ts';
import { noteRoutes, serveOpenApi } from './openapi.ts';
import { sendError } from './refusals.ts';
import type { Sessions } from './sessions.ts';
import { Site } from './site.ts';
import { UNCHECKED_SCHEMAS } from './unchecked-schemas.ts';
import { isPageVisit, serveWebFiles } from './web-files.ts';

export interface HttpServerOptions {
  readonly modules: readonly Module[];
  readonly feed: Pick<Feed, 'accept' | 'endSession' | 'close'>;
  readonly sessions: Sessions;
  readonly resolveMember: ResolveMember;
  /** Folder of the built web app; it need not exist. */
  readonly webRoot: string;
  readonly log: Pick<Log, 'error' | 'warn'>;
  /** Of the product, for the printed API. */
  readonly version: string;
  /** Names beside localhost and the address listened on: `pc.local`, `live.example.org`. */
  readonly allowedHosts?: readonly string[];
  /** Who may show our pages in a frame (OBS docks); nobody when empty. */
  readonly frameAncestors?: readonly string[];
  readonly limits?: Partial<HttpLimits>;
  /** After each answer of the API: how long it took, in milliseconds. */
  readonly onAnswered?: (tookMs: number) => void;
}

interface HttpLimits {
  readonly bodyBytes: number;
  /** By address of the caller; on loopback all windows together. */
  readonly requestsPerMinute: number;
  readonly signInsPerMinute: number;
}

export interface HttpServer {
  /** @returns the port. @throws the system's error when it cannot be had. */
  listen(where: { readonly host: string; readonly port: number }): Promise<number>;
  /** Ends within two seconds, whoever is connected. */
  close(): Promise<void>;
}

const LIMITS: HttpLimits = { bodyBytes: 1_048_576, requestsPerMinute: 6_000, signInsPerMinute: 30 };
/** What a request under way gets when we stop. */
const CLOSE_GRACE_MS = 1_200;
const MAX_FEED_MESSAGE_BYTES = 16_384;

export async function createHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const limits = { ...LIMITS, ...options.limits };
  const site = new Site(options.allowedHosts ?? []);
  const { app, main, second, upgraded } = createApp(options.log, limits.bodyBytes);

  // First, because it must know of every upgrade to end the connection of one that is refused.
  await app.register(fastifyWebsocket, {
    options: { maxPayload: MAX_FEED_MESSAGE_BYTES, perMessageDeflate: false },
    preClose: (done) => done(),
    errorHandler: (_error, socket) => socket.terminate(),
  });
  app.addHook('onRequest', async (request) => {
    if (!site.isOwnHost(request.headers.host)) throw new Refusal('http.foreign-host');
  });
  app.addHook('onResponse', async (request, reply) => {
    if (request.url.startsWith('/api/')) options.onAnswered?.(reply.elapsedTime);
  });
  await registerHeaders(app, options.frameAncestors ?? []);
  await app.register(fastifyCookie);
  await app.register(fastifyRateLimit, {
    max: limits.requestsPerMinute,
    timeWindow: 60_000,
    errorResponseBuilder: (_request, { ttl }) =>
      new Refusal('http.too-many-requests', { seconds: Math.ceil(ttl / 1000) }),
    addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
  });
  const routes = noteRoutes(app);

  const sendApp = await serveWebFiles(app, site, options.webRoot);
  const { sessions, resolveMember } = options;
  const context = { site, sessions, resolveMember, signInsPerMinute: limits.signInsPerMinute, sendApp };
  for (const bound of boundEndpoints(options.modules)) bindEndpoint(app, context, bound);
  for (const bound of boundPages(options.modules)) bindPage(app, context, bound);
  bindFeed(app, { ...context, feed: options.feed, log: options.log });
  serveOpenApi(app, { site, version: options.version, routes });
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (request, reply) => {
    if (isPageVisit(request)) return sendApp(request, reply);
    throw new Refusal('http.unknown-path');
  });
  sessions.onEnded((keys) => {
    for (const key of keys) options.feed.endSession(key);
  });
  await app.ready();

  return {
    async listen({ host, port }) {
      const given = await listen({ main, second }, host, port);
      site.open(host, given);
      return given;
    },
    async close() {
      options.feed.close();
      const closed = Promise.all([closeServer(main), closeServer(second)]);
      const timer = setTimeout(() => {
        for (const server of [main, second]) server.closeAllConnections();
        // Node no longer counts these as its own.
        for (const socket of upgraded) socket.destroy();
      }, CLOSE_GRACE_MS);
      await Promise.all([app.close(), closed]);
      clearTimeout(timer);
    },
  };
}

/** Fastify with two listeners of ours (see `listen.ts`), our words for its errors, and JSON as the only body. */
function createApp(log: Pick<Log, 'error'>, bodyLimit: number) {
  const servers: Server[] = [];
  const app: FastifyInstance = fastify({
    bodyLimit,
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: 256 },
    schemaController: UNCHECKED_SCHEMAS,
    frameworkErrors: (error, request, reply) => void sendError(error, request, reply, log),
    clientErrorHandler: (_error, socket) => {
      if (socket.writable) socket.end(MALFORMED_REQUEST);
      else socket.destroy();
    },
    serverFactory: (handler) => {
      servers.push(createServer(handler), createServer(handler));
      return servers[0] as Server;
    },
  });
  const [main, second] = servers as [Server, Server];
  const upgraded = new Set<Duplex>();
  main.on('upgrade', (_request, socket) => {
    upgraded.add(socket);
    socket.once('close', () => upgraded.delete(socket));
  });
  second.on('upgrade', (...args) => void main.emit('upgrade', ...args));
  second.on('clientError', (...args) => void main.emit('clientError', ...args));

  app.setErrorHandler((error, request, reply) => sendError(error, request, reply, log));
  app.removeAllContentTypeParsers();
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    // A call without fields may say JSON and send nothing.
    if (body === '') done(null, undefined);
    else parseJson(request, body as string, done);
  });
  app.decorateRequest('caller', null);
  return { app, main, second, upgraded };
}

const MALFORMED_BODY = JSON.stringify({ code: 'http.bad-input', params: { fields: 'body' } });
const MALFORMED_REQUEST = [
  'HTTP/1.1 400 Bad Request',
  'content-type: application/json; charset=utf-8',
  `content-length: ${MALFORMED_BODY.length}`,
  'connection: close',
  '',
  MALFORMED_BODY,
].join('\r\n');

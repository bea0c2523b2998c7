import type { FastifyInstance } from 'fastify';
import { Refusal } from '../../kernel/refusal.ts';
import type { Feed } from '../feed/feed.ts';
import { type GuardContext, guardFeed } from './guard.ts';

/** An open window keeps its session alive, and loses the feed when the session has run out. */
const KEEP_ALIVE_MS = 5 * 60_000;

/** `/api/feed`: Host, Origin and session are checked before the upgrade is answered. */
export function bindFeed(app: FastifyInstance, context: GuardContext, feed: Pick<Feed, 'accept' | 'endSession'>): void {
  app.route({
    method: 'GET',
    url: '/api/feed',
    schema: { hide: true },
    preParsing: (request, reply) => guardFeed(context, request, reply),
    handler: async () => {
      throw new Refusal('http.unknown-path');
    },
    wsHandler: (socket, { caller }) => {
      if (caller === null) throw new Error('the gate lets nobody pass without a session');
      const { sessionKey } = caller;
      const timer = setInterval(async () => {
        if (!(await context.sessions.keepAlive(sessionKey).catch(() => true))) feed.endSession(sessionKey);
      }, KEEP_ALIVE_MS);
      socket.once('close', () => clearInterval(timer));
      feed.accept(socket, caller);
    },
  });
}

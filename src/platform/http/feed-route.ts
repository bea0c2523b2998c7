import type { FastifyInstance } from 'fastify';
import { Refusal } from '../../kernel/refusal.ts';
import type { Feed } from '../feed/feed.ts';
import type { Log } from '../log.ts';
import { type GuardContext, guardFeed } from './guard.ts';

/** An open window keeps its session alive, and loses the feed when the session has run out. */
const KEEP_ALIVE_MS = 5 * 60_000;

interface FeedContext extends GuardContext {
  readonly feed: Pick<Feed, 'accept' | 'endSession'>;
  readonly log: Pick<Log, 'error'>;
}

/** `/api/feed`: Host, Origin and session are checked before the upgrade is answered. */
export function bindFeed(app: FastifyInstance, context: FeedContext): void {
  const { feed, log, sessions } = context;
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
      const keepAlive = async () => {
        if (!(await sessions.keepAlive(sessionKey))) feed.endSession(sessionKey);
      };
      const timer = setInterval(() => {
        keepAlive().catch((error: unknown) => log.error('session-not-kept', { error }));
      }, KEEP_ALIVE_MS);
      socket.once('close', () => clearInterval(timer));
      feed.accept(socket, caller);
    },
  });
}

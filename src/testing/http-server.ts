import { randomBytes } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import { permissionsOf, type Role } from '../contract/permissions.ts';
import { type Id, newId, twitchUserId } from '../kernel/id.ts';
import { systemClock } from '../platform/clock.ts';
import { createFeed, type Feed } from '../platform/feed/feed.ts';
import { createHttpServer, type HttpServer, type HttpServerOptions } from '../platform/http/server.ts';
import type { Session, Sessions } from '../platform/http/sessions.ts';
import type { FeedSource, Module } from '../platform/module.ts';
import { cleanUpLater, temporaryFolder } from './clean-up.ts';

export interface TestHttpServer {
  readonly port: number;
  readonly origin: string;
  readonly server: HttpServer;
  readonly feed: Feed;
  readonly sessions: Sessions;
  /** What was logged as a bug. */
  readonly errors: unknown[];
  addMember(role: Role): Id<'mem'>;
  removeMember(memberId: Id<'mem'>): void;
  /** A signed-in browser: headers of a call that changes something. */
  signIn(memberId: Id<'mem'>): Promise<Record<string, string>>;
}

export interface TestHttpServerOptions extends Partial<HttpServerOptions> {
  readonly modules?: readonly Module[];
  readonly sources?: readonly FeedSource[];
}

/** A real server on a free port whose team and sessions live in memory. */
export async function startTestHttpServer(options: TestHttpServerOptions = {}): Promise<TestHttpServer> {
  const errors: unknown[] = [];
  const log = { warn: () => {}, error: (event: string, fields?: object) => void errors.push({ event, ...fields }) };
  const members = new Map<Id<'mem'>, Role>();
  const feed = createFeed({ sources: options.sources ?? [], clock: systemClock, log });
  const sessions = sessionsInMemory();
  const server = await createHttpServer({
    modules: [],
    webRoot: temporaryFolder(),
    version: '0.0.0',
    feed,
    sessions,
    log,
    resolveMember: async (memberId) => {
      const role = members.get(memberId);
      if (role === undefined) return undefined;
      return { memberId, role, isOwner: false, permissions: permissionsOf(role), twitchId: twitchUserId('1') };
    },
    ...options,
  });
  const port = await server.listen({ host: '127.0.0.1', port: 0 });
  cleanUpLater(() => server.close());
  const origin = `http://localhost:${port}`;
  return {
    port,
    origin,
    server,
    feed,
    sessions,
    errors,
    addMember(role) {
      const memberId = newId('mem', Date.now());
      members.set(memberId, role);
      return memberId;
    },
    removeMember: (memberId) => void members.delete(memberId),
    async signIn(memberId) {
      const { token, session } = await sessions.begin(memberId);
      return { cookie: `livextrem_${port}=${token}`, origin, 'x-csrf-token': session.csrfToken };
    },
  };
}

/** What `localhost` may mean here; a machine without IPv6 has only the first. */
export function loopbackAddresses(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map(({ address }) => address));
  return ['127.0.0.1', '::1'].filter((address) => all.includes(address));
}

function sessionsInMemory(): Sessions {
  const byToken = new Map<string, Session>();
  const listeners: ((keys: readonly string[]) => void)[] = [];
  const endWhere = async (isMeant: (session: Session) => boolean) => {
    const ended = [...byToken].filter(([, session]) => isMeant(session));
    for (const [token] of ended) byToken.delete(token);
    for (const listener of listeners) listener(ended.map(([, session]) => session.key));
  };
  return {
    async begin(memberId) {
      const token = randomBytes(32).toString('base64url');
      const session = { key: `key-${token}`, memberId, csrfToken: randomBytes(32).toString('hex'), isRenewed: false };
      byToken.set(token, session);
      return { token, session };
    },
    find: async (token) => byToken.get(token),
    keepAlive: async (key) => [...byToken.values()].some((session) => session.key === key),
    end: (key) => endWhere((session) => session.key === key),
    endSessionsOf: (memberId) => endWhere((session) => session.memberId === memberId),
    onEnded: (listener) => void listeners.push(listener),
  };
}

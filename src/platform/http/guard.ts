import { timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Access } from '../../contract/endpoint.ts';
import type { Id } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Caller } from '../module.ts';
import { clearSessionCookie, setSessionCookie } from './session-cookie.ts';
import type { Session, Sessions } from './sessions.ts';
import type { Site } from './site.ts';

/** The person behind a session, as the team knows her now; `undefined` once she is no member. */
export type ResolveMember = (memberId: Id<'mem'>) => Promise<Omit<Caller, 'sessionKey' | 'csrfToken'> | undefined>;

export interface GuardContext {
  readonly site: Site;
  readonly sessions: Sessions;
  readonly resolveMember: ResolveMember;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The signed-in person, set before the body is read. */
    caller: Caller | null;
  }
}

/**
 * The gate in front of a call. In this order: whose page asks, who asks, may she, does she mean it.
 *
 * - An `Origin` that is sent must be ours. A call that changes something and carries a session must
 *   prove where it comes from: by `Origin`, or by `Sec-Fetch-Site: same-origin`; with neither it is
 *   refused (a program says `Origin: http://localhost:PORT`).
 * - `Sec-Fetch-Site`, where a browser sends it, must not name another site, also for reading: pages
 *   on another port of this machine are "same site", so their requests carry our cookie.
 * - It must carry the session's token in `x-csrf-token`.
 */
export async function guardCall(
  context: GuardContext,
  access: Access,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  checkOrigin(context.site, access, request);
  if (access === 'open') return;
  request.caller = await findCaller(context, request, reply);
  const { caller } = request;
  if (caller === null) throw new Refusal('http.no-session');
  if (access !== 'member' && !caller.permissions.includes(access)) {
    throw new Refusal('http.forbidden', { permission: access });
  }
  if (request.method !== 'GET') checkCsrfToken(caller, request);
}

/** As above for pages: they are visited from anywhere (Twitch sends people back), so no origin is asked for. */
export async function guardPage(
  context: GuardContext,
  access: Access,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  request.caller = await findCaller(context, request, reply);
  if (access === 'open') return;
  if (request.caller === null) throw new Refusal('http.no-session');
  if (access !== 'member' && !request.caller.permissions.includes(access)) {
    throw new Refusal('http.forbidden', { permission: access });
  }
}

/** A browser always sends `Origin` here; a program without one has no cookie it did not set itself. */
export async function guardFeed(context: GuardContext, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const { origin } = request.headers;
  if (origin !== undefined && !context.site.isOwnOrigin(origin, request.headers.host)) {
    throw new Refusal('http.foreign-origin');
  }
  request.caller = await findCaller(context, request, reply);
  if (request.caller === null) throw new Refusal('http.no-session');
}

function checkOrigin(site: Site, access: Access, request: FastifyRequest): void {
  const { origin, host } = request.headers;
  const fetchSite = request.headers['sec-fetch-site'];
  if (origin !== undefined) {
    if (!site.isOwnOrigin(origin, host)) throw new Refusal('http.foreign-origin');
    return;
  }
  if (access === 'open' && request.method === 'GET') return;
  if (fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none') {
    throw new Refusal('http.foreign-origin');
  }
  const carriesSession = request.cookies[site.sessionCookie] !== undefined;
  if (request.method !== 'GET' && carriesSession && fetchSite !== 'same-origin') {
    throw new Refusal('http.foreign-origin');
  }
}

function checkCsrfToken(caller: Caller, request: FastifyRequest): void {
  const sent = request.headers['x-csrf-token'];
  const given = Buffer.from(typeof sent === 'string' ? sent : '');
  const expected = Buffer.from(caller.csrfToken);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new Refusal('http.foreign-origin');
  }
}

/** A cookie whose session has ended is taken back, so that the browser stops sending it. */
async function findCaller(
  { site, sessions, resolveMember }: GuardContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Caller | null> {
  const token = request.cookies[site.sessionCookie];
  if (token === undefined) return null;
  const session: Session | undefined = await sessions.find(token);
  const person = session === undefined ? undefined : await resolveMember(session.memberId);
  if (session === undefined || person === undefined) {
    if (session !== undefined) await sessions.end(session.key);
    clearSessionCookie(reply, site);
    return null;
  }
  if (session.isRenewed) setSessionCookie(reply, site, token);
  const browserKey = request.cookies[site.browserCookie];
  const { key: sessionKey, csrfToken } = session;
  return { ...person, sessionKey, csrfToken, ...(browserKey !== undefined && { browserKey }) };
}

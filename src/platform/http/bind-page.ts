import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../kernel/refusal.ts';
import type { PageReply } from '../module.ts';
import { type EndpointContext, signInLimit } from './bind-endpoint.ts';
import type { BoundPage } from './bindings.ts';
import { guardPage } from './guard.ts';
import { setSessionCookie, visitorOf } from './session-cookie.ts';

interface PageContext extends EndpointContext {
  /** What a path shows that no page wanted. */
  readonly sendApp: (request: FastifyRequest, reply: FastifyReply) => FastifyReply;
}

const SIGN_IN = /^\/api\/sign-in\//;

/** Puts a page on its path. One that answers `undefined` leaves it to the app (or, under /api, to nobody). */
export function bindPage(app: FastifyInstance, context: PageContext, { module, page }: BoundPage): void {
  app.route({
    method: 'GET',
    url: page.path,
    schema: { hide: true },
    config: SIGN_IN.test(page.path) ? signInLimit(context.signInsPerMinute, 'POST') : {},
    preParsing: (request, reply) => guardPage(context, page.access, request, reply),
    handler: async (request, reply) => {
      const visitor = visitorOf(request, reply, context.site);
      const answer = await page.handle({
        params: request.params as Record<string, string>,
        query: onlyTexts(request.query as Record<string, unknown>),
        visitor,
        caller: request.caller,
      });
      if (answer !== undefined) {
        if (answer.signIn !== undefined) await signIn(context, request, reply, answer.signIn);
        return sendPage(reply, answer, module);
      }
      if (page.path.startsWith('/api/')) throw new Refusal('http.unknown-path');
      return context.sendApp(request, reply);
    },
  });
}

/** A field that is given twice counts as its first. */
function onlyTexts(query: Record<string, unknown>): Record<string, string> {
  const texts = Object.entries(query).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]);
  return Object.fromEntries(texts.filter(([, value]) => typeof value === 'string'));
}

/** A new token at every sign-in: one that was planted in the browser before is worth nothing after. */
async function signIn(
  { sessions, site }: PageContext,
  request: FastifyRequest,
  reply: FastifyReply,
  { memberId, way }: NonNullable<PageReply['signIn']>,
): Promise<void> {
  if (request.caller !== null) await sessions.end(request.caller.sessionKey);
  const { token } = await sessions.begin(memberId, { way, address: request.ip });
  setSessionCookie(reply, site, token);
}

function sendPage(reply: FastifyReply, answer: PageReply, module: string): FastifyReply {
  const { cacheSeconds, location, contentType, body, file } = answer;
  reply.code(answer.status).header('cache-control', cacheSeconds ? `private, max-age=${cacheSeconds}` : 'no-store');
  if (location !== undefined) reply.header('location', ownPath(location, module));
  if (contentType !== undefined) reply.type(contentType);
  if (file !== undefined) reply.header('content-disposition', dispositionOf(file));
  return reply.send(body instanceof Uint8Array ? Buffer.from(body.buffer, body.byteOffset, body.byteLength) : body);
}

/** RFC 6266: the name in letters every browser reads, and as it is. */
function dispositionOf({ name, isShown }: NonNullable<PageReply['file']>): string {
  const plain = name.replaceAll(/[^\w. -]/g, '_');
  const encoded = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16)}`,
  );
  return `${isShown ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

/**
 * A path of ours as a browser will read it, so with tabs dropped and `\\` as `/`, and fit for a header: a
 * reply that sends people elsewhere would make us a springboard.
 */
function ownPath(location: string, module: string): string {
  const base = 'http://own.invalid';
  const url = URL.canParse(location, base) ? new URL(location, base) : undefined;
  if (url?.origin !== base) throw new Error(`a page of ${module} redirects to another site`);
  return url.pathname.replace(/^\/+/, '/') + url.search + url.hash;
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Refusal } from '../../kernel/refusal.ts';
import type { BoundEndpoint } from './bindings.ts';
import { describeEndpoint } from './describe-endpoint.ts';
import { type GuardContext, guardCall } from './guard.ts';
import { visitorOf } from './session-cookie.ts';

export interface EndpointContext extends GuardContext {
  /** Calls per minute that begin a sign-in or another consent, and those that only ask how it stands. */
  readonly signInsPerMinute: number;
}

/** Each begins something at Twitch, and what Twitch takes of us in a minute is all the house has. */
const SIGN_IN = /^\/(sign-in\/|accounts\/(consent|device)$)/;

/** Puts one call of the contract on its path: gate, input, handler, output. */
export function bindEndpoint(app: FastifyInstance, context: EndpointContext, bound: BoundEndpoint): void {
  const { endpoint, handler } = bound;
  app.route({
    method: endpoint.method,
    url: `/api${endpoint.path.replace(/\{(\w+)\}/g, ':$1')}`,
    schema: describeEndpoint(bound),
    config: SIGN_IN.test(endpoint.path) ? signInLimit(context.signInsPerMinute, endpoint.method) : {},
    ...(endpoint.bodyBytes !== undefined && { bodyLimit: endpoint.bodyBytes }),
    preParsing: (request, reply) => guardCall(context, endpoint.access, request, reply),
    handler: async (request, reply) => {
      const input = readInput(endpoint.input, request);
      return writeOutput(bound, await handler(input, fromWhom(context, request, reply)));
    },
  });
}

/** Asking how an attempt stands is what a waiting page does every second or two. */
export function signInLimit(perMinute: number, method: string) {
  return { rateLimit: { max: method === 'GET' ? perMinute * 10 : perMinute, timeWindow: 60_000 } };
}

function fromWhom(context: EndpointContext, request: FastifyRequest, reply: FastifyReply) {
  return request.caller ?? visitorOf(request, reply, context.site);
}

/** Path parts win over fields of the same name, so that what was checked is what is acted on. */
function readInput(schema: z.ZodType, request: FastifyRequest): unknown {
  const fields = request.method === 'GET' || request.method === 'DELETE' ? request.query : (request.body ?? {});
  if (typeof fields !== 'object' || Array.isArray(fields)) throw new Refusal('http.bad-input', { fields: 'body' });
  const parsed = schema.safeParse({ ...fields, ...(request.params as object) });
  if (parsed.success) return parsed.data;
  throw new Refusal('http.bad-input', { fields: fieldPaths(parsed.error) });
}

/** `login, settings.timeZone`: which fields are meant, without what was sent in them. */
function fieldPaths(error: z.ZodError): string {
  const paths = error.issues.map((issue) => issue.path.map(String).join('.') || 'body');
  return [...new Set(paths)].join(', ');
}

/**
 * Checked in every environment: what the contract does not name leaves no door, and a reply that
 * does not match is our fault and answered as one, before a browser trips over it.
 */
function writeOutput({ module, name, endpoint }: BoundEndpoint, output: unknown): unknown {
  const written = z.safeEncode(endpoint.output, output);
  if (written.success) return written.data;
  throw new Error(`reply of ${module}.${name} does not match its contract: ${fieldPaths(written.error)}`);
}

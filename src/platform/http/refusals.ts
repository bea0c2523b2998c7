import type { FastifyReply, FastifyRequest } from 'fastify';
import { REFUSALS, type RefusalCode } from '../../contract/refusals.ts';
import { Refusal, type RefusalParams } from '../../kernel/refusal.ts';
import type { Log } from '../log.ts';

function isRefusalCode(code: string): code is RefusalCode {
  return Object.hasOwn(REFUSALS, code);
}

/** What Fastify itself refuses before one of our handlers runs, in our words. */
const FASTIFY_REFUSALS: Readonly<Record<string, RefusalCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'http.too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'http.unsupported-media-type',
  // A path that is written in another way than any of ours: `//`, `/../`, a backslash.
  FST_STATIC_FORBIDDEN_PATH: 'http.unknown-path',
};

/**
 * The refusal an error stands for; `undefined` for a bug. A code that the contract does not list is a
 * bug as well: no browser has a sentence for it.
 */
function refusalFor(error: unknown): { code: RefusalCode; params: RefusalParams } | undefined {
  if (error instanceof Refusal) {
    return isRefusalCode(error.code) ? { code: error.code, params: error.params } : undefined;
  }
  if (!(error instanceof Error)) return undefined;
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown };
  const ours = typeof code === 'string' ? FASTIFY_REFUSALS[code] : undefined;
  if (ours !== undefined) return { code: ours, params: {} };
  // Malformed JSON, a wrong content-length, a path that cannot be decoded.
  const isClientFault = typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500;
  return isClientFault ? { code: 'http.bad-input', params: { fields: 'body' } } : undefined;
}

/** Every error leaves the house here: as a refusal, or as `http.internal` without details. */
export function sendError(
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  log: Pick<Log, 'error'>,
): FastifyReply {
  const refusal = refusalFor(error);
  if (refusal === undefined) {
    log.error('request-failed', { error, method: request.method, path: request.routeOptions.url ?? '' });
  }
  const { code, params } = refusal ?? { code: 'http.internal' as const, params: {} };
  return reply
    .code(REFUSALS[code])
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send(JSON.stringify({ code, params }));
}

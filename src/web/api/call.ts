import type { Endpoint, ReplyOf, RequestOf } from '../../contract/endpoint.ts';
import { Refusal, type RefusalParams } from '../../kernel/refusal.ts';
import { reportLost, reportReached } from './connection.ts';

/** The server did not answer at all: no network, or it is restarting. Nothing was refused. */
export class Unreachable extends Error {
  constructor() {
    super('the server does not answer');
    this.name = 'Unreachable';
  }
}

let csrfToken: string | null = null;

/** The token of `me`; sent with every call that changes something. */
export function setCsrfToken(token: string | null): void {
  csrfToken = token;
}

/**
 * Calls the HTTP API with the types of the contract.
 * @throws Refusal with the server's code and params; `Unreachable` without an answer; an `AbortError` when aborted.
 */
export async function call<E extends Endpoint>(
  endpoint: E,
  input: RequestOf<E>,
  options: { readonly signal?: AbortSignal; readonly keepalive?: boolean } = {},
): Promise<ReplyOf<E>> {
  const { url, body } = addressOf(endpoint, input as Readonly<Record<string, unknown>>);
  const headers: Record<string, string> = { accept: 'application/json' };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (endpoint.method !== 'GET' && csrfToken !== null) headers['x-csrf-token'] = csrfToken;

  let response: Response;
  try {
    response = await fetch(url, {
      method: endpoint.method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body }),
      ...(options.signal ? { signal: options.signal } : {}),
      ...(options.keepalive ? { keepalive: true } : {}),
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    reportLost();
    throw new Unreachable();
  }
  reportReached();
  const reply: unknown = response.status === 204 ? {} : await response.json().catch(() => null);
  if (response.ok && reply !== null) return reply as ReplyOf<E>;
  throw refusalOf(reply);
}

/** Fills `{name}` parts of the path; the rest becomes the query or the JSON body. */
export function addressOf(
  endpoint: Pick<Endpoint, 'method' | 'path'>,
  input: Readonly<Record<string, unknown>>,
): { url: string; body: string | undefined } {
  const rest = { ...input };
  const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_part, name: string) => {
    const value = rest[name];
    delete rest[name];
    return encodeURIComponent(String(value));
  });
  if (endpoint.method !== 'GET' && endpoint.method !== 'DELETE') {
    return { url: `/api${path}`, body: JSON.stringify(rest) };
  }
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(rest)) {
    if (value !== undefined && value !== null) query.set(name, String(value));
  }
  const text = query.toString();
  return { url: `/api${path}${text === '' ? '' : `?${text}`}`, body: undefined };
}

function refusalOf(reply: unknown): Refusal {
  if (typeof reply === 'object' && reply !== null && 'code' in reply && typeof reply.code === 'string') {
    const params = 'params' in reply && typeof reply.params === 'object' && reply.params !== null ? reply.params : {};
    return new Refusal(reply.code, params as RefusalParams);
  }
  return new Refusal('http.internal');
}

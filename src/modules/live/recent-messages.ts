import type { Result } from '../../kernel/result.ts';
import { fail, ok } from '../../kernel/result.ts';

const LONGEST_MS = 3_000;
const MOST_BYTES = 1024 * 1024;

/** A line as the service heard it, with the moment at which it did. */
export interface RecentLine {
  readonly raw: string;
  readonly receivedAtMs: number;
}

/**
 * The address of a recent-messages service in the form in which it is kept, `undefined` for one that is not
 * asked: what somebody said in the chat goes over no open line, and no address of ours leads further inside
 * somebody's network.
 */
export function serviceAddress(text: string): string | undefined {
  const url = URL.parse(text.trim());
  if (url === null || `${url.username}${url.password}${url.search}${url.hash}` !== '') return undefined;
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isHere)) return undefined;
  return url.href.replace(/\/+$/, '');
}

/**
 * Asks a recent-messages service (version 2 of its API) for what it last heard in a channel, oldest first.
 * Nothing that is slow, large or leads elsewhere is waited for: the chat goes on behind this.
 */
export async function askRecentMessages(
  address: string,
  login: string,
  times: { readonly longestMs: number } = { longestMs: LONGEST_MS },
): Promise<Result<readonly RecentLine[], string>> {
  try {
    const response = await fetch(`${address}/${encodeURIComponent(login)}`, {
      headers: { accept: 'application/json' },
      redirect: 'error',
      credentials: 'omit',
      signal: AbortSignal.timeout(times.longestMs),
    });
    const text = await readBounded(response);
    if (text === undefined) return fail('too-large');
    if (!response.ok) return fail(`status ${response.status}`);
    return readAnswer(text);
  } catch (error) {
    return fail(error instanceof Error && error.name === 'TimeoutError' ? 'too-slow' : 'unreachable');
  }
}

async function readBounded(response: Response): Promise<string | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > MOST_BYTES) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function readAnswer(text: string): Result<readonly RecentLine[], string> {
  const body = parseJson(text);
  if (typeof body !== 'object' || body === null || !('messages' in body) || !Array.isArray(body.messages)) {
    return fail('no-answer');
  }
  if ('error_code' in body && typeof body.error_code === 'string') return fail(body.error_code.slice(0, 60));
  return ok(
    body.messages.flatMap((raw: unknown) => {
      if (typeof raw !== 'string') return [];
      const receivedAtMs = Number(/^@(?:[^ ]*;)?rm-received-ts=(\d{1,15})[; ]/.exec(raw)?.[1] ?? Number.NaN);
      return Number.isNaN(receivedAtMs) ? [] : [{ raw, receivedAtMs }];
    }),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

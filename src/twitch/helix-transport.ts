import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TwitchUserId } from '../kernel/id.ts';
import type { Clock } from '../platform/clock.ts';
import type { TwitchAddresses } from './addresses.ts';
import type { CallLine } from './call-line.ts';
import { type TwitchFailure, twitchFailure } from './failure.ts';
import { HelixRefusal } from './helix-refusal.ts';
import type { AccessGrant } from './token-refresh.ts';
import type { TokenVault } from './token-vault.ts';
import type { TwitchClock } from './twitch-clock.ts';

const TIMEOUT_MS = 10_000;
/** A person is waiting: a longer pause than this is said instead of sat out. */
const LONGEST_PAUSE_MS = 5_000;
const ATTEMPTS = 4;
const FIRST_PAUSE_MS = 300;

/** A call as Twurple describes it. */
export interface HelixCall {
  readonly url: string;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly query?: Record<string, string | string[] | undefined>;
  readonly jsonBody?: unknown;
  /** Any one of them will do. */
  readonly scopes?: readonly string[];
  /** May it arrive twice without harm? By default what HTTP says of the method. */
  readonly repeatable?: boolean;
}

interface TransportParts {
  readonly vault: TokenVault;
  readonly addresses: TwitchAddresses;
  readonly clientId: string;
  readonly clock: Clock;
  readonly watch?: HelixWatch;
}

/** Who wants to know how Twitch's API answers, and what its clock says. */
export interface HelixWatch {
  readonly line: Pick<CallLine, 'heard'>;
  readonly twitchClock: Pick<TwitchClock, 'heardDate'>;
}

export type HelixTransport = (userId: TwitchUserId, call: HelixCall) => Promise<unknown>;

/**
 * Sends one call with one account's token. Twurple's own transport repeats every call, also a chat
 * message, and waits for rate limits without bound; here a message is sent once and a person is told.
 * @throws HelixRefusal
 */
export function createHelixTransport({ vault, addresses, clientId, clock, watch }: TransportParts): HelixTransport {
  return async (userId, call) => {
    let grant = unwrap(await vault.accessToken(userId));
    refuseMissingScope(grant, call.scopes);
    let wasRenewed = false;
    for (let attempt = 1; ; attempt += 1) {
      const reply = await send(call, grant.token);
      if (reply.kind === 'done') return reply.body;
      if (reply.kind === 'unauthorized' && !wasRenewed) {
        wasRenewed = true;
        grant = unwrap(await vault.renew(userId, grant.token));
        continue;
      }
      const pause = attempt < ATTEMPTS ? pauseAfter(reply, call, attempt) : undefined;
      if (pause === undefined) throw reply.refusal;
      await sleep(pause);
    }
  };

  async function send(call: HelixCall, token: string): Promise<Reply> {
    const headers: Record<string, string> = { authorization: `Bearer ${token}`, 'client-id': clientId };
    if (call.jsonBody !== undefined) headers['content-type'] = 'application/json';
    const sentMs = clock.nowMs();
    try {
      const response = await fetch(addressOf(call, addresses), {
        method: call.method ?? 'GET',
        headers,
        ...(call.jsonBody === undefined ? {} : { body: JSON.stringify(call.jsonBody) }),
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      watch?.twitchClock.heardDate(response.headers.get('date'), sentMs, clock.nowMs());
      const text = await response.text();
      const reply = readReply(response, text, clock.nowMs());
      watch?.line.heard(reply.kind === 'passing' ? reply.refusal.failure : null);
      return reply;
    } catch {
      const failure = twitchFailure('twitch.unreachable');
      watch?.line.heard(failure);
      return { kind: 'passing', refusal: new HelixRefusal(failure) };
    }
  }
}

type Reply =
  | { readonly kind: 'done'; readonly body: unknown }
  | { readonly kind: 'unauthorized' | 'passing' | 'final'; readonly refusal: HelixRefusal }
  | { readonly kind: 'slow-down'; readonly refusal: HelixRefusal; readonly waitMs: number | undefined };

function readReply(response: Response, text: string, nowMs: number): Reply {
  if (response.ok) {
    const body = text === '' ? undefined : readJson(text);
    const isBroken = text !== '' && body === undefined;
    return isBroken
      ? { kind: 'passing', refusal: new HelixRefusal(twitchFailure('twitch.trouble', { status: response.status })) }
      : { kind: 'done', body };
  }
  const answer = { status: response.status, message: messageOf(text) };
  const refuse = (failure: TwitchFailure): HelixRefusal => new HelixRefusal(failure, answer);
  switch (response.status) {
    case 401:
      return readUnauthorized(answer.message, refuse);
    case 410:
      return { kind: 'final', refusal: refuse(twitchFailure('twitch.gone')) };
    case 429: {
      const waitMs = msUntilReset(response.headers.get('ratelimit-reset'), nowMs);
      const seconds = Math.max(1, Math.ceil((waitMs ?? 1000) / 1000));
      return { kind: 'slow-down', waitMs, refusal: refuse(twitchFailure('twitch.slow-down', { seconds })) };
    }
    default:
      if (response.status >= 500) {
        return { kind: 'passing', refusal: refuse(twitchFailure('twitch.trouble', { status: response.status })) };
      }
      return {
        kind: 'final',
        refusal: refuse(twitchFailure('twitch.rejected-input', { message: answer.message, status: answer.status })),
      };
  }
}

/** 401 has four meanings; only a dead token is mended by a new one. */
function readUnauthorized(message: string, refuse: (failure: TwitchFailure) => HelixRefusal): Reply {
  const scope = /missing scope[^:]*:?\s*([a-z]+(?::[a-z_]+)+)/i.exec(message)?.[1];
  if (scope !== undefined || /scope/i.test(message)) {
    return { kind: 'final', refusal: refuse(twitchFailure('twitch.missing-scope', { scope: scope ?? '' })) };
  }
  if (/\bid\b.*(match|must)|incorrect user/i.test(message) && !/client/i.test(message)) {
    return { kind: 'final', refusal: refuse(twitchFailure('twitch.rejected-input', { message, status: 401 })) };
  }
  return { kind: 'unauthorized', refusal: refuse(twitchFailure('twitch.reconnect')) };
}

/** How long to wait before the next try, `undefined` for "do not". */
function pauseAfter(reply: Exclude<Reply, { kind: 'done' }>, call: HelixCall, attempt: number): number | undefined {
  const backOff = FIRST_PAUSE_MS * 2 ** (attempt - 1) + randomInt(FIRST_PAUSE_MS);
  if (reply.kind === 'slow-down') {
    // A reset in the past belongs to an endpoint's own limit, which Twitch does not tell.
    if (reply.waitMs === undefined) return attempt === 1 ? 1000 : undefined;
    return reply.waitMs <= LONGEST_PAUSE_MS ? reply.waitMs + randomInt(200) : undefined;
  }
  const isRepeatable = call.repeatable ?? (call.method !== 'POST' && call.method !== 'PATCH');
  return reply.kind === 'passing' && isRepeatable ? backOff : undefined;
}

function refuseMissingScope(grant: AccessGrant, scopes: readonly string[] | undefined): void {
  const [first] = scopes ?? [];
  if (!scopes || first === undefined) return;
  const isHeld = scopes.some(
    (scope) => grant.scopes.includes(scope) || grant.scopes.includes(scope.replace(':read:', ':manage:')),
  );
  if (!isHeld) throw new HelixRefusal(twitchFailure('twitch.missing-scope', { scope: first }));
}

function addressOf(call: HelixCall, addresses: TwitchAddresses): string {
  const path = call.url.replace(/^\//, '');
  const url = new URL(
    path === 'eventsub/subscriptions' ? addresses.eventSubSubscriptions : `${addresses.helix}/${path}`,
  );
  for (const [name, value] of Object.entries(call.query ?? {})) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined) url.searchParams.append(name, one);
    }
  }
  return url.href;
}

function msUntilReset(header: string | null, nowMs: number): number | undefined {
  const resetSeconds = header === null ? Number.NaN : Number(header);
  const waitMs = resetSeconds * 1000 - nowMs;
  return waitMs > 0 ? waitMs : undefined;
}

function messageOf(text: string): string {
  const body = readJson(text);
  const message = typeof body === 'object' && body !== null && 'message' in body ? body.message : '';
  return typeof message === 'string' ? message.slice(0, 300) : '';
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unwrap(result: Awaited<ReturnType<TokenVault['accessToken']>>): AccessGrant {
  if (!result.ok) throw new HelixRefusal(result.error);
  return result.value;
}

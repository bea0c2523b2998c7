import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TwitchUserId } from '../kernel/id.ts';
import type { Clock } from '../platform/clock.ts';
import type { TwitchAddresses } from './addresses.ts';
import type { CallLine } from './call-line.ts';
import { type TwitchFailure, twitchFailure } from './failure.ts';
import { type BudgetNews, createHelixBudget, readBudget } from './helix-budget.ts';
import { type Explain, HelixRefusal } from './helix-refusal.ts';
import type { AccessGrant } from './token-refresh.ts';
import type { TokenVault } from './token-vault.ts';
import type { TwitchClock } from './twitch-clock.ts';

const TIMEOUT_MS = 10_000;
/** A person is waiting: a longer pause than this is said instead of sat out. */
const LONGEST_PAUSE_MS = 5_000;
const ATTEMPTS = 4;
/** After that long nothing is tried again: four answers that never come would take a person most of a minute. */
const LONGEST_TRYING_MS = 15_000;
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

export type HelixTransport = (userId: TwitchUserId, call: HelixCall, explain?: Explain) => Promise<unknown>;

/**
 * Sends one call with one account's token. Twurple's own transport repeats every call, also a chat
 * message, and waits for rate limits without bound; here a message is sent once and a person is told.
 * @throws HelixRefusal
 */
export function createHelixTransport({ vault, addresses, clientId, clock, watch }: TransportParts): HelixTransport {
  const budget = createHelixBudget(() => clock.nowMs());

  return async (userId, call, explain) => {
    let grant = unwrap(await vault.accessToken(userId));
    refuseMissingScope(grant, call.scopes);
    let wasRenewed = false;
    const lastTryAtMs = clock.nowMs() + LONGEST_TRYING_MS;
    for (let attempt = 1; ; attempt += 1) {
      await waitForPoint(bucketOf(userId, call));
      const reply = await send(userId, call, grant.token);
      if (reply.kind === 'done') return reply.body;
      if (reply.kind === 'unauthorized' && !wasRenewed) {
        wasRenewed = true;
        grant = unwrap(await vault.renew(userId, grant.token));
        continue;
      }
      // What the call itself understands is Twitch's last word: asking again would change nothing.
      const understood = reply.refusal.answer && reply.kind !== 'passing' && explain?.(reply.refusal.answer);
      if (understood) throw new HelixRefusal(understood, reply.refusal.answer);
      const isWorthMore = attempt < ATTEMPTS && clock.nowMs() < lastTryAtMs;
      const pause = isWorthMore ? pauseAfter(reply, call, attempt) : undefined;
      if (pause === undefined) throw reply.refusal;
      await sleep(pause);
    }
  };

  async function waitForPoint(bucket: string): Promise<void> {
    const untilMs = clock.nowMs() + LONGEST_PAUSE_MS;
    for (let waitMs = budget.take(bucket); waitMs > 0; waitMs = budget.take(bucket)) {
      if (clock.nowMs() + waitMs > untilMs) {
        throw new HelixRefusal(twitchFailure('twitch.slow-down', { seconds: Math.ceil(waitMs / 1000) }));
      }
      await sleep(waitMs + randomInt(50));
    }
  }

  async function send(userId: TwitchUserId, call: HelixCall, token: string): Promise<Reply> {
    const headers: Record<string, string> = { authorization: `Bearer ${token}`, 'client-id': clientId };
    if (call.jsonBody !== undefined) headers['content-type'] = 'application/json';
    const sentMs = clock.nowMs();
    let news: BudgetNews | undefined;
    try {
      const response = await fetch(addressOf(call, addresses), {
        method: call.method ?? 'GET',
        headers,
        ...(call.jsonBody === undefined ? {} : { body: JSON.stringify(call.jsonBody) }),
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const date = response.headers.get('date');
      watch?.twitchClock.heardDate(date, sentMs, clock.nowMs());
      // The reset is told by Twitch's clock, and so is the moment of the answer.
      news = readBudget(response, theirNow(date, clock.nowMs()));
      const reply = readReply(response, await response.text(), news);
      watch?.line.heard(reply.kind === 'passing' ? reply.refusal.failure : null);
      return reply;
    } catch {
      const failure = twitchFailure('twitch.unreachable');
      watch?.line.heard(failure);
      return { kind: 'passing', refusal: new HelixRefusal(failure) };
    } finally {
      budget.heard(bucketOf(userId, call), news);
    }
  }
}

/** Chat messages have a bucket of their own, and tell of that one. */
function bucketOf(userId: TwitchUserId, { url, method }: HelixCall): string {
  return method === 'POST' && url.replace(/^\//, '') === 'chat/messages' ? `${userId} messages` : userId;
}

/** In the middle of the second that the header names; ours where there is none. */
function theirNow(date: string | null, nowMs: number): number {
  const ms = date === null ? Number.NaN : Date.parse(date);
  return Number.isNaN(ms) ? nowMs : ms + 500;
}

type Reply =
  | { readonly kind: 'done'; readonly body: unknown }
  | { readonly kind: 'unauthorized' | 'passing' | 'final'; readonly refusal: HelixRefusal }
  | { readonly kind: 'slow-down'; readonly refusal: HelixRefusal; readonly waitMs: number | undefined };

function readReply(response: Response, text: string, news: BudgetNews | undefined): Reply {
  if (response.ok) {
    const body = text === '' ? undefined : readJson(text);
    const isBroken = text !== '' && body === undefined;
    return isBroken
      ? { kind: 'passing', refusal: new HelixRefusal(twitchFailure('twitch.trouble', { status: response.status })) }
      : { kind: 'done', body };
  }
  const body = readJson(text);
  const answer = { status: response.status, message: messageOf(body), body };
  const refuse = (failure: TwitchFailure): HelixRefusal => new HelixRefusal(failure, answer);
  switch (response.status) {
    case 401:
      return readUnauthorized(answer.message, refuse);
    case 410:
      return { kind: 'final', refusal: refuse(twitchFailure('twitch.gone')) };
    case 429: {
      const waitMs = news?.fullInMs;
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
    // A reset in the past belongs to an endpoint's own limit, which Twitch does not tell: 1, 2 s, then it is said.
    if (reply.waitMs === undefined) return attempt <= 2 ? 1000 * attempt : undefined;
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

function messageOf(body: unknown): string {
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

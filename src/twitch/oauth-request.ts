import { fail, ok, type Result } from '../kernel/result.ts';
import { type TwitchFailure, twitchFailure } from './failure.ts';

const TIMEOUT_MS = 10_000;
/** What is lost with an answer that comes later than this is worth waiting for; nobody else has to meanwhile. */
export const ONE_TIME_TIMEOUT_MS = 30_000;
const PAUSES_MS = [500, 1_500];
/** A person may be waiting: after this long nothing is asked again. */
const PATIENCE_MS = 6_000;

/** What Twitch answered, whatever it says. */
export interface OAuthReply {
  readonly status: number;
  /** Empty when it was no JSON object: then something other than Twitch's sign-in answered. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** No usable answer. */
export interface OAuthTrouble extends TwitchFailure {
  /** `false`: Twitch certainly did nothing with the request, because it was never sent or was turned away. */
  readonly mayHaveArrived: boolean;
}

/** What is known of the line to Twitch's sign-in after each request. */
export interface OAuthContact {
  /** `null` after any answer, also after a "no". */
  readonly failure: TwitchFailure | null;
  /** Twitch's clock as the answer told it, in epoch milliseconds; whole seconds. */
  readonly twitchMs: number | null;
}

export type OAuthSend = (url: string, init: RequestInit) => Promise<Result<OAuthReply, OAuthTrouble>>;

/** Sends one request at a time. Failures carry no address and no body: either may hold a secret. */
export function createOAuthSend(onContact: (contact: OAuthContact) => void = () => {}): OAuthSend {
  return async (url, init) => {
    const { reply, twitchMs } = await sendOnce(url, init);
    onContact({ failure: reply.ok ? null : reply.error, twitchMs });
    return reply;
  };
}

export function formOf(form: Readonly<Record<string, string>>): RequestInit {
  return { method: 'POST', body: new URLSearchParams(form) };
}

interface Sent {
  readonly reply: Result<OAuthReply, OAuthTrouble>;
  readonly twitchMs: number | null;
}

async function sendOnce(url: string, init: RequestInit): Promise<Sent> {
  try {
    const response = await fetch(url, {
      ...init,
      redirect: 'error',
      signal: init.signal ?? AbortSignal.timeout(TIMEOUT_MS),
    });
    const body = readObject(await response.text());
    return { reply: readReply(response.status, body), twitchMs: readDate(response.headers.get('date')) };
  } catch (error) {
    const mayHaveArrived = !failedBeforeSending(error);
    return { reply: fail({ ...twitchFailure('twitch.unreachable'), mayHaveArrived }), twitchMs: null };
  }
}

function readReply(status: number, body: OAuthReply['body']): Result<OAuthReply, OAuthTrouble> {
  if (status === 429) return fail({ ...twitchFailure('twitch.slow-down', { seconds: 1 }), mayHaveArrived: false });
  // A "no" of Twitch has a text; without one it is a proxy or the sign-in page of a network that speaks.
  const isTwitch = status < 400 || typeof body['message'] === 'string';
  if (status >= 500 || !isTwitch) return fail({ ...twitchFailure('twitch.trouble', { status }), mayHaveArrived: true });
  return ok({ status, body });
}

/** Repeats what failed for a passing reason. Only for requests that may safely arrive twice. */
export async function withPatience<T>(request: () => Promise<Result<T, OAuthTrouble>>) {
  return repeat(request, () => true);
}

/** Repeats only what Twitch has certainly not acted upon. */
export async function withCare<T>(request: () => Promise<Result<T, OAuthTrouble>>) {
  return repeat(request, (trouble) => !trouble.mayHaveArrived);
}

async function repeat<T>(
  request: () => Promise<Result<T, OAuthTrouble>>,
  isRepeatable: (trouble: OAuthTrouble) => boolean,
): Promise<Result<T, OAuthTrouble>> {
  const startedAt = performance.now();
  for (const pause of PAUSES_MS) {
    const reply = await request();
    if (reply.ok || !isRepeatable(reply.error)) return reply;
    if (performance.now() - startedAt > PATIENCE_MS) return reply;
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return request();
}

/** May the same request succeed a little later? */
export function isPassing(failure: TwitchFailure): boolean {
  return (
    failure.code === 'twitch.unreachable' || failure.code === 'twitch.trouble' || failure.code === 'twitch.slow-down'
  );
}

/** Looking up the name or opening the connection failed: not one byte of the request has left. */
function failedBeforeSending(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  const causes = cause instanceof AggregateError ? cause.errors : [cause];
  return causes.length > 0 && causes.every(isOfConnecting);
}

function isOfConnecting(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  const { code, syscall } = cause as NodeJS.ErrnoException;
  return syscall === 'connect' || syscall === 'getaddrinfo' || code === 'UND_ERR_CONNECT_TIMEOUT';
}

function readDate(header: string | null): number | null {
  const ms = header === null ? Number.NaN : Date.parse(header);
  return Number.isFinite(ms) ? ms : null;
}

function readObject(text: string): OAuthReply['body'] {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}

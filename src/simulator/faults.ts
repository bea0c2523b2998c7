import { jsonReply, type SimReply, type SimRequest } from './http.ts';
import type { World } from './world.ts';

/** Which calls a fault strikes: a path as the simulator sees it, exact or ending in `*`, `/mock/moderation/*`. */
interface FaultTarget {
  readonly path: string;
  /** Any method when left out. */
  readonly method?: string;
}

interface FailNext extends FaultTarget {
  /** The HTTP status to answer with. */
  readonly status: number;
  /** How many matching calls fail before things work again; 1 when left out, any number with `seconds`. */
  readonly times?: number;
  /** Fails for so long instead of so often. */
  readonly seconds?: number;
  /** With 429: when the bucket is full again; a second from then when left out. */
  readonly resetInSeconds?: number;
  /** Twitch's text in the error body; a fitting one when left out. */
  readonly message?: string;
}

interface DelayNext extends FaultTarget {
  readonly milliseconds: number;
  /** For how many matching calls; until cleared when left out. */
  readonly times?: number;
}

/** Trouble on command, for tests of what the product does when Twitch has a bad day. Not persisted. */
export interface Faults {
  failNext(fault: FailNext): void;
  delayNext(delay: DelayNext): void;
  /** What is still armed, for the simulator's book. */
  list(): readonly ((FailNext | DelayNext) & { readonly left: number; readonly untilMs?: number })[];
  /** Forgets what was armed for exactly this path. */
  forget(path: string): void;
  clear(): void;
}

interface Armed {
  readonly fault: FailNext | DelayNext;
  left: number;
  /** By the clock that nobody meddles with. */
  readonly untilMs?: number;
}

const armedByWorld = new WeakMap<World, Armed[]>();

function armedOf(world: World): Armed[] {
  let armed = armedByWorld.get(world);
  if (!armed) {
    armed = [];
    armedByWorld.set(world, armed);
  }
  return armed;
}

export function faultsOf(world: World): Faults {
  const armed = armedOf(world);
  return {
    failNext(fault) {
      const { seconds } = fault;
      if (seconds === undefined) armed.push({ fault, left: fault.times ?? 1 });
      else armed.push({ fault, left: Number.POSITIVE_INFINITY, untilMs: world.clock.nowMs() + seconds * 1000 });
    },
    delayNext: (delay) => void armed.push({ fault: delay, left: delay.times ?? Number.POSITIVE_INFINITY }),
    list() {
      forgetPast(world, armed);
      return armed.map(({ fault, ...rest }) => ({ ...fault, ...rest }));
    },
    forget(path) {
      for (const entry of armed.filter(({ fault }) => fault.path === path)) armed.splice(armed.indexOf(entry), 1);
    },
    clear: () => void armed.splice(0),
  };
}

function forgetPast(world: World, armed: Armed[]): void {
  const nowMs = world.clock.nowMs();
  for (const entry of armed.filter(({ untilMs }) => untilMs !== undefined && untilMs <= nowMs)) {
    armed.splice(armed.indexOf(entry), 1);
  }
}

/** Waits as long as a delay says, then gives the reply of a failure that is armed for this call, if any. */
export async function meetFault(world: World, request: SimRequest): Promise<SimReply | undefined> {
  const armed = armedOf(world);
  forgetPast(world, armed);
  let waitMs = 0;
  let failure: FailNext | undefined;
  for (const entry of [...armed]) {
    if (!strikes(entry.fault, request)) continue;
    if ('status' in entry.fault) {
      if (failure) continue;
      failure = entry.fault;
    } else {
      waitMs += entry.fault.milliseconds;
    }
    entry.left -= 1;
    if (entry.left <= 0) armed.splice(armed.indexOf(entry), 1);
  }
  if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
  return failure ? failureReply(failure, world.nowMs()) : undefined;
}

function strikes(target: FaultTarget, request: SimRequest): boolean {
  if (target.method !== undefined && target.method.toUpperCase() !== request.method) return false;
  return target.path.endsWith('*') ? request.path.startsWith(target.path.slice(0, -1)) : request.path === target.path;
}

const REASONS: Readonly<Record<number, readonly [error: string, message: string]>> = {
  400: ['Bad Request', 'The request was not valid.'],
  401: ['Unauthorized', 'Invalid OAuth token'],
  403: ['Forbidden', 'The request was forbidden.'],
  404: ['Not Found', 'not found'],
  409: ['Conflict', 'The request conflicts with another one. Please retry your request.'],
  410: ['Gone', 'This API is not available.'],
  429: ['Too Many Requests', 'Too Many Requests'],
  500: ['Internal Server Error', 'An internal error occurred.'],
  502: ['Bad Gateway', ''],
  503: ['Service Unavailable', 'service unavailable'],
};

function failureReply(failure: FailNext, nowMs: number): SimReply {
  const [error, message] = REASONS[failure.status] ?? ['Error', 'error'];
  const reply = jsonReply(failure.status, { error, status: failure.status, message: failure.message ?? message });
  if (failure.status !== 429) return reply;
  const reset = Math.ceil(nowMs / 1000) + (failure.resetInSeconds ?? 1);
  return {
    ...reply,
    headers: {
      ...reply.headers,
      'ratelimit-limit': '800',
      'ratelimit-remaining': '0',
      'ratelimit-reset': String(reset),
    },
  };
}

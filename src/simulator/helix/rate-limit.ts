import type { World } from '../world.ts';
import type { Token } from '../world-state.ts';

const POINTS_PER_MINUTE = 800;

interface Bucket {
  points: number;
  filledAtMs: number;
}

interface Limits {
  perMinute: number;
  readonly buckets: Map<string, Bucket>;
}

const limitsByWorld = new WeakMap<World, Limits>();

function limitsOf(world: World): Limits {
  let limits = limitsByWorld.get(world);
  if (!limits) {
    limits = { perMinute: POINTS_PER_MINUTE, buckets: new Map() };
    limitsByWorld.set(world, limits);
  }
  return limits;
}

/** Makes buckets smaller or larger and fills them; Twitch has 800 points a minute. */
export function setPointsPerMinute(world: World, points: number): void {
  const limits = limitsOf(world);
  limits.perMinute = points;
  limits.buckets.clear();
}

export interface Allowance {
  readonly isAllowed: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Takes one point from the bucket of the client id and user (or of the client id, for an app token).
 * The bucket fills evenly: a full minute after it was emptied it is full again.
 */
export function takePoint(world: World, token: Token): Allowance {
  const limits = limitsOf(world);
  const key = `${token.clientId} ${token.userId ?? ''}`;
  const nowMs = world.nowMs();
  const old = limits.buckets.get(key) ?? { points: limits.perMinute, filledAtMs: nowMs };
  const perMs = limits.perMinute / 60_000;
  const filled = Math.min(limits.perMinute, old.points + Math.max(0, nowMs - old.filledAtMs) * perMs);
  const isAllowed = filled >= 1;
  const points = isAllowed ? filled - 1 : filled;
  limits.buckets.set(key, { points, filledAtMs: nowMs });
  const fullAtMs = nowMs + (limits.perMinute - points) / perMs;
  return { isAllowed, headers: rateHeaders(limits.perMinute, Math.floor(points), fullAtMs) };
}

/** Twitch's three headers. `resetMs` is when the bucket is full again. */
export function rateHeaders(limit: number, remaining: number, resetMs: number): Record<string, string> {
  return {
    'ratelimit-limit': String(limit),
    'ratelimit-remaining': String(remaining),
    'ratelimit-reset': String(Math.ceil(resetMs / 1000)),
  };
}

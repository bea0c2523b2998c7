import type { World } from '../world.ts';
import { type HelixCall, HelixRefusal } from './endpoint.ts';
import { MESSAGES } from './messages.ts';

const callsByWorld = new WeakMap<World, Map<string, number[]>>();

/**
 * The limit an endpoint has beside the common bucket: one call more than `count` in the window is refused with 429,
 * while the common bucket may still have points.
 *
 * @param about what is counted together: the endpoint and whose it is.
 */
export function countCall(call: HelixCall, about: string, { count, windowMs }: OwnLimit): void {
  const { world } = call;
  let calls = callsByWorld.get(world);
  if (!calls) {
    calls = new Map();
    callsByWorld.set(world, calls);
  }
  const nowMs = world.nowMs();
  const recent = (calls.get(about) ?? []).filter((atMs) => atMs > nowMs - windowMs);
  if (recent.length >= count) throw new HelixRefusal(429, MESSAGES.ownLimit);
  recent.push(nowMs);
  calls.set(about, recent);
}

export interface OwnLimit {
  readonly count: number;
  readonly windowMs: number;
}

import type { Delivery } from './net.ts';
import { seededRandom } from './random.ts';

/** Hands messages on as the line's delivery says: late, twice, before an earlier one. */
export interface Post {
  put(text: string): void;
  /** What is still on its way is lost. */
  stop(): void;
}

/** Messages overtake each other within this time, and come again within it. */
const SPREAD_MS = 600;

export function createPost(delivery: Delivery, send: (text: string) => void): Post {
  const random = seededRandom('delivery');
  /** In the order they were sent, also when the delay changes meanwhile. */
  const inOrder: { readonly text: string; readonly dueAtMs: number }[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const later = (ms: number, what: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      what();
    }, ms);
    timers.add(timer);
  };
  const work = (): void => {
    for (let next = inOrder[0]; next; next = inOrder[0]) {
      const waitMs = next.dueAtMs - performance.now();
      if (waitMs > 0) {
        later(Math.ceil(waitMs), work);
        return;
      }
      inOrder.shift();
      send(next.text);
    }
  };
  return {
    put(text) {
      if (random.chance(delivery.duplicate)) {
        later(delivery.lateMs + random.between(1, SPREAD_MS), () => send(text));
      }
      if (delivery.shuffle) {
        later(delivery.lateMs + random.between(0, SPREAD_MS), () => send(text));
      } else if (delivery.lateMs === 0 && inOrder.length === 0) {
        send(text);
      } else {
        inOrder.push({ text, dueAtMs: performance.now() + delivery.lateMs });
        if (inOrder.length === 1) work();
      }
    },
    stop() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
      inOrder.length = 0;
    },
  };
}

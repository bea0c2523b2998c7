import type { World } from './world.ts';
import { sendLine } from './world-chat.ts';

interface FloodOrder {
  readonly channelId: string;
  readonly linesPerSecond: number;
  readonly seconds: number;
  /** `{n}` is the running number, from 1. */
  readonly text: string;
}

/** Many lines at an even pace, for load tests. One at a time; a new one replaces the old. */
export interface Flood {
  start(order: FloodOrder): void;
  stop(): void;
  /** How many lines of the last order are out, and how many it is in all. */
  progress(): { sent: number; planned: number; isRunning: boolean };
}

const BEAT_MS = 10;

export function createFlood(world: World): Flood {
  let timer: NodeJS.Timeout | undefined;
  let sent = 0;
  let planned = 0;
  const stop = (): void => {
    clearInterval(timer);
    timer = undefined;
  };
  return {
    stop,
    progress: () => ({ sent, planned, isRunning: timer !== undefined }),
    start(order) {
      stop();
      sent = 0;
      planned = Math.round(order.linesPerSecond * order.seconds);
      const writers = Object.keys(world.state.users).slice(0, 200);
      const startedAt = performance.now();
      timer = setInterval(() => {
        const due = Math.min(planned, Math.floor(((performance.now() - startedAt) / 1000) * order.linesPerSecond));
        while (sent < due) {
          sent += 1;
          const userId = writers[sent % writers.length] ?? order.channelId;
          const text = order.text.replaceAll('{n}', String(sent));
          sendLine(world, { channelId: order.channelId, userId, text, isUnlimited: true });
        }
        if (sent >= planned) stop();
      }, BEAT_MS);
    },
  };
}

import { REGULARS } from './people-cast.ts';
import { findUserByLogin, type World } from './world.ts';
import { sendLine } from './world-chat.ts';

interface CountOrder {
  readonly channelId: string;
  readonly prefix: string;
  readonly lines: number;
  readonly perSecond: number;
}

export interface CountProgress {
  readonly prefix: string;
  readonly sent: number;
  readonly planned: number;
  readonly isRunning: boolean;
}

/** Numbered lines, "prefix 1" and on, said by regulars in turn: whoever compares logs sees what is missing. */
export interface Counter {
  /** Several prefixes may count at once; the same one goes on from where it stood. */
  start(order: CountOrder): CountProgress;
  progress(): CountProgress[];
  stop(): void;
}

const BEAT_MS = 10;

interface Running {
  sent: number;
  planned: number;
  timer: NodeJS.Timeout | undefined;
}

export function createCounter(world: World): Counter {
  const counts = new Map<string, Running>();
  const writers = REGULARS.flatMap(({ login }) => findUserByLogin(world, login)?.id ?? []);
  const describe = (prefix: string, { sent, planned, timer }: Running): CountProgress => ({
    prefix,
    sent,
    planned,
    isRunning: timer !== undefined,
  });
  return {
    start({ channelId, prefix, lines, perSecond }) {
      const count = counts.get(prefix) ?? { sent: 0, planned: 0, timer: undefined };
      counts.set(prefix, count);
      clearInterval(count.timer);
      const before = count.sent;
      count.planned = before + lines;
      const startedAt = performance.now();
      count.timer = setInterval(() => {
        const due = Math.min(lines, Math.floor(((performance.now() - startedAt) / 1000) * perSecond));
        while (count.sent < before + due) {
          count.sent += 1;
          const userId = writers[count.sent % writers.length] ?? channelId;
          sendLine(world, { channelId, userId, text: `${prefix} ${count.sent}`, isUnlimited: true });
        }
        if (count.sent < count.planned) return;
        clearInterval(count.timer);
        count.timer = undefined;
      }, BEAT_MS);
      return describe(prefix, count);
    },
    progress: () => [...counts].map(([prefix, count]) => describe(prefix, count)),
    stop() {
      for (const count of counts.values()) {
        clearInterval(count.timer);
        count.timer = undefined;
      }
    },
  };
}

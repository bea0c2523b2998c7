const CHATTERS_WINDOW_MS = 10 * 60_000;
const LINES_WINDOW_MS = 60_000;
const MANY_CHATTERS = 1_000;

/** How busy the chat is right now, counted in memory as lines are stored. */
export interface RecentActivity {
  note(chatter: string, atMs: number): void;
  counts(nowMs: number): { readonly chatters: number; readonly linesPerMinute: number };
}

export function createRecentActivity(): RecentActivity {
  const lastLineOf = new Map<string, number>();
  /** Lines by whole second, oldest first: sixty numbers however busy the chat is. */
  const perSecond = new Map<number, number>();

  function forgetChatters(nowMs: number): void {
    for (const [chatter, atMs] of lastLineOf) {
      if (atMs > nowMs - CHATTERS_WINDOW_MS) break;
      lastLineOf.delete(chatter);
    }
  }

  return {
    note(chatter, atMs) {
      // Deleting first moves the chatter to the end: the map stays in order of the last line.
      // An older line (the log is read while new ones come) does not make anyone leave earlier.
      const lastMs = Math.max(atMs, lastLineOf.get(chatter) ?? 0);
      lastLineOf.delete(chatter);
      lastLineOf.set(chatter, lastMs);
      // Nobody may ever ask: a chat of weeks must not be kept for that.
      if (lastLineOf.size > MANY_CHATTERS) forgetChatters(lastMs);
      const second = Math.floor(atMs / 1000);
      perSecond.set(second, (perSecond.get(second) ?? 0) + 1);
      if (perSecond.size > 120) forgetSeconds(perSecond, second - 60);
    },

    counts(nowMs) {
      forgetChatters(nowMs);
      let lines = 0;
      const since = Math.floor((nowMs - LINES_WINDOW_MS) / 1000);
      for (const [second, count] of perSecond) if (second > since) lines += count;
      return { chatters: lastLineOf.size, linesPerMinute: lines };
    },
  };
}

function forgetSeconds(perSecond: Map<number, number>, olderThan: number): void {
  for (const second of perSecond.keys()) if (second < olderThan) perSecond.delete(second);
}

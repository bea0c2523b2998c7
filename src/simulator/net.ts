/** The lines a client speaks to Twitch on. */
export const LINES = ['irc', 'eventsub', 'helix', 'oauth'] as const;
export type Line = (typeof LINES)[number];

/** What can be told to a line; see `Net.set`. */
export const NET_MODES = ['ok', 'refuse', 'hang', 'silent', 'drop'] as const;
export type NetMode = (typeof NET_MODES)[number];

/** How late and in which order messages arrive. */
export interface Delivery {
  lateMs: number;
  /** Chance of a message to come twice; EventSub only. */
  duplicate: number;
  /** Whether later ones may overtake earlier ones; EventSub only. */
  shuffle: boolean;
}

/** One open connection, as far as trouble with it goes. */
export interface OpenLine {
  /** Stays open for the client, but nothing comes any more, and nobody hears it. */
  silence(): void;
  /** Cut without a word. */
  drop(): void;
}

/** The network between this Twitch and whoever speaks with it. Everything works unless told otherwise. Not persisted. */
export interface Net {
  /**
   * - `refuse`: whoever comes new is cut off at once.
   * - `hang`: whoever comes new is let in and never answered.
   * - `silent`: whoever is here stays and hears nothing any more; whoever comes new is served, or left
   *   hanging as long as `seconds` says.
   * - `drop`: whoever is here is cut off, once; how whoever comes new is met stays as it is.
   *
   * @param seconds of real time, then all is well again; until told otherwise when left out.
   */
  set(line: Line, mode: NetMode, seconds?: number): void;
  /** What happens to whoever comes new. */
  greeting(line: Line): 'ok' | 'refuse' | 'hang';
  /** Registers a connection. @returns how to forget it. */
  opened(line: Line, open: OpenLine): () => void;
  readonly delivery: Readonly<Record<'irc' | 'eventsub', Delivery>>;
  describe(): Readonly<Record<Line, string>>;
  stop(): void;
}

export function createNet(): Net {
  const greetings: Record<Line, 'ok' | 'refuse' | 'hang'> = { irc: 'ok', eventsub: 'ok', helix: 'ok', oauth: 'ok' };
  const timers: Partial<Record<Line, NodeJS.Timeout>> = {};
  const open: Record<Line, Set<OpenLine>> = {
    irc: new Set(),
    eventsub: new Set(),
    helix: new Set(),
    oauth: new Set(),
  };
  return {
    set(line, mode, seconds) {
      if (mode === 'drop') {
        for (const one of [...open[line]]) one.drop();
        return;
      }
      clearTimeout(timers[line]);
      greetings[line] = mode === 'refuse' || mode === 'hang' ? mode : 'ok';
      if (mode === 'silent' && seconds !== undefined) greetings[line] = 'hang';
      if (mode === 'silent') for (const one of [...open[line]]) one.silence();
      if (greetings[line] === 'ok' || seconds === undefined) return;
      timers[line] = setTimeout(() => {
        greetings[line] = 'ok';
      }, seconds * 1000);
    },
    greeting: (line) => greetings[line],
    opened(line, one) {
      open[line].add(one);
      return () => open[line].delete(one);
    },
    delivery: {
      irc: { lateMs: 0, duplicate: 0, shuffle: false },
      eventsub: { lateMs: 0, duplicate: 0, shuffle: false },
    },
    describe: () => ({ ...greetings }),
    stop() {
      for (const line of LINES) clearTimeout(timers[line]);
    },
  };
}

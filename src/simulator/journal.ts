import type { World } from './world.ts';

/** One thing the simulator has said. */
export interface JournalEntry {
  /** Counts up by one over the whole life of the world, restarts included. */
  readonly number: number;
  readonly atMs: number;
  /** A line of a channel's chat, said once however many listen, or a message on an EventSub session. */
  readonly wire: 'irc' | 'eventsub';
  /** Channel login, or session id. */
  readonly to: string;
  /** The raw line with all its tags, or the raw JSON. */
  readonly raw: string;
  /** How many connections it was written to. */
  readonly receivers: number;
}

/** The simulator's own book of what it sent: the truth that a test compares a client with. */
export interface Journal {
  write(entry: Omit<JournalEntry, 'number' | 'atMs'>): JournalEntry;
  /** Those after a number, oldest first, at most `limit`. */
  after(number: number, limit?: number): JournalEntry[];
  readonly lastNumber: number;
}

const KEEP = 100_000;

export function createJournal(world: World): Journal {
  const entries: JournalEntry[] = [];
  return {
    get lastNumber() {
      return world.state.journalNumber;
    },
    write(entry) {
      world.state.journalNumber += 1;
      const written = { number: world.state.journalNumber, atMs: world.nowMs(), ...entry };
      entries.push(written);
      if (entries.length > KEEP) entries.splice(0, KEEP / 10);
      return written;
    },
    after(number, limit = 10_000) {
      const first = entries[0];
      if (!first) return [];
      const from = Math.max(0, number + 1 - first.number);
      return entries.slice(from, from + limit);
    },
  };
}

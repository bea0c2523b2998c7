import { type ChangedThing, FEED_CLOSE, type FeedMessage, type FeedTopic } from '../../contract/feed.ts';

/** Rows of one topic as the contract types them. */
export type FeedRows<T extends FeedTopic> = Extract<FeedMessage, { type: 'rows'; topic: T }>['rows'];

export interface FeedSubscriber<T extends FeedTopic> {
  /** The last `seq` this page has; `null` for "from now on". */
  readonly after: number | null;
  onRows(rows: FeedRows<T>): void;
  /** Too much was missed: ask for the newest page again; rows go on after `seq`. */
  onReset?(seq: number): void;
}

/** What the feed needs of its surroundings; tests hand in their own. */
export interface FeedSurroundings {
  connect(): FeedSocket;
  onChanged(what: ChangedThing): void;
  onState(state: FeedState): void;
  setTimer(work: () => void, ms: number): unknown;
  clearTimer(timer: unknown): void;
  /** 0 to 1, spreads the reconnects of many windows. */
  jitter(): number;
}

export interface FeedSocket {
  send(text: string): void;
  close(): void;
  onOpen: (() => void) | null;
  onMessage: ((text: string) => void) | null;
  onClose: ((code: number) => void) | null;
}

export type FeedState = 'connecting' | 'live' | 'waiting' | 'signed-out' | 'stopped';

/** A beat comes every 10 s; after this long without anything the line counts as dead. */
const SILENCE_MS = 25_000;
const BACK_OFF_MAX_MS = 15_000;

interface Entry {
  last: number | null;
  readonly subscriber: FeedSubscriber<FeedTopic>;
}

/**
 * The one live line of this window.
 *
 *   stopped ─start─► connecting ─open, hello─► (missed rows) ─ready─► live
 *                        ▲                                        │ lost, silent
 *                        └────────── waiting (back-off) ◄─────────┘
 *
 * Each subscriber keeps its own last `seq`. The hello asks from the lowest of a topic, and each
 * subscriber drops what it already has: nothing is lost or doubled over a reconnect.
 */
export class Feed {
  readonly #surroundings: FeedSurroundings;
  readonly #entries = new Map<FeedTopic, Set<Entry>>();
  /** Topics named in the hello of the open line, with where they stand. */
  #open = new Map<FeedTopic, number | null>();
  #socket: FeedSocket | null = null;
  #state: FeedState = 'stopped';
  #failures = 0;
  #timer: unknown = null;
  #watchdog: unknown = null;
  #rejoin: unknown = null;

  constructor(surroundings: FeedSurroundings) {
    this.#surroundings = surroundings;
  }

  get state(): FeedState {
    return this.#state;
  }

  start(): void {
    if (this.#state !== 'stopped' && this.#state !== 'signed-out') return;
    this.#failures = 0;
    this.#connect();
  }

  stop(): void {
    this.#drop();
    this.#clear();
    this.#setState('stopped');
  }

  /** Tries at once instead of waiting for the back-off. */
  retryNow(): void {
    if (this.#state === 'waiting') this.#connect();
  }

  /** Follows a topic; the returned function ends it. */
  subscribe<T extends FeedTopic>(topic: T, subscriber: FeedSubscriber<T>): () => void {
    const entry: Entry = { last: subscriber.after, subscriber: subscriber as unknown as FeedSubscriber<FeedTopic> };
    const entries = this.#entries.get(topic) ?? new Set();
    this.#entries.set(topic, entries.add(entry));
    if (this.#isBehind(topic, entry)) this.#scheduleRejoin();
    return () => {
      entries.delete(entry);
    };
  }

  /** Does the open line miss this topic, or rows this subscriber still needs? */
  #isBehind(topic: FeedTopic, entry: Entry): boolean {
    if (!this.#socket) return false;
    const position = this.#open.get(topic);
    if (position === undefined) return true;
    return entry.last !== null && (position === null || entry.last < position);
  }

  /** The hello is said once per line, so more topics mean a new line; a page's subscriptions are collected first. */
  #scheduleRejoin(): void {
    if (this.#rejoin !== null) return;
    this.#rejoin = this.#surroundings.setTimer(() => {
      this.#rejoin = null;
      if (this.#socket) this.#connect();
    }, 20);
  }

  #connect(): void {
    this.#drop();
    this.#clear();
    this.#setState('connecting');
    const socket = this.#surroundings.connect();
    this.#socket = socket;
    this.#watch();
    socket.onOpen = () => {
      this.#open = this.#cursors();
      socket.send(JSON.stringify({ cursors: Object.fromEntries(this.#open) }));
    };
    socket.onMessage = (text) => {
      this.#watch();
      for (const message of JSON.parse(text) as FeedMessage[]) this.#receive(message);
    };
    socket.onClose = (code) => {
      if (this.#socket !== socket) return;
      this.#socket = null;
      this.#lost(code);
    };
  }

  #cursors(): Map<FeedTopic, number | null> {
    const cursors = new Map<FeedTopic, number | null>();
    for (const [topic, entries] of this.#entries) {
      if (entries.size === 0) continue;
      const known = [...entries].map((entry) => entry.last).filter((last) => last !== null);
      cursors.set(topic, known.length === 0 ? null : Math.min(...known));
    }
    return cursors;
  }

  #receive(message: FeedMessage): void {
    switch (message.type) {
      case 'rows':
        this.#deliver(message.topic, message.rows);
        return;
      case 'reset':
        this.#open.set(message.topic, message.seq);
        for (const entry of this.#entries.get(message.topic) ?? []) {
          entry.last = message.seq;
          entry.subscriber.onReset?.(message.seq);
        }
        return;
      case 'ready':
        this.#failures = 0;
        for (const topic of this.#open.keys()) {
          const position = message.cursors[topic];
          if (position !== undefined) this.#advance(topic, position);
        }
        this.#setState('live');
        return;
      case 'changed':
        this.#surroundings.onChanged(message.what);
        return;
      case 'beat':
        return;
      default:
        message satisfies never;
    }
  }

  #deliver(topic: FeedTopic, rows: readonly { readonly seq: number }[]): void {
    const newest = rows.at(-1)?.seq;
    if (newest === undefined) return;
    for (const entry of this.#entries.get(topic) ?? []) {
      const { last } = entry;
      // A row of the mod log comes again when its state changes, under its old number.
      const fresh = last === null || topic === 'mod-log' ? rows : rows.filter((row) => row.seq > last);
      if (fresh.length > 0) entry.subscriber.onRows(fresh as never);
    }
    this.#advance(topic, newest);
  }

  #advance(topic: FeedTopic, seq: number): void {
    this.#open.set(topic, Math.max(seq, this.#open.get(topic) ?? 0));
    for (const entry of this.#entries.get(topic) ?? []) entry.last = Math.max(seq, entry.last ?? 0);
  }

  #lost(code: number): void {
    this.#clear();
    if (code === FEED_CLOSE.sessionEnded) {
      this.#setState('signed-out');
      return;
    }
    this.#setState('waiting');
    const back = Math.min(BACK_OFF_MAX_MS, 500 * 2 ** this.#failures);
    this.#failures += 1;
    this.#timer = this.#surroundings.setTimer(() => this.#connect(), back * (0.5 + this.#surroundings.jitter() / 2));
  }

  #watch(): void {
    if (this.#watchdog !== null) this.#surroundings.clearTimer(this.#watchdog);
    this.#watchdog = this.#surroundings.setTimer(() => {
      this.#drop();
      this.#lost(0);
    }, SILENCE_MS);
  }

  #drop(): void {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
  }

  #clear(): void {
    for (const timer of [this.#timer, this.#watchdog, this.#rejoin]) {
      if (timer !== null) this.#surroundings.clearTimer(timer);
    }
    this.#timer = this.#watchdog = this.#rejoin = null;
  }

  #setState(state: FeedState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#surroundings.onState(state);
  }
}

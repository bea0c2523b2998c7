import { FEED_CLOSE, type FeedMessage, type FeedTopic, feedHello } from '../../contract/feed.ts';
import type { Caller, FeedSource } from '../module.ts';
import { TopicFollower } from './follow-topic.ts';
import { Frame } from './frame.ts';
import type { FeedSocket, Timers } from './socket.ts';

interface ReaderOptions {
  readonly socket: FeedSocket;
  readonly caller: Caller;
  readonly sources: readonly FeedSource[];
  readonly timers: Timers;
  /** Text of a row, made once for all readers that may see it as it is. */
  readonly textOf: (row: object) => string;
  readonly maxBufferedBytes: number;
  /** There is something to send; the feed decides when. */
  readonly onDue: () => void;
  readonly onReady: () => void;
  readonly onGone: () => void;
  readonly onTrouble: (error: unknown) => void;
}

const HELLO_WITHIN_MS = 10_000;
/** How long a farewell may take before the connection is cut. */
const FAREWELL_MS = 1_000;
/** Beats without an answer after which nobody is there any more. */
const MAX_SILENT_BEATS = 3;

/** Close codes of the WebSocket standard. */
const GOING_AWAY = 1001;
const INTERNAL_ERROR = 1011;

/** One open window: says hello once, then only listens. */
export class Reader {
  readonly caller: Caller;
  readonly #options: ReaderOptions;
  readonly #socket: FeedSocket;
  readonly #frame = new Frame();
  readonly #followers = new Map<FeedTopic, TopicFollower>();
  readonly #cancelHelloTimer: () => void;
  #hasHello = false;
  #isGone = false;
  #silentBeats = 0;

  constructor(options: ReaderOptions) {
    this.#options = options;
    this.#socket = options.socket;
    this.caller = options.caller;
    this.#cancelHelloTimer = options.timers.after(HELLO_WITHIN_MS, () => this.leave(FEED_CLOSE.badHello, 'no hello'));
    this.#socket.on('message', (data) => this.#receive(data.toString()));
    this.#socket.on('pong', () => {
      this.#silentBeats = 0;
    });
    this.#socket.on('error', () => this.#drop());
    this.#socket.on('close', () => this.#drop());
  }

  /** Has said whom it follows: a person sits in front of it. */
  get isFollowing(): boolean {
    return this.#hasHello && !this.#isGone;
  }

  announce(topic: FeedTopic, rows: readonly { readonly seq: number }[]): void {
    this.#followers.get(topic)?.announce(rows);
  }

  tell(message: Exclude<FeedMessage, { type: 'rows' }>): void {
    if (!this.isFollowing) return;
    this.#frame.addMessage(message);
    this.#options.onDue();
  }

  beat(at: string): void {
    this.#silentBeats += 1;
    if (this.#silentBeats > MAX_SILENT_BEATS) {
      this.#socket.terminate();
      this.#drop();
      return;
    }
    if (this.#isGone) return;
    this.#socket.ping();
    this.tell({ type: 'beat', at });
  }

  /** Sends what is due, unless the reader has not even taken what it was sent before. */
  flush(): void {
    if (this.#isGone || this.#frame.isEmpty) return;
    if (this.#socket.bufferedAmount + this.#frame.size > this.#options.maxBufferedBytes) {
      this.leave(FEED_CLOSE.tooSlow, 'too slow');
      return;
    }
    this.#socket.send(this.#frame.take());
  }

  /** Says farewell; a reader that does not answer it is cut off. */
  leave(code: number = GOING_AWAY, reason = ''): void {
    if (this.#isGone) return;
    this.#drop();
    this.#socket.close(code, reason);
    const cancel = this.#options.timers.after(FAREWELL_MS, () => this.#socket.terminate());
    this.#socket.on('close', cancel);
  }

  #drop(): void {
    if (this.#isGone) return;
    this.#isGone = true;
    this.#cancelHelloTimer();
    for (const follower of this.#followers.values()) follower.end();
    this.#options.onGone();
  }

  #receive(text: string): void {
    if (this.#hasHello || this.#isGone) return;
    const hello = feedHello.safeParse(parseJson(text));
    if (!hello.success) {
      this.leave(FEED_CLOSE.badHello, 'bad hello');
      return;
    }
    this.#hasHello = true;
    this.#cancelHelloTimer();
    this.#options.onReady();
    this.#follow(hello.data.cursors).catch((error: unknown) => {
      this.#options.onTrouble(error);
      this.leave(INTERNAL_ERROR, 'internal');
    });
  }

  async #follow(cursors: Readonly<Partial<Record<FeedTopic, number | null>>>): Promise<void> {
    const starts: Promise<void>[] = [];
    for (const source of this.#options.sources) {
      const cursor = cursors[source.topic];
      if (cursor === undefined || !this.caller.permissions.includes(source.permission)) continue;
      const follower = new TopicFollower(source, {
        rows: (topic, rows) => this.#addRows(topic, source, rows),
        reset: (topic, seq) => this.tell({ type: 'reset', topic, seq }),
        overflow: () => this.leave(FEED_CLOSE.tooSlow, 'too slow'),
      });
      this.#followers.set(source.topic, follower);
      starts.push(follower.start(cursor));
    }
    await Promise.all(starts);
    const reached = [...this.#followers].map(([topic, follower]) => [topic, follower.cursor] as const);
    this.tell({ type: 'ready', cursors: Object.fromEntries(reached) });
  }

  #addRows(topic: FeedTopic, source: FeedSource, rows: readonly { readonly seq: number }[]): void {
    if (this.#isGone) return;
    for (const row of rows) {
      const seen = source.forCaller === undefined ? row : source.forCaller(row, this.caller);
      this.#frame.addRow(topic, seen === row ? this.#options.textOf(row) : JSON.stringify(seen));
    }
    this.#options.onDue();
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

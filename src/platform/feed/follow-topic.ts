import type { FeedTopic } from '../../contract/feed.ts';
import type { FeedSource } from '../module.ts';

interface SeqRow {
  readonly seq: number;
}

/** What a reader following a topic does with rows that are its turn. */
interface TopicSink {
  rows(topic: FeedTopic, rows: readonly SeqRow[]): void;
  reset(topic: FeedTopic, seq: number): void;
  /** More arrived while the missed rows were read than may be held. */
  overflow(): void;
}

/** Rows asked from the store at once. */
const PAGE_ROWS = 500;
/** Further behind than this, the browser asks for the newest page instead. */
export const MAX_REPLAY_ROWS = 2_000;
const MAX_HELD_ROWS = 20_000;
/**
 * Rows of these topics come again when their state changes (an act: open, then done), each time under
 * a higher number. Two tell of one act, the person's call and Twitch's echo, and may overtake each other.
 */
const CHANGING_TOPICS: ReadonlySet<FeedTopic> = new Set(['mod-log']);

/**
 * One reader's way through one topic. Three phases:
 *
 * 1. **Backfill.** The reader is subscribed from the first moment. What is announced from now on is
 *    held back, while the rows between its cursor and the end of the store are read page by page.
 * 2. **Cut-over.** A page that is not full ends the backfill. Without waiting for anything in
 *    between, the held rows beyond the last one sent are sent, the others dropped.
 * 3. **Live.** What is announced is sent at once.
 *
 * None is lost: rows are announced after their commit, so a row that the last page did not see was
 * committed after that page was asked for, and its announcement found the reader subscribed. None is
 * doubled: rows of a topic are announced in the order of `seq`, so whatever is not beyond the last
 * one sent has been sent. Topics whose rows change are exempt from that check: there every
 * announcement passes, and the browser keeps the newest by id.
 */
export class TopicFollower {
  readonly source: FeedSource;
  readonly #sink: TopicSink;
  readonly #isChanging: boolean;
  /** Last `seq` sent, or skipped on purpose. */
  #cursor = 0;
  /** Rows announced during backfill; `undefined` once live. */
  #held: SeqRow[] | undefined = [];
  #isEnded = false;

  constructor(source: FeedSource, sink: TopicSink) {
    this.source = source;
    this.#sink = sink;
    this.#isChanging = CHANGING_TOPICS.has(source.topic);
  }

  get cursor(): number {
    return this.#cursor;
  }

  /** Brings the reader from its cursor to live; `null` means from now on. */
  async start(cursor: number | null): Promise<void> {
    const { source } = this;
    const newest = await source.lastSeq();
    if (cursor === null) {
      this.#cursor = newest;
    } else if (cursor > newest || newest - cursor > MAX_REPLAY_ROWS) {
      // Ahead of the store: a backup was restored, the browser's rows are from another past.
      this.#cursor = newest;
      if (!this.#isEnded) this.#sink.reset(source.topic, newest);
    } else {
      this.#cursor = cursor;
      await this.#backfill();
    }
    this.#cutOver();
  }

  /** Rows just committed, in the order of `seq`. */
  announce(rows: readonly SeqRow[]): void {
    if (this.#held === undefined) {
      this.#pass(rows);
      return;
    }
    for (const row of rows) this.#held.push(row);
    if (this.#held.length > MAX_HELD_ROWS) {
      this.end();
      this.#sink.overflow();
    }
  }

  end(): void {
    this.#isEnded = true;
    this.#held = [];
  }

  async #backfill(): Promise<void> {
    for (;;) {
      const page = await this.source.rowsAfter(this.#cursor, PAGE_ROWS);
      if (this.#isEnded) return;
      const last = page.at(-1);
      if (last !== undefined) {
        this.#sink.rows(this.source.topic, page);
        this.#cursor = last.seq;
      }
      if (page.length < PAGE_ROWS) return;
    }
  }

  #cutOver(): void {
    if (this.#isEnded) return;
    const held = this.#held ?? [];
    this.#held = undefined;
    this.#pass(held);
  }

  #pass(rows: readonly SeqRow[]): void {
    if (this.#isEnded) return;
    const due = this.#isChanging ? rows : rows.filter((row) => row.seq > this.#cursor);
    if (due.length === 0) return;
    this.#sink.rows(this.source.topic, due);
    for (const row of due) if (row.seq > this.#cursor) this.#cursor = row.seq;
  }
}

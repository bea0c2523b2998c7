import { setTimeout as wait } from 'node:timers/promises';
import type { TestPerson } from '../../src/testing/test-person.ts';

interface Row {
  readonly seq: number;
  readonly text: string;
}

/** A window that comes back after every loss of the server and goes on from the last number it has. */
export class FeedFollower {
  readonly #person: TestPerson;
  readonly #lines = new Map<number, string>();
  readonly #faults: string[] = [];
  #isRunning = false;
  #running: Promise<void> = Promise.resolve();
  lastSeq = 0;

  constructor(person: TestPerson) {
    this.#person = person;
  }

  start(): void {
    this.#isRunning = true;
    this.#running = this.#run();
  }

  /** What was received, in all. */
  async stop(): Promise<{ lines: ReadonlyMap<number, string>; feedFaults: readonly string[] }> {
    this.#isRunning = false;
    await this.#running;
    return { lines: this.#lines, feedFaults: this.#faults };
  }

  async #run(): Promise<void> {
    while (this.#isRunning) {
      try {
        await this.#follow();
      } catch {
        // Nobody there: try again soon.
        await wait(100);
      }
    }
  }

  async #follow(): Promise<void> {
    const feed = await this.#person.openFeed({ chat: this.lastSeq });
    let read = 0;
    let isOpen = true;
    void feed.closed.then(() => {
      isOpen = false;
    });
    while (isOpen && this.#isRunning) {
      await wait(20);
      read = this.#take(feed.messages, read);
    }
    this.#take(feed.messages, read);
    feed.close();
  }

  #take(messages: readonly { readonly type: string }[], from: number): number {
    for (const message of messages.slice(from)) {
      if (message.type === 'reset') this.#faults.push('the feed asked to begin anew');
      if (message.type === 'rows') for (const row of (message as unknown as { rows: Row[] }).rows) this.#note(row);
    }
    return messages.length;
  }

  #note({ seq, text }: Row): void {
    if (this.#lines.has(seq)) this.#faults.push(`row ${seq} came twice`);
    else if (seq !== this.lastSeq + 1) this.#faults.push(`row ${seq} came after ${this.lastSeq}`);
    this.#lines.set(seq, text);
    this.lastSeq = Math.max(this.lastSeq, seq);
  }
}

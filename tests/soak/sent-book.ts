import { setTimeout as wait } from 'node:timers/promises';
import type { TestTwitch } from '../../src/testing/test-twitch.ts';

const NUMBER = / :nacht (\d+)\r?\n?$/;
const REST_MS = 30_000;

/** What the simulated Twitch sent, noted while the night goes on: its own journal forgets. */
export class SentBook {
  /** When each numbered line was said, by the machine's clock. */
  readonly lines = new Map<number, number>();
  /** Every line of chat, by its id. */
  readonly messages = new Map<string, number>();
  /** Message ids of what was sent on event sessions. */
  readonly events = new Map<string, number>();
  readonly #twitch: TestTwitch;
  #last = 0;

  constructor(twitch: TestTwitch) {
    this.#twitch = twitch;
  }

  /** What was said before anybody read along belongs to no night. */
  async begin(): Promise<void> {
    const until = Date.now() + REST_MS;
    for (;;) {
      const { ircConnections, eventSubSessions } = await this.#twitch.state();
      if (ircConnections > 0 && eventSubSessions > 0) break;
      if (Date.now() > until) throw new Error('the server never connected');
      await wait(200);
    }
    await wait(3_000);
    await this.read();
    for (const noted of [this.lines, this.messages, this.events]) noted.clear();
  }

  async read(): Promise<void> {
    const before = Date.now();
    for (;;) {
      const entries = await this.#twitch.journal(this.#last);
      for (const { number, wire, raw } of entries) {
        this.#last = number;
        if (wire === 'irc') this.#noteLine(raw);
        else this.#noteEvent(raw);
      }
      if (entries.length === 0 || Date.now() - before > REST_MS) return;
    }
  }

  /** Waits until the counter is through and nothing new is said. */
  async comeToRest(): Promise<void> {
    const until = Date.now() + 10 * REST_MS;
    while (Date.now() < until) {
      const { counts } = (await (await fetch(`http://localhost:${this.#twitch.httpPort}/sim/state`)).json()) as {
        counts?: readonly { readonly isRunning: boolean }[];
      };
      await this.read();
      if (!counts?.some(({ isRunning }) => isRunning)) break;
      await wait(1_000);
    }
    await wait(5_000);
    await this.read();
  }

  #noteLine(raw: string): void {
    if (!/^\S+ \S+ PRIVMSG /.test(raw)) return;
    const atMs = Number(/[@;]tmi-sent-ts=(\d+)/.exec(raw)?.[1]);
    const id = /[@;]id=([^; ]+)/.exec(raw)?.[1];
    const number = NUMBER.exec(raw)?.[1];
    if (number !== undefined) this.lines.set(Number(number), atMs);
    if (id !== undefined) this.messages.set(id.replaceAll('-', ''), atMs);
  }

  #noteEvent(raw: string): void {
    const { metadata } = JSON.parse(raw) as {
      metadata: { message_id: string; message_type: string; message_timestamp: string };
    };
    if (metadata.message_type === 'notification') {
      this.events.set(metadata.message_id, Date.parse(metadata.message_timestamp));
    }
  }
}

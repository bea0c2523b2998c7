import { type FeedMessage, type FeedTopic, feedFrame } from '../contract/feed.ts';
import { type Permission, permissionsOf, type Role } from '../contract/permissions.ts';
import { type Id, newId } from '../kernel/id.ts';
import { instantFromMs } from '../kernel/instant.ts';
import type { Clock } from '../platform/clock.ts';
import type { FeedSocket, Timers } from '../platform/feed/socket.ts';
import type { Caller, FeedSource } from '../platform/module.ts';

/** Time that passes only when a test says so. */
export class ManualTime implements Clock, Timers {
  #nowMs = Date.UTC(2026, 10, 22, 19, 30);
  #waiting: { atMs: number; call: () => void }[] = [];

  nowMs = () => this.#nowMs;
  now = () => instantFromMs(this.#nowMs);

  after(delayMs: number, call: () => void): () => void {
    const entry = { atMs: this.#nowMs + delayMs, call };
    this.#waiting.push(entry);
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== entry);
    };
  }

  advance(byMs: number): void {
    const untilMs = this.#nowMs + byMs;
    for (;;) {
      const [next] = this.#waiting.filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs);
      if (next === undefined) break;
      this.#waiting = this.#waiting.filter((other) => other !== next);
      this.#nowMs = Math.max(this.#nowMs, next.atMs);
      next.call();
    }
    this.#nowMs = untilMs;
  }
}

/** The browser's end of a feed, without a network between. */
export class FakeSocket implements FeedSocket {
  bufferedAmount = 0;
  readonly frames: string[] = [];
  readonly pings: number[] = [];
  closedWith: number | undefined;
  isTerminated = false;
  readonly #listeners: { event: string; listener: (data: never) => void }[] = [];

  send(text: string): void {
    if (this.closedWith === undefined && !this.isTerminated) this.frames.push(text);
  }
  ping(): void {
    this.pings.push(1);
  }
  /** As `ws`: the close event follows when the other side has answered, which `hangUp` plays. */
  close(code: number): void {
    this.closedWith ??= code;
  }
  terminate(): void {
    if (this.isTerminated) return;
    this.isTerminated = true;
    this.emit('close');
  }
  on(event: string, listener: (data: never) => void): void {
    this.#listeners.push({ event, listener });
  }

  emit(event: 'message' | 'pong' | 'close' | 'error', data?: unknown): void {
    for (const entry of [...this.#listeners]) if (entry.event === event) entry.listener(data as never);
  }
  hello(cursors: Partial<Record<FeedTopic, number | null>>): void {
    this.emit('message', JSON.stringify({ cursors }));
  }
  hangUp(): void {
    this.emit('close');
  }

  /** Everything received, frame by frame put together. */
  messages(): FeedMessage[] {
    return this.frames.flatMap((frame) => JSON.parse(frame) as FeedMessage[]);
  }
  /** Checked against the contract. */
  checkedMessages(): FeedMessage[] {
    return this.frames.flatMap((frame) => feedFrame.parse(JSON.parse(frame)));
  }
  rows(topic: FeedTopic): { seq: number; version?: number }[] {
    return this.messages().flatMap((message) =>
      message.type === 'rows' && message.topic === topic ? (message.rows as { seq: number }[]) : [],
    );
  }
}

export function someCaller(role: Role, memberId: Id<'mem'> = newId('mem', 0)): Caller {
  const permissions = permissionsOf(role);
  return {
    memberId,
    role,
    isOwner: false,
    permissions,
    twitchId: null,
    sessionKey: `key of ${memberId}`,
    csrfToken: '',
  };
}

export interface VersionedRow {
  readonly seq: number;
  /** A row that comes again under a higher number keeps its id. */
  readonly id?: string;
  readonly version: number;
}

/**
 * A store whose answers come when the test lets them, in any order, and see what was committed when
 * they were asked or when they answer, as a database may.
 */
export class SlowStore implements FeedSource<VersionedRow> {
  readonly topic: FeedTopic;
  readonly permission: Permission;
  #rows: VersionedRow[] = [];
  readonly #waiting: { answer: (seesLatest: boolean) => void }[] = [];

  constructor(topic: FeedTopic, permission: Permission) {
    this.topic = topic;
    this.permission = permission;
  }

  get rows(): readonly VersionedRow[] {
    return this.#rows;
  }
  get waiting(): number {
    return this.#waiting.length;
  }

  commit(rows: readonly VersionedRow[]): void {
    const changed = new Set(rows.map((row) => row.id ?? row.seq));
    const kept = this.#rows.filter((row) => !changed.has(row.id ?? row.seq));
    this.#rows = [...kept, ...rows].sort((a, b) => a.seq - b.seq);
  }

  lastSeq(): Promise<number> {
    return this.#answerLater(() => this.#rows.at(-1)?.seq ?? 0);
  }
  rowsAfter(seq: number, limit: number): Promise<readonly VersionedRow[]> {
    return this.#answerLater(() => this.#rows.filter((row) => row.seq > seq).slice(0, limit));
  }

  /** Lets one waiting question be answered. */
  async answer(which = 0, seesLatest = true): Promise<void> {
    const [question] = this.#waiting.splice(which % Math.max(1, this.#waiting.length), 1);
    question?.answer(seesLatest);
    await new Promise((resolve) => setImmediate(resolve));
  }
  async answerAll(): Promise<void> {
    while (this.#waiting.length > 0) await this.answer();
  }

  #answerLater<T>(look: () => T): Promise<T> {
    const early = look();
    return new Promise((resolve) => {
      this.#waiting.push({ answer: (seesLatest) => resolve(seesLatest ? look() : early) });
    });
  }
}

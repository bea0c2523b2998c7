import type { ChatLineView } from '../../../contract/live.ts';

/** How many lines a window keeps; beyond it the older end is dropped and comes back by scrolling up. */
const KEPT_LINES = 20_000;
const DROPPED_AT_ONCE = 2_000;

export interface ChatLogState {
  /** Oldest first; the array is replaced on every change, its lines are not. */
  readonly lines: readonly ChatLineView[];
  readonly hasOlder: boolean;
  readonly isLoaded: boolean;
}

/**
 * The chat log as one window has it: rows of the feed at the lower end, pages of the log at the
 * upper one.
 *
 *     older pages ──►│ 4 5 6 7 8 9 │◄── rows of the feed
 *     (seq below 4)  │             │    (seq above 9; what is known already is skipped)
 *
 * Rows arrive many times a second. Listeners hear of them when the window has time to paint, so that a
 * burst costs one paint; what a window that paints nothing collects is bounded like what it shows.
 */
export class ChatLog {
  #state: ChatLogState = { lines: [], hasOlder: false, isLoaded: false };
  #pending: ChatLineView[] = [];
  #isScheduled = false;
  readonly #listeners = new Set<() => void>();
  readonly #schedule: (paint: () => void) => void;

  /** @param schedule calls back when there is time to paint, at once or later. */
  constructor(schedule: (paint: () => void) => void) {
    this.#schedule = schedule;
  }

  get state(): ChatLogState {
    return this.#state;
  }

  get lastSeq(): number | null {
    return this.#pending.at(-1)?.seq ?? this.#state.lines.at(-1)?.seq ?? null;
  }

  watch = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Starts over from a page of the log: the newest one, or one around a search hit. */
  replace(page: { readonly lines: readonly ChatLineView[]; readonly hasOlder: boolean }): void {
    this.#pending = [];
    this.#set({ lines: page.lines, hasOlder: page.hasOlder, isLoaded: true });
  }

  prepend(page: { readonly lines: readonly ChatLineView[]; readonly hasOlder: boolean }): void {
    const first = this.#state.lines[0]?.seq ?? Number.POSITIVE_INFINITY;
    const older = page.lines.filter((line) => line.seq < first);
    this.#set({ ...this.#state, lines: [...older, ...this.#state.lines], hasOlder: page.hasOlder });
  }

  /** Rows of the feed, or a page that follows the newest line. */
  append(rows: readonly ChatLineView[]): void {
    const last = this.lastSeq ?? 0;
    for (const row of rows) if (row.seq > last) this.#pending.push(row);
    if (this.#pending.length >= KEPT_LINES) this.#takePending();
    if (this.#pending.length === 0 || this.#isScheduled) return;
    this.#isScheduled = true;
    this.#schedule(() => {
      this.#isScheduled = false;
      this.#takePending();
    });
  }

  #takePending(): void {
    if (this.#pending.length === 0) return;
    const rows = this.#pending;
    this.#pending = [];
    let lines = [...this.#state.lines, ...rows];
    let hasOlder = this.#state.hasOlder;
    if (lines.length > KEPT_LINES) {
      lines = lines.slice(lines.length - KEPT_LINES + DROPPED_AT_ONCE);
      hasOlder = true;
    }
    for (const row of rows) lines = markRemoved(lines, row);
    this.#set({ lines, hasOlder, isLoaded: true });
  }

  #set(state: ChatLogState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

/** Strikes what a removal hits; the server has marked the same lines for every later page. */
function markRemoved(lines: ChatLineView[], removal: ChatLineView): ChatLineView[] {
  const isHit = hitBy(removal);
  if (isHit === undefined) return lines;
  const by = removal.kind === 'deleted' ? 'delete' : removal.kind;
  const removed = { at: removal.sentAt, by: by as 'delete' | 'timeout' | 'ban' | 'clear' };
  return lines.map((line) =>
    line.removed === null && line.seq < removal.seq && isHit(line) ? { ...line, removed } : line,
  );
}

function hitBy(removal: ChatLineView): ((line: ChatLineView) => boolean) | undefined {
  const isText = (line: ChatLineView) => line.kind === 'message' || line.kind === 'user-notice';
  switch (removal.kind) {
    case 'deleted': {
      const id = removal.target?.messageId;
      return id === null || id === undefined ? undefined : (line) => line.messageId === id;
    }
    case 'timeout':
    case 'ban': {
      const { userId = null, login = null } = removal.target ?? {};
      return (line) =>
        isText(line) && line.user !== null && (userId === null ? line.user.login === login : line.user.id === userId);
    }
    case 'clear':
      return isText;
    default:
      return undefined;
  }
}

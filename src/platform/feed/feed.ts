import { FEED_CLOSE } from '../../contract/feed.ts';
import type { Id } from '../../kernel/id.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Caller, FeedOut, FeedSource, Presence } from '../module.ts';
import { Reader } from './reader.ts';
import { type FeedSocket, systemTimers, type Timers } from './socket.ts';

export interface FeedOptions {
  /**
   * Read anew at each hello: the rooms that own the sources are made with the feed in hand, so the
   * list may be filled after them.
   */
  readonly sources: readonly FeedSource[];
  readonly clock: Clock;
  readonly log: Pick<Log, 'error'>;
  /**
   * How long messages are collected into one frame. The first after a pause leaves at once. A busy chat
   * was collected by the intake already, so this is for what comes between: most of the 50 ms that a
   * person could notice is left to the database and the painting.
   */
  readonly frameMs?: number;
  /** Unsent bytes after which a reader is too slow and is cut off: it comes back and catches up. */
  readonly maxBufferedBytes?: number;
  readonly timers?: Timers;
}

/** The live feed of one server: rooms tell it what happened, every open window follows. */
export interface Feed extends FeedOut, Presence {
  /** Takes over a socket whose session, Host and Origin were checked. */
  accept(socket: FeedSocket, caller: Caller): void;
  /** Ends the windows of one session. */
  endSession(sessionKey: string): void;
  /** Says farewell to everybody; nobody is accepted any more. */
  close(): void;
}

const BEAT_MS = 10_000;
const FRAME_MS = 10;
const MAX_BUFFERED_BYTES = 4 * 1024 * 1024;

/**
 * Rows must be told in the order of their `seq` and after their commit; `follow-topic.ts` says why
 * a reader then misses none and gets none twice.
 */
export function createFeed(options: FeedOptions): Feed {
  const { sources, clock, log, timers = systemTimers, frameMs = FRAME_MS } = options;
  const readers = new Set<Reader>();
  const texts = new WeakMap<object, string>();
  let lastFlushMs = Number.NEGATIVE_INFINITY;
  let isFlushDue = false;
  let cancelBeat: (() => void) | undefined;
  let isClosed = false;

  function textOf(row: object): string {
    let text = texts.get(row);
    if (text === undefined) {
      text = JSON.stringify(row);
      texts.set(row, text);
    }
    return text;
  }

  function scheduleFlush(): void {
    if (isFlushDue) return;
    isFlushDue = true;
    const waitMs = Math.min(frameMs, Math.max(0, lastFlushMs + frameMs - clock.nowMs()));
    timers.after(waitMs, () => {
      isFlushDue = false;
      lastFlushMs = clock.nowMs();
      for (const reader of [...readers]) reader.flush();
    });
  }

  function scheduleBeat(): void {
    if (cancelBeat !== undefined || readers.size === 0 || isClosed) return;
    cancelBeat = timers.after(BEAT_MS, () => {
      cancelBeat = undefined;
      for (const reader of [...readers]) reader.beat(clock.now());
      scheduleBeat();
    });
  }

  const present = (): ReadonlySet<Id<'mem'>> =>
    new Set([...readers].filter((reader) => reader.isFollowing).map((reader) => reader.caller.memberId));

  let lastPresent = present();
  function tellPresence(): void {
    const now = present();
    if (now.size === lastPresent.size && [...now].every((memberId) => lastPresent.has(memberId))) return;
    lastPresent = now;
    changed('presence');
  }

  function changed(what: Parameters<FeedOut['changed']>[0]): void {
    for (const reader of readers) reader.tell({ type: 'changed', what });
  }

  function endWhere(isMeant: (caller: Caller) => boolean): void {
    for (const reader of [...readers])
      if (isMeant(reader.caller)) reader.leave(FEED_CLOSE.sessionEnded, 'session ended');
  }

  return {
    present,
    changed,
    rows(topic, rows) {
      if (rows.length === 0) return;
      for (const reader of readers) reader.announce(topic, rows);
    },
    accept(socket, caller) {
      const reader: Reader = new Reader({
        socket,
        caller,
        sources,
        timers,
        textOf,
        maxBufferedBytes: options.maxBufferedBytes ?? MAX_BUFFERED_BYTES,
        onDue: scheduleFlush,
        onReady: tellPresence,
        onGone: () => {
          readers.delete(reader);
          tellPresence();
        },
        onTrouble: (error) => log.error('feed-failed', { error }),
      });
      readers.add(reader);
      if (isClosed) reader.leave();
      else scheduleBeat();
    },
    disconnect: (memberId) => endWhere((caller) => caller.memberId === memberId),
    reopen(memberId) {
      for (const reader of [...readers]) if (reader.caller.memberId === memberId) reader.leave();
    },
    endSession: (sessionKey) => endWhere((caller) => caller.sessionKey === sessionKey),
    close() {
      isClosed = true;
      cancelBeat?.();
      for (const reader of [...readers]) reader.leave();
    },
  };
}

import { beforeEach, describe, expect, it } from 'vitest';
import { FEED_CLOSE, type FeedMessage } from '../../contract/feed.ts';
import { Feed, type FeedSocket, type FeedState } from './feed.ts';

/** A line under our control, with everything that was said over it. */
class FakeSocket implements FeedSocket {
  readonly sent: unknown[] = [];
  isClosed = false;
  onOpen: (() => void) | null = null;
  onMessage: ((text: string) => void) | null = null;
  onClose: ((code: number) => void) | null = null;
  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }
  close(): void {
    this.isClosed = true;
  }
  receive(...messages: unknown[]): void {
    this.onMessage?.(JSON.stringify(messages));
  }
}

interface Timer {
  readonly work: () => void;
  readonly ms: number;
}

describe('Feed', () => {
  let sockets: FakeSocket[];
  let timers: Set<Timer>;
  let states: FeedState[];
  let changed: string[];
  let feed: Feed;

  const socket = (): FakeSocket => {
    const newest = sockets.at(-1);
    if (!newest) throw new Error('nothing was connected');
    return newest;
  };
  /** Fires the one timer of this length. */
  const fire = (ms: number): void => {
    const timer = [...timers].find((each) => each.ms === ms);
    if (!timer) throw new Error(`no timer of ${ms} ms, but ${[...timers].map((each) => each.ms)}`);
    timers.delete(timer);
    timer.work();
  };
  const rows = (topic: string, ...seqs: number[]) => ({ type: 'rows', topic, rows: seqs.map((seq) => ({ seq })) });
  const follow = (topic: 'chat' | 'events' | 'mod-log', after: number | null) => {
    const seen: number[] = [];
    const resets: number[] = [];
    const stop = feed.subscribe(topic, {
      after,
      onRows: (found: readonly { seq: number }[]) => void seen.push(...found.map((row) => row.seq)),
      onReset: (seq) => void resets.push(seq),
    });
    return { seen, resets, stop };
  };

  beforeEach(() => {
    sockets = [];
    timers = new Set();
    states = [];
    changed = [];
    feed = new Feed({
      connect: () => {
        const made = new FakeSocket();
        sockets.push(made);
        return made;
      },
      onChanged: (what) => changed.push(what),
      onState: (state) => states.push(state),
      setTimer: (work, ms) => {
        const timer = { work, ms };
        timers.add(timer);
        return timer;
      },
      clearTimer: (timer) => timers.delete(timer as Timer),
      jitter: () => 1,
    });
  });

  it('says hello with the last number of every topic, the lowest where two follow', () => {
    follow('chat', 40);
    follow('chat', 25);
    follow('events', null);
    feed.start();
    socket().onOpen?.();
    expect(socket().sent).toEqual([{ cursors: { chat: 25, events: null } }]);
  });

  it('gives each follower only what it does not have yet', () => {
    const late = follow('chat', 40);
    const early = follow('chat', 25);
    feed.start();
    socket().onOpen?.();
    socket().receive(rows('chat', 26, 40, 41), { type: 'ready', cursors: { chat: 41 } }, rows('chat', 42));
    expect(early.seen).toEqual([26, 40, 41, 42]);
    expect(late.seen).toEqual([41, 42]);
    expect(states).toEqual(['connecting', 'live']);
  });

  it('goes on after the last row when the line comes back, without loss or doubles', () => {
    const chat = follow('chat', 10);
    feed.start();
    socket().onOpen?.();
    socket().receive(rows('chat', 11, 12), { type: 'ready', cursors: { chat: 12 } });
    socket().onClose?.(1006);
    fire(500);
    socket().onOpen?.();
    expect(socket().sent).toEqual([{ cursors: { chat: 12 } }]);
    socket().receive(rows('chat', 12, 13), { type: 'ready', cursors: { chat: 13 } });
    expect(chat.seen).toEqual([11, 12, 13]);
  });

  it('resumes from where "from now" began, even if no row came', () => {
    follow('events', null);
    feed.start();
    socket().onOpen?.();
    socket().receive({ type: 'ready', cursors: { events: 7 } });
    socket().onClose?.(1006);
    fire(500);
    socket().onOpen?.();
    expect(socket().sent).toEqual([{ cursors: { events: 7 } }]);
  });

  it('waits longer after each failure, up to a limit, and starts afresh after a success', () => {
    feed.start();
    for (const ms of [500, 1000, 2000, 4000, 8000, 15_000, 15_000]) {
      socket().onClose?.(1006);
      fire(ms);
    }
    socket().onOpen?.();
    socket().receive({ type: 'ready', cursors: {} });
    socket().onClose?.(1006);
    fire(500);
  });

  it('takes 25 s of silence for a dead line', () => {
    feed.start();
    const first = socket();
    first.onOpen?.();
    first.receive({ type: 'ready', cursors: {} });
    first.receive({ type: 'beat', at: '2026-11-22T09:18:04.120Z' } satisfies FeedMessage);
    expect([...timers].filter(({ ms }) => ms === 25_000)).toHaveLength(1);
    fire(25_000);
    expect(first.isClosed).toBe(true);
    expect(states.at(-1)).toBe('waiting');
  });

  it('opens a new line for a topic the old one does not carry, once for a whole page', () => {
    feed.start();
    socket().onOpen?.();
    socket().receive({ type: 'ready', cursors: {} });
    follow('chat', 3);
    follow('mod-log', 9);
    fire(20);
    expect(sockets).toHaveLength(2);
    socket().onOpen?.();
    expect(socket().sent).toEqual([{ cursors: { chat: 3, 'mod-log': 9 } }]);
  });

  it('keeps the line for a follower who has everything already, and renews it for one who is behind', () => {
    follow('chat', 10);
    feed.start();
    socket().onOpen?.();
    socket().receive({ type: 'ready', cursors: { chat: 10 } });
    follow('chat', 10);
    follow('chat', null);
    expect([...timers].some(({ ms }) => ms === 20)).toBe(false);
    follow('chat', 4);
    fire(20);
    socket().onOpen?.();
    expect(socket().sent).toEqual([{ cursors: { chat: 4 } }]);
  });

  it('forgets a topic nobody follows any more', () => {
    const chat = follow('chat', 1);
    feed.start();
    chat.stop();
    socket().onOpen?.();
    expect(socket().sent).toEqual([{ cursors: {} }]);
  });

  it('hands on a reset and goes on from its number', () => {
    const chat = follow('chat', 1);
    feed.start();
    socket().onOpen?.();
    socket().receive({ type: 'reset', topic: 'chat', seq: 9000 }, rows('chat', 9000, 9001));
    expect(chat.resets).toEqual([9000]);
    expect(chat.seen).toEqual([9001]);
  });

  it('lets a row of the mod log come again with a new state', () => {
    const log = follow('mod-log', 5);
    feed.start();
    socket().onOpen?.();
    socket().receive(rows('mod-log', 6), rows('mod-log', 6));
    expect(log.seen).toEqual([6, 6]);
  });

  it('announces changes', () => {
    feed.start();
    socket().receive({ type: 'changed', what: 'team' });
    expect(changed).toEqual(['team']);
  });

  it('does not knock again when the session has ended', () => {
    feed.start();
    socket().onClose?.(FEED_CLOSE.sessionEnded);
    expect(states.at(-1)).toBe('signed-out');
    expect(timers.size).toBe(0);
  });

  it('leaves nothing behind when stopped', () => {
    follow('chat', 1);
    feed.start();
    feed.stop();
    expect(socket().isClosed).toBe(true);
    expect(timers.size).toBe(0);
    socket().onClose?.(1006);
    expect(timers.size).toBe(0);
  });
});

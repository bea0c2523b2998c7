import { describe, expect, it } from 'vitest';
import { FEED_CLOSE } from '../../contract/feed.ts';
import type { Role } from '../../contract/permissions.ts';
import type { Id } from '../../kernel/id.ts';
import { FakeSocket, ManualTime, SlowStore, someCaller, type VersionedRow } from '../../testing/feed.ts';
import type { FeedSource } from '../module.ts';
import { createFeed, type FeedOptions } from './feed.ts';
import { MAX_REPLAY_ROWS } from './follow-topic.ts';

const FRAME_MS = 20;

function setUp(options: Partial<FeedOptions> = {}) {
  const time = new ManualTime();
  const chat = new SlowStore('chat', 'live.read');
  const errors: unknown[] = [];
  const log = { error: (event: string, fields?: object) => void errors.push({ event, ...fields }) };
  const feed = createFeed({ sources: [chat], clock: time, timers: time, log, frameMs: FRAME_MS, ...options });
  const open = (role: Role = 'streamer', memberId?: Id<'mem'>) => {
    const socket = new FakeSocket();
    const caller = someCaller(role, memberId);
    feed.accept(socket, caller);
    return { socket, caller };
  };
  const commit = (...rows: VersionedRow[]) => {
    chat.commit(rows);
    feed.rows('chat', rows);
  };
  /** Connects and goes live. */
  const follow = async (role: Role = 'streamer', memberId?: Id<'mem'>) => {
    const reader = open(role, memberId);
    reader.socket.hello({ chat: null });
    await chat.answerAll();
    time.advance(FRAME_MS);
    reader.socket.frames.length = 0;
    return reader;
  };
  return { time, chat, feed, errors, open, follow, commit };
}

const row = (seq: number): VersionedRow => ({ seq, version: 0 });
const rowsTo = (last: number) => Array.from({ length: last }, (_, index) => row(index + 1));

describe('a reader', () => {
  it('is told when it is live, and from where', async () => {
    const { chat, open, time, commit } = setUp();
    commit(...rowsTo(3));
    const { socket } = open();
    socket.hello({ chat: 1 });
    await chat.answerAll();
    time.advance(FRAME_MS);
    expect(socket.messages()).toEqual([
      { type: 'changed', what: 'presence' },
      { type: 'rows', topic: 'chat', rows: [row(2), row(3)] },
      { type: 'ready', cursors: { chat: 3 } },
    ]);
  });

  it('that starts from now gets what is committed afterwards', async () => {
    const { chat, open, time, commit } = setUp();
    commit(...rowsTo(3));
    const { socket } = open();
    socket.hello({ chat: null });
    await chat.answerAll();
    commit(row(4));
    time.advance(FRAME_MS);
    expect(socket.rows('chat')).toEqual([row(4)]);
    expect(socket.messages()).toContainEqual({ type: 'ready', cursors: { chat: 3 } });
  });

  it.each([
    ['too far behind', 1, MAX_REPLAY_ROWS + 2],
    ['ahead of the store, because a backup was restored', 9, 5],
  ])('that is %s is told to ask for the newest page', async (_why, cursor, newest) => {
    const { chat, open, time, commit } = setUp();
    commit(row(newest));
    const { socket } = open();
    socket.hello({ chat: cursor });
    await chat.answerAll();
    commit(row(newest + 1));
    time.advance(FRAME_MS);
    expect(socket.messages()).toContainEqual({ type: 'reset', topic: 'chat', seq: newest });
    expect(socket.rows('chat')).toEqual([row(newest + 1)]);
  });

  it('follows nothing it did not name or may not read', async () => {
    const { chat, open, time, commit } = setUp();
    const silent = open('streamer').socket;
    silent.hello({});
    const accountant = open('accountant').socket;
    accountant.hello({ chat: 0 });
    await chat.answerAll();
    commit(row(1));
    time.advance(FRAME_MS);
    for (const socket of [silent, accountant]) {
      expect(socket.rows('chat')).toEqual([]);
      expect(socket.messages()).toContainEqual({ type: 'ready', cursors: {} });
    }
  });

  it.each(['', '{', '[]', '{"cursors":{"chat":-1}}', '{"cursors":{"secrets":1}}', '{"cursors":{"chat":"1"}}'])(
    'that does not say hello properly (%s) is sent away',
    (hello) => {
      const { open, feed } = setUp();
      const { socket } = open();
      socket.emit('message', hello);
      expect(socket.closedWith).toBe(FEED_CLOSE.badHello);
      expect(feed.present().size).toBe(0);
    },
  );

  it('that says nothing for ten seconds is sent away, and cut off when it does not even answer that', () => {
    const { open, time } = setUp();
    const { socket } = open();
    time.advance(9_999);
    expect(socket.closedWith).toBeUndefined();
    time.advance(1);
    expect(socket.closedWith).toBe(FEED_CLOSE.badHello);
    time.advance(1_000);
    expect(socket.isTerminated).toBe(true);
  });

  it('does not hear of what is told before its hello', () => {
    const { open, time, feed } = setUp();
    const { socket } = open();
    feed.changed('team');
    time.advance(FRAME_MS);
    expect(socket.frames).toEqual([]);
  });

  it('that takes nothing any more is cut off, the others go on', async () => {
    const { follow, time, commit, feed } = setUp({ maxBufferedBytes: 1_000 });
    const slow = await follow();
    const quick = await follow();
    slow.socket.bufferedAmount = 990;
    commit(row(1));
    time.advance(FRAME_MS);
    expect(slow.socket.closedWith).toBe(FEED_CLOSE.tooSlow);
    time.advance(1_000);
    expect(slow.socket.isTerminated).toBe(true);
    commit(row(2));
    time.advance(FRAME_MS);
    expect(slow.socket.rows('chat')).toEqual([]);
    expect(quick.socket.rows('chat')).toEqual([row(1), row(2)]);
    expect(feed.present()).toEqual(new Set([quick.caller.memberId]));
  });

  it('whose missed rows cannot be read while more and more arrive is cut off', () => {
    const { open, commit } = setUp();
    const { socket } = open();
    socket.hello({ chat: 0 });
    commit(...rowsTo(20_001));
    expect(socket.closedWith).toBe(FEED_CLOSE.tooSlow);
  });

  it('is let go when the store fails, so that it comes back', async () => {
    const broken: FeedSource = {
      topic: 'chat',
      permission: 'live.read',
      lastSeq: async () => {
        throw new Error('disk');
      },
      rowsAfter: async () => [],
    };
    const { open, errors } = setUp({ sources: [broken] });
    const { socket } = open();
    socket.hello({ chat: 0 });
    await new Promise((resolve) => setImmediate(resolve));
    expect(socket.closedWith).toBe(1011);
    expect(errors).toEqual([{ event: 'feed-failed', error: new Error('disk') }]);
  });

  it('that does not answer three beats is gone', async () => {
    const { follow, time, feed } = setUp();
    const gone = await follow();
    const there = await follow();
    for (let beat = 0; beat < 4; beat += 1) {
      time.advance(10_000);
      there.socket.emit('pong');
    }
    expect(gone.socket.isTerminated).toBe(true);
    expect(there.socket.pings).toHaveLength(4);
    expect(feed.present()).toEqual(new Set([there.caller.memberId]));
    expect(there.socket.messages()).toContainEqual({ type: 'beat', at: '2026-11-22T19:30:10.000Z' });
  });
});

describe('frames', () => {
  it('leave at once after a pause, then collect', async () => {
    const { follow, time, commit } = setUp();
    const { socket } = await follow();
    time.advance(1_000);
    commit(row(1));
    time.advance(0);
    expect(socket.frames).toHaveLength(1);
    commit(row(2));
    time.advance(FRAME_MS - 1);
    expect(socket.frames).toHaveLength(1);
    commit(row(3));
    time.advance(1);
    expect(socket.frames.map((frame) => JSON.parse(frame))).toEqual([
      [{ type: 'rows', topic: 'chat', rows: [row(1)] }],
      [{ type: 'rows', topic: 'chat', rows: [row(2), row(3)] }],
    ]);
  });

  it('announce the same thing once', async () => {
    const { follow, time, feed } = setUp();
    const { socket } = await follow();
    for (let i = 0; i < 5; i += 1) feed.changed('numbers');
    feed.changed('team');
    time.advance(FRAME_MS);
    expect(socket.messages()).toEqual([
      { type: 'changed', what: 'numbers' },
      { type: 'changed', what: 'team' },
    ]);
  });

  it('serialise a row once for all who see it as it is, and show the others what they may see', async () => {
    let serialised = 0;
    const line = (seq: number) => ({
      seq,
      hint: 'spam',
      toJSON() {
        serialised += 1;
        return { seq: this.seq, hint: this.hint };
      },
    });
    const source: FeedSource<{ seq: number; hint: string }> = {
      topic: 'chat',
      permission: 'live.read',
      lastSeq: async () => 0,
      rowsAfter: async () => [],
      forCaller: (one, caller) => (caller.permissions.includes('moderation.act') ? one : { seq: one.seq, hint: '' }),
    };
    const { follow, feed, time } = setUp({ sources: [source as FeedSource] });
    const streamer = await follow('streamer');
    const moderator = await follow('moderator');
    const manager = await follow('manager');
    feed.rows('chat', [line(1)]);
    time.advance(FRAME_MS);
    expect(serialised).toBe(1);
    expect(streamer.socket.rows('chat')).toEqual([{ seq: 1, hint: 'spam' }]);
    expect(moderator.socket.rows('chat')).toEqual([{ seq: 1, hint: 'spam' }]);
    expect(manager.socket.rows('chat')).toEqual([{ seq: 1, hint: '' }]);
  });

  it('keep to the contract', async () => {
    const { chat, open, time, feed } = setUp();
    const { socket } = open();
    socket.hello({ chat: 7 });
    await chat.answerAll();
    feed.changed('me');
    time.advance(10_000);
    const types = socket.checkedMessages().map(({ type }) => type);
    expect(types).toEqual(['changed', 'reset', 'ready', 'changed', 'beat']);
  });
});

describe('presence', () => {
  it('is who has a window open; others hear of it once, however many windows', async () => {
    const { follow, time, feed } = setUp();
    const watcher = await follow();
    const first = await follow('moderator');
    const second = await follow('moderator', first.caller.memberId);
    expect(feed.present()).toEqual(new Set([watcher.caller.memberId, first.caller.memberId]));
    expect(watcher.socket.messages()).toEqual([{ type: 'changed', what: 'presence' }]);
    watcher.socket.frames.length = 0;
    first.socket.hangUp();
    time.advance(FRAME_MS);
    expect(watcher.socket.messages()).toEqual([]);
    second.socket.hangUp();
    time.advance(FRAME_MS);
    expect(watcher.socket.messages()).toEqual([{ type: 'changed', what: 'presence' }]);
    expect(feed.present()).toEqual(new Set([watcher.caller.memberId]));
  });

  it('ends with the membership, or with the session', async () => {
    const { follow, feed } = setUp();
    const one = await follow();
    const two = await follow();
    const three = await follow();
    feed.disconnect(one.caller.memberId);
    feed.endSession(two.caller.sessionKey);
    expect(one.socket.closedWith).toBe(FEED_CLOSE.sessionEnded);
    expect(two.socket.closedWith).toBe(FEED_CLOSE.sessionEnded);
    expect(three.socket.closedWith).toBeUndefined();
  });

  it('begins anew when the rights have changed', async () => {
    const { follow, feed } = setUp();
    const one = await follow();
    const two = await follow();
    feed.reopen(one.caller.memberId);
    expect([one.socket.closedWith, two.socket.closedWith]).toEqual([1001, undefined]);
  });

  it('is nobody after closing, and nobody comes in', async () => {
    const { follow, open, feed } = setUp();
    const { socket } = await follow();
    feed.close();
    expect(socket.closedWith).toBe(1001);
    expect(open().socket.closedWith).toBe(1001);
    expect(feed.present().size).toBe(0);
  });
});

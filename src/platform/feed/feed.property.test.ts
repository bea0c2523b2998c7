import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Role } from '../../contract/permissions.ts';
import { FakeSocket, ManualTime, SlowStore, someCaller, type VersionedRow } from '../../testing/feed.ts';
import { createFeed } from './feed.ts';
import { MAX_REPLAY_ROWS } from './follow-topic.ts';

const READERS = 3;
const BEFORE = 5;

type Step =
  | { readonly do: 'chat'; readonly rows: number; readonly hole: boolean }
  | { readonly do: 'open-act' }
  | { readonly do: 'change-act'; readonly back: number }
  | { readonly do: 'connect'; readonly reader: number }
  | { readonly do: 'lose'; readonly reader: number }
  | { readonly do: 'answer'; readonly which: number; readonly seesLatest: boolean; readonly topic: 0 | 1 }
  | { readonly do: 'pass-time'; readonly ms: number };

const reader = fc.nat({ max: READERS - 1 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('chat' as const),
      rows: fc.oneof(
        { weight: 9, arbitrary: fc.integer({ min: 1, max: 4 }) },
        { weight: 1, arbitrary: fc.constantFrom(500, 501) },
      ),
      hole: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('open-act' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('change-act' as const), back: fc.nat({ max: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('connect' as const), reader }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('lose' as const), reader }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      which: fc.nat({ max: 5 }),
      seesLatest: fc.boolean(),
      topic: fc.constantFrom(0 as const, 1 as const),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('pass-time' as const), ms: fc.constantFrom(1, 20, 40) }) },
);

/** One browser window over all its connections: what it has, and where it would go on. */
class Window {
  readonly role: Role;
  socket: FakeSocket | undefined;
  readonly chat: number[] = [];
  readonly acts = new Map<string, number>();
  #lastAct = BEFORE;
  #taken = 0;

  constructor(role: Role) {
    this.role = role;
  }

  connect(accept: (socket: FakeSocket) => void): void {
    this.socket = new FakeSocket();
    this.#taken = 0;
    accept(this.socket);
    this.socket.hello({ chat: this.chat.at(-1) ?? BEFORE, 'mod-log': this.#lastAct });
  }

  /** Takes in what the network has brought; the rest is lost with the connection. */
  takeIn(): void {
    if (this.socket === undefined) return;
    const fresh = this.socket.frames.slice(this.#taken).flatMap((frame) => JSON.parse(frame));
    this.#taken = this.socket.frames.length;
    for (const message of fresh) {
      if (message.topic === 'chat') for (const row of message.rows as VersionedRow[]) this.chat.push(row.seq);
      if (message.topic !== 'mod-log') continue;
      for (const row of message.rows as VersionedRow[]) {
        this.acts.set(row.id ?? '', row.version);
        this.#lastAct = Math.max(this.#lastAct, row.seq);
      }
    }
  }

  lose(): void {
    this.takeIn();
    this.socket?.hangUp();
    this.socket = undefined;
  }
}

it('gives every reader exactly the rows after its cursor that it may see, in order, once, whatever happens when', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
      const time = new ManualTime();
      const chat = new SlowStore('chat', 'live.read');
      const acts = new SlowStore('mod-log', 'moderation.read');
      const feed = createFeed({ sources: [chat, acts], clock: time, timers: time, log: { error: expect.fail } });
      const windows = (['streamer', 'moderator', 'accountant'] as const).map((role) => new Window(role));
      const write = (store: SlowStore, rows: readonly VersionedRow[]) => {
        store.commit(rows);
        feed.rows(store.topic, rows);
      };
      for (let seq = 1; seq <= BEFORE + 3; seq += 1) {
        write(chat, [{ seq, version: 0 }]);
        write(acts, [{ seq, id: `act ${seq}`, version: 0 }]);
      }

      for (const one of steps) {
        const newest = (store: SlowStore) => store.rows.at(-1)?.seq ?? 0;
        if (one.do === 'chat') {
          const first = newest(chat) + (one.hole ? 2 : 1);
          // Never so many that a reader is sent to the newest page instead.
          const length = first + one.rows > MAX_REPLAY_ROWS - 200 ? 1 : one.rows;
          write(
            chat,
            Array.from({ length }, (_, index) => ({ seq: first + index, version: 0 })),
          );
        } else if (one.do === 'open-act') {
          write(acts, [{ seq: newest(acts) + 1, id: `act ${newest(acts) + 1}`, version: 0 }]);
        } else if (one.do === 'change-act') {
          const row = acts.rows.at(-1 - one.back);
          if (row !== undefined) write(acts, [{ ...row, seq: newest(acts) + 1, version: row.version + 1 }]);
        } else if (one.do === 'connect') {
          const window = windows[one.reader];
          if (window?.socket === undefined) {
            window?.connect((socket) => feed.accept(socket, someCaller(window.role)));
          }
        } else if (one.do === 'lose') {
          windows[one.reader]?.lose();
        } else if (one.do === 'answer') {
          await [chat, acts][one.topic]?.answer(one.which, one.seesLatest);
        } else if (one.do === 'pass-time') {
          time.advance(one.ms);
        }
      }

      for (const window of windows) {
        if (window.socket === undefined) window.connect((socket) => feed.accept(socket, someCaller(window.role)));
      }
      while (chat.waiting + acts.waiting > 0) {
        await chat.answerAll();
        await acts.answerAll();
      }
      time.advance(40);
      for (const window of windows) {
        window.takeIn();
        const maySee = window.role !== 'accountant';
        const expected = maySee ? chat.rows.filter(({ seq }) => seq > BEFORE).map(({ seq }) => seq) : [];
        expect(window.chat, `chat of the ${window.role}`).toEqual(expected);
        for (const { seq, id = '', version } of maySee ? acts.rows : []) {
          if (seq > BEFORE) expect(window.acts.get(id), `${id} of the ${window.role}`).toBe(version);
        }
        if (!maySee) expect(window.acts.size).toBe(0);
      }
      feed.close();
    }),
    { numRuns: 300 },
  );
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChatLineView } from '../../../contract/live.ts';
import { ChatLog } from './chat-log.ts';

function line(seq: number, change: Partial<ChatLineView> = {}): ChatLineView {
  return {
    seq,
    kind: 'message',
    messageId: `m${seq}`,
    sentAt: '2026-11-22T10:00:00.000Z',
    user: { id: '7', login: 'ann', displayName: 'Ann', color: null, badges: [] },
    text: `line ${seq}`,
    emotes: [],
    isAction: false,
    isFirstMessage: false,
    isReturning: false,
    isHighlighted: false,
    bits: null,
    replyTo: null,
    sharedFrom: null,
    notice: null,
    target: null,
    gap: null,
    isFilled: false,
    removed: null,
    hints: [],
    ...change,
  };
}

const atOnce = () => new ChatLog((paint) => paint());
const seqs = (log: ChatLog) => log.state.lines.map((each) => each.seq);

describe('ChatLog', () => {
  it('joins older pages and feed rows without loss or doubles, however they overlap', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 20 }))),
        (deliveries) => {
          const log = atOnce();
          log.replace({ lines: [line(1)], hasOlder: false });
          let told = 1;
          for (const [from, count] of deliveries) {
            // The feed never skips: each delivery begins at or before what was told.
            const first = Math.min(from + 1, told + 1);
            log.append(Array.from({ length: count }, (_, index) => line(first + index)));
            told = Math.max(told, first + count - 1);
          }
          expect(seqs(log)).toEqual(Array.from({ length: told }, (_, index) => index + 1));
        },
      ),
    );
  });

  it('puts an older page in front, once', () => {
    const log = atOnce();
    log.replace({ lines: [line(5), line(6)], hasOlder: true });
    log.prepend({ lines: [line(3), line(4), line(5)], hasOlder: false });
    expect(seqs(log)).toEqual([3, 4, 5, 6]);
    expect(log.state.hasOlder).toBe(false);
  });

  it('tells listeners once per frame', () => {
    const frames: (() => void)[] = [];
    const log = new ChatLog((paint) => frames.push(paint));
    let told = 0;
    log.watch(() => {
      told += 1;
    });
    log.append([line(1)]);
    log.append([line(2)]);
    expect([frames.length, told, log.lastSeq]).toEqual([1, 0, 2]);
    frames[0]?.();
    expect([told, seqs(log)]).toEqual([1, [1, 2]]);
  });

  it('strikes the deleted line only', () => {
    const log = atOnce();
    log.append([line(1), line(2)]);
    const target = { userId: null, login: 'ann', messageId: 'm1', seconds: null };
    log.append([line(3, { kind: 'deleted', user: null, target })]);
    expect(log.state.lines.map((each) => each.removed?.by ?? null)).toEqual(['delete', null, null]);
  });

  it('strikes what a timed-out person wrote before, not what others wrote or what comes after', () => {
    const log = atOnce();
    const other = { id: '8', login: 'bob', displayName: 'Bob', color: null, badges: [] };
    log.append([line(1), line(2, { user: other })]);
    const target = { userId: '7', login: 'ann', messageId: null, seconds: 600 };
    log.append([line(3, { kind: 'timeout', user: null, target }), line(4)]);
    expect(log.state.lines.map((each) => each.removed?.by ?? null)).toEqual(['timeout', null, null, null]);
  });

  it('drops the older end when a window has been open for days, and can load it again', () => {
    const log = atOnce();
    log.append(Array.from({ length: 20_001 }, (_, index) => line(index + 1)));
    expect(log.state.lines.length).toBe(18_000);
    expect(log.state.hasOlder).toBe(true);
    expect(log.lastSeq).toBe(20_001);
  });

  it('keeps no more of what came than it would show while its window paints nothing', () => {
    const log = new ChatLog(() => {});
    for (let first = 1; first <= 60_000; first += 100) {
      log.append(Array.from({ length: 100 }, (_, index) => line(first + index)));
    }
    expect(log.state.lines.length).toBeLessThanOrEqual(20_000);
    expect(log.lastSeq).toBe(60_000);
    expect(log.state.lines.at(-1)?.seq).toBeGreaterThanOrEqual(40_000);
  });
});

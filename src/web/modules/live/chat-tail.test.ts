import { describe, expect, it } from 'vitest';
import type { ChatLineView } from '../../../contract/live.ts';
import { newestLines, ROW_HEIGHT, rowsFor, tailHeight } from './chat-tail.ts';

const line = (seq: number, kind: ChatLineView['kind'] = 'message') => ({ seq, kind }) as ChatLineView;

describe('the newest rows of the chat', () => {
  it('are as many as fill the list, in their order, without lines that are no rows', () => {
    const lines = [line(1), line(2), line(3, 'other'), line(4), line(5, 'other')];
    expect(newestLines(lines, 2).map(({ seq }) => seq)).toEqual([2, 4]);
    expect(newestLines(lines, 9).map(({ seq }) => seq)).toEqual([1, 2, 4]);
  });

  it('fill a list of any height with rows to spare', () => {
    for (const height of [0, 300, 700, 2_000]) expect(rowsFor(height) * 20).toBeGreaterThanOrEqual(height + 200);
  });

  it('stand in a box that is as high as they are while they are all there is', () => {
    expect(tailHeight(45, 45)).toBeNull();
  });

  it('stand in a box that is never lower than they are and grows in steps only', () => {
    const heights = Array.from({ length: 1_000 }, (_, index) => tailHeight(46 + index, 45) ?? 0);
    expect(Math.min(...heights)).toBe(45 * ROW_HEIGHT);
    expect(new Set(heights).size).toBe(21);
    expect(heights).toEqual([...heights].sort((a, b) => a - b));
  });
});

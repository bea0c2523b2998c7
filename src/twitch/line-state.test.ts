import { describe, expect, it } from 'vitest';
import { keepLineState, type LineState } from './line-state.ts';

function keep() {
  let nowMs = 1_000;
  const told: LineState[] = [];
  const line = keepLineState(
    () => nowMs,
    (state) => told.push(state),
  );
  return {
    told,
    change(atMs: number, change: Parameters<typeof line.change>[0]) {
      nowMs = atMs;
      line.change(change);
      return line.current();
    },
  };
}

describe('the state of a line', () => {
  it('is away since it left the connected state, however often it was tried since', () => {
    const { change } = keep();
    expect(change(2_000, { state: 'connecting' })).toMatchObject({ sinceMs: 2_000 });
    expect(change(3_000, { state: 'connected' })).toMatchObject({ sinceMs: 3_000 });
    expect(change(9_000, { state: 'waiting', retries: 1 })).toMatchObject({ sinceMs: 9_000, retries: 1 });
    expect(change(10_000, { state: 'connecting' })).toMatchObject({ sinceMs: 9_000 });
    expect(change(11_000, { state: 'waiting', retries: 2 })).toMatchObject({ sinceMs: 9_000, retries: 2 });
    expect(change(12_000, { state: 'connecting' })).toMatchObject({ sinceMs: 9_000 });
    expect(change(13_000, { state: 'connected', retries: 0 })).toMatchObject({ sinceMs: 13_000 });
    expect(change(14_000, { state: 'off' })).toMatchObject({ sinceMs: 14_000 });
  });

  it('tells only what changed', () => {
    const { change, told } = keep();
    change(2_000, { state: 'connecting' });
    change(3_000, { state: 'connecting' });
    expect(told).toHaveLength(1);
  });
});

import { describe, expect, it } from 'vitest';
import { createPaintPace } from './paint-pace.ts';

function setUp() {
  let waiting: (() => void)[] = [];
  const pace = createPaintPace({ nextFrame: (work) => waiting.push(work) });
  const painted: string[] = [];
  return {
    painted,
    arrive: (name: string) => pace(() => painted.push(name)),
    frame: () => {
      const due = waiting;
      waiting = [];
      for (const work of due) work();
    },
  };
}

describe('the pace of painting', () => {
  it('brings the first arrival of a picture onto the page at once', () => {
    const { painted, arrive, frame } = setUp();
    arrive('a');
    expect(painted).toEqual(['a']);
    frame();
    arrive('b');
    expect(painted).toEqual(['a', 'b']);
  });

  it('keeps a second arrival for the same picture, but not beyond it', () => {
    const { painted, arrive, frame } = setUp();
    arrive('a');
    arrive('b');
    expect(painted).toEqual(['a']);
    frame();
    expect(painted).toEqual(['a', 'b']);
  });

  it('draws nothing up where no picture follows, after the first', () => {
    const { painted, arrive } = setUp();
    for (const name of ['a', 'b', 'c']) arrive(name);
    expect(painted).toEqual(['a']);
  });
});

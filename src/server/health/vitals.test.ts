import { describe, expect, it } from 'vitest';
import { createTestClock } from '../../testing/test-clock.ts';
import { createVitals } from './vitals.ts';

const MINUTE = 60_000;

describe('vitals', () => {
  it('keep the median answer and the memory of each minute, an hour long', () => {
    const clock = createTestClock();
    let used = 100;
    const vitals = createVitals(clock, () => used);
    for (const took of [1, 900, 3, 2, 4]) vitals.answered(took);
    expect([vitals.answerMs(), vitals.memory()]).toEqual([[3], [100]]);
    for (let minute = 0; minute < 70; minute += 1) {
      vitals.answered(minute);
      used += 1;
      clock.advance(MINUTE);
      vitals.tick();
    }
    expect(vitals.answerMs()).toHaveLength(60);
    expect([vitals.answerMs().at(-1), vitals.memory().at(-1)]).toEqual([69, 170]);
  });

  it('hold the last figure through a minute in which nobody asked', () => {
    const vitals = createVitals(createTestClock(), () => 5);
    vitals.tick();
    expect(vitals.answerMs()).toEqual([]);
    vitals.answered(7);
    vitals.tick();
    vitals.tick();
    expect([vitals.answerMs(), vitals.memory()]).toEqual([
      [7, 7],
      [5, 5],
    ]);
  });

  it('call memory growing only when not one hour gave any of it back', () => {
    const grown = (stepOf: (minute: number) => number): number | null => {
      const clock = createTestClock();
      let used = 100_000_000;
      const vitals = createVitals(clock, () => used);
      for (let minute = 0; minute < 8 * 60; minute += 1) {
        used += stepOf(minute);
        vitals.tick();
        clock.advance(MINUTE);
      }
      return vitals.growingSinceMs();
    };
    expect(grown(() => 1_000_000)).toBeTypeOf('number');
    expect(grown(() => 1_000)).toBeNull();
    expect(grown((minute) => (minute % 120 < 60 ? 2_000_000 : -2_000_000))).toBeNull();
  });
});

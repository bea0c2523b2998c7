import { describe, expect, it } from 'vitest';
import { createIntakeQueue, type IntakeQueueOptions } from './intake-queue.ts';

const silent = { warn: () => {}, error: () => {} };

function queueOf(options: Partial<IntakeQueueOptions<number>>) {
  const committed: number[][] = [];
  const lost: number[] = [];
  const queue = createIntakeQueue<number>({
    batchSize: 4,
    waitMs: 5,
    bound: 100,
    commit: async (batch) => void committed.push([...batch]),
    lost: (entry) => lost.push(entry),
    isEntryAtFault: async () => false,
    log: silent,
    ...options,
  });
  return { queue, committed, lost };
}

describe('the intake queue', () => {
  it('collects while a commit runs and commits in order, at most so many at once', async () => {
    let release = (): void => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const committed: number[][] = [];
    const { queue } = queueOf({
      commit: async (batch) => {
        committed.push([...batch]);
        if (committed.length === 1) await held;
      },
    });
    for (let entry = 1; entry <= 4; entry++) queue.add(entry);
    for (let entry = 5; entry <= 10; entry++) queue.add(entry);
    release();
    await queue.settled();
    expect(committed).toEqual([
      [1, 2, 3, 4],
      [5, 6, 7, 8],
      [9, 10],
    ]);
  });

  it('commits a lonely entry without waiting for others for ever', async () => {
    const { queue, committed } = queueOf({});
    queue.add(1);
    await queue.settled();
    expect(committed).toEqual([[1]]);
    expect(queue.waiting).toBe(0);
  });

  it('tells what does not fit while the database refuses', async () => {
    const { queue, lost, committed } = queueOf({ bound: 3, batchSize: 2 });
    for (let entry = 1; entry <= 5; entry++) queue.add(entry);
    expect(lost).toEqual([4, 5]);
    await queue.settled();
    expect(committed.flat()).toEqual([1, 2, 3]);
  });

  it('stops with everything committed', async () => {
    const { queue, committed } = queueOf({ waitMs: 60_000 });
    queue.add(1);
    await queue.stop();
    expect(committed).toEqual([[1]]);
  });

  it('stops also when the database refuses', async () => {
    let tries = 0;
    const { queue } = queueOf({
      commit: async () => {
        tries += 1;
        throw new Error('full');
      },
    });
    queue.add(1);
    await queue.stop();
    expect(tries).toBeGreaterThan(0);
    expect(queue.waiting).toBe(1);
  });

  it('lets go of who waits for it when it stops while the database refuses', async () => {
    let tries = 0;
    const { queue } = queueOf({
      commit: async () => {
        tries += 1;
        throw new Error('full');
      },
    });
    queue.add(1);
    const settled = queue.settled();
    await queue.stop();
    await settled;
    await queue.settled();
    expect(tries).toBeLessThan(10);
  });
});

/** What is still to happen, in the order of its time; what is due at the same moment, in the order it was put in. */
export interface Agenda {
  at(ms: number, what: () => void): void;
  /** Lets everything happen that is due before a moment; `arrive` is told each moment first. */
  run(untilMs: number, arrive: (ms: number) => void): void;
}

interface Entry {
  readonly ms: number;
  readonly number: number;
  readonly what: () => void;
}

/** A binary heap: a past has some hundred thousand entries. */
export function createAgenda(): Agenda {
  const heap: Entry[] = [];
  let last = 0;
  const isBefore = (a: Entry, b: Entry): boolean => a.ms < b.ms || (a.ms === b.ms && a.number < b.number);

  const put = (entry: Entry): void => {
    let index = heap.push(entry) - 1;
    while (index > 0) {
      const above = (index - 1) >> 1;
      const parent = heap[above];
      if (!parent || !isBefore(entry, parent)) break;
      heap[index] = parent;
      index = above;
    }
    heap[index] = entry;
  };

  const take = (): Entry | undefined => {
    const first = heap[0];
    const moved = heap.pop();
    if (!moved || heap.length === 0) return first;
    let index = 0;
    for (;;) {
      let below = index * 2 + 1;
      let child = heap[below];
      const right = heap[below + 1];
      if (child && right && isBefore(right, child)) {
        below += 1;
        child = right;
      }
      if (!child || !isBefore(child, moved)) break;
      heap[index] = child;
      index = below;
    }
    heap[index] = moved;
    return first;
  };

  return {
    at(ms, what) {
      last += 1;
      put({ ms: Math.round(ms), number: last, what });
    },
    run(untilMs, arrive) {
      for (let next = heap[0]; next && next.ms < untilMs; next = heap[0]) {
        take();
        arrive(next.ms);
        next.what();
      }
    },
  };
}

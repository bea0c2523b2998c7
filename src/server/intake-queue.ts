import type { Log } from '../platform/log.ts';

export interface IntakeQueueOptions<Entry> {
  /** Most entries of one commit. */
  readonly batchSize: number;
  /** Longest an entry waits for others before an idle queue commits. */
  readonly waitMs: number;
  /** Most entries kept while the database refuses. */
  readonly bound: number;
  /** Stores a batch durably, or throws: then the same entries come again. */
  commit(batch: readonly Entry[]): Promise<void>;
  /** An entry that did not fit while the database refused. */
  lost(entry: Entry): void;
  /**
   * An entry failed alone, again and again. `true`: the database takes everything else, so the fault is
   * this entry's and it is given up; `false`: the database is the fault, keep waiting.
   */
  isEntryAtFault(entry: Entry): Promise<boolean>;
  readonly log: Pick<Log, 'warn' | 'error'>;
}

/**
 * Collects entries while the previous commit runs:
 *
 *     in   ··a·bc···defg····h···      collected: at most `waitMs` when idle, at most `batchSize`
 *     out  ····[abc ]·[defg]··[h]     one commit at a time, in order
 *
 * A commit that fails is repeated with fewer entries and growing pauses; nothing is forgotten until the
 * bound is reached, and what is, is told.
 */
export interface IntakeQueue<Entry> {
  add(entry: Entry): void;
  readonly waiting: number;
  /** When everything added so far is committed (or given up), or this was stopped. */
  settled(): Promise<void>;
  /** Commits what is there, without patience: after a refusal the rest is left. */
  stop(): Promise<void>;
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;
const TRIES_ALONE = 3;

export function createIntakeQueue<Entry>(options: IntakeQueueOptions<Entry>): IntakeQueue<Entry> {
  let queue: Entry[] = [];
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let wakeFromPause: (() => void) | undefined;
  let isStopping = false;

  const start = (): void => {
    clearTimeout(timer);
    timer = undefined;
    running ??= run().finally(() => {
      running = undefined;
      if (queue.length > 0 && !isStopping) start();
    });
  };

  const run = async (): Promise<void> => {
    let size = options.batchSize;
    let pauseMs = FIRST_PAUSE_MS;
    let triesAlone = 0;
    while (queue.length > 0) {
      const batch = queue.slice(0, size);
      try {
        await options.commit(batch);
        queue = queue.slice(batch.length);
        size = Math.min(options.batchSize, size * 2);
        pauseMs = FIRST_PAUSE_MS;
        triesAlone = 0;
        continue;
      } catch (error) {
        options.log.error('intake-failed', { entries: batch.length, waiting: queue.length, error });
      }
      const [entry] = batch;
      if (batch.length === 1 && entry !== undefined && ++triesAlone >= TRIES_ALONE) {
        if (await options.isEntryAtFault(entry)) {
          queue = queue.slice(1);
          options.lost(entry);
          triesAlone = 0;
          continue;
        }
      }
      if (isStopping) return;
      size = Math.max(1, Math.floor(batch.length / 4));
      await pause(pauseMs);
      pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
    }
  };

  const pause = async (ms: number): Promise<void> => {
    await new Promise<void>((resolve) => {
      const pauseTimer = setTimeout(resolve, ms);
      wakeFromPause = () => {
        clearTimeout(pauseTimer);
        resolve();
      };
    });
    wakeFromPause = undefined;
  };

  return {
    add(entry) {
      if (queue.length >= options.bound) {
        options.lost(entry);
        return;
      }
      queue.push(entry);
      if (running) return;
      if (queue.length >= options.batchSize || options.waitMs === 0) start();
      else timer ??= setTimeout(start, options.waitMs);
    },

    get waiting() {
      return queue.length;
    },

    async settled() {
      while (queue.length > 0 || running) {
        if (!running) {
          // A database that refuses would be asked without a pause.
          if (isStopping) return;
          start();
        }
        await running;
      }
    },

    async stop() {
      isStopping = true;
      clearTimeout(timer);
      wakeFromPause?.();
      await running;
      if (queue.length > 0) {
        running = run().finally(() => {
          running = undefined;
        });
        await running;
      }
      if (queue.length > 0) options.log.error('intake-left', { entries: queue.length });
    },
  };
}

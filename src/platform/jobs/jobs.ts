import { type BackOffTimes, backOffMs } from '../../kernel/back-off.ts';
import { type Id, newId } from '../../kernel/id.ts';
import { type Instant, instantFromMs } from '../../kernel/instant.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Clock } from '../clock.ts';
import type { Database, Db } from '../db/database.ts';
import type { Log } from '../log.ts';
import type { JobHandler } from '../module.ts';
import { redactText } from '../redact.ts';
import * as store from './job-store.ts';
import type { JobState, JobTable, JobTables } from './tables.ts';

/** A job as people see it. */
interface JobView {
  readonly id: string;
  readonly kind: string;
  readonly state: JobState;
  readonly attempts: number;
  readonly runAt: Instant;
  readonly lastError: string | null;
}

export interface NewJob {
  readonly kind: string;
  /** An object or list; no secrets, it lies in the database and its backups. */
  readonly payload: object;
  /** The second job of this kind with the same key is not added: the way to be idempotent. Kept for a week after it is done. */
  readonly uniqueKey?: string;
  /** Epoch ms; at once when not given. */
  readonly runAt?: number;
}

/** Work that leaves the house: noted in the transaction that causes it, done after, again and again until it succeeds. */
export interface Jobs {
  /** Inside the caller's transaction. Gives the id of the job that is there already when the key is known. */
  enqueue(db: Db<JobTables>, job: NewJob): Promise<Id<'job'>>;
  /** Gives a dead job a new round of tries. @throws Refusal system.unknown-job, system.job-not-dead */
  retry(id: string): Promise<JobView>;
  /** What waits, runs or is dead; dead ones first. */
  list(): Promise<readonly JobView[]>;
  countDead(): Promise<number>;
  /** Takes up what was cut off, then runs what is due until stopped. */
  start(handlers: readonly JobHandler[]): Promise<void>;
  /** Begins nothing more and waits for what runs. */
  stop(): Promise<void>;
}

export interface JobsContext {
  readonly database: Database<JobTables>;
  readonly clock: Clock;
  readonly log: Log;
  /** From 0 to below 1, for the jitter. */
  readonly random?: () => number;
  /** Tries of one round. */
  readonly tries?: number;
  readonly atOnce?: number;
  /** A job went well that had failed before; `tookMs` since it was asked for. */
  readonly onRecovered?: (job: { readonly kind: string; readonly attempts: number; readonly tookMs: number }) => void;
}

const LONGEST_SLEEP_MS = 60_000;
const AFTER_TROUBLE_MS = 5_000;
const BACK_OFF: BackOffTimes = { firstMs: 1_000, mostMs: 10 * 60_000 };
const DONE_KEPT_MS = 7 * 24 * 3_600_000;
const LISTED = 200;
const ERROR_LENGTH = 500;

export function createJobs(context: JobsContext): Jobs {
  return new JobRunner(context);
}

class JobRunner implements Jobs {
  readonly #database: Database<JobTables>;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #random: (() => number) | undefined;
  readonly #tries: number;
  readonly #atOnce: number;
  readonly #onRecovered: JobsContext['onRecovered'];
  #handlers: ReadonlyMap<string, JobHandler> = new Map();
  readonly #running = new Set<Promise<void>>();
  #isOn = false;
  /** The round that is looking for due jobs; one at a time. */
  #round: Promise<void> | undefined;
  #isRoundAsked = false;
  #timer: NodeJS.Timeout | undefined;

  constructor({ database, clock, log, random, tries, atOnce, onRecovered }: JobsContext) {
    this.#database = database;
    this.#clock = clock;
    this.#log = log;
    this.#random = random;
    this.#tries = tries ?? 8;
    this.#atOnce = atOnce ?? 4;
    this.#onRecovered = onRecovered;
  }

  async enqueue(db: Db<JobTables>, job: NewJob): Promise<Id<'job'>> {
    const nowMs = this.#clock.nowMs();
    const id = newId('job', nowMs);
    const inserted = await db
      .insertInto('platform_job')
      .values({
        id,
        kind: job.kind,
        payload_json: job.payload,
        unique_key: job.uniqueKey ?? null,
        state: 'waiting',
        attempts: 0,
        run_at: job.runAt ?? nowMs,
        created_at: nowMs,
        finished_at: null,
        last_error: null,
      })
      .onConflict((conflict) => conflict.columns(['kind', 'unique_key']).doNothing())
      .returning('id')
      .executeTakeFirst();
    // The round's transaction queues behind the caller's, so it sees the job once that is committed.
    if (inserted) this.#askForRound();
    if (inserted || job.uniqueKey === undefined) return id;
    const known = await db
      .selectFrom('platform_job')
      .select('id')
      .where('kind', '=', job.kind)
      .where('unique_key', '=', job.uniqueKey)
      .executeTakeFirstOrThrow();
    return known.id as Id<'job'>;
  }

  async retry(id: string): Promise<JobView> {
    const job = await this.#database.transaction(async (db) => {
      const found = await store.findJob(db, id);
      if (!found) throw new Refusal('system.unknown-job');
      if (found.state !== 'dead') throw new Refusal('system.job-not-dead');
      await store.reviveJob(db, id, this.#clock.nowMs());
      return store.findJob(db, id);
    });
    if (!job) throw new Refusal('system.unknown-job');
    this.#askForRound();
    return viewOf(job);
  }

  async list(): Promise<readonly JobView[]> {
    return (await store.unfinishedJobs(this.#database.read, LISTED)).map(viewOf);
  }

  async countDead(): Promise<number> {
    const row = await this.#database.read
      .selectFrom('platform_job')
      .select(({ fn }) => fn.countAll<number>().as('dead'))
      .where('state', '=', 'dead')
      .executeTakeFirstOrThrow();
    return row.dead;
  }

  async start(handlers: readonly JobHandler[]): Promise<void> {
    this.#handlers = new Map(handlers.map((handler) => [handler.kind, handler]));
    if (this.#handlers.size !== handlers.length) throw new Error('two handlers for one kind of job');
    const nowMs = this.#clock.nowMs();
    await this.#database.transaction(async (db) => {
      const recovered = await store.recoverJobs(db, nowMs, this.#tries);
      if (recovered > 0) this.#log.warn('jobs-recovered', { count: recovered });
      await store.forgetDoneJobs(db, nowMs - DONE_KEPT_MS);
    });
    this.#isOn = true;
    this.#askForRound();
  }

  async stop(): Promise<void> {
    this.#isOn = false;
    clearTimeout(this.#timer);
    await this.#round;
    await Promise.all(this.#running);
  }

  #askForRound(): void {
    if (!this.#isOn) return;
    this.#isRoundAsked = true;
    this.#round ??= this.#rounds().finally(() => {
      this.#round = undefined;
      // Asked for between the last look and this line.
      if (this.#isRoundAsked) this.#askForRound();
    });
  }

  async #rounds(): Promise<void> {
    while (this.#isOn && this.#isRoundAsked) {
      this.#isRoundAsked = false;
      try {
        await this.#beginDueJobs();
        await this.#sleepUntilNext();
      } catch (error) {
        // The database is away or full: this must not end the process, and the jobs are not lost.
        this.#log.error('jobs-round-failed', { error });
        this.#sleep(AFTER_TROUBLE_MS);
      }
    }
  }

  async #beginDueJobs(): Promise<void> {
    const limit = this.#atOnce - this.#running.size;
    if (limit <= 0) return;
    const kinds = [...this.#handlers.keys()];
    const jobs = await this.#database.transaction((db) =>
      store.claimJobs(db, { kinds, nowMs: this.#clock.nowMs(), limit }),
    );
    for (const job of jobs) {
      const run = this.#run(job)
        .catch((error: unknown) => this.#log.error('job-outcome-not-stored', { jobId: job.id, error }))
        .finally(() => {
          this.#running.delete(run);
          this.#askForRound();
        });
      this.#running.add(run);
    }
  }

  /** With all places taken the end of a job asks for the next round. */
  async #sleepUntilNext(): Promise<void> {
    if (this.#running.size >= this.#atOnce) return;
    const runAt = await store.nextRunAt(this.#database.read, [...this.#handlers.keys()]);
    this.#sleep(runAt === undefined ? LONGEST_SLEEP_MS : runAt - this.#clock.nowMs());
  }

  #sleep(ms: number): void {
    clearTimeout(this.#timer);
    if (!this.#isOn) return;
    this.#timer = setTimeout(() => this.#askForRound(), Math.max(0, Math.min(ms, LONGEST_SLEEP_MS)));
    this.#timer.unref();
  }

  async #run(job: JobTable): Promise<void> {
    const failure = await this.#try(job);
    const nowMs = this.#clock.nowMs();
    if (failure === undefined) {
      await this.#database.transaction((db) => store.finishJob(db, job.id, nowMs));
      const { kind, attempts } = job;
      if (attempts > 1) this.#onRecovered?.({ kind, attempts, tookMs: nowMs - job.created_at });
      return;
    }
    const isDead = job.attempts >= this.#tries;
    const runAt = isDead ? undefined : nowMs + backOffMs(job.attempts, BACK_OFF, this.#random?.());
    this.#log[isDead ? 'error' : 'warn'](isDead ? 'job-dead' : 'job-failed', {
      jobId: job.id,
      kind: job.kind,
      attempts: job.attempts,
      error: failure,
    });
    const error = redactText(failure instanceof Error ? failure.message : String(failure)).slice(0, ERROR_LENGTH);
    await this.#database.transaction((db) => store.failJob(db, { id: job.id, error, nowMs, runAt }));
  }

  /** What was thrown; `undefined` when it went well. */
  async #try(job: JobTable): Promise<unknown> {
    try {
      const handler = this.#handlers.get(job.kind);
      if (!handler) throw new Error(`nobody handles ${job.kind}`);
      await handler.run(job.payload_json);
      return undefined;
    } catch (error) {
      return error ?? new Error('failed without saying why');
    }
  }
}

function viewOf(job: JobTable): JobView {
  return {
    id: job.id,
    kind: job.kind,
    state: job.state,
    attempts: job.attempts,
    runAt: instantFromMs(job.run_at),
    lastError: job.last_error,
  };
}

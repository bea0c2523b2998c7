import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { cleanUpLater } from '../../testing/clean-up.ts';
import { createTestClock } from '../../testing/test-clock.ts';
import { freshTarget, openTestDatabase } from '../../testing/test-database.ts';
import { createTestLog } from '../../testing/test-log.ts';
import type { Database } from '../db/database.ts';
import { migrate } from '../db/migrate.ts';
import { openDatabase } from '../db/open-database.ts';
import { platformMigrations } from '../migrations.ts';
import type { PlatformTables } from '../tables.ts';
import { createJobs, type JobsContext, type NewJob } from './jobs.ts';

async function setUp(options: Partial<JobsContext> = {}) {
  const database = options.database ?? (await openTestDatabase<PlatformTables>(platformMigrations));
  const clock = createTestClock();
  const log = createTestLog();
  const jobs = createJobs({ clock, log, random: () => 0, ...options, database });
  cleanUpLater(() => jobs.stop());
  return { database: database as Database<PlatformTables>, clock, log, jobs };
}

async function statesOf(database: Database<PlatformTables>) {
  return database.read
    .selectFrom('platform_job')
    .select(['kind', 'state', 'attempts', 'last_error'])
    .orderBy('kind')
    .execute();
}

describe('jobs', () => {
  it('run after the transaction that enqueued them, with the payload they were given', async () => {
    const { database, jobs } = await setUp();
    const seen: unknown[] = [];
    let isCommitted = false;
    await jobs.start([
      {
        kind: 'greet',
        run: async (payload) => {
          seen.push([payload, isCommitted]);
        },
      },
    ]);
    await database.transaction(async (db) => {
      await jobs.enqueue(db, { kind: 'greet', payload: { to: ['ü', 1] } });
      await new Promise((resolve) => setImmediate(resolve));
      expect(seen).toEqual([]);
      isCommitted = true;
    });
    await vi.waitFor(async () =>
      expect(await statesOf(database)).toEqual([{ kind: 'greet', state: 'done', attempts: 1, last_error: null }]),
    );
    expect(seen).toEqual([[{ to: ['ü', 1] }, true]]);
  });

  it('do not exist when the transaction is rolled back', async () => {
    const { database, jobs } = await setUp();
    const run = vi.fn(async () => {});
    await jobs.start([{ kind: 'never', run }]);
    const failing = database.transaction(async (db) => {
      await jobs.enqueue(db, { kind: 'never', payload: {} });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    await jobs.stop();
    expect(await statesOf(database)).toEqual([]);
    expect(run).not.toHaveBeenCalled();
  });

  it('with a key that is known are not added again, also after they are done', async () => {
    const { database, jobs } = await setUp();
    const run = vi.fn(async () => {});
    const once: NewJob = { kind: 'once', payload: {}, uniqueKey: 'act-1' };
    const first = await database.transaction((db) => jobs.enqueue(db, once));
    expect(await database.transaction((db) => jobs.enqueue(db, once))).toBe(first);
    await jobs.start([{ kind: 'once', run }]);
    await vi.waitFor(async () => expect((await statesOf(database))[0]?.state).toBe('done'));
    expect(await database.transaction((db) => jobs.enqueue(db, once))).toBe(first);
    expect(await database.transaction((db) => jobs.enqueue(db, { ...once, uniqueKey: 'act-2' }))).not.toBe(first);
    await vi.waitFor(async () => expect((await statesOf(database)).map((job) => job.state)).toEqual(['done', 'done']));
    expect(run).toHaveBeenCalledTimes(2);
  });

  it('that fail are tried again later, then are dead until somebody revives them; their secrets are not kept', async () => {
    const { database, jobs, clock, log } = await setUp({ tries: 3 });
    let isMended = false;
    const triedAt: number[] = [];
    const start = clock.nowMs();
    await jobs.start([
      {
        kind: 'fragile',
        run: async () => {
          triedAt.push(clock.nowMs() - start);
          if (!isMended) throw new Error('401 for Bearer abcdef0123456789');
        },
      },
      { kind: 'nudge', run: async () => {} },
    ]);
    // The clock stands still: a round only looks again when something is enqueued.
    const look = () => database.transaction((db) => jobs.enqueue(db, { kind: 'nudge', payload: {} }));
    const id = await database.transaction((db) => jobs.enqueue(db, { kind: 'fragile', payload: {} }));
    const fragile = async () => (await statesOf(database)).find((job) => job.kind === 'fragile');
    await vi.waitFor(async () => expect(await fragile()).toMatchObject({ state: 'waiting', attempts: 1 }));
    await expect(jobs.retry(id)).rejects.toThrow(expect.objectContaining({ code: 'system.job-not-dead' }));
    clock.advance(500);
    await look();
    await vi.waitFor(async () => expect(await fragile()).toMatchObject({ state: 'waiting', attempts: 2 }));
    clock.advance(1_000);
    await look();
    await vi.waitFor(async () => expect(await fragile()).toMatchObject({ state: 'dead', attempts: 3 }));
    expect(triedAt).toEqual([0, 500, 1_500]);
    expect(await jobs.countDead()).toBe(1);
    expect(await jobs.list()).toEqual([
      {
        id,
        kind: 'fragile',
        state: 'dead',
        attempts: 3,
        runAt: expect.any(String),
        lastError: '401 for Bearer [hidden]',
      },
    ]);
    expect(log.text()).toContain('job-dead');
    expect(log.text()).not.toContain('abcdef0123456789');
    isMended = true;
    expect(await jobs.retry(id)).toMatchObject({ state: 'waiting', attempts: 0 });
    await vi.waitFor(async () => expect(await fragile()).toMatchObject({ state: 'done', last_error: null }));
    expect(await jobs.list()).toEqual([]);
    await expect(jobs.retry('job_unknown')).rejects.toThrow(expect.objectContaining({ code: 'system.unknown-job' }));
  });

  it('that succeed at a later try say so, with how long it took; the others are no news', async () => {
    const recovered: object[] = [];
    const { database, jobs, clock } = await setUp({ onRecovered: (job) => recovered.push(job) });
    let tries = 0;
    await jobs.start([
      {
        kind: 'shaky',
        run: async () => {
          tries += 1;
          if (tries === 1) throw new Error('no answer');
        },
      },
      { kind: 'nudge', run: async () => {} },
    ]);
    await database.transaction((db) => jobs.enqueue(db, { kind: 'shaky', payload: {} }));
    await vi.waitFor(() => expect(tries).toBe(1));
    await vi.waitFor(async () => expect(await statesOf(database)).toMatchObject([{ state: 'waiting' }]));
    clock.advance(2_000);
    await database.transaction((db) => jobs.enqueue(db, { kind: 'nudge', payload: {} }));
    await vi.waitFor(() => expect(recovered).toEqual([{ kind: 'shaky', attempts: 2, tookMs: 2_000 }]));
  });

  it('wait for their time, and stay when nobody handles their kind', async () => {
    const { database, jobs, clock } = await setUp();
    const run = vi.fn(async () => {});
    await jobs.start([{ kind: 'later', run }]);
    await database.transaction(async (db) => {
      await jobs.enqueue(db, { kind: 'later', payload: {}, runAt: clock.nowMs() + 60 });
      await jobs.enqueue(db, { kind: 'unheard-of', payload: {} });
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(run).not.toHaveBeenCalled();
    clock.advance(60);
    await vi.waitFor(() => expect(run).toHaveBeenCalledOnce());
    await jobs.stop();
    expect((await statesOf(database)).map((job) => job.state)).toEqual(['done', 'waiting']);
  });

  it('run several at once but never more than allowed, and all of them', async () => {
    const { database, jobs } = await setUp({ atOnce: 3 });
    let running = 0;
    let most = 0;
    await jobs.start([
      {
        kind: 'many',
        run: async () => {
          running += 1;
          most = Math.max(most, running);
          await new Promise((resolve) => setImmediate(resolve));
          running -= 1;
        },
      },
    ]);
    await database.transaction(async (db) => {
      for (let index = 0; index < 20; index++) await jobs.enqueue(db, { kind: 'many', payload: { index } });
    });
    await vi.waitFor(async () => expect((await statesOf(database)).every((job) => job.state === 'done')).toBe(true));
    expect(most).toBe(3);
  });

  it('that run are waited for at stop, and nothing new begins', async () => {
    const { database, jobs } = await setUp({ atOnce: 1 });
    let finish = () => {};
    const run = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
    await jobs.start([{ kind: 'slow', run }]);
    await database.transaction(async (db) => {
      await jobs.enqueue(db, { kind: 'slow', payload: {} });
      await jobs.enqueue(db, { kind: 'slow', payload: {} });
    });
    await vi.waitFor(() => expect(run).toHaveBeenCalledOnce());
    const stopping = jobs.stop();
    finish();
    await stopping;
    expect((await statesOf(database)).map((job) => job.state).sort()).toEqual(['done', 'waiting']);
    expect(run).toHaveBeenCalledOnce();
  });

  it('survive a server that is killed while one runs', async () => {
    const target = await freshTarget();
    const before = await openDatabase<PlatformTables>(target);
    await migrate(before, platformMigrations);
    await before.close();
    const script = fileURLToPath(new URL('../../testing/cut-off-job-process.ts', import.meta.url));
    const child = spawn(process.execPath, [script, JSON.stringify(target)], { stdio: ['ignore', 'pipe', 'inherit'] });
    cleanUpLater(() => void child.kill('SIGKILL'));
    expect(String((await once(child.stdout, 'data'))[0])).toBe('running\n');
    child.kill('SIGKILL');
    await once(child, 'exit');

    const database = await openDatabase<PlatformTables>(target);
    cleanUpLater(() => database.close());
    expect(await statesOf(database)).toMatchObject([{ state: 'running', attempts: 1 }]);
    const { jobs } = await setUp({ database, clock: { ...createTestClock(Date.now() + 1_000) } });
    const seen: unknown[] = [];
    await jobs.start([{ kind: 'cut-off', run: async (payload) => void seen.push(payload) }]);
    await vi.waitFor(async () => expect(await statesOf(database)).toMatchObject([{ state: 'done', attempts: 2 }]));
    expect(seen).toEqual([{ greeting: 'Grüße' }]);
  });

  it('that kill the server every time are dead after their tries', async () => {
    const { database, jobs } = await setUp({ tries: 2 });
    const id = await database.transaction((db) => jobs.enqueue(db, { kind: 'deadly', payload: {} }));
    await database.transaction((db) =>
      db.updateTable('platform_job').set({ state: 'running', attempts: 2 }).where('id', '=', id).execute(),
    );
    const run = vi.fn(async () => {});
    await jobs.start([{ kind: 'deadly', run }]);
    await jobs.stop();
    expect(await statesOf(database)).toMatchObject([{ state: 'dead', last_error: 'the server stopped while it ran' }]);
    expect(run).not.toHaveBeenCalled();
  });
});

import { describe, expect, it } from 'vitest';
import { fail } from '../../../kernel/result.ts';
import { createModelSchedule } from '../../../testing/model-schedule.ts';
import { openModelRig, openScheduleRig } from '../../../testing/schedule-rig.ts';
import { createTestClock } from '../../../testing/test-clock.ts';
import { twitchFailure } from '../../../twitch/failure.ts';
import { requestSync, SYNC_JOB } from './request-sync.ts';

type Rig = Awaited<ReturnType<typeof openModelRig>>;

async function jobStates({ db }: Rig): Promise<string[]> {
  const rows = await db.read
    .selectFrom('platform_job')
    .select('state')
    .where('kind', '=', SYNC_JOB)
    .orderBy('id')
    .execute();
  return rows.map(({ state }) => state);
}

const request = (rig: Rig) => rig.db.transaction((db) => requestSync(rig.context, db));

describe('asking for a sync', () => {
  it('makes one job of many changes, and another one of a change after it began', async () => {
    const rig = await openModelRig();
    await request(rig);
    await request(rig);
    expect(await jobStates(rig)).toEqual(['waiting']);
    await rig.jobs.start(rig.planning.jobs);
    await expect.poll(() => jobStates(rig)).toEqual(['done']);
    await request(rig);
    await expect.poll(() => jobStates(rig)).toEqual(['done', 'done']);
  });

  it('does not count tries as beginnings: a change while one is tried again makes one more job only', async () => {
    const rig = await openModelRig();
    const { read } = rig.twitch;
    rig.twitch.read = async () => fail(twitchFailure('twitch.unreachable'));
    await request(rig);
    await rig.jobs.start(rig.planning.jobs);
    await expect.poll(async () => (await rig.jobs.list())[0]?.attempts).toBe(1);
    await rig.jobs.stop();
    rig.twitch.read = read;
    await request(rig);
    await request(rig);
    expect(await jobStates(rig)).toEqual(['waiting', 'waiting']);
  });
});

describe('looking by itself', () => {
  it('looks at once, and not after it was stopped', async () => {
    const rig = await openModelRig();
    const { stop } = rig.planning.startSync();
    await stop();
    expect(await rig.call('syncState', {})).toMatchObject({ state: 'ok', readAt: rig.clock.now() });
    expect(rig.changed).toContain('plan');
  });

  it('survives trouble of any kind, and leaves a word in the log for what it does not know', async () => {
    const rig = await openModelRig();
    rig.twitch.read = async () => fail(twitchFailure('twitch.unreachable'));
    await rig.planning.startSync().stop();
    expect(await rig.call('syncState', {})).toMatchObject({ state: 'failed', refusal: { code: 'twitch.unreachable' } });
    rig.twitch.read = () => Promise.reject(new Error('a fault of ours'));
    await rig.planning.startSync().stop();
    expect(rig.log.text()).toContain('sync-failed');
  });

  it('does one thing after the other, so that nothing is made twice', async () => {
    const rig = await openModelRig();
    await rig.sync();
    await rig.call('planStream', {
      title: 'Mario',
      category: null,
      local: '2026-11-25T19:30',
      zone: 'Europe/Berlin',
      durationMinutes: 60,
      status: 'planned',
      notes: '',
      checklist: [],
      color: 1,
      isPublished: true,
      repeat: null,
    });
    rig.twitch.refusesOverlaps = false;
    await Promise.all([rig.sync(), rig.call('syncNow', {}), rig.planning.startSync().stop(), rig.sync()]);
    expect(rig.twitch.calls).toEqual(['create']);
  });
});

describe('without a channel', () => {
  it('is off and says why', async () => {
    const clock = createTestClock();
    const rig = await openScheduleRig({ clock, schedule: createModelSchedule(clock), channel: () => null });
    expect(await rig.call('syncNow', {})).toMatchObject({
      state: 'off',
      refusal: { code: 'live.no-channel' },
      readAt: null,
    });
    await expect(rig.call('categories', { query: 'x' })).rejects.toMatchObject({ code: 'live.no-channel' });
  });
});

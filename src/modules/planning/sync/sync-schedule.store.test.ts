import { describe, expect, it } from 'vitest';
import type { InputOf } from '../../../contract/endpoint.ts';
import type { planning } from '../../../contract/planning.ts';
import { ModelCrash, type ModelSegment } from '../../../testing/model-schedule.ts';
import { openModelRig } from '../../../testing/schedule-rig.ts';
import { twitchFailure } from '../../../twitch/failure.ts';

type Rig = Awaited<ReturnType<typeof openModelRig>>;

const DAY_MS = 24 * 3_600_000;
/** A Wednesday; the tests begin on the Sunday before. */
const WEDNESDAY_MS = Date.parse('2026-11-25T18:30:00Z');
const WEEKLY = { everyWeeks: 1, weekdays: [3], until: null };
const fields: InputOf<typeof planning.planStream> = {
  title: 'Mittwochs-Mario',
  category: { id: '7', name: 'category 7' },
  local: '2026-11-25T19:30',
  zone: 'Europe/Berlin',
  durationMinutes: 180,
  status: 'planned',
  notes: '',
  checklist: [],
  color: 1,
  isPublished: true,
  repeat: null,
};

const FOREIGN: ModelSegment = {
  key: 'foreign',
  startsAtMs: WEDNESDAY_MS + DAY_MS,
  zone: 'Europe/Berlin',
  durationMinutes: 120,
  isRecurring: true,
  title: 'Anderswo gemacht',
  categoryId: null,
  cancelled: [],
};

/** With a plan that did not begin with what stands on Twitch. */
async function openRig(): Promise<Rig> {
  const rig = await openModelRig();
  await rig.sync();
  return rig;
}

async function planned(rig: Rig, more: Partial<typeof fields> = {}) {
  const stream = await rig.call('planStream', { ...fields, ...more });
  await rig.sync();
  return stream;
}

const viewOf = async (rig: Rig, streamId: string) => (await rig.call('stream', { streamId })).twitch;
const PUBLISHED = { state: 'published', refusal: null, attempts: 0, nextTryAt: null };

describe('the sync with Twitch’s schedule', () => {
  it('puts a plain weekly series there as one weekly segment', async () => {
    const rig = await openRig();
    const { id } = await planned(rig, { repeat: WEEKLY });
    expect(rig.twitch.segments).toEqual([
      {
        key: 'segment-1',
        startsAtMs: WEDNESDAY_MS,
        zone: 'Europe/Berlin',
        durationMinutes: 180,
        isRecurring: true,
        title: 'Mittwochs-Mario',
        categoryId: '7',
        cancelled: [],
      },
    ]);
    expect(await viewOf(rig, id)).toEqual(PUBLISHED);
    await rig.sync();
    expect(rig.twitch.calls).toEqual(['create']);
  });

  it('makes a segment for each weekday of a series', async () => {
    const rig = await openRig();
    await planned(rig, { repeat: { ...WEEKLY, weekdays: [3, 6] } });
    expect(rig.twitch.segments.map(({ startsAtMs }) => startsAtMs)).toEqual([WEDNESDAY_MS, WEDNESDAY_MS + 3 * DAY_MS]);
  });

  it('moves a single stream, its segment stays the same', async () => {
    const rig = await openRig();
    const { id, version } = await planned(rig);
    await rig.call('changeStream', { streamId: id, version, local: '2026-11-26T20:00', title: 'Am Donnerstag' });
    expect((await viewOf(rig, id)).state).toBe('waiting');
    await rig.sync();
    expect(rig.twitch.segments).toMatchObject([
      { key: 'segment-1', startsAtMs: Date.parse('2026-11-26T19:00:00Z'), title: 'Am Donnerstag' },
    ]);
    expect(rig.twitch.calls).toEqual(['create', 'change']);
  });

  it('makes a series anew whose time changed, because Twitch moves none, and calls that a change', async () => {
    const rig = await openRig();
    const { id, version } = await planned(rig, { repeat: WEEKLY });
    await rig.call('changeStream', { streamId: id, version, scope: 'series', local: '2026-11-25T20:00' });
    const before = await rig.call('syncState', {});
    expect(before).toMatchObject({
      state: 'waiting',
      preview: [{ act: 'change', startsAt: '2026-11-25T19:00:00.000Z' }],
    });
    await rig.sync();
    expect(rig.twitch.segments).toMatchObject([{ key: 'segment-2', startsAtMs: Date.parse('2026-11-25T19:00:00Z') }]);
    expect(await rig.call('syncState', {})).toMatchObject({ state: 'ok', same: 1, waiting: 0, preview: [] });
  });

  it('changes title, category and length of a series in place', async () => {
    const rig = await openRig();
    const { id, version } = await planned(rig, { repeat: WEEKLY });
    await rig.call('changeStream', {
      streamId: id,
      version,
      scope: 'series',
      title: 'Neu',
      category: null,
      durationMinutes: 60,
    });
    await rig.sync();
    expect(rig.twitch.segments).toMatchObject([
      { key: 'segment-1', title: 'Neu', categoryId: null, durationMinutes: 60 },
    ]);
  });

  it('takes from Twitch what the plan no longer has, and nothing else', async () => {
    const rig = await openRig();
    rig.twitch.segments.push(FOREIGN);
    const { id } = await planned(rig, { repeat: WEEKLY });
    await rig.call('removeStream', { streamId: id, scope: 'series' });
    await rig.sync();
    expect(rig.twitch.segments).toEqual([FOREIGN]);
  });

  it('takes from Twitch what shall not stand there any more', async () => {
    const rig = await openRig();
    const { id, version } = await planned(rig);
    await rig.call('changeStream', { streamId: id, version, isPublished: false });
    await rig.sync();
    expect(rig.twitch.segments).toEqual([]);
    expect((await viewOf(rig, id)).state).toBe('off');
  });

  it('keeps that a stream stood there after it has begun', async () => {
    const rig = await openRig();
    const { id } = await planned(rig);
    rig.clock.advance(4 * DAY_MS);
    await rig.sync();
    expect(rig.twitch.calls).toEqual(['create']);
    expect(await viewOf(rig, id)).toEqual(PUBLISHED);
  });
});

describe('a cancelled date', () => {
  it('is cancelled on Twitch when it is the next, and comes back when restored', async () => {
    const rig = await openRig();
    const { id } = await planned(rig, { repeat: WEEKLY });
    const cancelled = await rig.call('cancelStream', { streamId: id, scope: 'this', reason: 'krank' });
    await rig.sync();
    expect(rig.twitch.segments).toMatchObject([{ cancelled: [WEDNESDAY_MS] }]);
    expect(await viewOf(rig, cancelled.id)).toEqual(PUBLISHED);
    await rig.call('restoreStream', { streamId: cancelled.id });
    await rig.sync();
    expect(rig.twitch.segments).toMatchObject([{ cancelled: [] }]);
    expect(rig.twitch.calls).toEqual(['create', 'cancel', 'restore']);
  });

  it('waits until it is the next, and says so', async () => {
    const rig = await openRig();
    const { id } = await planned(rig, { repeat: WEEKLY });
    const later = await rig.call('cancelStream', { streamId: id.replace('11-25', '12-02'), scope: 'this', reason: '' });
    await rig.sync();
    expect(rig.twitch.segments).toMatchObject([{ cancelled: [] }]);
    expect(await viewOf(rig, later.id)).toMatchObject({
      state: 'waiting',
      refusal: { code: 'planning.occurrence-cancel-later', params: {} },
    });
    expect(await rig.call('syncState', {})).toMatchObject({ waiting: 1, preview: [] });
    rig.clock.advance(4 * DAY_MS);
    await rig.sync();
    expect(rig.twitch.segments).toMatchObject([{ cancelled: [WEDNESDAY_MS + 7 * DAY_MS] }]);
    expect(await viewOf(rig, later.id)).toEqual(PUBLISHED);
  });

  it('is not cancelled in its last minute: Twitch might take the one after it', async () => {
    const rig = await openRig();
    const { id } = await planned(rig, { repeat: WEEKLY });
    await rig.call('cancelStream', { streamId: id, scope: 'this', reason: '' });
    rig.clock.advance(WEDNESDAY_MS - 30_000 - rig.clock.nowMs());
    await rig.sync();
    expect(rig.twitch.calls).toEqual(['create']);
  });

  it('is put right at once when Twitch took another one', async () => {
    const rig = await openRig();
    const { id } = await planned(rig, { repeat: WEEKLY });
    await rig.call('cancelStream', { streamId: id, scope: 'this', reason: '' });
    const { changeSegment } = rig.twitch;
    rig.twitch.changeSegment = (...input) => {
      rig.clock.advance(4 * DAY_MS);
      rig.twitch.changeSegment = changeSegment;
      return changeSegment(...input);
    };
    await rig.sync();
    expect(rig.twitch.segments).toMatchObject([{ cancelled: [] }]);
    expect(rig.twitch.calls).toEqual(['create', 'cancel', 'restore']);
  });

  it('is on Twitch no longer when its whole series is cancelled, but for a date that was restored', async () => {
    const rig = await openRig();
    const { id } = await planned(rig, { repeat: WEEKLY });
    await rig.call('cancelStream', { streamId: id, scope: 'series', reason: 'Pause' });
    await rig.sync();
    expect(rig.twitch.segments).toEqual([]);
    expect((await viewOf(rig, id)).state).toBe('off');
    const later = id.replace('11-25', '12-02');
    const restored = await rig.call('restoreStream', { streamId: later, scope: 'this' });
    await rig.sync();
    expect(rig.twitch.segments).toMatchObject([{ startsAtMs: WEDNESDAY_MS, cancelled: [WEDNESDAY_MS] }]);
    expect(await viewOf(rig, restored.id)).toEqual(PUBLISHED);
  });

  it('is never created, when it is a single stream', async () => {
    const rig = await openRig();
    const { id } = await rig.call('planStream', fields);
    await rig.call('cancelStream', { streamId: id, scope: 'this', reason: '' });
    await rig.sync();
    expect(rig.twitch.segments).toEqual([]);
    expect((await viewOf(rig, id)).state).toBe('off');
  });
});

describe('dates that Twitch has no place for', () => {
  it('enters a moved date by itself and cancels its old time when that is the next', async () => {
    const rig = await openRig();
    const { id, version } = await planned(rig, { repeat: WEEKLY });
    const moved = await rig.call('changeStream', { streamId: id, version, scope: 'this', local: '2026-11-26T19:30' });
    await rig.sync();
    expect(rig.twitch.segments).toMatchObject([
      { key: 'segment-1', cancelled: [WEDNESDAY_MS] },
      { isRecurring: false, startsAtMs: WEDNESDAY_MS + DAY_MS },
    ]);
    expect(await viewOf(rig, moved.id)).toEqual(PUBLISHED);
  });

  it('says where the title of one date differs from what its series says there', async () => {
    const rig = await openRig();
    const { id, version } = await planned(rig, { repeat: WEEKLY });
    const other = await rig.call('changeStream', { streamId: id, version, scope: 'this', title: 'Nur heute' });
    await rig.sync();
    expect(rig.twitch.calls).toEqual(['create']);
    expect(await viewOf(rig, other.id)).toMatchObject({ state: 'differs', refusal: { code: 'planning.date-differs' } });
  });

  it('enters every second week date by date, eight weeks ahead, and goes on as time passes', async () => {
    const rig = await openRig();
    await planned(rig, { repeat: { ...WEEKLY, everyWeeks: 2 } });
    const starts = () => rig.twitch.segments.map(({ startsAtMs }) => (startsAtMs - WEDNESDAY_MS) / DAY_MS);
    expect(starts()).toEqual([0, 14, 28, 42]);
    rig.clock.advance(14 * DAY_MS);
    await rig.sync();
    expect(starts()).toEqual([0, 14, 28, 42, 56]);
  });
});

describe('what Twitch refuses', () => {
  async function refusedCodes(rig: Rig): Promise<(string | undefined)[]> {
    return (await rig.call('syncState', {})).refused.map(({ twitch }) => twitch.refusal?.code);
  }

  it('is explained to a channel that may have no single streams, asked once, and asked again on demand', async () => {
    const rig = await openRig();
    rig.twitch.isAffiliate = false;
    await planned(rig, { local: '2026-11-24T10:00' });
    await planned(rig, { repeat: { ...WEEKLY, everyWeeks: 2 } });
    expect(await refusedCodes(rig)).toEqual([
      'planning.no-single-streams',
      ...new Array(4).fill('planning.not-weekly'),
    ]);
    const asked = rig.twitch.calls.length;
    await rig.sync();
    expect(rig.twitch.calls.length).toBe(asked);
    rig.twitch.isAffiliate = true;
    expect(await rig.call('syncNow', {})).toMatchObject({ state: 'ok', refused: [], same: 5 });
  });

  it('is explained for a moved date', async () => {
    const rig = await openRig();
    rig.twitch.isAffiliate = false;
    const { id, version } = await planned(rig, { repeat: WEEKLY });
    await rig.call('changeStream', { streamId: id, version, scope: 'this', local: '2026-11-26T19:30' });
    await rig.sync();
    expect(await refusedCodes(rig)).toEqual(['planning.series-move-refused']);
  });

  it('is sent again when the plan changed it', async () => {
    const rig = await openRig();
    rig.twitch.isAffiliate = false;
    const { id, version } = await planned(rig);
    rig.twitch.isAffiliate = true;
    await rig.call('changeStream', { streamId: id, version, title: 'Anders' });
    await rig.sync();
    expect(rig.twitch.segments).toMatchObject([{ title: 'Anders' }]);
    expect(await refusedCodes(rig)).toEqual([]);
  });

  it('is sent again when what stood in its way is gone', async () => {
    const rig = await openRig();
    rig.twitch.segments.push({ ...FOREIGN, startsAtMs: WEDNESDAY_MS });
    const { id } = await planned(rig);
    await rig.sync();
    expect(rig.twitch.calls).toEqual(['create']);
    expect(await viewOf(rig, id)).toMatchObject({ state: 'refused', refusal: { code: 'planning.overlaps-on-twitch' } });
    rig.twitch.segments = [];
    await rig.sync();
    expect(await viewOf(rig, id)).toEqual(PUBLISHED);
  });
});

describe('a call whose answer never came', () => {
  it.each(['crash-after', 'unreachable-after'] as const)('is not made a second time after %s', async (fault) => {
    const rig = await openRig();
    const { id } = await rig.call('planStream', { ...fields, repeat: WEEKLY });
    rig.twitch.faults = [fault];
    await expect(rig.sync()).rejects.toThrow();
    await rig.sync();
    expect(rig.twitch.segments.map(({ key }) => key)).toEqual(['segment-1']);
    expect(rig.twitch.calls).toEqual(['create']);
    expect(await viewOf(rig, id)).toEqual(PUBLISHED);
  });

  it('is made again when it never arrived', async () => {
    const rig = await openRig();
    await rig.call('planStream', fields);
    rig.twitch.faults = ['crash-before'];
    await expect(rig.sync()).rejects.toThrow(ModelCrash);
    await rig.sync();
    expect(rig.twitch.segments.map(({ key }) => key)).toEqual(['segment-1']);
  });

  it('is recognised although somebody else’s segment says the same', async () => {
    const rig = await openRig();
    const twin: ModelSegment = { ...FOREIGN, startsAtMs: WEDNESDAY_MS, title: fields.title, durationMinutes: 180 };
    rig.twitch.refusesOverlaps = false;
    rig.twitch.segments.push(twin);
    const { id } = await rig.call('planStream', { ...fields, repeat: WEEKLY });
    rig.twitch.faults = ['crash-after'];
    await expect(rig.sync()).rejects.toThrow(ModelCrash);
    await rig.sync();
    expect(rig.twitch.segments.map(({ key }) => key)).toEqual(['foreign', 'segment-1']);
    await rig.call('removeStream', { streamId: id, scope: 'series' });
    await rig.sync();
    expect(rig.twitch.segments).toEqual([twin]);
  });

  it('is recognised also when Twitch lists it late and refuses the second as overlapping', async () => {
    const rig = await openRig();
    await rig.call('planStream', { ...fields, repeat: WEEKLY });
    rig.twitch.faults = ['unreachable-after'];
    await expect(rig.sync()).rejects.toThrow();
    const { read } = rig.twitch;
    rig.twitch.read = async () => ({ ok: true, value: [] });
    await rig.sync();
    rig.twitch.read = read;
    await rig.sync();
    expect(rig.twitch.calls).toEqual(['create', 'create']);
    expect(rig.twitch.segments.map(({ key }) => key)).toEqual(['segment-1']);
    expect(await rig.call('syncState', {})).toMatchObject({ same: 1, differences: [], refused: [] });
  });
});

describe('trouble that is about no stream', () => {
  it('is tried again by the job table, which shows how often and when', async () => {
    const rig = await openRig();
    rig.twitch.faults = ['trouble'];
    const { id } = await rig.call('planStream', fields);
    await rig.jobs.start(rig.planning.jobs);
    await expect.poll(async () => (await viewOf(rig, id)).nextTryAt).not.toBeNull();
    expect(await viewOf(rig, id)).toMatchObject({ state: 'waiting', refusal: { code: 'twitch.trouble' }, attempts: 1 });
    expect(await rig.call('syncState', {})).toMatchObject({ state: 'failed', refusal: { code: 'twitch.trouble' } });
    expect(await rig.call('syncNow', {})).toMatchObject({ state: 'ok', refusal: null, same: 1 });
  });

  it('with one call does not keep the others back', async () => {
    const rig = await openRig();
    rig.twitch.faults = ['trouble'];
    await rig.call('planStream', fields);
    await rig.call('planStream', { ...fields, local: '2026-11-27T19:30' });
    await expect(rig.sync()).rejects.toThrow('twitch.trouble');
    expect(rig.twitch.segments).toHaveLength(1);
  });

  it('turns the sync off with the reason when the grant is missing, without trying in vain', async () => {
    const rig = await openRig();
    rig.twitch.createSegment = async () => ({
      ok: false,
      error: twitchFailure('twitch.missing-scope', { scope: 'channel:manage:schedule' }),
    });
    await planned(rig);
    expect(await rig.call('syncState', {})).toMatchObject({
      state: 'off',
      refusal: { code: 'twitch.missing-scope', params: { scope: 'channel:manage:schedule' } },
    });
  });
});

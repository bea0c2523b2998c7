import { beforeEach, describe, expect, it } from 'vitest';
import type { InputOf } from '../../../contract/endpoint.ts';
import type { planning, ScheduleDifference } from '../../../contract/planning.ts';
import type { ModelSegment } from '../../../testing/model-schedule.ts';
import { openModelRig } from '../../../testing/schedule-rig.ts';

type Rig = Awaited<ReturnType<typeof openModelRig>>;

const DAY_MS = 24 * 3_600_000;
const WEDNESDAY_MS = Date.parse('2026-11-25T18:30:00Z');
const fields: InputOf<typeof planning.planStream> = {
  title: 'Mario',
  category: { id: '7', name: 'category 7' },
  local: '2026-11-25T19:30',
  zone: 'Europe/Berlin',
  durationMinutes: 180,
  status: 'planned',
  notes: 'Kekse mitbringen',
  checklist: [],
  color: 1,
  isPublished: true,
  repeat: null,
};
const WEEKLY = { everyWeeks: 1, weekdays: [3], until: null };

let rig: Rig;
beforeEach(async () => {
  rig = await openModelRig();
  await rig.sync();
});

async function planned(more: Partial<typeof fields> = {}): Promise<string> {
  const { id } = await rig.call('planStream', { ...fields, ...more });
  await rig.sync();
  rig.twitch.calls.length = 0;
  return id;
}

/** Somebody changes the first segment on Twitch itself. */
async function changeThere(change: Partial<ModelSegment>): Promise<ScheduleDifference> {
  rig.twitch.segments = rig.twitch.segments.map((one, index) => (index === 0 ? { ...one, ...change } : one));
  return onlyDifference();
}

async function onlyDifference(): Promise<ScheduleDifference> {
  await rig.sync();
  const { differences } = await rig.call('syncState', {});
  expect(differences).toHaveLength(1);
  return differences[0] as ScheduleDifference;
}

async function settle({ id }: ScheduleDifference, choice: 'ours' | 'theirs' | 'leave') {
  const state = await rig.call('settleDifference', { differenceId: id, choice });
  await rig.sync();
  return state;
}

async function expectRest(): Promise<void> {
  const calls = rig.twitch.calls.length;
  await rig.sync();
  expect(rig.twitch.calls.length).toBe(calls);
  expect(await rig.call('syncState', {})).toMatchObject({ differences: [], preview: [], waiting: 0, refused: [] });
}

const stream = (streamId: string) => rig.call('stream', { streamId });

describe.each([
  { what: 'a single stream', repeat: null },
  { what: 'a series', repeat: WEEKLY },
])('$what that was changed on Twitch', ({ repeat }) => {
  const there = { title: 'Zelda', categoryId: '9', durationMinutes: 60 };

  it('is shown with both sides, and nothing is sent meanwhile', async () => {
    const id = await planned({ repeat });
    expect(await changeThere(there)).toEqual({
      id: expect.any(String),
      kind: 'changed',
      streamId: id,
      ours: {
        title: 'Mario',
        category: 'category 7',
        startsAt: '2026-11-25T18:30:00.000Z',
        endsAt: '2026-11-25T21:30:00.000Z',
        isRecurring: repeat !== null,
        isCancelled: false,
      },
      theirs: {
        title: 'Zelda',
        category: 'category 9',
        startsAt: '2026-11-25T18:30:00.000Z',
        endsAt: '2026-11-25T19:30:00.000Z',
        isRecurring: repeat !== null,
        isCancelled: false,
      },
      seenAt: '2026-11-22T18:00:00.000Z',
    });
    expect(rig.twitch.calls).toEqual([]);
    expect((await stream(id)).twitch.state).toBe('differs');
  });

  it('goes back to ours', async () => {
    await planned({ repeat });
    await settle(await changeThere(there), 'ours');
    expect(rig.twitch.segments).toMatchObject([
      { key: 'segment-1', title: 'Mario', categoryId: '7', durationMinutes: 180 },
    ]);
    await expectRest();
  });

  it('comes into the plan as it stands there, the rest of it kept', async () => {
    const id = await planned({ repeat });
    await settle(await changeThere(there), 'theirs');
    expect(await stream(id)).toMatchObject({
      title: 'Zelda',
      category: { id: '9', name: 'category 9' },
      durationMinutes: 60,
      notes: 'Kekse mitbringen',
      twitch: { state: 'published' },
    });
    expect(rig.twitch.calls).toEqual([]);
    await expectRest();
  });

  it('can be left until one of the sides changes again', async () => {
    const id = await planned({ repeat });
    await settle(await changeThere(there), 'leave');
    await expectRest();
    expect(rig.twitch.segments).toMatchObject([{ title: 'Zelda' }]);
    const { version } = await stream(id);
    await rig.call('changeStream', { streamId: id, version, scope: 'series', title: 'Metroid' });
    expect(await onlyDifference()).toMatchObject({ ours: { title: 'Metroid' }, theirs: { title: 'Zelda' } });
  });

  it('is a conflict when both sides changed, and nobody overwrites the other', async () => {
    const id = await planned({ repeat });
    const { version } = await stream(id);
    await rig.call('changeStream', { streamId: id, version, scope: 'series', title: 'Metroid' });
    const conflict = await changeThere(there);
    expect(conflict).toMatchObject({ kind: 'changed', ours: { title: 'Metroid' }, theirs: { title: 'Zelda' } });
    await settle(conflict, 'ours');
    expect(rig.twitch.segments).toMatchObject([{ title: 'Metroid' }]);
    await expectRest();
  });

  it('follows to another time', async () => {
    const id = await planned({ repeat });
    await settle(await changeThere({ startsAtMs: WEDNESDAY_MS + 3_600_000 }), 'theirs');
    expect(await stream(id)).toMatchObject({ local: '2026-11-25T20:30', twitch: { state: 'published' } });
    expect(rig.twitch.calls).toEqual([]);
    await expectRest();
  });

  it('says nothing when both sides were changed alike', async () => {
    const id = await planned({ repeat });
    const { version } = await stream(id);
    await rig.call('changeStream', { streamId: id, version, scope: 'series', title: 'Zelda' });
    rig.twitch.segments = rig.twitch.segments.map((one) => ({ ...one, title: 'Zelda' }));
    await rig.sync();
    expect(rig.twitch.calls).toEqual([]);
    await expectRest();
  });
});

describe('what is gone from Twitch', () => {
  it.each([{ repeat: null }, { repeat: WEEKLY }])(
    'is sent again only when somebody says so ($repeat)',
    async ({ repeat }) => {
      const id = await planned({ repeat });
      rig.twitch.segments = [];
      const gone = await onlyDifference();
      expect(gone).toMatchObject({ kind: 'gone-from-twitch', streamId: id, theirs: null });
      expect(rig.twitch.calls).toEqual([]);
      await settle(gone, 'ours');
      expect(rig.twitch.segments).toHaveLength(1);
      await expectRest();
    },
  );

  it.each([{ repeat: null }, { repeat: WEEKLY }])(
    'is cancelled here when that is what was meant ($repeat)',
    async ({ repeat }) => {
      const id = await planned({ repeat });
      rig.twitch.segments = [];
      await settle(await onlyDifference(), 'theirs');
      expect(await stream(id)).toMatchObject({ status: 'cancelled', twitch: { state: 'off' } });
      expect(rig.twitch.segments).toEqual([]);
      await expectRest();
    },
  );
});

describe('one date that was cancelled on Twitch', () => {
  it('is cancelled here, or taken back there', async () => {
    const id = await planned({ repeat: WEEKLY });
    const later = id.replace('11-25', '12-02');
    const difference = await changeThere({ cancelled: [WEDNESDAY_MS + 7 * DAY_MS] });
    expect(difference).toMatchObject({
      kind: 'changed',
      streamId: later,
      ours: { isCancelled: false },
      theirs: { isCancelled: true },
    });
    await settle(difference, 'theirs');
    expect(await stream(later)).toMatchObject({ status: 'cancelled', twitch: { state: 'published' } });
    await expectRest();
  });

  it('is taken back there as soon as it is the next', async () => {
    await planned({ repeat: WEEKLY });
    await settle(await changeThere({ cancelled: [WEDNESDAY_MS + 7 * DAY_MS] }), 'ours');
    expect(rig.twitch.calls).toEqual([]);
    rig.clock.advance(4 * DAY_MS);
    await rig.sync();
    expect(rig.twitch.segments).toMatchObject([{ cancelled: [] }]);
    await expectRest();
  });

  it('moves back to its old time when Twitch holds on to it', async () => {
    const id = await planned({ repeat: WEEKLY });
    const { version } = await stream(id);
    const moved = await rig.call('changeStream', { streamId: id, version, scope: 'this', local: '2026-11-26T19:30' });
    await rig.sync();
    await settle(await changeThere({ cancelled: [] }), 'theirs');
    expect(await stream(moved.id)).toMatchObject({
      local: '2026-11-25T19:30',
      isMoved: false,
      twitch: { state: 'published' },
    });
    expect(rig.twitch.segments).toHaveLength(1);
    await expectRest();
  });
});

describe('what stands only on Twitch', () => {
  const foreign: ModelSegment = {
    key: 'foreign',
    startsAtMs: WEDNESDAY_MS,
    zone: 'Europe/Berlin',
    durationMinutes: 120,
    isRecurring: true,
    title: 'Anderswo gemacht',
    categoryId: null,
    cancelled: [WEDNESDAY_MS + 7 * DAY_MS],
  };

  it.each([true, false])(
    'comes into the plan on demand (weekly: %s), and belongs to it from then on',
    async (isRecurring) => {
      rig.twitch.segments = [{ ...foreign, isRecurring }];
      await settle(await onlyDifference(), 'theirs');
      const { streams } = await rig.call('streams', { from: '2026-11-22T00:00:00Z', to: '2026-12-10T00:00:00Z' });
      const there = { title: 'Anderswo gemacht', durationMinutes: 120, twitch: { state: 'published' } };
      expect(streams).toMatchObject(
        isRecurring
          ? [
              { ...there, status: 'planned' },
              { ...there, status: 'cancelled' },
              { ...there, status: 'planned' },
            ]
          : [there],
      );
      expect(rig.twitch.calls).toEqual([]);
      await expectRest();
    },
  );

  it('becomes the place of the planned stream that waits for it', async () => {
    rig.twitch.segments = [foreign];
    const id = await planned({ repeat: WEEKLY });
    expect((await stream(id)).twitch.state).toBe('refused');
    await settle(await onlyDifference(), 'theirs');
    const { differences } = await rig.call('syncState', {});
    expect(differences).toMatchObject([
      { kind: 'changed', ours: { title: 'Mario' }, theirs: { title: 'Anderswo gemacht' } },
      { kind: 'changed', ours: { isCancelled: false }, theirs: { isCancelled: true } },
    ]);
  });

  it.each(['ours', 'leave'] as const)('is left alone by “%s”', async (choice) => {
    rig.twitch.segments = [foreign];
    await settle(await onlyDifference(), choice);
    expect(rig.twitch.segments).toEqual([foreign]);
    await expectRest();
  });
});

it('refuses to settle what is settled', async () => {
  await planned();
  const difference = await changeThere({ title: 'Zelda' });
  await settle(difference, 'theirs');
  await expect(settle(difference, 'ours')).rejects.toMatchObject({ code: 'planning.unknown-difference' });
});

describe('a decision while a call to Twitch is under way', () => {
  it('counts afterwards, too', async () => {
    const id = await planned({ repeat: WEEKLY });
    const difference = await changeThere({ title: 'Drüben umbenannt' });
    await rig.call('cancelStream', { streamId: id, scope: 'this', reason: '' });
    const { changeSegment } = rig.twitch;
    const settled = Promise.withResolvers<unknown>();
    rig.twitch.changeSegment = async (...input) => {
      rig.twitch.changeSegment = changeSegment;
      settled.resolve(rig.call('settleDifference', { differenceId: difference.id, choice: 'ours' }));
      // Long enough for a decision that does not wait.
      await rig.db.transaction(async () => {});
      await rig.db.transaction(async () => {});
      return changeSegment(...input);
    };
    await rig.sync();
    await settled.promise;
    await rig.sync();
    expect(rig.twitch.segments).toMatchObject([{ title: 'Mario', cancelled: [WEDNESDAY_MS] }]);
    await expectRest();
  });
});

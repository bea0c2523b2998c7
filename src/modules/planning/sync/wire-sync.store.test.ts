import { beforeEach, describe, expect, it } from 'vitest';
import type { InputOf } from '../../../contract/endpoint.ts';
import type { planning } from '../../../contract/planning.ts';
import { occurrencesFrom } from '../../../simulator/helix/schedule-occurrences.ts';
import { makeCalendar } from '../../../simulator/past/calendar.ts';
import { seededRandom } from '../../../simulator/random.ts';
import { channelOf, userOf } from '../../../simulator/world.ts';
import type { Schedule } from '../../../simulator/world-state.ts';
import { ModelCrash } from '../../../testing/model-schedule.ts';
import { CHANNEL } from '../../../testing/record.ts';
import { openWireRig } from '../../../testing/schedule-rig.ts';
import { PEOPLE, type SimulatedTwitch, startSimulatedTwitch } from '../../../testing/simulated-twitch.ts';
import { createTestClock, type TestClock } from '../../../testing/test-clock.ts';
import { createTwitchAccounts, type TwitchAccounts } from '../../../testing/twitch-accounts.ts';
import { readPlan } from '../calendar/plan-store.ts';

const DAY_MS = 24 * 3_600_000;
const WEDNESDAY_MS = Date.parse('2026-11-25T18:30:00Z');
const WEEKLY = { everyWeeks: 1, weekdays: [3], until: null };
const fields: InputOf<typeof planning.planStream> = {
  title: 'Mario',
  category: { id: '27471', name: 'Minecraft' },
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

let clock: TestClock;
let twitch: SimulatedTwitch;
let accounts: TwitchAccounts;
let schedule: Schedule;
let rig: Awaited<ReturnType<typeof openWireRig>>;

beforeEach(async () => {
  clock = createTestClock();
  twitch = await startSimulatedTwitch({ clock });
  accounts = await createTwitchAccounts({ twitch, clock });
  await accounts.connect(PEOPLE.streamer.login, 'channel');
  schedule = channelOf(twitch.simulator.world, CHANNEL.twitchId).schedule;
  rig = await openWireRig(accounts, clock);
});

/** A plan that did not begin with what stood there. */
async function startEmpty(): Promise<void> {
  schedule.segments = [];
  await rig.sync();
}

const stream = (streamId: string) => rig.call('stream', { streamId });

describe('a sandbox that starts', () => {
  it('finds its plan on its Twitch, sends nothing, and finds it again at the next look', async () => {
    const before = structuredClone(schedule);
    await rig.sync();
    await rig.sync();
    expect(rig.twitch.calls).toEqual([]);
    expect(schedule).toEqual(before);
    const { series, streams } = await readPlan(rig.db.read);
    expect(series.map(({ title }) => title).sort()).toEqual(
      before.segments
        .filter(({ isRecurring }) => isRecurring)
        .map(({ title }) => title)
        .sort(),
    );
    expect(new Set([...series, ...streams].map(({ at }) => at.zone))).toEqual(new Set(['Europe/Berlin']));
    expect(await rig.call('syncState', {})).toMatchObject({
      state: 'ok',
      same: before.segments.length,
      differences: [],
      refused: [],
      preview: [],
    });
  });
});

describe('a sandbox with a past', () => {
  it('finds the plan of ninety days: what was held, what was cancelled, what is to come', async () => {
    const { segments } = makeCalendar(seededRandom('past'), clock.nowMs());
    schedule.segments = [...segments];
    const before = structuredClone(schedule);
    await rig.sync();
    await rig.sync();
    expect(rig.twitch.calls).toEqual([]);
    expect(schedule).toEqual(before);
    const { streams } = await rig.call('streams', { from: '2026-08-25T00:00:00Z', to: '2026-12-20T00:00:00Z' });
    const shown = occurrencesFrom(before, Date.parse('2026-08-25T00:00:00Z'));
    const wanted = shown.filter(({ startAtMs }) => startAtMs < Date.parse('2026-12-20T00:00:00Z'));
    expect(streams.map(({ startsAt, status }) => [Date.parse(startsAt), status === 'cancelled'])).toEqual(
      wanted.map(({ startAtMs, isCanceled }) => [startAtMs, isCanceled]),
    );
    expect(new Set(streams.map(({ zone, twitch }) => `${zone} ${twitch.state}`))).toEqual(
      new Set(['Europe/Berlin published']),
    );
    expect(await rig.call('syncState', {})).toMatchObject({ state: 'ok', differences: [], refused: [], waiting: 0 });
  });
});

describe('the sync over the wire', () => {
  it('never makes a second segment after a crash between the call and its record', async () => {
    await startEmpty();
    const series = await rig.call('planStream', { ...fields, repeat: WEEKLY });
    const single = await rig.call('planStream', { ...fields, local: '2026-11-27T19:30' });
    rig.twitch.faults = ['crash-after'];
    await expect(rig.sync()).rejects.toThrow(ModelCrash);
    rig.twitch.faults = ['crash-after'];
    await expect(rig.sync()).rejects.toThrow(ModelCrash);
    expect(schedule.segments).toHaveLength(2);
    await rig.sync();
    expect(schedule.segments).toHaveLength(2);
    expect(rig.twitch.calls).toEqual(['create', 'create']);
    expect((await stream(series.id)).twitch.state).toBe('published');
    expect((await stream(single.id)).twitch.state).toBe('published');
  });

  it('cancels the next date of a series, keeps its clock over the change to summer time, and deletes it whole', async () => {
    await startEmpty();
    const { id } = await rig.call('planStream', { ...fields, repeat: WEEKLY });
    await rig.call('cancelStream', { streamId: id, scope: 'this', reason: '' });
    await rig.sync();
    expect(schedule.segments).toMatchObject([{ canceledStartsMs: [WEDNESDAY_MS], timezone: 'Europe/Berlin' }]);
    clock.advance(130 * DAY_MS);
    // Nobody has refreshed the grant in all that time.
    await accounts.connect(PEOPLE.streamer.login, 'channel');
    await rig.sync();
    expect(await rig.call('syncState', {})).toMatchObject({ same: 1, differences: [] });
    await rig.call('removeStream', { streamId: id.replace('2026-11-25', '2027-04-07'), scope: 'series' });
    await rig.sync();
    expect(schedule.segments).toEqual([]);
  });

  it('explains what Twitch refuses a channel that is no affiliate, and enters its weekly series', async () => {
    await startEmpty();
    userOf(twitch.simulator.world, CHANNEL.twitchId).broadcasterType = '';
    const single = await rig.call('planStream', { ...fields, local: '2026-11-27T19:30' });
    const odd = await rig.call('planStream', {
      ...fields,
      local: '2026-11-28T19:30',
      repeat: { ...WEEKLY, everyWeeks: 2, weekdays: [6] },
    });
    const weekly = await rig.call('planStream', { ...fields, repeat: WEEKLY });
    const date = weekly.id.replace('11-25', '12-02');
    const { version } = await stream(date);
    const moved = await rig.call('changeStream', { streamId: date, version, scope: 'this', local: '2026-12-03T19:30' });
    await rig.sync();
    const refusalOf = async (id: string) => (await stream(id)).twitch.refusal?.code;
    expect(await refusalOf(single.id)).toBe('planning.no-single-streams');
    expect(await refusalOf(odd.id)).toBe('planning.not-weekly');
    expect(await refusalOf(moved.id)).toBe('planning.series-move-refused');
    expect(await stream(weekly.id)).toMatchObject({ twitch: { state: 'published', refusal: null } });
    // Asked once; the others follow from the answer.
    expect(rig.twitch.calls.filter((call) => call === 'create')).toHaveLength(2);
  });

  it('explains a time that is taken, also for a moved date in the way of its own series', async () => {
    await startEmpty();
    const { id } = await rig.call('planStream', { ...fields, repeat: WEEKLY });
    const taken = await rig.call('planStream', { ...fields, local: '2026-12-02T20:00' });
    const { version } = await stream(id);
    const moved = await rig.call('changeStream', { streamId: id, version, scope: 'this', local: '2026-11-25T20:00' });
    await rig.sync();
    expect((await stream(taken.id)).twitch.refusal?.code).toBe('planning.overlaps-on-twitch');
    expect((await stream(moved.id)).twitch.refusal?.code).toBe('planning.series-move-refused');
  });

  it('is off without the right to it, says which, and goes on with it', async () => {
    await startEmpty();
    await accounts.connect(PEOPLE.streamer.login, 'sign-in');
    await rig.call('planStream', fields);
    await rig.sync();
    expect(await rig.call('syncState', {})).toMatchObject({
      state: 'off',
      refusal: { code: 'twitch.missing-scope', params: { scope: 'channel:manage:schedule' } },
    });
    await accounts.connect(PEOPLE.streamer.login, 'channel');
    expect(await rig.call('syncNow', {})).toMatchObject({ state: 'ok', refusal: null, same: 1 });
  });

  it('searches categories', async () => {
    expect(await rig.call('categories', { query: 'minecr' })).toEqual({
      categories: [{ id: '27471', name: 'Minecraft' }],
    });
  });
});

import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TwitchUserId } from '../kernel/id.ts';
import { channelOf, userOf } from '../simulator/world.ts';
import { PEOPLE, type SimulatedTwitch, startSimulatedTwitch } from '../testing/simulated-twitch.ts';
import { createTestClock, type TestClock } from '../testing/test-clock.ts';
import { createTwitchAccounts, type TwitchAccounts } from '../testing/twitch-accounts.ts';
import { createSchedule, type NewSegment, readSegmentKey, type Schedule, type SegmentChanges } from './schedule.ts';

const DAY_MS = 24 * 3_600_000;
const START_MS = Date.parse('2026-11-25T18:30:00Z');
const SINGLE: NewSegment = {
  startsAtMs: START_MS,
  zone: 'Europe/Berlin',
  durationMinutes: 180,
  isRecurring: false,
  title: 'Freitags: die Bahnstrecke',
  categoryId: '27471',
};
const WEEKLY: NewSegment = { ...SINGLE, isRecurring: true };

let clock: TestClock;
let twitch: SimulatedTwitch;
let accounts: TwitchAccounts;
let schedule: Schedule;
let channelId: TwitchUserId;

beforeAll(async () => {
  clock = createTestClock();
  twitch = await startSimulatedTwitch({ clock });
  accounts = await createTwitchAccounts({ twitch, clock });
  schedule = createSchedule(accounts.helix);
  channelId = await accounts.connect(PEOPLE.streamer.login, 'channel');
});

beforeEach(() => {
  channelOf(twitch.simulator.world, channelId).schedule.segments = [];
  userOf(twitch.simulator.world, channelId).broadcasterType = 'affiliate';
  twitch.faults.clear();
});

const period = { fromMs: START_MS - DAY_MS, untilMs: START_MS + 60 * 7 * DAY_MS };

async function made(segment: NewSegment) {
  const reply = await schedule.createSegment(channelId, segment);
  if (!reply.ok) throw new Error(reply.error.code);
  return reply.value;
}

async function read(within = period) {
  const reply = await schedule.read(channelId, within);
  if (!reply.ok) throw new Error(reply.error.code);
  return reply.value;
}

describe('reading Twitch’s schedule', () => {
  it('gives nothing, not a failure, where nothing was ever planned', async () => {
    expect(await read()).toEqual([]);
  });

  it('gives a showing with all it says', async () => {
    await made(SINGLE);
    expect(await read()).toEqual([
      {
        id: expect.any(String),
        segmentKey: channelOf(twitch.simulator.world, channelId).schedule.segments[0]?.id,
        startsAtMs: START_MS,
        endsAtMs: START_MS + 3 * 3_600_000,
        title: 'Freitags: die Bahnstrecke',
        category: { id: '27471', name: 'Minecraft' },
        isRecurring: false,
        isCancelled: false,
      },
    ]);
  });

  it('pages through a year of a series, all of it one segment', async () => {
    await made(WEEKLY);
    const showings = await read({ fromMs: START_MS - DAY_MS, untilMs: START_MS + 50 * 7 * DAY_MS });
    expect(showings).toHaveLength(50);
    expect(new Set(showings.map(({ id }) => id)).size).toBe(50);
    expect(new Set(showings.map(({ segmentKey }) => segmentKey)).size).toBe(1);
  });

  it('ends with the period', async () => {
    await made(WEEKLY);
    expect(await read({ ...period, untilMs: START_MS + 7 * DAY_MS })).toHaveLength(1);
  });

  it('may begin in the past', async () => {
    channelOf(twitch.simulator.world, channelId).schedule.segments = [
      {
        id: 'old',
        startAtMs: START_MS - 70 * DAY_MS,
        durationMinutes: 60,
        title: 'Damals',
        categoryId: null,
        timezone: 'Europe/Berlin',
        isRecurring: false,
        canceledStartsMs: [],
      },
    ];
    expect(await read({ ...period, fromMs: START_MS - 90 * DAY_MS })).toMatchObject([
      { title: 'Damals', category: null },
    ]);
  });

  it('is tried again by itself while Twitch has trouble', async () => {
    await made(SINGLE);
    twitch.faults.failNext({ path: '/mock/schedule', status: 503 });
    expect(await read()).toHaveLength(1);
  });
});

describe('writing Twitch’s schedule', () => {
  it('changes a series by any of its showings, and cancels the next one and no other', async () => {
    await made(WEEKLY);
    const [, second] = await read();
    const id = second?.id ?? '';
    const changed = await schedule.changeSegment(channelId, id, {
      title: 'Neu',
      categoryId: null,
      durationMinutes: 60,
    });
    expect(changed).toMatchObject({
      ok: true,
      value: { title: 'Neu', category: null, startsAtMs: second?.startsAtMs },
    });
    const cancelled = await schedule.changeSegment(channelId, id, { isCancelled: true });
    expect(cancelled).toMatchObject({ ok: true, value: { startsAtMs: START_MS, isCancelled: true } });
    expect((await read()).filter(({ isCancelled }) => isCancelled)).toHaveLength(1);
    await schedule.changeSegment(channelId, id, { isCancelled: false });
    expect((await read()).filter(({ isCancelled }) => isCancelled)).toEqual([]);
  });

  it('moves a single stream', async () => {
    const { id } = await made(SINGLE);
    const reply = await schedule.changeSegment(channelId, id, { startsAtMs: START_MS + DAY_MS });
    expect(reply).toMatchObject({ ok: true, value: { startsAtMs: START_MS + DAY_MS } });
  });

  it('deletes a whole series; what is gone already counts as deleted', async () => {
    const { id } = await made(WEEKLY);
    expect(await schedule.deleteSegment(channelId, id)).toEqual({ ok: true, value: undefined });
    expect(await read()).toEqual([]);
    expect(await schedule.deleteSegment(channelId, id)).toEqual({ ok: true, value: undefined });
  });

  it.each<{ when: string; segment: Partial<NewSegment>; code: string; params?: object }>([
    { when: 'the start is over', segment: { startsAtMs: START_MS - 9 * DAY_MS }, code: 'planning.start-in-past' },
    { when: 'it is too short', segment: { durationMinutes: 15 }, code: 'planning.duration-range' },
    {
      when: 'the title is too long',
      segment: { title: 'x'.repeat(141) },
      code: 'planning.title-too-long',
      params: { max: 140 },
    },
    { when: 'nobody knows the category', segment: { categoryId: '1' }, code: 'planning.category-unknown' },
    {
      when: 'there is no such zone',
      segment: { zone: 'Europe/Nowhere' },
      code: 'planning.zone-unknown',
      params: { zone: 'Europe/Nowhere' },
    },
  ])('says why when $when', async ({ segment, code, params = {} }) => {
    expect(await schedule.createSegment(channelId, { ...SINGLE, ...segment })).toEqual({
      ok: false,
      error: { code, params },
    });
    expect(await read()).toEqual([]);
  });

  it('says that only affiliates and partners may have single streams, and lets others have series', async () => {
    userOf(twitch.simulator.world, channelId).broadcasterType = '';
    expect(await schedule.createSegment(channelId, SINGLE)).toMatchObject({
      error: { code: 'planning.no-single-streams' },
    });
    expect(await schedule.createSegment(channelId, WEEKLY)).toMatchObject({ ok: true });
  });

  it('says that something else stands there', async () => {
    await made(WEEKLY);
    const reply = await schedule.createSegment(channelId, { ...SINGLE, startsAtMs: START_MS + 7 * DAY_MS });
    expect(reply).toMatchObject({ error: { code: 'planning.overlaps-on-twitch' } });
  });

  it.each<{ when: string; id?: string; changes: SegmentChanges; code: string }>([
    { when: 'a series is moved', changes: { startsAtMs: START_MS + DAY_MS }, code: 'planning.series-move-refused' },
    { when: 'it is gone', id: 'abc', changes: { title: 'Neu' }, code: 'planning.gone-from-twitch' },
  ])('says why nothing changed when $when', async ({ id, changes, code }) => {
    const series = await made(WEEKLY);
    expect(await schedule.changeSegment(channelId, id ?? series.id, changes)).toMatchObject({ error: { code } });
  });

  it('does not create twice by itself when Twitch has trouble', async () => {
    twitch.faults.failNext({ path: '/mock/schedule/segment', status: 503 });
    expect(await schedule.createSegment(channelId, SINGLE)).toMatchObject({ error: { code: 'twitch.trouble' } });
    expect(await read()).toEqual([]);
  });

  it('names the right that a grant lacks, without asking Twitch', async () => {
    const userId = await accounts.connect(PEOPLE.stranger.login, 'sign-in');
    expect(await schedule.createSegment(userId, SINGLE)).toEqual({
      ok: false,
      error: { code: 'twitch.missing-scope', params: { scope: 'channel:manage:schedule' } },
    });
  });
});

describe('the id of a showing', () => {
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64');

  it('tells the segment', () => {
    expect(readSegmentKey(encode({ segmentID: 'e4acc724', isoYear: 2026, isoWeek: 48 }))).toBe('e4acc724');
  });

  it.each(['', 'abc', '%%%', encode([]), encode(null), encode({ segmentID: 5 }), encode({ segmentID: '' })])(
    'may be anything else, here %j, and then tells nothing',
    (id) => {
      expect(readSegmentKey(id)).toBeNull();
    },
  );
});

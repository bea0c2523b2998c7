import { describe, expect, it } from 'vitest';
import type { TwitchUserId } from '../../../kernel/id.ts';
import { fail } from '../../../kernel/result.ts';
import { Temporal } from '../../../kernel/temporal.ts';
import { createModelSchedule, disturb, type ModelSegment } from '../../../testing/model-schedule.ts';
import { CHANNEL } from '../../../testing/record.ts';
import { openModelRig, openScheduleRig } from '../../../testing/schedule-rig.ts';
import { createTestClock } from '../../../testing/test-clock.ts';
import { twitchFailure } from '../../../twitch/failure.ts';
import type { ChannelName } from '../../live/index.ts';
import { readPlan } from '../calendar/plan-store.ts';
import { guessZone } from './guess-zone.ts';

const DAY_MS = 24 * 3_600_000;
const WEDNESDAY_MS = Date.parse('2026-11-25T18:30:00Z');

const weekly: ModelSegment = {
  key: 'weekly',
  // The first of these Wednesdays was in summer: 19:30 on the wall all along.
  startsAtMs: Date.parse('2026-09-02T17:30:00Z'),
  zone: 'Europe/Berlin',
  durationMinutes: 180,
  isRecurring: true,
  title: 'Mittwochs-Mario',
  categoryId: '7',
  cancelled: [WEDNESDAY_MS - 14 * DAY_MS, WEDNESDAY_MS],
};
const single: ModelSegment = {
  ...weekly,
  key: 'single',
  startsAtMs: WEDNESDAY_MS + 2 * DAY_MS,
  isRecurring: false,
  title: 'Spendenabend',
  cancelled: [],
};

describe('the first look at Twitch with an empty plan', () => {
  it('makes what stands there the plan, the past and cancelled dates with it, and sends nothing', async () => {
    const rig = await openModelRig();
    rig.twitch.segments = [weekly, single, { ...single, key: 'past', startsAtMs: WEDNESDAY_MS - 30 * DAY_MS }];
    await rig.sync();
    await rig.sync();
    expect(rig.twitch.calls).toEqual([]);
    const { streams } = await rig.call('streams', { from: '2026-11-10T00:00:00Z', to: '2026-12-03T00:00:00Z' });
    const dates = streams.map(({ title, local, zone, status, twitch }) => [title, local, zone, status, twitch.state]);
    expect(dates).toEqual([
      ['Mittwochs-Mario', '2026-11-11T19:30', 'Europe/Berlin', 'cancelled', 'published'],
      ['Mittwochs-Mario', '2026-11-18T19:30', 'Europe/Berlin', 'planned', 'published'],
      ['Mittwochs-Mario', '2026-11-25T19:30', 'Europe/Berlin', 'cancelled', 'published'],
      ['Spendenabend', '2026-11-27T19:30', 'Europe/Berlin', 'planned', 'published'],
      ['Mittwochs-Mario', '2026-12-02T19:30', 'Europe/Berlin', 'planned', 'published'],
    ]);
    const { series, streams: rows } = await readPlan(rig.db.read);
    expect(series).toMatchObject([{ at: { local: '2026-09-02T19:30' }, weekdays: [3], everyWeeks: 1, until: null }]);
    expect(rows.filter(({ seriesId }) => seriesId === null)).toHaveLength(2);
    expect(await rig.call('syncState', {})).toMatchObject({ state: 'ok', same: 2, differences: [], preview: [] });
  });

  it('makes what was taken over follow the plan', async () => {
    const rig = await openModelRig();
    rig.twitch.segments = [{ ...weekly, cancelled: [] }];
    await rig.sync();
    const { streams } = await rig.call('streams', { from: '2026-11-22T00:00:00Z', to: '2026-11-30T00:00:00Z' });
    const [next] = streams;
    await rig.call('cancelStream', { streamId: next?.id ?? '', scope: 'this', reason: 'krank' });
    await rig.sync();
    expect(rig.twitch.segments).toMatchObject([{ key: 'weekly', cancelled: [WEDNESDAY_MS] }]);
  });

  it('comes once: what appears there later is a difference', async () => {
    const rig = await openModelRig();
    await rig.sync();
    rig.twitch.segments = [single];
    await rig.sync();
    expect((await readPlan(rig.db.read)).streams).toEqual([]);
    expect((await rig.call('syncState', {})).differences).toMatchObject([{ kind: 'only-on-twitch', ours: null }]);
  });

  it('is not used up by a look that failed', async () => {
    const rig = await openModelRig();
    rig.twitch.segments = [single];
    const { read } = rig.twitch;
    rig.twitch.read = async () => fail(twitchFailure('twitch.unreachable'));
    await expect(rig.sync()).rejects.toThrow('twitch.unreachable');
    expect(await rig.call('syncState', {})).toMatchObject({ state: 'failed', readAt: null });
    rig.twitch.read = read;
    await rig.sync();
    expect((await readPlan(rig.db.read)).streams).toHaveLength(1);
  });

  it('takes nothing over when somebody plans while Twitch answers', async () => {
    const rig = await openModelRig();
    rig.twitch.segments = [single];
    const { read } = rig.twitch;
    rig.twitch.read = async (...input) => {
      rig.twitch.read = read;
      await rig.call('planStream', {
        title: 'Unserer',
        category: null,
        local: '2026-12-01T20:00',
        zone: 'Europe/Berlin',
        durationMinutes: 60,
        status: 'planned',
        notes: '',
        checklist: [],
        color: 1,
        isPublished: false,
        repeat: null,
      });
      return read(...input);
    };
    await rig.sync();
    expect((await readPlan(rig.db.read)).streams).toMatchObject([{ title: 'Unserer' }]);
  });
});

describe('another channel', () => {
  async function openMoved() {
    let channel: ChannelName = CHANNEL;
    const clock = createTestClock();
    const twitch = disturb(createModelSchedule(clock));
    const rig = await openScheduleRig({ clock, schedule: twitch, channel: () => channel });
    twitch.segments = [single];
    await rig.sync();
    const connect = (name: string): void => {
      channel = { ...CHANNEL, twitchId: `id of ${name}` as TwitchUserId, displayName: name };
      // The schedule of the channel that is connected now.
      twitch.segments = [];
    };
    const connectFirst = (): void => {
      channel = CHANNEL;
      twitch.segments = [single];
    };
    return { ...rig, twitch, connect, connectFirst };
  }

  it('gets nothing of the plan by itself, and says why', async () => {
    const { twitch, ...rig } = await openMoved();
    rig.connect('Probekanal');
    await rig.sync();
    expect(twitch.calls).toEqual([]);
    const refusal = { code: 'planning.other-channel', params: { channel: 'Probekanal' } };
    expect(await rig.call('syncState', {})).toMatchObject({
      state: 'off',
      refusal,
      same: 0,
      preview: [{ act: 'create', title: 'Spendenabend' }],
    });
    const { stream } = await rig.call('next', {});
    expect(stream).toMatchObject({ title: 'Spendenabend', twitch: { state: 'waiting', refusal } });
    expect(rig.changed).toContain('plan');
  });

  it('gets the plan when somebody who was told asks for it, not who asked before', async () => {
    const { twitch, ...rig } = await openMoved();
    rig.connect('Probekanal');
    expect(await rig.call('syncNow', {})).toMatchObject({ state: 'off' });
    rig.connect('Neuer Kanal');
    expect(await rig.call('syncNow', {})).toMatchObject({ state: 'off' });
    expect(twitch.calls).toEqual([]);
    expect(await rig.call('syncNow', {})).toMatchObject({ state: 'ok', same: 1, refusal: null });
    expect(twitch.segments).toMatchObject([{ title: 'Spendenabend' }]);
  });

  it('leaves all as it was when the first one comes back', async () => {
    const { twitch, ...rig } = await openMoved();
    rig.connect('Probekanal');
    await rig.sync();
    rig.connectFirst();
    await rig.sync();
    expect(await rig.call('syncState', {})).toMatchObject({ state: 'ok', same: 1, differences: [], refusal: null });
    expect(twitch.calls).toEqual([]);
  });

  it('is not asked about when the plan has nothing for it', async () => {
    const { twitch, clock, ...rig } = await openMoved();
    clock.advance(10 * DAY_MS);
    rig.connect('Neuer Kanal');
    twitch.segments = [{ ...single, startsAtMs: clock.nowMs() + DAY_MS }];
    await rig.sync();
    expect(await rig.call('syncState', {})).toMatchObject({ state: 'ok', differences: [{ kind: 'only-on-twitch' }] });
  });
});

describe('the zone of a schedule', () => {
  const weeks = (firstMs: number, zone: string): number[] =>
    Array.from(
      { length: 52 },
      (_, week) =>
        Temporal.Instant.fromEpochMilliseconds(firstMs).toZonedDateTimeISO(zone).add({ weeks: week }).epochMilliseconds,
    );

  it.each(['Europe/Berlin', 'America/New_York', 'UTC', 'Australia/Sydney', 'Africa/Casablanca'])(
    'is one whose clock shows the same all year: %s',
    (zone) => {
      const starts = weeks(WEDNESDAY_MS, zone);
      const guessed = guessZone(starts, 'Pacific/Chatham');
      const times = starts.map((ms) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(guessed).hour);
      expect(new Set(times).size).toBe(1);
    },
  );

  it('is the machine’s own when that fits', () => {
    expect(guessZone(weeks(WEDNESDAY_MS, 'Europe/Vienna'), 'Europe/Vienna')).toBe('Europe/Vienna');
    expect(guessZone([WEDNESDAY_MS], 'Asia/Tokyo')).toBe('Asia/Tokyo');
  });
});

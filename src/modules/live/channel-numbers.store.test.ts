import { describe, expect, it } from 'vitest';
import type { ReplyOf } from '../../contract/endpoint.ts';
import type { ChannelStateView, live } from '../../contract/live.ts';
import { twitchUserId } from '../../kernel/id.ts';
import { follow, setViewers, unfollow, updateChannel } from '../../simulator/world-channel.ts';
import { CHANNEL, notification, openRecord, privmsg, type RecordRig } from '../../testing/record.ts';
import { PEOPLE, startSimulatedTwitch } from '../../testing/simulated-twitch.ts';
import { createTestClock } from '../../testing/test-clock.ts';
import { createTwitchAccounts } from '../../testing/twitch-accounts.ts';
import { storeSample } from './sample-store.ts';

const DAY_MS = 24 * 3_600_000;

const broadcaster = { id: CHANNEL.twitchId, login: CHANNEL.login, name: CHANNEL.displayName };

const state = (record: RecordRig): Promise<ChannelStateView> => record.call(record.live, 'state', {});
const numbers = (record: RecordRig, days = 30): Promise<ReplyOf<typeof live.numbers>> =>
  record.call(record.live, 'numbers', { days });

describe('the channel’s numbers', () => {
  it('are asked from Twitch, kept, and told only when they change', async () => {
    const twitch = await startSimulatedTwitch();
    const clock = createTestClock(Date.now());
    const accounts = await createTwitchAccounts({ twitch, clock });
    await accounts.connect(PEOPLE.streamer.login, 'channel');
    const record = await openRecord({ accounts, clock });

    await record.live.refreshChannel();
    const now = await state(record);
    expect(now).toMatchObject({ isLive: true, viewers: expect.any(Number), title: expect.stringMatching(/./) });
    expect(now.followers).toBeGreaterThan(0);
    expect(now.subscribers).toBeGreaterThan(0);
    expect((await numbers(record)).followers).toMatchObject({ now: now.followers, change: 0 });
    expect(record.told.changed).toEqual(['live-state', 'numbers', 'broadcasts']);

    await twitch.simulator.stop();
    clock.advance(60_000);
    await record.live.refreshChannel();
    expect(await state(record), 'an old number is better than none').toEqual(now);
    expect(record.told.changed).toHaveLength(3);
  });

  it('are asked for at the start, after an event of theirs, and hourly; viewers and tags each time', async () => {
    const twitch = await startSimulatedTwitch();
    const { world } = twitch.simulator;
    const clock = createTestClock(Date.now());
    const accounts = await createTwitchAccounts({ twitch, clock });
    await accounts.connect(PEOPLE.streamer.login, 'channel');
    const record = await openRecord({ accounts, clock });
    const look = async () => {
      clock.advance(60_000);
      await record.live.refreshChannel();
      return await state(record);
    };
    const first = await look();
    const channelId = PEOPLE.streamer.id;
    follow(world, channelId, PEOPLE.stranger.id);
    setViewers(world, channelId, 77);
    updateChannel(world, channelId, { tags: ['Deutsch', 'Retro'] });
    expect(await look()).toMatchObject({ viewers: 77, tags: ['Deutsch', 'Retro'], followers: first.followers });
    const user = { id: twitchUserId(PEOPLE.stranger.id), login: 'x', name: 'X' };
    await record.notify(notification('f1', { type: 'channel.follow', broadcaster, user, followedAtMs: 1 }));
    const told = await look();
    expect(told.followers).toBe((first.followers ?? 0) + 1);
    unfollow(world, channelId, PEOPLE.stranger.id);
    expect((await look()).followers).toBe(told.followers);
    clock.advance(3_600_000);
    expect((await look()).followers).toBe(first.followers);
  });

  it('are asked for again soon when Twitch did not answer', async () => {
    const twitch = await startSimulatedTwitch();
    const clock = createTestClock(Date.now());
    const accounts = await createTwitchAccounts({ twitch, clock });
    await accounts.connect(PEOPLE.streamer.login, 'channel');
    const record = await openRecord({ accounts, clock });
    twitch.faults.failNext({ path: '/mock/channels/followers', status: 404 });
    await record.live.refreshChannel();
    expect((await state(record)).followers).toBeNull();
    await record.live.refreshChannel();
    expect((await state(record)).followers).toBeGreaterThan(0);
  });

  it('are drawn from one point for each piece of time, the last of it', async () => {
    const record = await openRecord();
    await record.receive(privmsg(1, 'hello'));
    const nowMs = record.clock.nowMs();
    await record.db.transaction(async (db) => {
      for (let hour = 40 * 24; hour >= 0; hour--) {
        const atMs = nowMs - hour * 3_600_000;
        await storeSample(db, { channel: 1, kind: 'followers', atMs, value: 5000 - hour });
      }
    });
    const { followers } = await numbers(record);
    expect(followers.now).toBe(5000);
    expect(followers.points).toHaveLength(61);
    expect(followers.change, 'against the number at the beginning of the period').toBe(30 * 24);
    expect(followers.points.every(({ at }) => Date.parse(at) >= nowMs - 30 * DAY_MS)).toBe(true);
    expect((await numbers(record, 1)).followers.change).toBe(24);
  });

  it('count what changed since the period began, also when nothing was sampled at that moment', async () => {
    const record = await openRecord();
    await record.receive(privmsg(1, 'hello'));
    const nowMs = record.clock.nowMs();
    const days: [number, number][] = [
      [60, 900],
      [31, 950],
      [29, 960],
      [1, 1000],
    ];
    await record.db.transaction(async (db) => {
      for (const [ago, value] of days) {
        await record.live.storeNumbers(db, { atMs: nowMs - ago * DAY_MS, followers: value });
      }
    });
    expect((await numbers(record, 30)).followers).toMatchObject({ now: 1000, change: 50 });
    expect((await numbers(record, 7)).followers).toMatchObject({
      change: 40,
      points: [{ value: 960 }, { value: 1000 }],
    });
    expect((await numbers(record, 90)).followers).toMatchObject({ change: 100 });
  });

  it('find their place between the others when they are of the past', async () => {
    const record = await openRecord();
    await record.receive(privmsg(1, 'hello'));
    const nowMs = record.clock.nowMs();
    await record.db.transaction(async (db) => {
      await record.live.storeNumbers(db, { atMs: nowMs, followers: 20, subscribers: 3 });
      await record.live.storeNumbers(db, { atMs: nowMs - DAY_MS, followers: 10 });
      await record.live.storeNumbers(db, { atMs: nowMs - DAY_MS, followers: 11 });
    });
    const { followers, subscribers } = await numbers(record);
    expect(followers).toMatchObject({ now: 20, change: 10 });
    expect(subscribers).toMatchObject({ now: 3, change: 0 });
  });

  it('of the viewers are averages of streams, weighed by time, beside those of the period before', async () => {
    const record = await openRecord();
    const nowMs = record.clock.nowMs();
    const streams: { day: number; hours: number; viewers: [number, number][] }[] = [
      { day: 40, hours: 2, viewers: [[0, 20]] },
      {
        day: 20,
        hours: 1,
        viewers: [
          [0, 10],
          [0.5, 30],
        ],
      },
      { day: 10, hours: 3, viewers: [[0, 40]] },
    ];
    for (const [index, { day, hours, viewers }] of streams.entries()) {
      const startedAtMs = nowMs - day * DAY_MS;
      const streamId = `s${index}`;
      await record.notify(
        notification(
          `on${index}`,
          { type: 'stream.online', broadcaster, streamId, streamType: 'live', startedAtMs },
          startedAtMs,
        ),
        notification(`off${index}`, { type: 'stream.offline', broadcaster, streamId }, startedAtMs + hours * 3_600_000),
      );
      await record.db.transaction(async (db) => {
        for (const [hour, count] of viewers) {
          await record.live.storeNumbers(db, { atMs: startedAtMs + hour * 3_600_000, viewers: count });
        }
      });
    }
    const { viewers } = await numbers(record, 30);
    expect(viewers).toMatchObject({ now: null, average: 35, streams: 2, change: 15, changePercent: 75 });
    expect(viewers.points.map(({ value }) => value)).toEqual([20, 40]);
    expect((await numbers(record, 7)).viewers).toMatchObject({ average: null, change: null, points: [] });
  });

  it('are drawn by the minute while the record is short, from its first sample on', async () => {
    const record = await openRecord();
    await record.receive(privmsg(1, 'hello'));
    const nowMs = record.clock.nowMs();
    await record.db.transaction(async (db) => {
      for (let minute = 60; minute >= 0; minute--) {
        await storeSample(db, { channel: 1, kind: 'viewers', atMs: nowMs - minute * 60_000, value: 100 - minute });
      }
    });
    const { viewers } = await numbers(record, 1);
    expect(viewers.points).toHaveLength(61);
    expect(viewers.points[0]?.value).toBe(40);
    expect(viewers.points.at(-1)?.value).toBe(100);
  });

  it('are not written again while they stay the same', async () => {
    const record = await openRecord();
    await record.receive(privmsg(1, 'hello'));
    const nowMs = record.clock.nowMs();
    await record.db.transaction(async (db) => {
      for (const minute of [0, 1, 2, 61, 62]) {
        await storeSample(db, { channel: 1, kind: 'viewers', atMs: nowMs + minute * 60_000, value: 12 });
      }
      await storeSample(db, { channel: 1, kind: 'viewers', atMs: nowMs + 63 * 60_000, value: 13 });
    });
    const samples = await record.db.read.selectFrom('live_sample').select(['at', 'value']).orderBy('at').execute();
    expect(samples.map(({ at, value }) => [(at - nowMs) / 60_000, value])).toEqual([
      [0, 12],
      [61, 12],
      [63, 13],
    ]);
  });
});

describe('how busy the chat is', () => {
  it('is counted as lines are stored, and known again after a restart', async () => {
    const record = await openRecord();
    const nowMs = record.clock.nowMs();
    const at = (number: number, agoMs: number, who: string) =>
      privmsg(number, 'hi', { sentAtMs: nowMs - agoMs, login: who, userId: who });
    await record.receive(
      at(1, 11 * 60_000, 'anna'),
      at(2, 5 * 60_000, 'bob'),
      at(3, 30_000, 'bob'),
      at(4, 1000, 'carl'),
    );
    expect(await state(record)).toMatchObject({ chatters: 2, linesPerMinute: 2 });

    const restarted = await openRecord({ db: record.db });
    expect(await state(restarted)).toMatchObject({ chatters: 0 });
    await restarted.live.restore();
    expect(await state(restarted)).toMatchObject({ chatters: 2, linesPerMinute: 2 });
    restarted.clock.advance(10 * 60_000);
    expect(await state(restarted)).toMatchObject({ chatters: 0, linesPerMinute: 0 });
  });
});

import { describe, expect, it } from 'vitest';
import type { ReplyOf } from '../../contract/endpoint.ts';
import type { ChannelStateView, live } from '../../contract/live.ts';
import { openRecord, privmsg, type RecordRig } from '../../testing/record.ts';
import { PEOPLE, startSimulatedTwitch } from '../../testing/simulated-twitch.ts';
import { createTestClock } from '../../testing/test-clock.ts';
import { createTwitchAccounts } from '../../testing/twitch-accounts.ts';
import { storeSample } from './sample-store.ts';

const DAY_MS = 24 * 3_600_000;

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
    expect(record.told.changed).toEqual(['live-state', 'numbers']);

    await twitch.simulator.stop();
    clock.advance(60_000);
    await record.live.refreshChannel();
    expect(await state(record), 'an old number is better than none').toEqual(now);
    expect(record.told.changed).toHaveLength(2);
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
    expect(followers.points.length).toBeGreaterThan(100);
    expect(followers.points.length).toBeLessThanOrEqual(121);
    expect(followers.change).toBeGreaterThan(700);
    expect(followers.points.every(({ at }) => Date.parse(at) >= nowMs - 30 * DAY_MS)).toBe(true);
    expect((await numbers(record, 1)).followers.change).toBeLessThanOrEqual(24);
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
    expect(viewers).toMatchObject({ now: 100, change: 60 });
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

import { describe, expect, it } from 'vitest';
import type { ChannelStateView, StreamEventView } from '../../contract/live.ts';
import { twitchUserId } from '../../kernel/id.ts';
import { CHANNEL, notification, openRecord, type RecordRig } from '../../testing/record.ts';
import type { EventSubEvent, EventUser } from '../../twitch/wire/eventsub-message.ts';

const broadcaster: EventUser = { id: CHANNEL.twitchId, login: CHANNEL.login, name: CHANNEL.displayName };
const lea: EventUser = { id: twitchUserId('71000023'), login: 'lea', name: 'Lea' };
const follow = (user: EventUser): EventSubEvent => ({ type: 'channel.follow', broadcaster, user, followedAtMs: 1 });

const events = (record: RecordRig, input: object = {}): Promise<{ events: StreamEventView[]; hasOlder: boolean }> =>
  record.call(record.live, 'events', input);

describe('the event log', () => {
  it('stores and shows an event once, however often Twitch repeats it', async () => {
    const record = await openRecord();
    await record.notify(notification('m1', follow(lea)), notification('m1', follow(lea)));
    await record.notify(notification('m1', follow(lea)));
    expect((await events(record)).events).toEqual(record.told.events);
    expect(record.told.events).toMatchObject([
      { seq: 1, kind: 'follow', user: { id: '71000023', displayName: 'Lea' } },
    ]);
  });

  it('keeps what it does not show out of the activity feed, but in the table', async () => {
    const record = await openRecord();
    await record.notify(
      notification('m1', { type: 'channel.cheer', broadcaster, user: lea, isAnonymous: false, bits: 5, text: '' }),
      notification('m2', follow(lea)),
    );
    expect((await events(record)).events.map((event) => event.kind)).toEqual(['follow']);
    const rows = await record.db.read.selectFrom('live_event').select(['type', 'payload']).orderBy('seq').execute();
    expect(rows).toEqual([
      { type: 'channel.cheer', payload: '{"told":"m1"}' },
      { type: 'channel.follow', payload: '{"told":"m2"}' },
    ]);
    const feed = record.live.feeds.find((source) => source.topic === 'events');
    expect(await feed?.rowsAfter(0, 10)).toEqual(record.told.events);
    expect(await feed?.lastSeq()).toBe(2);
  });

  it('pages and filters by kind, newest first', async () => {
    const record = await openRecord();
    for (let number = 1; number <= 5; number++) await record.notify(notification(`m${number}`, follow(lea)));
    await record.notify(notification('m6', { type: 'channel.raid', from: lea, to: broadcaster, viewers: 3 }));
    const first = await events(record, { limit: 2 });
    expect([first.events.map((event) => event.seq), first.hasOlder]).toEqual([[6, 5], true]);
    const raids = await events(record, { kind: 'raid' });
    expect(raids.events.map((event) => event.kind)).toEqual(['raid']);
    const rest = await events(record, { before: 3 });
    expect([rest.events.map((event) => event.seq), rest.hasOlder]).toEqual([[2, 1], false]);
  });

  it('knows from the events whether the channel is live and with what title', async () => {
    const record = await openRecord();
    const startedAtMs = record.clock.nowMs() - 5000;
    await record.notify(
      notification('m1', { type: 'stream.online', broadcaster, streamId: 's1', streamType: 'live', startedAtMs }),
      notification('m2', {
        type: 'channel.update',
        broadcaster,
        title: 'Guten Abend',
        language: 'de',
        categoryId: '1',
        categoryName: 'Just Chatting',
        contentLabels: [],
      }),
    );
    const state: ChannelStateView = await record.call(record.live, 'state', {});
    expect(state).toMatchObject({ isLive: true, title: 'Guten Abend', category: 'Just Chatting' });
    expect(new Set(record.told.changed)).toEqual(new Set(['live-state', 'broadcasts']));
    await record.notify(notification('m3', { type: 'stream.offline', broadcaster, streamId: 's1' }));
    expect(await record.call(record.live, 'state', {})).toMatchObject({ isLive: false, startedAt: null });
  });
});

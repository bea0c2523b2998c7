import { describe, expect, it } from 'vitest';
import type { ChatLineView, StreamEventView } from '../../contract/live.ts';
import type { ModActionView } from '../../contract/moderation.ts';
import { twitchUserId } from '../../kernel/id.ts';
import { CHANNEL, notification, openRecord, privmsg, type RecordRig } from '../../testing/record.ts';
import type { EventSubNotification } from '../../twitch/wire/eventsub-message.ts';
import { emptyChannel } from './interning.ts';

const broadcaster = { id: CHANNEL.twitchId, login: CHANNEL.login, name: CHANNEL.displayName };
const lea = { id: twitchUserId('71000023'), login: 'lea', name: 'Lea' };
const OTHER = twitchUserId('77');

const follow = (id: string): EventSubNotification =>
  notification(id, { type: 'channel.follow', broadcaster, user: lea, followedAtMs: 1 });
const ban = (id: string): EventSubNotification =>
  notification(id, {
    type: 'channel.ban',
    broadcaster,
    user: lea,
    moderator: broadcaster,
    reason: '',
    bannedAtMs: 1,
    endsAtMs: null,
  });

const linesOf = async (record: RecordRig, call: string, input: object = {}): Promise<string[]> =>
  (await record.call<{ lines: ChatLineView[] }>(record.live, call, input)).lines.map((line) => line.text);

/** Everything received so far becomes the record of a channel that was connected before. */
async function makeForeign({ db }: RecordRig): Promise<void> {
  await db.transaction(async (db) => {
    await db.insertInto('live_channel').values(emptyChannel(2, OTHER)).execute();
    await db.updateTable('live_chat_line').set({ channel: 2 }).execute();
    await db.updateTable('live_event').set({ channel: 2 }).execute();
    await db.updateTable('live_sample').set({ channel: 2 }).execute();
    await db.updateTable('moderation_action').set({ channel_id: OTHER }).execute();
  });
}

describe('what another channel left behind', () => {
  it('is on no page and in no feed', async () => {
    const record = await openRecord();
    await record.receive(privmsg(1, 'alter abend'), privmsg(2, 'alter morgen'));
    await record.notify(follow('m1'), ban('m2'));
    await record.db.transaction((db) => record.live.storeNumbers(db, { atMs: 1, followers: 9 }));
    await makeForeign(record);
    await record.receive(privmsg(3, 'neuer abend'));
    await record.notify(follow('m3'), ban('m4'));

    expect(await linesOf(record, 'chat')).toEqual(['neuer abend']);
    expect(await linesOf(record, 'chat', { before: 3 })).toEqual([]);
    expect(await linesOf(record, 'search', { query: 'abend' })).toEqual(['neuer abend']);
    expect(await linesOf(record, 'personLines', { userId: '71000011' })).toEqual(['neuer abend']);
    expect(await linesOf(record, 'personLines', { userId: '71000011', query: 'abend' })).toEqual(['neuer abend']);
    const { events } = await record.call<{ events: StreamEventView[] }>(record.live, 'events', {});
    expect(events.map(({ seq }) => seq)).toEqual([3]);
    const { actions } = await record.call<{ actions: ModActionView[] }>(record.moderation, 'log', {});
    expect(actions).toHaveLength(1);
    expect(await record.call(record.live, 'numbers', {})).toMatchObject({ followers: { now: null } });
    for (const feed of [...record.live.feeds, ...record.moderation.feeds]) {
      expect(await feed.rowsAfter(0, 10), feed.topic).toHaveLength(1);
    }
  });

  it('still takes its place in the numbering', async () => {
    const record = await openRecord();
    await record.receive(privmsg(1, 'eins'), privmsg(2, 'zwei'));
    await makeForeign(record);
    const chat = record.live.feeds.find(({ topic }) => topic === 'chat');
    expect(await chat?.lastSeq()).toBe(0);
    await record.receive(privmsg(3, 'drei'));
    expect(await chat?.lastSeq()).toBe(3);
  });
});

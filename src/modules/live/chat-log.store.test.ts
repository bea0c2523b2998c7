import { describe, expect, it } from 'vitest';
import type { ChatLineView } from '../../contract/live.ts';
import { callerOf, messageId, openRecord, privmsg, type RecordRig } from '../../testing/record.ts';

interface Page {
  lines: ChatLineView[];
  hasOlder: boolean;
  hasNewer: boolean;
}

const START_MS = Date.UTC(2026, 10, 22, 18);
const channel = '#derflaavius';

const page = (record: RecordRig, input: unknown = {}, caller = callerOf('streamer')): Promise<Page> =>
  record.call(record.live, 'chat', input, caller);
const texts = (lines: readonly ChatLineView[]): string[] => lines.map((line) => line.text);

describe('the chat log', () => {
  it('keeps a message once, however often and in whatever batch Twitch sends it', async () => {
    const record = await openRecord();
    await record.receive(privmsg(1, 'hello'), privmsg(1, 'hello'), privmsg(2, 'world'));
    await record.receive(privmsg(2, 'world'), privmsg(3, 'again'), privmsg(1, 'hello'));
    const { lines } = await page(record);
    expect(texts(lines)).toEqual(['hello', 'world', 'again']);
    expect(lines.map((line) => line.seq)).toEqual([1, 2, 3]);
    expect(texts(record.told.chat)).toEqual(['hello', 'world', 'again']);
  });

  it('finds a message without writing, also while the channel’s new name is not noted yet', async () => {
    const record = await openRecord();
    await record.receive(privmsg(1, 'hello'));
    await record.db.transaction((db) => db.updateTable('live_channel').set({ login: 'old_name' }).execute());
    const found = await record.live.findMessage(record.db.read, messageId(1), START_MS);
    expect(found?.line.text).toBe('hello');
  });

  it('numbers lines without holes and counts a repeated message only once for its author', async () => {
    const record = await openRecord();
    await record.receive(privmsg(1, 'one'), privmsg(1, 'one'));
    await record.receive(privmsg(1, 'one'), privmsg(2, 'two'));
    const person = await record.live.findPerson({ login: 'bob_b' });
    expect(person).toMatchObject({ twitchId: '71000011', lines: 2, removedLines: 0 });
  });

  it('shows from the log exactly what it showed live', async () => {
    const record = await openRecord();
    await record.receive(
      privmsg(1, '😀 Kappa http://example.org', { tags: 'emotes=25:2-6;bits=100;first-msg=1' }),
      privmsg(2, '\u0001ACTION waves\u0001'),
      `@display-name=bob_b;color=#1E90FF;id=${messageId(3)};reply-parent-display-name=Ann;reply-parent-msg-body=is\\sthis\\sok?;reply-parent-msg-id=${messageId(1)};reply-parent-user-id=71000001;reply-parent-user-login=ann;room-id=800711400;tmi-sent-ts=${START_MS + 3};user-id=71000011 :bob_b!b@b PRIVMSG ${channel} :@Ann yes`,
      `@badges=subscriber/6;badge-info=subscriber/7;display-name=Kim;id=${messageId(4)};login=kim;msg-id=resub;msg-param-cumulative-months=7;room-id=800711400;system-msg=Kim\\ssubscribed;tmi-sent-ts=${START_MS + 4};user-id=71000022 :tmi.twitch.tv USERNOTICE ${channel} :love it`,
      `:carl!carl@carl.tmi.twitch.tv PRIVMSG ${channel} :no tags here`,
      `@room-id=800711400;slow=30 :tmi.twitch.tv ROOMSTATE ${channel}`,
      `@msg-id=slow_on :tmi.twitch.tv NOTICE ${channel} :This room is now in slow mode.`,
    );
    const { lines } = await page(record);
    expect(lines).toEqual(record.told.chat);
    expect(lines[0]).toMatchObject({ bits: 100, isFirstMessage: true, emotes: [{ id: '25', start: 2, end: 6 }] });
    expect(lines[3]).toMatchObject({ kind: 'user-notice', user: { badges: ['subscriber/6'] } });
    expect(lines[4]).toMatchObject({ user: { id: null, login: 'carl' }, messageId: null });
  });

  it('keeps ids that are no UUID', async () => {
    const record = await openRecord();
    for (const id of ['x', 'fifteen-letters', 'sixteen-letters!', 'a-much-longer-id-than-sixteen']) {
      await record.receive(privmsg(1, id, { tags: `id=${id}` }));
    }
    const { lines } = await page(record);
    expect(lines.map((line) => line.messageId)).toEqual(texts(lines));
  });

  it('pages before, after and around a position', async () => {
    const record = await openRecord();
    await record.receive(...Array.from({ length: 20 }, (_, index) => privmsg(index + 1, `line ${index + 1}`)));
    const seqs = async (input: unknown) => {
      const { lines, hasOlder, hasNewer } = await page(record, input);
      return [lines.map((line) => line.seq), hasOlder, hasNewer];
    };
    expect(await seqs({ limit: 3 })).toEqual([[18, 19, 20], true, false]);
    expect(await seqs({ before: 3, limit: 5 })).toEqual([[1, 2], false, true]);
    expect(await seqs({ after: 17, limit: 5 })).toEqual([[18, 19, 20], true, false]);
    expect(await seqs({ around: 10, limit: 4 })).toEqual([[8, 9, 10, 11], true, true]);
    expect(await seqs({ after: 0, limit: 2 })).toEqual([[1, 2], false, true]);
  });

  it('follows a renamed person by id and remembers the earlier name', async () => {
    const record = await openRecord();
    await record.receive(privmsg(1, 'before', { login: 'old_name' }));
    await record.receive(privmsg(2, 'after', { login: 'new_name' }));
    const person = await record.live.findPerson({ login: 'old_name' });
    expect(person).toMatchObject({ login: 'new_name', lines: 2, earlierNames: [{ login: 'old_name' }] });
  });
});

describe('what is taken down', () => {
  it('stays in the log, marked, after one message was deleted', async () => {
    const record = await openRecord();
    await record.receive(privmsg(1, 'fine'), privmsg(2, 'bad words'));
    await record.receive(
      `@login=bob_b;room-id=;target-msg-id=${messageId(2)};tmi-sent-ts=${START_MS + 50} :tmi.twitch.tv CLEARMSG ${channel} :bad words`,
    );
    const { lines } = await page(record);
    expect(lines.map((line) => line.removed?.by ?? null)).toEqual([null, 'delete', null]);
    expect(lines[2]).toMatchObject({ kind: 'deleted', target: { messageId: messageId(2), login: 'bob_b' } });
  });

  it('marks all lines of a person who is timed out or banned, in the same batch too, and none after', async () => {
    const record = await openRecord();
    const troll = { login: 'troll_1', userId: '71000030' };
    await record.receive(
      privmsg(1, 'a', troll),
      privmsg(2, 'innocent'),
      `@ban-duration=600;room-id=800711400;target-user-id=71000030;tmi-sent-ts=${START_MS + 20} :tmi.twitch.tv CLEARCHAT ${channel} :troll_1`,
      privmsg(3, 'b', troll),
    );
    await record.receive(
      `@room-id=800711400;target-user-id=71000030;tmi-sent-ts=${START_MS + 30} :tmi.twitch.tv CLEARCHAT ${channel} :troll_1`,
    );
    const { lines } = await page(record);
    expect(lines.map((line) => [line.kind, line.removed?.by ?? null])).toEqual([
      ['message', 'timeout'],
      ['message', null],
      ['timeout', null],
      ['message', 'ban'],
      ['ban', null],
    ]);
    expect(await record.live.findPerson({ twitchId: '71000030' })).toMatchObject({ removedLines: 2 });
  });

  it('does not reach back further than a day', async () => {
    const record = await openRecord();
    await record.receive(privmsg(1, 'long ago', { sentAtMs: START_MS - 25 * 3_600_000 }), privmsg(2, 'now'));
    await record.receive(`@room-id=800711400;tmi-sent-ts=${START_MS + 20} :tmi.twitch.tv CLEARCHAT ${channel}`);
    const { lines } = await page(record);
    expect(lines.map((line) => line.removed?.by ?? null)).toEqual([null, 'clear', null]);
  });

  it('is read by moderators only, on pages and in the feed', async () => {
    const record = await openRecord();
    await record.receive(privmsg(1, 'secret words'));
    await record.receive(
      `@login=bob_b;target-msg-id=${messageId(1)};tmi-sent-ts=${START_MS + 9} :tmi.twitch.tv CLEARMSG ${channel} :secret words`,
    );
    const onlooker = { ...callerOf('manager'), permissions: ['live.read'] as const };
    expect(texts((await page(record, {}, onlooker)).lines)).toEqual(['', '']);
    expect(texts((await page(record, {}, callerOf('moderator'))).lines)).toEqual(['secret words', 'secret words']);

    const feed = record.live.feeds.find((source) => source.topic === 'chat');
    const rows = (await feed?.rowsAfter(0, 10)) ?? [];
    expect(rows.map((row) => feed?.forCaller?.(row, onlooker))).toMatchObject([{ text: '' }, { text: '' }]);
    expect(rows.map((row) => feed?.forCaller?.(row, callerOf('moderator')))).toEqual(rows);
  });
});

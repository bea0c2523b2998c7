import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BroadcastReport, BroadcastView } from '../../contract/live.ts';
import { twitchUserId } from '../../kernel/id.ts';
import { instantFromMs } from '../../kernel/instant.ts';
import { ok } from '../../kernel/result.ts';
import { migrate } from '../../platform/db/migrate.ts';
import { openDatabase } from '../../platform/db/open-database.ts';
import { cleanUpLater } from '../../testing/clean-up.ts';
import { CHANNEL, notification, openRecord, privmsg, type RecordRig } from '../../testing/record.ts';
import { freshTarget } from '../../testing/test-database.ts';
import type { ChannelReads } from '../../twitch/channel.ts';
import type { EventSubNotification } from '../../twitch/wire/eventsub-message.ts';
import { noteTitle } from './broadcast-store.ts';
import { liveMigrations } from './index.ts';
import { createRefresher } from './refresh-channel.ts';
import type { LiveTables } from './tables.ts';

const MINUTE_MS = 60_000;
const START_MS = Date.UTC(2026, 10, 22, 18);
const at = (minutes: number): number => START_MS + minutes * MINUTE_MS;
const iso = (minutes: number): string => instantFromMs(at(minutes));

const broadcaster = { id: CHANNEL.twitchId, login: CHANNEL.login, name: CHANNEL.displayName };
const lea = { id: twitchUserId('71000023'), login: 'lea', name: 'Lea' };

const online = (streamId: string, minutes: number, toldAfter = 0): EventSubNotification =>
  notification(
    `on-${streamId}-${minutes}-${toldAfter}`,
    { type: 'stream.online', broadcaster, streamId, streamType: 'live', startedAtMs: at(minutes) },
    at(minutes + toldAfter),
  );
const offline = (streamId: string | null, minutes: number): EventSubNotification =>
  notification(`off-${streamId}-${minutes}`, { type: 'stream.offline', broadcaster, streamId }, at(minutes));
const update = (title: string, minutes: number, category = 'Just Chatting'): EventSubNotification =>
  notification(
    `title-${minutes}`,
    {
      type: 'channel.update',
      broadcaster,
      title,
      language: 'de',
      categoryId: '1',
      categoryName: category,
      contentLabels: [],
    },
    at(minutes),
  );

const list = async (record: RecordRig, input: object = {}): Promise<BroadcastView[]> =>
  (await record.call<{ broadcasts: BroadcastView[] }>(record.live, 'broadcasts', input)).broadcasts;
const report = (record: RecordRig, broadcastId: number): Promise<BroadcastReport> =>
  record.call(record.live, 'broadcast', { broadcastId });

/** A record whose clock stands after everything told here. */
async function openLater(): Promise<RecordRig> {
  const record = await openRecord();
  record.clock.advance(40 * 24 * 60 * MINUTE_MS);
  return record;
}

describe('broadcasts', () => {
  it('are made from what Twitch tells, and told to the browsers', async () => {
    const record = await openLater();
    await record.notify(update('Früh', -30), online('a', 0, 1));
    expect(await list(record)).toEqual([
      {
        id: 1,
        startedAt: iso(0),
        endedAt: null,
        title: 'Früh',
        category: 'Just Chatting',
        averageViewers: null,
        peakViewers: null,
      },
    ]);
    expect(record.told.changed).toContain('broadcasts');
    await record.notify(update('Spät', 30), offline('a', 120), update('Danach', 200));
    expect(await list(record)).toMatchObject([{ id: 1, endedAt: iso(120), title: 'Spät' }]);
  });

  it('keep their number when a late event joins two, and give it to no other', async () => {
    const record = await openLater();
    await record.notify(online('a', 0), online('b', 100));
    expect((await list(record)).map(({ id }) => id)).toEqual([2, 1]);
    await record.notify(offline('a', 95));
    expect(await list(record)).toMatchObject([{ id: 1, startedAt: iso(0), endedAt: null }]);
    await record.notify(offline('b', 150), online('c', 300));
    expect((await list(record)).map(({ id }) => id)).toEqual([3, 1]);
  });

  it('page by their number, and are found by time', async () => {
    const record = await openLater();
    for (const day of [0, 1, 2, 3]) {
      await record.notify(online(`s${day}`, day * 1440), offline(`s${day}`, day * 1440 + 60));
    }
    expect((await list(record, { limit: 2 })).map(({ id }) => id)).toEqual([4, 3]);
    expect((await list(record, { before: 3 })).map(({ id }) => id)).toEqual([2, 1]);
    const between = await record.live.broadcastsBetween(at(1440 + 30), at(2 * 1440 + 1));
    expect(between.map(({ id }) => id)).toEqual([2, 3]);
    expect(await record.live.broadcastsBetween(at(61), at(1440))).toEqual([]);
  });

  it('of a channel that was connected before are not shown', async () => {
    const record = await openLater();
    await record.notify(online('a', 0));
    await record.db.transaction((db) =>
      db
        .insertInto('live_broadcast')
        .values({ id: 99, channel: 77, stream_id: 'x', started_at: at(0), ended_at: null })
        .execute(),
    );
    expect((await list(record)).map(({ id }) => id)).toEqual([1]);
    await expect(report(record, 99)).rejects.toMatchObject({ code: 'live.unknown-broadcast' });
  });

  it('are the same in whatever order and however often Twitch tells of them', async () => {
    const stories = [
      [
        update('Anfang', -5),
        online('a', 0),
        update('Mitte', 20, 'Musik'),
        offline('a', 60),
        online('b', 66),
        offline('b', 90),
      ],
      [online('c', 400), offline('c', 430), online('c', 400, 31), update('Abend', 432), offline('c', 500)],
      [online('d', 1000), update('Nacht', 1001), offline('d', 1100), online('e', 1110), offline('e', 1200)],
    ].flat();
    const told = fc
      .tuple(fc.shuffledSubarray(stories, { minLength: stories.length }), fc.subarray(stories))
      .chain(([all, again]) => fc.shuffledSubarray([...all, ...again], { minLength: all.length + again.length }));
    const expected = await shownAfter(stories);
    expect(expected.map(({ startedAt, endedAt }) => [startedAt, endedAt])).toEqual([
      [iso(0), iso(90)],
      [iso(400), iso(500)],
      [iso(1000), iso(1100)],
      [iso(1110), iso(1200)],
    ]);
    await fc.assert(
      fc.asyncProperty(told, async (events) => {
        expect(await shownAfter(events)).toEqual(expected);
      }),
      { numRuns: 12 },
    );
  });

  it('are taken over from the event log of an older installation', async () => {
    const database = await openDatabase<LiveTables>(await freshTarget());
    cleanUpLater(() => database.close());
    await migrate(database, liveMigrations.slice(0, 1));
    const rows: [string, number, object][] = [
      ['channel.update', 0, { title: 'Alt', category_name: 'Musik' }],
      ['stream.online', 1, { id: 's1', started_at: iso(0) }],
      ['stream.offline', 60, { id: 's1' }],
      ['stream.online', 65, { id: 's2', started_at: iso(65) }],
      ['stream.offline', 90, {}],
      ['stream.online', 300, { id: 's3', started_at: iso(299) }],
    ];
    await database.transaction(async (db) => {
      for (const [index, [type, minutes, payload]] of rows.entries()) {
        await db
          .insertInto('live_event')
          .values({
            seq: index + 1,
            message_id: `m${index}`,
            type,
            kind: type === 'channel.update' ? 'channel-update' : type.replace('.', '-'),
            channel: 1,
            at: at(minutes),
            received_at: at(minutes),
            person: null,
            payload: JSON.stringify(payload),
            params: '{}',
          })
          .execute();
      }
    });
    await migrate(database, liveMigrations);
    const made = await database.read.selectFrom('live_broadcast').selectAll().orderBy('id').execute();
    expect(made).toEqual([
      { id: 1, channel: 1, stream_id: 's1', started_at: at(0), ended_at: at(90) },
      { id: 2, channel: 1, stream_id: 's3', started_at: at(299), ended_at: null },
    ]);
    expect(await database.read.selectFrom('live_title').select('title').execute()).toEqual([{ title: 'Alt' }]);
  });
});

describe('a broadcast of which an event was missed', () => {
  it('begins when Twitch is asked, and ended when it was last seen', async () => {
    const { record, ask } = await openAsking();
    await ask(20, { id: 'a', startedAt: iso(0) });
    expect(await list(record)).toMatchObject([{ id: 1, startedAt: iso(0), endedAt: null, title: 'Gefragt' }]);
    await ask(21, { id: 'a', startedAt: iso(0) });
    await ask(22, null);
    expect(await list(record), 'the event may be on its way').toMatchObject([{ endedAt: null }]);
    await ask(25, null);
    expect(await list(record)).toMatchObject([{ endedAt: iso(21) }]);
  });

  it('goes on when it is there again, and ends when the event comes late after all', async () => {
    const { record, ask } = await openAsking();
    await ask(1, { id: 'a', startedAt: iso(0) });
    await ask(10, null);
    await ask(11, { id: 'a', startedAt: iso(0) });
    expect(await list(record)).toMatchObject([{ id: 1, endedAt: null }]);
    await ask(20, null);
    await record.notify(offline('a', 13));
    expect(await list(record)).toMatchObject([{ id: 1, endedAt: iso(13) }]);
  });

  it('does not come back because Twitch still answers what was true before the event', async () => {
    const { record, ask } = await openAsking();
    await record.notify(online('a', 0), update('Neu', 59), offline('a', 60));
    await ask(61, { id: 'a', startedAt: iso(0) });
    expect(await list(record)).toMatchObject([{ endedAt: iso(60), title: 'Neu' }]);
    await record.notify(online('b', 200));
    await ask(201, null);
    expect(await record.call(record.live, 'state', {})).toMatchObject({ isLive: true, startedAt: iso(200) });
  });
});

describe('the report of a broadcast', () => {
  it('tells its titles, viewers, chatters, marks and what the log may lack', async () => {
    const record = await openRecord();
    await record.notify(
      update('Vorher', -60),
      online('a', 0),
      update('Spiel', 40, 'Retro'),
      update('Spiel', 50, 'Retro'),
      notification('f1', { type: 'channel.follow', broadcaster, user: lea, followedAtMs: at(5) }, at(5)),
      notification('f2', { type: 'channel.follow', broadcaster, user: lea, followedAtMs: at(500) }, at(500)),
      notification('r1', { type: 'channel.raid', from: lea, to: broadcaster, viewers: 12 }, at(30)),
      hypeTrain('h1', 'channel.hype_train.begin', 1, 35),
      hypeTrain('h2', 'channel.hype_train.end', 3, 40),
      offline('a', 100),
    );
    await record.db.transaction(async (db) => {
      for (const [minutes, viewers] of [
        [0, 10],
        [50, 30],
        [75, 20],
      ] as const) {
        await record.live.storeNumbers(db, { atMs: at(minutes), viewers });
      }
    });
    record.intake.chatJoined({ atMs: at(-10), reason: 'offline' });
    await record.receive(
      privmsg(1, 'vorher', { sentAtMs: at(-1) }),
      privmsg(2, 'hi', { sentAtMs: at(1) }),
      privmsg(3, 'neu', { sentAtMs: at(2), login: 'mia', userId: '71000024', tags: 'first-msg=1' }),
      privmsg(4, 'nochmal', { sentAtMs: at(3) }),
      privmsg(5, 'danach', { sentAtMs: at(101) }),
    );
    record.intake.chatAlive(at(80));
    record.intake.chatJoined({ atMs: at(90), reason: 'connection-lost' });
    await record.intake.settled();
    record.clock.advance(24 * 60 * MINUTE_MS);

    expect(await report(record, 1)).toMatchObject({
      id: 1,
      averageViewers: 17.5,
      peakViewers: 30,
      peakAt: iso(50),
      parts: [
        { from: iso(0), title: 'Vorher', category: 'Just Chatting' },
        { from: iso(40), title: 'Spiel', category: 'Retro' },
      ],
      viewers: [{ value: 10 }, { value: 30 }, { value: 20 }],
      messages: 3,
      chatters: 2,
      newChatters: 1,
      followers: 1,
      marks: [
        { at: iso(30), kind: 'raid', name: 'Lea', params: { viewers: 12 } },
        { at: iso(35), kind: 'hype-train', name: null, params: { level: 3 } },
      ],
      coverage: 90,
      gaps: [{ from: iso(80), until: iso(90) }],
    });
  });

  it('begins with the first title that was heard of when none was known before', async () => {
    const record = await openLater();
    await record.notify(online('a', 0), offline('a', 60));
    await record.db.transaction((db) => noteTitle(db, 1, { atMs: at(1), title: 'Gefragt', category: 'Musik' }));
    expect((await report(record, 1)).parts).toEqual([{ from: iso(0), title: 'Gefragt', category: 'Musik' }]);
  });
});

/** A record, and Twitch asked at a moment with this answer. */
async function openAsking() {
  const record = await openRecord();
  return {
    record,
    async ask(minutes: number, stream: { readonly id: string; readonly startedAt: string } | null): Promise<void> {
      record.clock.advance(at(minutes) - record.clock.nowMs());
      const { db, clock } = record;
      const reads = {
        stream: async () =>
          ok(stream && { ...stream, title: 'Gefragt', category: 'Musik', viewers: 5, language: 'de' }),
        channel: async () => ok({ title: 'Gefragt', categoryId: '1', category: 'Musik', language: 'de', tags: [] }),
        followerTotal: async () => ok(1),
        subscriberTotal: async () => ok({ total: 1, points: 1 }),
      } as unknown as ChannelReads;
      const feed = { rows: () => {}, changed: () => {} };
      await createRefresher({
        db,
        clock,
        feed,
        reads,
        channel: () => CHANNEL,
        twitchNowMs: () => clock.nowMs(),
      }).refresh();
    },
  };
}

async function shownAfter(events: readonly EventSubNotification[]) {
  const record = await openLater();
  await record.notify(...events);
  const shown: unknown[] = [];
  for (const { id } of (await list(record)).reverse()) {
    const { startedAt, endedAt, parts, title, category } = await report(record, id);
    shown.push({ startedAt, endedAt, parts, title, category });
  }
  return shown as Pick<BroadcastReport, 'startedAt' | 'endedAt' | 'parts' | 'title' | 'category'>[];
}

function hypeTrain(
  id: string,
  type: 'channel.hype_train.begin' | 'channel.hype_train.end',
  level: number,
  minutes: number,
): EventSubNotification {
  return notification(
    id,
    {
      type,
      broadcaster,
      trainId: 'train',
      trainType: 'regular',
      level,
      total: level * 100,
      progress: null,
      goal: null,
      isShared: false,
      startedAtMs: at(35),
      expiresAtMs: null,
      endedAtMs: null,
    },
    at(minutes),
  );
}

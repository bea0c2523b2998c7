import { describe, expect, it } from 'vitest';
import type { ChatLineView } from '../contract/live.ts';
import { CHANNEL, notification, openRecord, privmsg } from '../testing/record.ts';
import { createTestClock } from '../testing/test-clock.ts';
import type { ClockSet } from '../twitch/twitch-clock.ts';
import { readEventSubEvent } from '../twitch/wire/eventsub.ts';
import type { IntakeContext } from './intake.ts';

const START_MS = Date.UTC(2026, 10, 22, 18);

const stored = (record: Awaited<ReturnType<typeof openRecord>>): Promise<ChatLineView[]> =>
  record.call<{ lines: ChatLineView[] }>(record.live, 'chat', {}).then(({ lines }) => lines);

const follow = (number: number) => {
  const broadcaster = { id: CHANNEL.twitchId, login: CHANNEL.login, name: CHANNEL.displayName };
  return notification(`m${number}`, { type: 'channel.follow', broadcaster, user: broadcaster, followedAtMs: number });
};

const missedOf = (record: Awaited<ReturnType<typeof openRecord>>) =>
  record.db.read.selectFrom('live_missed_projection').select(['projection', 'seq']).orderBy('id').execute();

describe('the intake', () => {
  it('stores before it shows, in the order of arrival, with the rules’ hints', async () => {
    const record = await openRecord();
    await record.receive(privmsg(1, 'hello'), privmsg(2, 'buy at cheap.example', { tags: 'first-msg=1' }));
    expect(record.told.chat.map((row) => row.hints.map((hint) => hint.rule))).toEqual([[], ['first-link', 'links']]);
    expect(await stored(record)).toEqual(record.told.chat);
  });

  it('takes a burst without losing or doubling a line', async () => {
    const record = await openRecord();
    const lines = Array.from({ length: 3000 }, (_, index) => privmsg(index + 1, `line ${index + 1}`));
    await record.receive(...lines, ...lines.slice(1000, 2000));
    expect(record.told.chat.map((row) => row.seq)).toEqual(lines.map((_, index) => index + 1));
    expect(record.told.chat.at(-1)?.text).toBe('line 3000');
  });

  it('puts a gap between the last good moment and the next join', async () => {
    const record = await openRecord();
    record.intake.chatJoined({ atMs: START_MS, reason: 'offline' });
    await record.receive(privmsg(1, 'before'));
    record.intake.chatAlive(START_MS + 60_000);
    record.intake.chatJoined({ atMs: START_MS + 90_000, reason: 'connection-lost' });
    await record.receive(privmsg(2, 'after'));
    expect(await stored(record)).toMatchObject([
      { kind: 'message', text: 'before' },
      {
        kind: 'gap',
        sentAt: '2026-11-22T18:01:00.000Z',
        gap: { until: '2026-11-22T18:01:30.000Z', reason: 'connection-lost' },
      },
      { kind: 'message', text: 'after' },
    ]);
  });

  it('knows the last good moment after a restart', async () => {
    const first = await openRecord();
    await first.receive(privmsg(1, 'before'));
    const second = await openRecord({ db: first.db });
    second.intake.chatJoined({ atMs: START_MS + 5000, reason: 'offline' });
    await second.intake.settled();
    expect(second.told.chat).toMatchObject([
      { kind: 'gap', gap: { reason: 'offline' }, sentAt: '2026-11-22T18:00:00.000Z' },
    ]);
  });

  it('keeps chat flowing when a projection fails, and notes what is missing', async () => {
    const record = await openRecord({
      wrap: (context) => ({
        ...context,
        moderation: {
          ...context.moderation,
          storeVerdicts: async (db) => {
            await db.insertInto('moderation_verdict').values({ line_seq: 1, rule: 'half', params: '{}' }).execute();
            throw new Error('rule broke');
          },
          recordEcho: () => Promise.reject(new Error('echo broke')),
        },
      }),
    });
    await record.receive(privmsg(1, 'hello'));
    const broadcaster = { id: CHANNEL.twitchId, login: CHANNEL.login, name: CHANNEL.displayName };
    await record.notify(
      notification('m1', { type: 'channel.follow', broadcaster, user: broadcaster, followedAtMs: 1 }),
    );
    expect(await stored(record)).toMatchObject([{ text: 'hello', hints: [] }]);
    expect(record.told.events).toHaveLength(1);
    const missed = await record.db.read
      .selectFrom('live_missed_projection')
      .select(['projection', 'topic', 'seq'])
      .orderBy('id')
      .execute();
    expect(missed).toEqual([
      { projection: 'verdicts', topic: 'chat', seq: 1 },
      { projection: 'mod-log', topic: 'events', seq: 1 },
    ]);
  });

  it('loses only the projection that failed, of the event that it failed on', async () => {
    const accrued: number[] = [];
    const record = await openRecord({
      wrap: (context) => ({
        ...context,
        finance: {
          accrue: async (_, { seq }) => {
            if (seq === 3) throw new Error('worthless');
            accrued.push(seq);
            return seq === 5;
          },
        },
      }),
    });
    await record.notify(...[1, 2, 3, 4, 5].map(follow));
    expect(record.told.events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
    expect(accrued).toEqual([1, 2, 4, 5]);
    expect(await missedOf(record)).toEqual([{ projection: 'accruals', seq: 3 }]);
    expect(record.told.changed).toEqual(['finance']);
  });

  it('gives up a single event that can never be stored', async () => {
    const record = await openRecord({
      wrap: (context) => ({
        ...context,
        live: {
          ...context.live,
          storeEvent: (db, notification, receivedAtMs) =>
            notification.messageId === 'm2'
              ? Promise.reject(new Error('cannot be stored'))
              : context.live.storeEvent(db, notification, receivedAtMs),
        },
      }),
    });
    await record.notify(...[1, 2, 3].map(follow));
    const rows = await record.db.read.selectFrom('live_event').select('message_id').orderBy('seq').execute();
    expect(rows.map((row) => row.message_id)).toEqual(['m1', 'm3']);
  });

  it('repeats what failed at the next start, once, with the event as it was told', async () => {
    const ban = (id: string) => {
      const { twitchId, login, displayName } = CHANNEL;
      const told = { broadcaster_user_id: twitchId, broadcaster_user_login: login, broadcaster_user_name: displayName };
      const raw = {
        ...told,
        user_id: '9',
        user_login: 'troll',
        user_name: 'Troll',
        moderator_user_id: twitchId,
        is_permanent: true,
      };
      return { ...notification(id, readEventSubEvent('channel.ban', raw, START_MS)), raw };
    };
    const broken = () => Promise.reject(new Error('broke'));
    const first = await openRecord({
      wrap: (context) => ({
        ...context,
        finance: { accrue: broken },
        moderation: { ...context.moderation, recordEcho: broken },
      }),
    });
    await first.notify(ban('m1'));
    expect(await missedOf(first)).toEqual([
      { projection: 'mod-log', seq: 1 },
      { projection: 'accruals', seq: 1 },
    ]);

    const second = await openRecord({ db: first.db });
    await second.intake.retryMissed();
    expect(await missedOf(second)).toEqual([]);
    expect(second.told.modLog).toMatchObject([{ kind: 'ban', target: { login: 'troll' } }]);
    await second.intake.retryMissed();
    expect(second.told.modLog).toHaveLength(1);
  });

  it('keeps the note of a projection that fails again', async () => {
    const wrap = (context: IntakeContext): IntakeContext => ({
      ...context,
      finance: { accrue: () => Promise.reject(new Error('still broken')) },
    });
    const record = await openRecord({ wrap });
    await record.notify(follow(1));
    await record.intake.retryMissed();
    expect(await missedOf(record)).toEqual([{ projection: 'accruals', seq: 1 }]);
  });

  it('keeps lines while the database refuses and stores them once it takes them again', async () => {
    let refusals = 3;
    const record = await openRecord({
      wrap: (context): IntakeContext => ({
        ...context,
        db: {
          transaction: (work) => {
            if (refusals-- > 0) return Promise.reject(new Error('database or disk is full'));
            return context.db.transaction(work);
          },
        },
      }),
    });
    await record.receive(privmsg(1, 'one'), privmsg(2, 'two'), privmsg(3, 'three'));
    expect((await stored(record)).map((line) => line.text)).toEqual(['one', 'two', 'three']);
    expect(record.told.chat).toHaveLength(3);
  });

  it('gives up a single line that can never be stored, and shows the hole', async () => {
    const record = await openRecord({
      wrap: (context) => ({
        ...context,
        live: {
          ...context.live,
          appendLines: (db, lines) =>
            lines.some((line) => line.text === 'poison')
              ? Promise.reject(new Error('cannot be stored'))
              : context.live.appendLines(db, lines),
        },
      }),
    });
    await record.receive(privmsg(1, 'one'), privmsg(2, 'poison'), privmsg(3, 'three'));
    expect((await stored(record)).map((line) => [line.kind, line.gap?.reason ?? line.text])).toEqual([
      ['message', 'one'],
      ['gap', 'not-stored'],
      ['message', 'three'],
    ]);
  });

  it('stores a line once also when showing it fails', async () => {
    const record = await openRecord({
      wrap: (context) => ({
        ...context,
        feed: {
          ...context.feed,
          rows: () => {
            throw new Error('cannot be shown');
          },
        },
      }),
    });
    await record.receive(
      `@room-id=${CHANNEL.twitchId};tmi-sent-ts=${START_MS} :tmi.twitch.tv CLEARCHAT #${CHANNEL.login}`,
    );
    expect((await stored(record)).map((line) => line.kind)).toEqual(['clear']);
  });

  it('does not remember people of a transaction that failed', async () => {
    let isFirst = true;
    const record = await openRecord({
      wrap: (context) => ({
        ...context,
        live: {
          ...context.live,
          appendLines: async (db, lines) => {
            const batch = await context.live.appendLines(db, lines);
            if (isFirst) {
              isFirst = false;
              throw new Error('rolled back');
            }
            return batch;
          },
        },
      }),
    });
    await record.receive(privmsg(1, 'hello'));
    await record.receive(privmsg(2, 'again'));
    expect(await record.live.findPerson({ login: 'bob_b' })).toMatchObject({ lines: 2 });
  });

  it('shows the hole also when the join that ends it did not fit while the database refused', async () => {
    let isRefusing = true;
    const record = await openRecord({
      wrap: (context) => ({
        ...context,
        db: {
          transaction: (work) => (isRefusing ? Promise.reject(new Error('full')) : context.db.transaction(work)),
        },
      }),
    });
    const bound = 100_000;
    for (let ms = 1; ms <= bound; ms++) record.intake.chatAlive(START_MS + ms);
    record.intake.chatJoined({ atMs: START_MS + 200_000, reason: 'connection-lost' });
    isRefusing = false;
    await record.intake.settled();
    expect(await stored(record)).toMatchObject([
      {
        kind: 'gap',
        sentAt: '2026-11-22T18:01:40.000Z',
        gap: { until: '2026-11-22T18:03:20.000Z', reason: 'not-stored' },
      },
    ]);
  });

  it('hides no gap behind a good moment that a wrong clock put far ahead', async () => {
    const before = await openRecord();
    const hour = 3_600_000;
    before.intake.chatJoined({ atMs: START_MS + hour, reason: 'offline' });
    await before.receive(privmsg(1, 'heard', { sentAtMs: START_MS + 5_000 }));
    before.intake.chatAlive(START_MS + hour);
    await before.intake.settled();
    // After a restart the clock is right again: the newest line says how far the log reaches.
    const record = await openRecord({ db: before.db });
    record.intake.chatJoined({ atMs: START_MS + 30_000, reason: 'offline' });
    await record.intake.settled();
    record.intake.chatAlive(START_MS + 40_000);
    record.intake.chatJoined({ atMs: START_MS + 50_000, reason: 'connection-lost' });
    await record.intake.settled();
    expect((await stored(record)).filter(({ kind }) => kind === 'gap')).toMatchObject([
      { sentAt: '2026-11-22T18:00:05.000Z', gap: { until: '2026-11-22T18:00:30.000Z' } },
      { sentAt: '2026-11-22T18:00:40.000Z', gap: { until: '2026-11-22T18:00:50.000Z' } },
    ]);
  });

  it('hides no gap when Twitch’s clock is set back, by however little', async () => {
    let offMs = 0;
    const sets: ClockSet[] = [];
    const clock = createTestClock();
    const twitchMs = () => clock.nowMs() + offMs;
    const record = await openRecord({
      clock,
      wrap: (context) => ({
        ...context,
        twitchClock: { nowMs: twitchMs, latestMs: twitchMs, steadyMs: clock.nowMs, sets: () => sets },
      }),
    });
    record.intake.chatJoined({ atMs: twitchMs(), reason: 'offline' });
    clock.advance(60_000);
    await record.receive(privmsg(1, 'before', { sentAtMs: twitchMs() }));
    clock.advance(5_000);
    offMs = -30_000;
    sets.push({ sinceMs: clock.nowMs() - 7_000, untilMs: clock.nowMs(), byMs: offMs });
    clock.advance(5_000);
    record.intake.chatJoined({ atMs: twitchMs(), reason: 'connection-lost' });
    await record.intake.settled();
    // What was said in these ten seconds bears one time or the other.
    expect((await stored(record)).filter(({ kind }) => kind === 'gap')).toMatchObject([
      { sentAt: '2026-11-22T18:00:58.000Z', gap: { until: '2026-11-22T18:01:11.000Z' } },
      { sentAt: '2026-11-22T18:00:29.000Z', gap: { until: '2026-11-22T18:00:40.000Z' } },
    ]);
    clock.advance(1_000);
    await record.receive(privmsg(2, 'after', { sentAtMs: twitchMs() }));
    // And a crash behind it finds the right beginning in the record.
    const next = await openRecord({ db: record.db });
    next.intake.chatJoined({ atMs: twitchMs() + 4_000, reason: 'offline' });
    await next.intake.settled();
    expect((await stored(next)).at(-1)).toMatchObject({
      sentAt: '2026-11-22T18:00:41.000Z',
      gap: { until: '2026-11-22T18:00:45.000Z' },
    });
  });

  it('lets nothing vouch for lines on their way that has no time of its own', async () => {
    const record = await openRecord();
    record.intake.chatJoined({ atMs: START_MS, reason: 'offline' });
    await record.receive(privmsg(1, 'before', { sentAtMs: START_MS }));
    record.clock.advance(60_000);
    await record.receive(`@room-id=${CHANNEL.twitchId};slow=30 :tmi.twitch.tv ROOMSTATE #${CHANNEL.login}`);
    record.clock.advance(60_000);
    record.intake.chatJoined({ atMs: record.clock.nowMs(), reason: 'connection-lost' });
    await record.intake.settled();
    expect((await stored(record)).filter(({ kind }) => kind === 'gap')).toMatchObject([
      { sentAt: '2026-11-22T18:00:00.000Z', gap: { until: '2026-11-22T18:02:00.000Z' } },
    ]);
  });
});

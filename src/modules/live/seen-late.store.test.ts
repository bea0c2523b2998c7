import { beforeEach, describe, expect, it } from 'vitest';
import { ok } from '../../kernel/result.ts';
import { findOrMakeUser } from '../../simulator/people-guests.ts';
import { channelOf, findUser, findUserByLogin } from '../../simulator/world.ts';
import { goLive, goOffline, updateChannel } from '../../simulator/world-channel.ts';
import { addModerator, banUser, removeModerator, unbanUser } from '../../simulator/world-moderation.ts';
import { activeBans } from '../../simulator/world-roles.ts';
import { CHANNEL, openRecord, type RecordRig } from '../../testing/record.ts';
import { PEOPLE, type SimulatedTwitch, startSimulatedTwitch } from '../../testing/simulated-twitch.ts';
import { createTestClock, type TestClock } from '../../testing/test-clock.ts';
import { createTwitchAccounts } from '../../testing/twitch-accounts.ts';
import type { Helix } from '../../twitch/helix.ts';
import { readEventSubEvent } from '../../twitch/wire/eventsub.ts';
import type { EventSubNotification } from '../../twitch/wire/eventsub-message.ts';

const MINUTE_MS = 60_000;

/** Twitch's word in its own shape. */
function told(id: string, type: string, fields: object, atMs: number): EventSubNotification {
  const { twitchId, login, displayName } = CHANNEL;
  const raw = {
    broadcaster_user_id: twitchId,
    broadcaster_user_login: login,
    broadcaster_user_name: displayName,
    ...fields,
  };
  const event = readEventSubEvent(type, raw, atMs);
  const about = { subscriptionId: '', subscriptionType: type, subscriptionVersion: '1' };
  return { messageId: id, sentAtMs: atMs, ...about, event, raw };
}

const named = (prefix: string, { id, login, displayName }: { id: string; login: string; displayName: string }) => ({
  [`${prefix}_id`]: id,
  [`${prefix}_login`]: login,
  [`${prefix}_name`]: displayName,
});

describe('what was missed while the event line was away', () => {
  let twitch: SimulatedTwitch;
  let record: RecordRig;
  let clock: TestClock;
  const world = () => twitch.simulator.world;
  const at = { channelId: PEOPLE.streamer.id, moderatorId: PEOPLE.moderator.id };

  beforeEach(async () => {
    twitch = await startSimulatedTwitch();
    // Twitch and we have the same clock, from now on.
    clock = createTestClock(world().nowMs());
    const accounts = await createTwitchAccounts({ twitch, clock });
    await accounts.connect(PEOPLE.streamer.login, 'channel');
    afterPage = () => {};
    const { helix } = accounts;
    const call: typeof helix.call = async (userId, request, explain) => {
      const reply = await helix.call(userId, request, explain);
      afterPage(request.url);
      return reply;
    };
    record = await openRecord({ accounts: { ...accounts, helix: { ...helix, call } }, clock });
  });
  /** Something happens at Twitch between two answers of its API. */
  let afterPage: (url: string) => void;

  /** The line is away for these minutes, then everything is asked for. */
  async function comeBack(minutes = 10): Promise<readonly EventSubNotification[]> {
    clock.advance(minutes * MINUTE_MS);
    world().clockOffsetMs += clock.nowMs() - world().nowMs();
    const gap = (await record.live.endEventsGap(clock.nowMs())) ?? null;
    await record.live.refreshChannel();
    const { events: missed } = await record.live.findMissed(gap);
    await record.notify(...missed);
    return missed;
  }

  const modLog = () =>
    record.told.modLog.map(({ kind, target, by, reason }) => [kind, target?.login, by?.login ?? null, reason]);
  const user = (login: string) => {
    const found = findUserByLogin(world(), login);
    if (!found) throw new Error(login);
    return found;
  };

  it('is nothing at the first look: how a channel is found is no news', async () => {
    banUser(world(), { ...at, userId: PEOPLE.stranger.id, reason: 'Spam', seconds: null });
    expect(await comeBack()).toEqual([]);
    expect(record.told.events).toEqual([]);
  });

  it('puts bans, timeouts and unbans into the mod log, with who did it where Twitch still knows', async () => {
    banUser(world(), { ...at, userId: PEOPLE.stranger.id, reason: 'Spam', seconds: null });
    await comeBack();
    unbanUser(world(), { ...at, userId: PEOPLE.stranger.id });
    banUser(world(), { ...at, userId: PEOPLE.manager.id, reason: 'Ruhe', seconds: 6_000 });
    expect(await comeBack()).toHaveLength(2);
    expect(modLog()).toEqual([
      ['timeout', PEOPLE.manager.login, PEOPLE.moderator.login, 'Ruhe'],
      ['unban', PEOPLE.stranger.login, null, null],
    ]);
    expect(await comeBack()).toEqual([]);
    // It has run out by itself: nobody did that.
    expect(await comeBack(200)).toEqual([]);
    expect(modLog()).toHaveLength(2);
  });

  it('knows what events told, and asks for nothing twice', async () => {
    await comeBack();
    const ban = banUser(world(), { ...at, userId: PEOPLE.stranger.id, reason: 'Spam', seconds: null });
    if (!ban.ok) throw new Error('not banned');
    const fields = {
      ...named('user', PEOPLE.stranger),
      ...named('moderator_user', PEOPLE.moderator),
      reason: 'Spam',
      banned_at: new Date(world().nowMs()).toISOString(),
      ends_at: null,
      is_permanent: true,
    };
    await record.notify(told('e1', 'channel.ban', fields, world().nowMs()));
    expect(await comeBack()).toEqual([]);
    expect(modLog()).toHaveLength(1);
  });

  it('is one entry also when Twitch tells of it after all', async () => {
    await comeBack();
    clock.advance(MINUTE_MS);
    world().clockOffsetMs += clock.nowMs() - world().nowMs();
    const bannedAtMs = world().nowMs();
    banUser(world(), { ...at, userId: PEOPLE.stranger.id, reason: 'Spam', seconds: null });
    await comeBack(5);
    const user = named('user', PEOPLE.stranger);
    const moderator = named('moderator_user', PEOPLE.moderator);
    const moderate = { ...moderator, action: 'ban', ban: { ...user, reason: 'Spam' } };
    const ban = {
      ...user,
      ...moderator,
      reason: 'Spam',
      banned_at: new Date(bannedAtMs).toISOString(),
      ends_at: null,
      is_permanent: true,
    };
    await record.notify(
      told('e1', 'channel.moderate', moderate, bannedAtMs),
      told('e2', 'channel.ban', ban, bannedAtMs),
    );
    const entries = await record.db.read.selectFrom('moderation_action').select(['kind', 'by_login']).execute();
    expect(entries).toEqual([{ kind: 'ban', by_login: PEOPLE.moderator.login }]);
    expect(await comeBack()).toEqual([]);
  });

  it('is no second entry when somebody of ours did it here', async () => {
    await comeBack();
    banUser(world(), { ...at, userId: PEOPLE.stranger.id, reason: '', seconds: null });
    const { id, login, displayName } = PEOPLE.stranger;
    await record.db.transaction(async (db) => {
      await db
        .insertInto('moderation_action')
        .values({
          ...({
            id: 'act_1',
            seq: 1,
            kind: 'ban',
            at: clock.nowMs(),
            channel_id: PEOPLE.streamer.id,
            target_id: id,
            target_login: login,
            target_name: displayName,
            by_id: PEOPLE.moderator.id,
            by_login: PEOPLE.moderator.login,
            by_name: PEOPLE.moderator.displayName,
            reason: null,
            seconds: null,
            until: null,
            message_id: null,
            message_text: null,
            message_seq: null,
            state: 'done',
            refusal: null,
            source: 'here',
            undone_by: null,
            moderate_echo: null,
            ban_echo: null,
            details: '{}',
          } as const),
        })
        .execute();
    });
    expect(await comeBack()).toHaveLength(1);
    expect(modLog()).toEqual([]);
  });

  it('takes nobody for unbanned who moved to another page while the list was read', async () => {
    const people = Array.from({ length: 150 }, (_, index) => findOrMakeUser(world(), `banned_${index}`));
    for (const { id } of people) banUser(world(), { ...at, userId: id, reason: '', seconds: null });
    await comeBack();
    let unbanned: string | undefined;
    afterPage = (url) => {
      if (url !== 'moderation/banned' || unbanned !== undefined) return;
      // The last one of the first page goes: all others move up, one of them from the second page to the first.
      const last = activeBans(world(), channelOf(world(), PEOPLE.streamer.id))[99];
      unbanned = findUser(world(), last?.userId ?? '')?.login;
      unbanUser(world(), { ...at, userId: last?.userId ?? '' });
    };
    await comeBack();
    afterPage = () => {};
    await comeBack();
    expect(unbanned).not.toBeUndefined();
    expect(modLog().map(([kind, login]) => [kind, login])).toEqual([['unban', unbanned]]);
  });

  it('compares more bans than fit on thirty pages', async () => {
    const people = Array.from({ length: 3_200 }, (_, index) => findOrMakeUser(world(), `banned_${index}`));
    for (const { id } of people) banUser(world(), { ...at, userId: id, reason: '', seconds: null });
    await comeBack();
    const [first] = people;
    const last = people.at(-1);
    for (const gone of [first, last]) unbanUser(world(), { ...at, userId: gone?.id ?? '' });
    await comeBack();
    expect(
      modLog()
        .map(([kind, login]) => [kind, login])
        .sort(),
    ).toEqual([
      ['unban', 'banned_0'],
      ['unban', 'banned_3199'],
    ]);
    expect((await record.live.coverage(0, clock.nowMs())).listsInPart).toEqual([]);
  });

  it('says which list is too long to be compared whole, and still asks about those it knows', async () => {
    const ids = new Set(Array.from({ length: 21_000 }, (_, index) => String(900_000 + index)));
    const accounts = await createTwitchAccounts({ twitch, clock });
    const call: Helix['call'] = async (_userId, { url, query }) => {
      if (url !== 'moderation/banned') return ok({ data: [], pagination: {} });
      const some = query?.['user_id'] ?? [];
      const from = Number(query?.['after'] ?? 0);
      const on = [...ids];
      const page = some.length > 0 ? on.filter((id) => some.includes(id)) : on.slice(from, from + 100);
      return ok({ data: page.map(banned), pagination: some.length === 0 ? { cursor: String(from + 100) } : {} });
    };
    const banned = (id: string) => ({
      user_id: id,
      user_login: `u${id}`,
      user_name: `u${id}`,
      created_at: '2026-01-01T00:00:00Z',
      expires_at: '',
      reason: '',
    });
    record = await openRecord({ accounts: { ...accounts, helix: { ...accounts.helix, call } }, clock });
    await comeBack();
    ids.delete('900007');
    expect((await comeBack()).map(({ subscriptionType }) => subscriptionType)).toEqual(['channel.unban']);
    expect((await record.live.coverage(0, clock.nowMs())).listsInPart).toEqual(['bans']);
  });

  it('tells of new and former moderators', async () => {
    await comeBack();
    addModerator(world(), PEOPLE.streamer.id, PEOPLE.manager.id);
    removeModerator(world(), PEOPLE.streamer.id, PEOPLE.secondModerator.id);
    await comeBack();
    expect(modLog().sort()).toEqual([
      ['mod', PEOPLE.manager.login, null, null],
      ['unmod', PEOPLE.secondModerator.login, null, null],
    ]);
    const moderate = {
      ...named('moderator_user', PEOPLE.streamer),
      action: 'mod',
      mod: named('user', PEOPLE.manager),
    };
    await record.notify(told('late-word', 'channel.moderate', moderate, clock.nowMs() - 5 * MINUTE_MS));
    const entries = await record.db.read
      .selectFrom('moderation_action')
      .select(['kind', 'by_login'])
      .where('target_id', '=', user(PEOPLE.manager.login).id)
      .execute();
    // Twitch’s own word says who it was.
    expect(entries).toEqual([{ kind: 'mod', by_login: PEOPLE.streamer.login }]);
  });

  const feed = () => record.told.events.map(({ kind, isLate, at, params }) => [kind, isLate, at, params['title']]);
  const shown = async () =>
    (
      await record.db.read
        .selectFrom('live_event')
        .select(['message_id', 'kind'])
        .where('kind', 'is not', null)
        .execute()
    ).map(({ message_id, kind }) => [message_id.split(':')[0], kind]);

  it('tells once that the channel went live, also when Twitch says so later', async () => {
    goOffline(world(), PEOPLE.streamer.id);
    await comeBack();
    clock.advance(MINUTE_MS);
    world().clockOffsetMs += clock.nowMs() - world().nowMs();
    goLive(world(), PEOPLE.streamer.id);
    await comeBack();
    const stream = world().state.channels[PEOPLE.streamer.id]?.stream;
    // Helix names whole seconds.
    const startedAt = new Date(Math.floor((stream?.startedAtMs ?? 0) / 1000) * 1000).toISOString();
    expect(feed()).toEqual([['stream-online', true, startedAt, undefined]]);
    const fields = { id: stream?.id, type: 'live', started_at: startedAt };
    await record.notify(told('e1', 'stream.online', fields, Date.parse(startedAt)));
    expect(feed()).toHaveLength(1);
    expect(await comeBack()).toEqual([]);
    expect(await record.call(record.live, 'events', {})).toMatchObject({ events: [{ isLate: true }] });
  });

  it('tells once that the stream ended, when it was last seen', async () => {
    await comeBack();
    const seenAt = record.clock.now();
    const streamId = world().state.channels[PEOPLE.streamer.id]?.stream?.id;
    goOffline(world(), PEOPLE.streamer.id);
    await comeBack();
    expect(feed()).toEqual([['stream-offline', true, seenAt, undefined]]);
    await record.notify(told('e1', 'stream.offline', { id: streamId }, clock.nowMs() - 9 * MINUTE_MS));
    expect(await shown()).toEqual([['late', 'stream-offline']]);
    expect((await record.live.listBroadcasts({ limit: 9 })).map(({ endedAt }) => endedAt === null)).toEqual([false]);
  });

  it('is not told again when Twitch’s own word came first', async () => {
    goOffline(world(), PEOPLE.streamer.id);
    await comeBack();
    clock.advance(MINUTE_MS);
    world().clockOffsetMs += clock.nowMs() - world().nowMs();
    goLive(world(), PEOPLE.streamer.id);
    const stream = world().state.channels[PEOPLE.streamer.id]?.stream;
    const startedAtMs = stream?.startedAtMs ?? 0;
    const fields = { id: stream?.id, type: 'live', started_at: new Date(startedAtMs).toISOString() };
    await record.notify(told('e1', 'stream.online', fields, startedAtMs));
    await comeBack();
    expect(await shown()).toEqual([['e1', 'stream-online']]);
  });

  it('tells of another title, once', async () => {
    await comeBack();
    updateChannel(world(), PEOPLE.streamer.id, { title: 'Neuer Titel' });
    await comeBack();
    expect(feed().map(([kind, isLate, , title]) => [kind, isLate, title])).toEqual([
      ['channel-update', true, 'Neuer Titel'],
    ]);
    const category = record.told.events[0]?.params['category'];
    const fields = { title: 'Neuer Titel', category_name: category, category_id: '1', language: 'de' };
    await record.notify(told('e1', 'channel.update', fields, clock.nowMs() - 9 * MINUTE_MS));
    expect(await shown()).toHaveLength(1);
    expect(await comeBack()).toEqual([]);
  });

  it('says nothing new when it is asked for again', async () => {
    await comeBack();
    clock.advance(10 * MINUTE_MS);
    world().clockOffsetMs += clock.nowMs() - world().nowMs();
    updateChannel(world(), PEOPLE.streamer.id, { title: 'Neuer Titel' });
    goOffline(world(), PEOPLE.streamer.id);
    const gap = (await record.live.endEventsGap(clock.nowMs())) ?? null;
    for (let look = 0; look < 4; look++) {
      await record.live.refreshChannel();
      await record.notify(...(await record.live.findMissed(gap)).events);
      clock.advance(2 * MINUTE_MS);
    }
    expect(
      feed()
        .map(([kind]) => kind)
        .sort(),
    ).toEqual(['channel-update', 'stream-offline']);
  });

  it('leaves alone what an event told a moment ago: Twitch’s answers lag behind', async () => {
    await comeBack();
    const fields = {
      ...named('user', PEOPLE.stranger),
      ...named('moderator_user', PEOPLE.moderator),
      is_permanent: true,
    };
    await record.notify(told('e1', 'channel.ban', { ...fields, reason: '', ends_at: null }, clock.nowMs() - 5_000));
    // Twitch does not list her yet.
    expect(await record.live.findMissed(null)).toMatchObject({ events: [], isAnswered: true });
    expect(modLog()).toEqual([['ban', PEOPLE.stranger.login, PEOPLE.moderator.login, null]]);
  });

  it('takes no older title for news that Twitch still answers shortly after another was told', async () => {
    await comeBack();
    const category = (await record.db.read.selectFrom('live_channel').select('category').executeTakeFirst())?.category;
    const fields = { title: 'Neuer Titel', category_name: category, category_id: '1', language: 'de' };
    // The world goes on answering the old title.
    clock.advance(MINUTE_MS);
    await record.notify(told('e1', 'channel.update', fields, clock.nowMs() - 5_000));
    await record.live.saveEventsAlive(clock.nowMs());
    expect(await comeBack(1)).toEqual([]);
    expect(feed().map(([kind, isLate]) => [kind, isLate])).toEqual([['channel-update', false]]);
  });

  it('takes nobody for banned again whose ban is older than the end of it that was told', async () => {
    await comeBack();
    clock.advance(MINUTE_MS);
    world().clockOffsetMs += clock.nowMs() - world().nowMs();
    banUser(world(), { ...at, userId: PEOPLE.stranger.id, reason: 'Spam', seconds: null });
    const banned = { banned_at: new Date(clock.nowMs()).toISOString(), ends_at: null, is_permanent: true };
    const people = { ...named('user', PEOPLE.stranger), ...named('moderator_user', PEOPLE.moderator) };
    await record.notify(told('e0', 'channel.ban', { ...people, ...banned, reason: 'Spam' }, clock.nowMs()));
    await comeBack(5);
    // Lifted, as an event says; the list does not know for a long while.
    await record.notify(told('e1', 'channel.unban', people, clock.nowMs()));
    expect(await comeBack(10)).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import type { ModActionView } from '../../contract/moderation.ts';
import { newId, twitchUserId } from '../../kernel/id.ts';
import { CHANNEL, messageId, notification, openRecord, privmsg, type RecordRig } from '../../testing/record.ts';
import type { EventSubEvent, EventUser, Moderate } from '../../twitch/wire/eventsub-message.ts';
import type { Action } from './action.ts';
import { insertAction } from './mod-log-store.ts';

const broadcaster: EventUser = { id: CHANNEL.twitchId, login: CHANNEL.login, name: CHANNEL.displayName };
const nordlicht: EventUser = { id: twitchUserId('800711401'), login: 'nordlicht_mod', name: 'nordlicht_mod' };
const pixelpaul: EventUser = { id: twitchUserId('800711402'), login: 'pixelpaul', name: 'pixelpaul' };
const troll: EventUser = { id: twitchUserId('71000030'), login: 'troll_1', name: 'Troll_1' };

function moderate(detail: Moderate['detail'], moderator = nordlicht, more: Partial<Moderate> = {}): Moderate {
  return {
    type: 'channel.moderate',
    broadcaster,
    moderator,
    actionName: detail.action,
    isShared: false,
    source: null,
    detail,
    ...more,
  };
}
const timeout = (atMs: number, seconds = 600): Moderate['detail'] => ({
  action: 'timeout',
  user: troll,
  reason: 'spam',
  expiresAtMs: atMs + seconds * 1000,
  rules: [],
});

/** An act of ours whose call to Twitch is under way. */
async function intend(record: RecordRig, act: Partial<Action> & Pick<Action, 'kind'>): Promise<string> {
  const atMs = record.clock.nowMs();
  const action: Action = {
    id: newId('act', atMs),
    atMs,
    channelId: CHANNEL.twitchId,
    target: { id: troll.id, login: troll.login, displayName: troll.name },
    by: { id: nordlicht.id, login: nordlicht.login, displayName: nordlicht.name },
    reason: null,
    seconds: null,
    untilMs: null,
    message: null,
    state: 'open',
    refusal: null,
    source: 'here',
    details: {},
    ...act,
  };
  await record.db.transaction((db) => insertAction(db, action));
  return action.id;
}

const log = async (record: RecordRig, input: object = {}): Promise<ModActionView[]> =>
  (await record.call<{ actions: ModActionView[] }>(record.moderation, 'log', input)).actions;
const tell = (record: RecordRig, id: string, event: EventSubEvent): Promise<void> => {
  record.clock.advance(1);
  return record.notify(notification(id, event, record.clock.nowMs()));
};

describe('the echo of an act', () => {
  it('completes our own open intent instead of becoming a second entry', async () => {
    const record = await openRecord();
    const id = await intend(record, { kind: 'timeout', seconds: 600 });
    await tell(record, 'e1', moderate(timeout(record.clock.nowMs())));
    expect(await log(record)).toMatchObject([{ id, state: 'done', source: 'here', reason: 'spam', canUndo: true }]);
    expect(record.told.modLog).toMatchObject([{ id, state: 'done' }]);
  });

  it('finds its intent also when Twitch took long to take it', async () => {
    const record = await openRecord();
    const id = await intend(record, { kind: 'timeout', seconds: 600 });
    record.clock.advance(40_000);
    await tell(record, 'e1', moderate(timeout(record.clock.nowMs())));
    expect(await log(record)).toMatchObject([{ id, state: 'done', source: 'here' }]);
  });

  it('is written once though Twitch sends it twice, and though it is told by two types', async () => {
    const record = await openRecord();
    const bannedAtMs = record.clock.nowMs();
    const ban: EventSubEvent = {
      type: 'channel.ban',
      broadcaster,
      user: troll,
      moderator: nordlicht,
      reason: 'spam',
      bannedAtMs,
      endsAtMs: null,
    };
    const echo = moderate({ action: 'ban', user: troll, reason: 'spam', expiresAtMs: null, rules: [] });
    for (const round of [1, 2]) {
      await tell(record, 'e1', ban);
      await tell(record, 'e2', echo);
      expect(await log(record), `round ${round}`).toHaveLength(1);
    }
  });

  const ban = (): Moderate['detail'] => ({ action: 'ban', user: troll, reason: null, expiresAtMs: null, rules: [] });
  const banned = (bannedAtMs: number, seconds?: number): EventSubEvent => ({
    type: 'channel.ban',
    broadcaster,
    user: troll,
    moderator: nordlicht,
    reason: '',
    bannedAtMs,
    endsAtMs: seconds === undefined ? null : bannedAtMs + seconds * 1000,
  });

  it.each([-3600, -30, 0, 30, 3600])('is written once however wrong our clock is: by %d s', async (seconds) => {
    const record = await openRecord();
    const theirMs = (): number => record.clock.nowMs() - seconds * 1000;
    await record.notify(notification('e1', banned(theirMs()), theirMs()));
    await record.notify(notification('e2', moderate(ban()), theirMs()));
    expect(await log(record)).toHaveLength(1);
    await record.notify(notification('e3', moderate({ action: 'unban', user: troll }), theirMs()));
    const id = await intend(record, { kind: 'ban' });
    await record.notify(notification('e4', moderate(ban()), theirMs()));
    await record.notify(notification('e5', banned(theirMs()), theirMs()));
    const acts = await log(record);
    expect(acts).toHaveLength(3);
    expect(acts.find((act) => act.id === id)).toMatchObject({ state: 'done', source: 'here' });
  });

  it('is written once though Twitch’s clock was set between its two types', async () => {
    const record = await openRecord();
    const nowMs = record.clock.nowMs();
    await record.notify(notification('e1', banned(nowMs), nowMs));
    await record.notify(notification('e2', moderate(ban()), nowMs - 600_000));
    expect(await log(record)).toHaveLength(1);
    await record.notify(notification('e3', moderate({ action: 'unban', user: troll }), nowMs - 600_000));
    await record.notify(notification('e4', moderate(timeout(nowMs)), nowMs));
    await record.notify(notification('e5', banned(nowMs, 900), nowMs - 600_000));
    await record.notify(notification('e6', banned(nowMs, 600), nowMs - 600_000));
    expect((await log(record)).map(({ kind }) => kind).sort()).toEqual(['ban', 'timeout', 'timeout', 'unban']);
  });

  it('of a role is written once, whichever of its two types comes first', async () => {
    const record = await openRecord();
    await tell(record, 'e1', { type: 'channel.vip.add', broadcaster, user: troll });
    await tell(record, 'e2', moderate({ action: 'vip', user: troll }));
    expect(await log(record)).toMatchObject([{ kind: 'vip', by: { login: nordlicht.login } }]);
    await tell(record, 'e3', moderate({ action: 'unvip', user: troll }));
    await tell(record, 'e4', { type: 'channel.vip.remove', broadcaster, user: troll });
    expect(await log(record)).toHaveLength(2);
  });

  it('of somebody else becomes an entry of its own, with the line it was about', async () => {
    const record = await openRecord();
    await record.receive(privmsg(1, 'bad words', { login: 'troll_1', userId: troll.id }));
    await intend(record, { kind: 'timeout', seconds: 600 });
    await tell(record, 'e1', moderate(timeout(record.clock.nowMs()), pixelpaul));
    const [theirs, ours] = await log(record);
    expect(theirs).toMatchObject({
      kind: 'timeout',
      source: 'twitch',
      by: { login: 'pixelpaul' },
      seconds: 600,
      message: { id: messageId(1), text: 'bad words', seq: 1 },
    });
    expect(ours).toMatchObject({ state: 'open', source: 'here' });
  });

  it('does not join acts that lie far apart', async () => {
    const record = await openRecord();
    await intend(record, { kind: 'ban' });
    record.clock.advance(60_000);
    await tell(record, 'e1', moderate({ action: 'ban', user: troll, reason: null, expiresAtMs: null, rules: [] }));
    expect(await log(record)).toHaveLength(2);
  });

  it('that comes long after the act belongs to its own time', async () => {
    const record = await openRecord();
    const thenMs = record.clock.nowMs() - 20 * 24 * 3_600_000;
    const laterMs = thenMs + 3_600_000;
    const today = await intend(record, { kind: 'timeout', seconds: 600 });
    const tellOf = async (id: string, atMs: number, event: EventSubEvent): Promise<void> => {
      record.intake.streamEvent(notification(id, event, atMs), atMs);
      await record.intake.settled();
    };
    const ban = (atMs: number): EventSubEvent => ({
      type: 'channel.ban',
      broadcaster,
      user: troll,
      moderator: nordlicht,
      reason: 'spam',
      bannedAtMs: atMs,
      endsAtMs: atMs + 600_000,
    });
    await tellOf('e1', thenMs, moderate(timeout(thenMs)));
    await tellOf('e2', thenMs, ban(thenMs));
    await tellOf('e3', laterMs, ban(laterMs));
    await tellOf('e4', laterMs, moderate(timeout(laterMs)));
    const acts = await log(record);
    expect(acts.map(({ at }) => Date.parse(at))).toEqual([record.clock.nowMs(), laterMs, thenMs]);
    expect(acts[0]).toMatchObject({ id: today, state: 'open' });
  });

  it('of two quick acts on one person meets each its own', async () => {
    const record = await openRecord();
    const first = await intend(record, { kind: 'timeout', seconds: 10 });
    record.clock.advance(100);
    const second = await intend(record, { kind: 'timeout', seconds: 600 });
    await tell(record, 'e1', moderate(timeout(record.clock.nowMs(), 10)));
    await tell(record, 'e2', moderate(timeout(record.clock.nowMs(), 600)));
    expect((await log(record)).map(({ id, state }) => [id, state])).toEqual([
      [second, 'done'],
      [first, 'done'],
    ]);
  });

  it('shows that an act was done although no answer came', async () => {
    const record = await openRecord();
    await intend(record, { kind: 'ban', state: 'refused', refusal: 'twitch.unreachable' });
    await tell(record, 'e1', moderate({ action: 'ban', user: troll, reason: null, expiresAtMs: null, rules: [] }));
    expect(await log(record)).toMatchObject([{ state: 'done', refusal: null }]);
  });

  it('joins a deletion by its message, not by its author', async () => {
    const record = await openRecord();
    const del = (number: number): Moderate['detail'] => ({
      action: 'delete',
      user: troll,
      messageId: messageId(number),
      text: `text ${number}`,
    });
    await intend(record, { kind: 'delete', target: null, message: { id: messageId(1), text: '', seq: null } });
    await tell(record, 'e1', moderate(del(2)));
    await tell(record, 'e2', moderate(del(1)));
    expect((await log(record)).map(({ source, message }) => [source, message?.text])).toEqual([
      ['twitch', 'text 2'],
      ['here', 'text 1'],
    ]);
  });

  it('of a lifted ban marks what it took back', async () => {
    const record = await openRecord();
    await tell(record, 'e1', moderate({ action: 'ban', user: troll, reason: null, expiresAtMs: null, rules: [] }));
    record.clock.advance(60_000);
    await tell(record, 'e2', moderate({ action: 'unban', user: troll }, pixelpaul));
    const [unban, ban] = await log(record);
    expect(unban).toMatchObject({ kind: 'unban', by: { login: 'pixelpaul' } });
    expect(ban).toMatchObject({ kind: 'ban', undoneBy: unban?.id, canUndo: false });
  });

  it('keeps every other kind of act with what changed', async () => {
    const record = await openRecord();
    await tell(record, 'e1', moderate({ action: 'slow', seconds: 30 }));
    await tell(record, 'e2', moderate({ action: 'clear' }));
    await tell(record, 'e3', moderate({ action: 'add_blocked_term', terms: ['x', 'y'], isFromAutomod: false }));
    await tell(record, 'e4', moderate({ action: 'unknown' }, nordlicht, { actionName: 'brand_new' }));
    await tell(
      record,
      'e5',
      moderate(timeout(0), nordlicht, { isShared: true, actionName: 'shared_chat_timeout', source: pixelpaul }),
    );
    expect((await log(record)).map(({ kind, details }) => [kind, details]).reverse()).toEqual([
      ['chat-mode', { mode: 'slow', seconds: '30' }],
      ['clear', {}],
      ['terms', { change: 'add_blocked_term', terms: 'x, y' }],
      ['other', { action: 'brand_new' }],
      ['other', { action: 'shared_chat_timeout', sharedFrom: 'pixelpaul' }],
    ]);
  });
});

describe('the mod log', () => {
  it('pages by position though entries change meanwhile, and filters', async () => {
    const record = await openRecord();
    for (let number = 1; number <= 5; number++) {
      record.clock.advance(1000);
      await tell(
        record,
        `e${number}`,
        moderate({ action: 'warn', user: troll, reason: `100% no. ${number}`, expiresAtMs: null, rules: [] }),
      );
    }
    const first = await log(record, { limit: 2 });
    expect(first.map((action) => action.reason)).toEqual(['100% no. 5', '100% no. 4']);
    const rest = await log(record, { limit: 10, before: first[1]?.seq });
    expect(rest.map((action) => action.reason)).toEqual(['100% no. 3', '100% no. 2', '100% no. 1']);
    expect(await log(record, { text: '100% NO. 3' })).toHaveLength(1);
    expect(await log(record, { text: '100_' })).toHaveLength(0);
    expect(await log(record, { by: '@Nordlicht_Mod' })).toHaveLength(5);
    expect(await log(record, { target: 'nobody' })).toHaveLength(0);
    expect(await log(record, { kind: 'ban' })).toHaveLength(0);
  });

  it('tells a browser that was away the newest state of each act once', async () => {
    const record = await openRecord();
    await intend(record, { kind: 'ban' });
    await tell(record, 'e1', moderate({ action: 'ban', user: troll, reason: null, expiresAtMs: null, rules: [] }));
    const [feed] = record.moderation.feeds;
    expect(await feed?.rowsAfter(0, 10)).toMatchObject([{ kind: 'ban', state: 'done', seq: 2 }]);
    expect(await feed?.lastSeq()).toBe(2);
    expect(await feed?.rowsAfter(2, 10)).toEqual([]);
  });
});

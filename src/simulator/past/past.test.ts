import { describe, expect, it } from 'vitest';
import { parseEventSubFrame } from '../../twitch/wire/eventsub.ts';
import { isObject, type Json, objectAt } from '../../twitch/wire/eventsub-fields.ts';
import { parseIrcLine } from '../../twitch/wire/irc.ts';
import { STREAMER_ID } from '../world.ts';
import type { MoneyEntry, WorldState } from '../world-state.ts';
import { makePast } from './make-past.ts';

const DAY_MS = 24 * 60 * 60_000;
/** A Sunday evening; the clocks went back four weeks before. */
const NOW_MS = Date.parse('2026-11-22T18:00:00Z');

interface Entry {
  readonly wire: 'irc' | 'eventsub' | 'helix';
  readonly at: number;
  readonly line: string;
  readonly path: string;
  readonly reply: { readonly total: number; readonly data: readonly { readonly viewer_count: number }[] };
  readonly message: Json;
}

function madeNow() {
  const lines: string[] = [];
  const { state, summary } = makePast({ seed: 'evening', nowMs: NOW_MS }, (line) => lines.push(line));
  return { lines, state, summary, entries: lines.map((line) => JSON.parse(line) as Entry) };
}

/** The first lines of a past that is not made to its end. */
function beginningOf(seed: string, count: number): string[] {
  const lines: string[] = [];
  const enough = new Error('enough');
  try {
    makePast({ seed, nowMs: NOW_MS }, (line) => {
      if (lines.push(line) === count) throw enough;
    });
  } catch (error) {
    if (error !== enough) throw error;
  }
  return lines;
}

const past = madeNow();
const channel = channelIn(past.state);
const only = (wire: Entry['wire']): Entry[] => past.entries.filter((entry) => entry.wire === wire);
const notifications = only('eventsub').map(({ at, message }) => {
  const frame = parseEventSubFrame(JSON.stringify(message), 0);
  if (frame?.type !== 'notification') throw new Error('no notification');
  return { at, ...frame, body: isObject(frame.raw) ? frame.raw : {} };
});
const told = (type: string) => notifications.filter((one) => one.subscriptionType === type);

function channelIn(state: WorldState) {
  const found = state.channels[STREAMER_ID];
  if (!found) throw new Error('no channel');
  return found;
}

describe('the past', () => {
  it('is the same for the same seed and moment, and another one for another seed', () => {
    const again = madeNow();
    expect(again.lines.length).toBe(past.lines.length);
    expect(again.lines.every((line, index) => line === past.lines[index])).toBe(true);
    expect(again.state).toEqual(past.state);
    expect(beginningOf('evening', 400)).toEqual(past.lines.slice(0, 400));
    expect(beginningOf('another', 400)).not.toEqual(past.lines.slice(0, 400));
  });

  it('has as much as a busy small channel has in ninety days', () => {
    expect(told('stream.online').length).toBeGreaterThanOrEqual(36);
    expect(past.summary.lines).toBeGreaterThanOrEqual(50_000);
    expect(past.summary.events).toBeGreaterThanOrEqual(3_000);
    const authors = new Set(only('irc').flatMap(({ line }) => / :(\w+)!\S+ PRIVMSG /.exec(line)?.[1] ?? []));
    expect(authors.size).toBeGreaterThanOrEqual(400);
    expect(past.summary).toMatchObject({
      lines: only('irc').length,
      events: only('eventsub').length,
      numbers: only('helix').length,
    });
  });

  it('is told in order of time, within ninety days, and ends with a line of chat', () => {
    const times = past.entries.map((entry) => entry.at);
    expect(times.every((at, index) => index === 0 || at >= (times[index - 1] ?? 0))).toBe(true);
    expect(times[0]).toBeGreaterThanOrEqual(NOW_MS - 90 * DAY_MS);
    expect(times.at(-1)).toBeLessThan(NOW_MS);
    // Whoever puts it on record knows by its last line that everything before is there.
    expect(past.entries.at(-1)?.wire).toBe('irc');
  });

  it('has only lines that are part of a chat, each with the time it was sent', () => {
    const commands = new Set<string>();
    const ids = new Set<string>();
    let withId = 0;
    for (const { line, at } of only('irc')) {
      const message = parseIrcLine(line, at);
      commands.add(message?.command ?? 'unread');
      if (message && 'sentAtMs' in message) expect(message.sentAtMs).toBe(at);
      if (message && 'id' in message && message.id !== null) {
        withId += 1;
        ids.add(message.id);
      }
    }
    expect([...commands].sort()).toEqual(['CLEARCHAT', 'CLEARMSG', 'NOTICE', 'PRIVMSG', 'ROOMSTATE', 'USERNOTICE']);
    expect(ids.size).toBe(withId);
  });

  it('has only messages that are understood, each once, with the time it was sent', () => {
    expect(notifications.filter((one) => one.event.type === 'other')).toEqual([]);
    expect(notifications.every((one) => one.sentAtMs === one.at)).toBe(true);
    expect(new Set(notifications.map((one) => one.messageId)).size).toBe(notifications.length);
  });

  it('is varied: most people write, few sentences come back often', () => {
    const count = new Map<string, number>();
    for (const { line } of only('irc')) {
      const text = / PRIVMSG #\w+ :(.*)$/.exec(line)?.[1];
      if (text !== undefined) count.set(text, (count.get(text) ?? 0) + 1);
    }
    const all = [...count.values()].reduce((sum, times) => sum + times, 0);
    expect(count.size / all).toBeGreaterThan(0.35);
    expect(Math.max(...count.values()) / all).toBeLessThan(0.004);
  });

  it('tells everything that Twitch tells two or three times as often', () => {
    const kinds = (type: string) => told('channel.chat.notification').filter((one) => one.body['notice_type'] === type);
    const usernotices = (id: string) => only('irc').filter(({ line }) => line.includes(`;msg-id=${id};`)).length;
    expect(told('channel.cheer').length).toBe(told('channel.bits.use').length);
    expect(told('channel.subscribe').length).toBe(kinds('sub').length + kinds('sub_gift').length);
    expect(told('channel.subscription.message').length).toBe(kinds('resub').length);
    expect(usernotices('resub')).toBe(kinds('resub').length);
    expect(usernotices('sub')).toBe(kinds('sub').length);
    expect(usernotices('subgift')).toBe(kinds('sub_gift').length);
    expect(told('channel.ban').length).toBeGreaterThan(40);
    expect(told('channel.moderate').length).toBeGreaterThan(told('channel.ban').length);
    for (const kind of ['prime_paid_upgrade', 'gift_paid_upgrade', 'community_sub_gift', 'watch_streak', 'raid']) {
      expect([kind, kinds(kind).length > 0]).toEqual([kind, true]);
    }
  });

  it('has what must not be taken for income', () => {
    const shared = told('channel.chat.notification').filter((one) =>
      String(one.body['notice_type']).startsWith('shared_chat_'),
    );
    expect(new Set(shared.map((one) => one.body['notice_type']))).toEqual(
      new Set(
        ['sub', 'resub', 'sub_gift', 'community_sub_gift', 'announcement', 'prime_paid_upgrade'].map(
          (kind) => `shared_chat_${kind}`,
        ),
      ),
    );
    expect(shared.every((one) => one.body['source_broadcaster_user_login'] === 'bienenkorb')).toBe(true);
    expect(told('channel.subscribe').filter((one) => one.body['user_id'] === STREAMER_ID)).toHaveLength(1);
    expect(
      told('channel.chat.notification').filter((one) => objectAt(one.body, 'resub')['is_gift'] === true).length,
    ).toBeGreaterThan(0);
  });

  it('has an evening on which two chats were one', () => {
    const sources = only('irc').flatMap(({ line }) => /[@;]source-room-id=(\d+)/.exec(line)?.[1] ?? []);
    const foreign = sources.filter((id) => id !== STREAMER_ID);
    expect(new Set(foreign).size).toBe(1);
    expect(foreign.length).toBeGreaterThan(80);
    // Her own lines of that evening say so as well.
    expect(sources.length).toBeGreaterThan(foreign.length + 100);
    expect(past.state.sharedChats).toEqual([]);
  });

  it('has evenings that differ: by how many watch and by what is given', () => {
    const watched = new Map<string, number[]>();
    for (const { reply, path } of only('helix')) {
      const [stream] = path === '/streams' ? reply.data : [];
      if (!stream) continue;
      const { game_name: name } = stream as unknown as { game_name: string };
      watched.set(name, [...(watched.get(name) ?? []), stream.viewer_count]);
    }
    const averages = [...watched.values()].map((all) => all.reduce((sum, one) => sum + one, 0) / all.length);
    expect(watched.size).toBeGreaterThanOrEqual(6);
    expect(Math.max(...averages)).toBeGreaterThan(Math.min(...averages) * 1.6);
  });

  it('gives followers and loses some, without a jump to the present', () => {
    const totals = (path: string) =>
      only('helix')
        .filter((entry) => entry.path === path)
        .map((entry) => entry.reply.total);
    const followers = totals('/channels/followers');
    const steps = followers.slice(1).map((total, index) => total - (followers[index] ?? 0));
    expect(steps.some((step) => step < 0)).toBe(true);
    expect(Math.max(...steps)).toBeLessThan(20);
    const gained = (followers.at(-1) ?? 0) - (followers[0] ?? 0);
    expect(gained / 3).toBeGreaterThan(25);
    expect(gained / 3).toBeLessThan(60);
    expect(Math.abs(Object.keys(channel.followers).length - (followers.at(-1) ?? 0))).toBeLessThan(8);
    expect(Math.abs(Object.keys(channel.subscriptions).length - (totals('/subscriptions').at(-1) ?? 0))).toBeLessThan(
      6,
    );
    expect(Object.values(channel.subscriptions).every((one) => one.endsAtMs > NOW_MS)).toBe(true);
  });

  it('leaves the totals that what was given adds up to', () => {
    const given = new Map<string, number>();
    for (const { body } of told('channel.bits.use')) {
      given.set(String(body['user_id']), (given.get(String(body['user_id'])) ?? 0) + Number(body['bits']));
    }
    for (const [userId, bits] of given) expect(channel.bitTotals[userId]).toBeGreaterThanOrEqual(bits);
    expect(Object.keys(channel.bitTotals)).toEqual(expect.arrayContaining([...given.keys()]));
  });

  it('leaves a recording of every broadcast, and the one that runs', () => {
    const starts = told('stream.online').map((one) => Date.parse(String(one.body['started_at'])));
    const ends = told('stream.offline').map((one) => one.at);
    expect(channel.videos.map((video) => video.createdAtMs)).toEqual(starts.slice(0, -1).reverse());
    expect(
      channel.videos
        .map((video) => video.createdAtMs + video.durationSeconds * 1000)
        .every((endMs, index) => Math.abs(endMs - (ends.at(-1 - index) ?? 0)) <= 500),
    ).toBe(true);
    expect(channel.stream?.startedAtMs).toBe(starts.at(-1));
    expect(channel.title).toBe('Frühstück mit Chat');
  });

  it('ends the hate raid with bans, a wiped chat and an open room', () => {
    const lines = only('irc').map(({ line }) => line);
    expect(told('channel.ban').filter((one) => one.body['reason'] === 'Hate Raid').length).toBeGreaterThan(25);
    expect(lines.filter((line) => / CLEARCHAT #derflaavius$/.test(line))).toHaveLength(1);
    expect(lines.filter((line) => line.includes('followers-only=30'))).toHaveLength(1);
    expect(channel.modes).toMatchObject({ followersOnlyMinutes: null, slowSeconds: null });
  });

  it('does not make the world file grow by its lines', () => {
    expect(past.state.messages.length).toBeLessThan(2_500);
    expect(past.state.messages.every((message) => message.sentAtMs > NOW_MS - DAY_MS)).toBe(true);
  });
});

describe('the book of money', () => {
  it('is what an independent reader of the messages counts', () => {
    expect(past.state.money).toEqual(notifications.flatMap(readMoney));
    expect(new Set(past.state.money.map((entry) => entry.source))).toEqual(new Set(['sub', 'prime', 'gift', 'bits']));
  });
});

/** Reads money from the wire alone. */
function readMoney({ messageId, at, subscriptionType, body }: (typeof notifications)[number]): MoneyEntry[] {
  const entry = (fields: Omit<MoneyEntry, 'messageId' | 'atMs'>): MoneyEntry[] => [{ messageId, ...fields, atMs: at }];
  if (subscriptionType === 'channel.bits.use') {
    return entry({ source: 'bits', tier: null, quantity: Number(body['bits']), userId: String(body['user_id']) });
  }
  if (subscriptionType !== 'channel.chat.notification' || body['chatter_user_id'] === STREAMER_ID) return [];
  const userId = body['chatter_is_anonymous'] === true ? null : String(body['chatter_user_id']);
  const kind = String(body['notice_type']);
  if (kind !== 'sub' && kind !== 'resub' && kind !== 'sub_gift') return [];
  const detail = objectAt(body, kind);
  if (detail['is_gift'] === true) return [];
  if (detail['is_prime'] === true) return entry({ source: 'prime', tier: null, quantity: 1, userId });
  return entry({
    source: kind === 'sub_gift' ? 'gift' : 'sub',
    tier: detail['sub_tier'] as MoneyEntry['tier'],
    quantity: kind === 'resub' ? 1 : Number(detail['duration_months']),
    userId,
  });
}

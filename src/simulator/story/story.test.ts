import { describe, expect, it } from 'vitest';
import { type QuietWorld, quietWorld } from '../quiet-world.ts';
import { channelOf } from '../world.ts';
import { changeModes } from '../world-chat.ts';
import type { WorldEvent } from '../world-events.ts';
import { banUser } from '../world-moderation.ts';
import { createStory, wakeUp } from './story.ts';

/** Lets the evening go on in steps of a fifth of a second, clock and story together. */
function tell(room: QuietWorld, minutes: number, story = createStory(room.world)): void {
  for (let step = 0; step < minutes * 300; step += 1) {
    room.wait(0.2);
    story.advance(200);
  }
}

function linesOf(events: readonly WorldEvent[]) {
  return events.flatMap((event) => (event.kind === 'message' ? [event.message] : []));
}

describe('the evening', () => {
  it('is the same for the same seed, and another for another', () => {
    const [first, again, other] = [quietWorld('a'), quietWorld('a'), quietWorld('b')];
    for (const room of [first, again, other]) tell(room, 12);
    expect(JSON.stringify(first.events)).toBe(JSON.stringify(again.events));
    expect(linesOf(first.events).map((line) => line.text)).not.toEqual(linesOf(other.events).map((line) => line.text));
  });

  it('holds everything a channel can see, within two and a half hours', () => {
    const room = quietWorld();
    tell(room, 150);
    const kinds = new Set(room.events.map((event) => event.kind));
    for (const kind of [
      'message',
      'followed',
      'subscribed',
      'resubscribed',
      'subs-gifted',
      'cheered',
      'raided',
      'channel-updated',
      'stream-offline',
      'stream-online',
      'hype-train',
      'reward-redeemed',
      'user-banned',
      'message-deleted',
    ]) {
      expect(kinds).toContain(kind);
    }
    const notices = new Set(
      room.events.flatMap((event) => (event.kind === 'notice' ? [event.notice.detail.kind] : [])),
    );
    for (const kind of ['sub', 'resub', 'community-gift', 'sub-gift', 'raid', 'announcement', 'watch-streak']) {
      expect(notices).toContain(kind);
    }
    const lines = linesOf(room.events);
    expect(new Set(lines.map((line) => line.text)).size).toBeGreaterThan(500);
    expect(lines.filter((line) => line.reply).length).toBeGreaterThan(50);
    expect(lines.filter((line) => line.isFirst).length).toBeGreaterThan(10);
    expect(lines.some((line) => line.isAction)).toBe(true);
    expect(lines.some((line) => line.text.includes('\u200d'))).toBe(true);
    const perMinute = lines.length / 150;
    expect(perMinute).toBeGreaterThan(15);
    expect(perMinute).toBeLessThan(60);
  });

  it('starts with a lively first five minutes', () => {
    const room = quietWorld();
    tell(room, 5);
    const kinds = room.events.map((event) => event.kind);
    for (const kind of ['followed', 'resubscribed', 'cheered', 'raided', 'subs-gifted']) expect(kinds).toContain(kind);
  });

  it('goes on where it stood', () => {
    const room = quietWorld();
    tell(room, 6);
    const { storyPositionMs } = room.world.state;
    expect(storyPositionMs).toBe(6 * 60_000);
    room.events.length = 0;
    tell(room, 3);
    // What was before is not told again: no second raid in the first minutes.
    expect(room.events.some((event) => event.kind === 'raided')).toBe(false);
    expect(room.events.some((event) => event.kind === 'message')).toBe(true);
  });

  it('wakes up live after a long sleep', () => {
    const room = quietWorld();
    room.wait(20 * 3600);
    wakeUp(room.world);
    const { stream, videos } = channelOf(room.world, room.streamerId);
    expect(stream?.startedAtMs).toBe(room.world.nowMs() - 47 * 60_000);
    expect(videos[0]?.title).toBe('Frühstück mit Chat');
    wakeUp(room.world);
    expect(channelOf(room.world, room.streamerId).stream).toBe(stream);
  });
});

describe('the people in it', () => {
  it('write nothing while they are timed out, and the troll comes back afterwards', () => {
    const room = quietWorld();
    const story = createStory(room.world);
    const troll = room.id('xx_bohne_xx');
    tell(room, 6, story);
    expect(linesOf(room.events).some((line) => line.userId === troll)).toBe(true);
    room.events.length = 0;
    const order = { channelId: room.streamerId, moderatorId: room.streamerId, userId: troll, reason: '' };
    banUser(room.world, { ...order, seconds: 600 });
    tell(room, 9.9, story);
    expect(linesOf(room.events).some((line) => line.userId === troll)).toBe(false);
    tell(room, 8, story);
    expect(linesOf(room.events).some((line) => line.userId === troll)).toBe(true);
  });

  it('go on without someone who was banned in the middle of it all', () => {
    const room = quietWorld();
    const story = createStory(room.world);
    tell(room, 2, story);
    const banned = ['brezel_bube', 'rasenmaeher9000', 'frau_holle_tv', 'keksdose_m'].map(room.id);
    for (const userId of banned) {
      const order = { channelId: room.streamerId, moderatorId: room.streamerId, userId, reason: '' };
      banUser(room.world, { ...order, seconds: null });
    }
    room.events.length = 0;
    tell(room, 10, story);
    const lines = linesOf(room.events);
    expect(lines.length).toBeGreaterThan(100);
    expect(lines.some((line) => banned.includes(line.userId))).toBe(false);
  });

  it('keep to the modes of the room', () => {
    const room = quietWorld();
    const story = createStory(room.world);
    changeModes(room.world, {
      channelId: room.streamerId,
      moderatorId: room.streamerId,
      changes: { subscribersOnly: true },
    });
    tell(room, 5, story);
    const lines = linesOf(room.events);
    expect(lines.length).toBeGreaterThan(10);
    const allowed = new Set(['subscriber', 'moderator', 'vip', 'broadcaster']);
    expect(lines.every((line) => line.badges.some((badge) => allowed.has(badge.setId)))).toBe(true);
  });
});

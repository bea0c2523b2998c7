import { expect, it } from 'vitest';
import { type QuietWorld, quietWorld } from '../quiet-world.ts';
import { seededRandom } from '../random.ts';
import { channelOf } from '../world.ts';
import { banUser } from '../world-moderation.ts';
import { type Casting, createCasting } from './casting.ts';

function cast(): { room: QuietWorld; casting: Casting } {
  const room = quietWorld();
  return { room, casting: createCasting(room.world, seededRandom('casting')) };
}

function many(draw: () => string | undefined): (string | undefined)[] {
  return Array.from({ length: 300 }, draw);
}

it('gives no part to the banned, not even by name', () => {
  const { room, casting } = cast();
  const userId = room.id('brezel_bube');
  expect(many(() => casting.regular())).toContain(userId);
  banUser(room.world, { channelId: room.streamerId, moderatorId: room.streamerId, userId, reason: '', seconds: 60 });
  expect(many(() => casting.regular())).not.toContain(userId);
  expect(casting.byLogin('brezel_bube')).toBeUndefined();
  room.wait(60);
  expect(casting.byLogin('brezel_bube')).toBe(userId);
});

it('knows who is new, who follows and who subscribes', () => {
  const { room, casting } = cast();
  const { knownChatters, followers, subscriptions } = channelOf(room.world, room.streamerId);
  const isIn = (people: object) => (userId: string | undefined) => userId !== undefined && userId in people;
  expect(many(() => casting.newcomer()).some(isIn(knownChatters))).toBe(false);
  expect(many(() => casting.passerBy()).every(isIn(knownChatters))).toBe(true);
  expect(many(() => casting.nonFollower()).some(isIn(followers))).toBe(false);
  expect(many(() => casting.nonSubscriber()).some(isIn(subscriptions))).toBe(false);
  expect(many(() => casting.subscriber()).every(isIn(subscriptions))).toBe(true);
});

it('leaves out who already has a part', () => {
  const { casting } = cast();
  const taken = new Set<string>();
  for (let userId = casting.regular(taken); userId !== undefined; userId = casting.regular(taken)) taken.add(userId);
  expect(taken.size).toBeGreaterThan(50);
});

import type { Random } from '../random.ts';
import { userOf, type World } from '../world.ts';
import type { Casting } from './casting.ts';
import { type Deck, shuffledDeck } from './deck.ts';
import { ON_BITS, ON_GIFT, ON_RAID, ON_SUB, RAIDERS_SAY } from './one-liners.ts';
import type { Room } from './room.ts';

/** What the room says when something happens. */
export interface Reactions {
  toSub(userId: string, nowMs: number): void;
  toBits(userId: string, nowMs: number): void;
  /** null: nobody knows who gave. */
  toGift(gifterId: string | null, count: number, nowMs: number): void;
  toRaid(fromId: string, nowMs: number): void;
}

export function createReactions(world: World, random: Random, casting: Casting, room: Room): Reactions {
  const onSub = shuffledDeck(ON_SUB, random);
  const onBits = shuffledDeck(ON_BITS, random);
  const onGift = shuffledDeck(ON_GIFT, random);
  const onRaid = shuffledDeck(ON_RAID, random);
  const raiders = shuffledDeck(RAIDERS_SAY, random);

  const cheerBy = (count: number, deck: Deck<string>, aboutId: string | null, nowMs: number): void => {
    const name = aboutId === null ? 'Anonym' : userOf(world, aboutId).displayName;
    const used = new Set<string>(aboutId === null ? [] : [aboutId]);
    const lines = Array.from({ length: count }, () => {
      const userId = casting.regular(used);
      if (userId !== undefined) used.add(userId);
      return { userId, text: deck.draw().replaceAll('{who}', name) };
    });
    room.react(
      lines.flatMap(({ userId, text }) => (userId === undefined ? [] : [{ userId, text }])),
      nowMs,
    );
  };

  return {
    toSub: (userId, nowMs) => cheerBy(random.between(1, 3), onSub, userId, nowMs),
    toBits: (userId, nowMs) => cheerBy(random.between(1, 3), onBits, userId, nowMs),
    toGift: (gifterId, count, nowMs) => cheerBy(Math.min(8, 2 + count), onGift, gifterId, nowMs),
    toRaid(fromId, nowMs) {
      const used = new Set<string>();
      const guests = Array.from({ length: 5 }, (_, index) => {
        const userId = index === 0 ? fromId : casting.newcomer(used);
        if (userId !== undefined) used.add(userId);
        return { userId, text: raiders.draw() };
      });
      room.react(
        guests.flatMap(({ userId, text }) => (userId === undefined ? [] : [{ userId, text }])),
        nowMs,
      );
      cheerBy(6, onRaid, fromId, nowMs);
    },
  };
}

import { CHEER_TEXTS, ON_BITS, ON_GIFT, ON_SUB } from '../story/one-liners.ts';
import { channelOf, STREAMER_ID, userOf } from '../world.ts';
import { notify } from '../world-chat.ts';
import { cheer, giftSubs, resubscribe, subscribe } from '../world-money.ts';
import { isSubscriber } from '../world-roles.ts';
import type { SubTier } from '../world-state.ts';
import { moderatorOf } from './doings.ts';
import { about, type Evening, momentOf } from './evening.ts';
import type { Renewals } from './subscriptions.ts';
import type { Incident, Talk } from './talk.ts';
import { fillPlaces } from './voice.ts';

/** Usual amounts; small ones are given more often. */
const AMOUNTS = [1, 5, 25, 50, 50, 100, 100, 100, 150, 200, 300, 500, 1000] as const;
const THANKS = [
  ...CHEER_TEXTS,
  'für {zahl} schöne Runden',
  'nimm das fürs {ding}',
  'weil heute {tag} ist',
  '{lob}!',
  '',
];

/** What is given on an evening: subscriptions, gifts, bits, and what the room says to it. */
export function planGiving(evening: Evening, talk: Talk, renewals: Renewals): void {
  const { world, random, agenda } = evening;
  const channel = channelOf(world, STREAMER_ID);
  const length = (evening.endMs - evening.startMs) / (150 * 60_000);
  const money = evening.broadcast.show.money * Math.sqrt(evening.broadcast.show.viewers / 33) * length;
  /** Somewhere in the evening, not in its first and last minutes. */
  const sometime = (what: () => void): void => agenda.at(momentOf(evening, 0.04 + random.next() * 0.92), what);
  const times = (count: number, what: () => void): void => {
    for (let index = about(random, count * money); index > 0; index -= 1) sometime(what);
  };
  const nonSubscriber = (without: ReadonlySet<string> = new Set()): string | undefined => {
    for (let tries = 0; tries < 12; tries += 1) {
      const userId = talk.anyone(without)?.userId;
      if (userId !== undefined && !isSubscriber(channel, userId)) return userId;
    }
    return undefined;
  };

  const newSub = (): void => {
    const userId = nonSubscriber();
    if (userId === undefined) return;
    const isPrime = random.chance(0.42);
    const dice = random.next();
    const tier: SubTier = isPrime || dice < 0.86 ? '1000' : dice < 0.95 ? '2000' : '3000';
    const months = !isPrime && random.chance(0.08) ? random.pick([3, 6]) : 1;
    subscribe(world, { channelId: STREAMER_ID, userId, tier, isPrime, months });
    talk.react(ON_SUB, random.between(1, 4), userId);
  };

  const gift = (count: number): void => {
    const gifterId = random.chance(0.16) ? null : talk.anyone()?.userId;
    if (gifterId === undefined) return;
    const recipientIds = new Set<string>();
    const without = new Set(gifterId === null ? [] : [gifterId]);
    for (let tries = 0; recipientIds.size < count && tries < count * 6; tries += 1) {
      const userId = nonSubscriber(without);
      if (userId === undefined) continue;
      recipientIds.add(userId);
      without.add(userId);
    }
    if (recipientIds.size === 0) return;
    const tier: SubTier = random.chance(0.08) ? '2000' : '1000';
    const months = count === 1 && random.chance(0.12) ? 3 : 1;
    giftSubs(world, { channelId: STREAMER_ID, gifterId, tier, recipientIds: [...recipientIds], months });
    talk.react(ON_GIFT, Math.min(9, 2 + count), gifterId);
    // One openhanded person makes others so.
    for (let index = random.between(0, Math.min(3, count)); index > 0; index -= 1) {
      agenda.at(world.nowMs() + random.between(20, 200) * 1000, bits);
    }
  };

  function bits(): void {
    const userId = talk.anyone()?.userId;
    if (userId === undefined) return;
    const text = fillPlaces(random.pick(THANKS), random);
    if (!cheer(world, { channelId: STREAMER_ID, userId, bits: random.pick(AMOUNTS), text })) return;
    talk.react(ON_BITS, random.between(0, 3), userId);
  }

  times(0.17, newSub);
  times(0.2, () => gift(1));
  times(0.03, () => gift(random.pick([2, 3, 5])));
  times(4.9, bits);
  times(0.1, () => upgrade('gift')(evening, talk));
  times(0.04, () => showGiftedMonth(evening, talk));

  const here = new Set(evening.guests.map(({ userId }) => userId));
  for (const userId of renewals.wantToShow(here)) {
    const guest = evening.guests.find((one) => one.userId === userId);
    if (!guest || !random.chance(0.75)) continue;
    agenda.at(guest.fromMs + random.next() * (guest.untilMs - guest.fromMs), () => {
      renewals.show(userId);
      talk.react(ON_SUB, random.between(0, 3), userId);
    });
  }
}

/** So many at once, to people who are there. */
export function giftBomb(count: number, isAnonymous: boolean): Incident {
  return (evening, talk) => {
    const { world, random, agenda } = evening;
    const channel = channelOf(world, STREAMER_ID);
    agenda.at(momentOf(evening, 0.3 + random.next() * 0.5), () => {
      const gifterId = isAnonymous ? null : (talk.anyone()?.userId ?? moderatorOf(world));
      const recipientIds = evening.guests
        .map(({ userId }) => userId)
        .filter((userId) => userId !== gifterId && !isSubscriber(channel, userId))
        .slice(0, count);
      giftSubs(world, { channelId: STREAMER_ID, gifterId, tier: '1000', recipientIds });
      talk.react(ON_GIFT, Math.min(9, 2 + count), gifterId);
    });
  };
}

/** Who was given a month, or had it by Prime, decides to pay: told at once, paid with the next month. */
export function upgrade(from: 'gift' | 'prime'): Incident {
  return ({ world, random, agenda }, talk) => {
    agenda.at(world.nowMs() + random.between(60, 3600) * 1000, () => {
      const all = Object.values(channelOf(world, STREAMER_ID).subscriptions);
      const subscription = all.find((one) => (from === 'gift' ? one.isGift : one.isPrime));
      if (!subscription) return;
      const { userId, gifterId } = subscription;
      const name = userOf(world, userId).displayName;
      const gifter = gifterId === null ? 'an anonymous user' : userOf(world, gifterId).displayName;
      Object.assign(subscription, { isGift: false, isPrime: false, gifterId: null });
      notify(world, {
        channelId: STREAMER_ID,
        userId,
        systemText:
          from === 'gift'
            ? `${name} is continuing the Gift Sub they got from ${gifter}!`
            : `${name} converted from a Prime sub to a Tier 1 sub!`,
        detail: from === 'gift' ? { kind: 'gift-upgrade', gifterId } : { kind: 'prime-upgrade', tier: '1000' },
      });
      talk.react(ON_SUB, random.between(0, 2), userId);
    });
  };
}

/** The month that is shown was somebody else's gift: no money comes in for it. */
export const showGiftedMonth: Incident = ({ world, random, agenda }) => {
  agenda.at(world.nowMs() + random.between(60, 3600) * 1000, () => {
    const all = Object.values(channelOf(world, STREAMER_ID).subscriptions);
    const subscription = all.findLast((one) => one.isGift);
    if (!subscription) return;
    const { userId, tier } = subscription;
    const text = 'danke nochmal für das Abo flaavHerz';
    resubscribe(world, { channelId: STREAMER_ID, userId, tier, text, showsStreak: false, isGift: true });
  });
};

import { CHEER_TEXTS, ON_BITS, ON_GIFT, ON_SUB } from '../story/one-liners.ts';
import { channelOf, STREAMER_ID, userOf } from '../world.ts';
import { notify } from '../world-chat.ts';
import { cheer, giftSubs, resubscribe, subscribe } from '../world-money.ts';
import { isSubscriber } from '../world-roles.ts';
import type { SubTier } from '../world-state.ts';
import { about, type Evening, momentOf } from './evening.ts';
import type { Renewals } from './subscriptions.ts';
import type { Talk } from './talk.ts';
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

  times(0.22, newSub);
  times(0.2, () => gift(1));
  times(0.05, () => gift(random.pick([2, 3, 5, 5, 10])));
  times(4.9, bits);
  times(0.12, () => upgrade(evening, talk));
  times(0.07, () => showGiftedMonth(evening, talk));

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

/** Who was given a month, or had it by Prime, decides to pay: told at once, paid with the next month. */
function upgrade({ world, random }: Evening, talk: Talk): void {
  const channel = channelOf(world, STREAMER_ID);
  for (let tries = 0; tries < 20; tries += 1) {
    const userId = talk.anyone()?.userId;
    const subscription = userId === undefined ? undefined : channel.subscriptions[userId];
    if (userId === undefined || !subscription || !(subscription.isGift || subscription.isPrime)) continue;
    const name = userOf(world, userId).displayName;
    const { gifterId, isGift } = subscription;
    const gifter = gifterId === null ? 'an anonymous user' : userOf(world, gifterId).displayName;
    Object.assign(subscription, { isGift: false, isPrime: false, gifterId: null });
    notify(world, {
      channelId: STREAMER_ID,
      userId,
      systemText: isGift
        ? `${name} is continuing the Gift Sub they got from ${gifter}!`
        : `${name} converted from a Prime sub to a Tier 1 sub!`,
      detail: isGift ? { kind: 'gift-upgrade', gifterId } : { kind: 'prime-upgrade', tier: '1000' },
    });
    talk.react(ON_SUB, random.between(0, 2), userId);
    return;
  }
}

/** The month that is shown was somebody else's gift: no money comes in for it. */
function showGiftedMonth({ world }: Evening, talk: Talk): void {
  const channel = channelOf(world, STREAMER_ID);
  for (let tries = 0; tries < 20; tries += 1) {
    const userId = talk.anyone()?.userId;
    const subscription = userId === undefined ? undefined : channel.subscriptions[userId];
    if (userId === undefined || !subscription?.isGift) continue;
    const { tier } = subscription;
    const text = 'danke nochmal für das Abo flaavHerz';
    resubscribe(world, { channelId: STREAMER_ID, userId, tier, text, showsStreak: false, isGift: true });
    return;
  }
}

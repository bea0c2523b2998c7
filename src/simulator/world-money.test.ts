import { expect, it } from 'vitest';
import { quietWorld } from './quiet-world.ts';
import { channelOf } from './world.ts';
import { endExpiredHypeTrain } from './world-hype-train.ts';
import { cheer, giftSubs, resubscribe, subscribe } from './world-money.ts';

it('announces a bomb of three once and each gift of it', () => {
  const room = quietWorld();
  const recipientIds = ['waldkauz77', 'der_ole', 'kaffeebohne_7'].map(room.id);
  giftSubs(room.world, { channelId: room.streamerId, gifterId: room.id('keksdose_m'), tier: '1000', recipientIds });
  const notices = room.events.flatMap((event) => (event.kind === 'notice' ? [event.notice.detail] : []));
  expect(notices.map((detail) => detail.kind)).toEqual(['community-gift', 'sub-gift', 'sub-gift', 'sub-gift']);
  const bomb = notices[0];
  if (bomb?.kind !== 'community-gift') throw new Error('no bomb');
  expect(bomb).toMatchObject({ count: 3, cumulativeTotal: 40 });
  expect(notices.slice(1).every((one) => one.kind === 'sub-gift' && one.communityGiftId === bomb.communityGiftId)).toBe(
    true,
  );
  expect(room.events.filter((event) => event.kind === 'subscribed')).toHaveLength(3);
  expect(room.events.filter((event) => event.kind === 'subs-gifted')).toMatchObject([{ count: 3 }]);
});

it('keeps the giver of a single gift secret when wished', () => {
  const room = quietWorld();
  giftSubs(room.world, {
    channelId: room.streamerId,
    gifterId: null,
    tier: '2000',
    recipientIds: [room.id('waldkauz77')],
  });
  expect(channelOf(room.world, room.streamerId).subscriptions[room.id('waldkauz77')]).toMatchObject({
    tier: '2000',
    isGift: true,
    gifterId: null,
  });
});

it('counts the months of a resub on', () => {
  const room = quietWorld();
  const userId = room.id('brezel_bube');
  resubscribe(room.world, { channelId: room.streamerId, userId, tier: '1000', text: 'weiter', showsStreak: false });
  expect(room.events.find((event) => event.kind === 'resubscribed')).toMatchObject({
    cumulativeMonths: 6,
    streakMonths: null,
  });
});

it('tells Prime in chat, while the subscription looks like tier 1', () => {
  const room = quietWorld();
  const userId = room.id('waldkauz77');
  subscribe(room.world, { channelId: room.streamerId, userId, tier: '1000', isPrime: true });
  expect(room.events).toMatchObject([
    { kind: 'subscribed', tier: '1000', isGift: false },
    { kind: 'notice', notice: { detail: { kind: 'sub', isPrime: true } } },
  ]);
});

it('writes bits as a line, adds them up and gives a badge at the step', () => {
  const room = quietWorld();
  const userId = room.id('waldkauz77');
  cheer(room.world, { channelId: room.streamerId, userId, bits: 1000, text: 'für Mio' });
  expect(room.events).toMatchObject([
    { kind: 'message', message: { text: 'cheer1000 für Mio', bits: 1000 } },
    { kind: 'cheered', bits: 1000 },
    { kind: 'notice', notice: { detail: { kind: 'bits-badge', threshold: 1000 } } },
  ]);
});

it('starts a hype train when two people give enough, and ends it after its time', () => {
  const room = quietWorld();
  const give = (login: string, bits: number) =>
    cheer(room.world, { channelId: room.streamerId, userId: room.id(login), bits, text: 'hype' });
  give('brezel_bube', 900);
  expect(channelOf(room.world, room.streamerId).hypeTrain).toBeNull();
  give('lotta_liest', 900);
  expect(channelOf(room.world, room.streamerId).hypeTrain).toMatchObject({ level: 2, total: 1800, progress: 200 });
  room.wait(301);
  endExpiredHypeTrain(room.world, room.streamerId);
  const phases = room.events.flatMap((event) => (event.kind === 'hype-train' ? [event.phase] : []));
  expect(phases).toEqual(['begin', 'end']);
  give('mondkatze_', 5000);
  give('emmi_strickt', 5000);
  expect(channelOf(room.world, room.streamerId).hypeTrain).toBeNull();
});

import { describe, expect, it } from 'vitest';
import { toWire } from './eventsub-payloads.ts';
import { bookMoney, readBook } from './money-book.ts';
import { quietWorld } from './quiet-world.ts';
import { notify } from './world-chat.ts';
import { cheer, giftSubs, resubscribe, subscribe } from './world-money.ts';

/** A world whose every message is sent and booked. */
function bookedWorld() {
  const quiet = quietWorld();
  let sent = 0;
  quiet.world.listen((event) => {
    for (const { type } of toWire(quiet.world, event)) {
      sent += 1;
      bookMoney(quiet.world, event, type, `message-${sent}`);
    }
  });
  const channelId = quiet.streamerId;
  return { ...quiet, channelId, book: () => readBook(quiet.world) };
}

describe('the book of money', () => {
  it('has subs month by month, Prime, gifts one by one, and bits, each once', () => {
    const { world, id, channelId, book } = bookedWorld();
    subscribe(world, { channelId, userId: id('waldkauz77'), tier: '2000', months: 3 });
    subscribe(world, { channelId, userId: id('tastenloewe'), tier: '1000', isPrime: true });
    resubscribe(world, { channelId, userId: id('brezel_bube'), tier: '1000', text: 'hallo', showsStreak: true });
    const recipientIds = [id('kaffeebohne_7'), id('igelchen_')];
    giftSubs(world, { channelId, gifterId: id('keksdose_m'), tier: '1000', recipientIds });
    giftSubs(world, { channelId, gifterId: null, tier: '3000', recipientIds: [id('pfandflasche')], months: 6 });
    cheer(world, { channelId, userId: id('retro_rolf'), bits: 300, text: 'los' });
    cheer(world, { channelId, userId: null, bits: 50, text: 'psst' });
    expect(book().entries.map(({ source, tier, quantity, userId }) => [source, tier, quantity, userId])).toEqual([
      ['sub', '2000', 1, id('waldkauz77')],
      ['prime', null, 1, id('tastenloewe')],
      ['sub', '1000', 1, id('brezel_bube')],
      ['gift', '1000', 1, id('keksdose_m')],
      ['gift', '1000', 1, id('keksdose_m')],
      ['gift', '3000', 6, null],
      ['bits', null, 300, id('retro_rolf')],
      ['bits', null, 50, null],
    ]);
    expect(book().totals).toEqual({
      sub: { events: 2, quantity: 2 },
      prime: { events: 1, quantity: 1 },
      gift: { events: 3, quantity: 8 },
      bits: { events: 2, quantity: 350 },
    });
  });

  it('leaves out what is told a second time, is somebody else’s, or her own', () => {
    const { world, id, channelId, book } = bookedWorld();
    const userId = id('trampolin_tom');
    const source = { channelId: id('bienenkorb'), messageId: 'there' };
    subscribe(world, { channelId, userId: channelId, tier: '3000' });
    giftSubs(world, { channelId, gifterId: channelId, tier: '1000', recipientIds: [id('waldkauz77')] });
    cheer(world, { channelId, userId: channelId, bits: 100, text: '' });
    resubscribe(world, { channelId, userId, tier: '1000', text: '', showsStreak: false, isGift: true });
    const told = [
      { kind: 'sub', tier: '1000', isPrime: false, months: 1 },
      { kind: 'sub-gift', tier: '1000', recipientId: userId, months: 1, cumulativeTotal: 1, communityGiftId: null },
    ] as const;
    for (const detail of told) notify(world, { channelId, userId, systemText: '', detail, source });
    notify(world, { channelId, userId, systemText: '', detail: { kind: 'gift-upgrade', gifterId: null } });
    notify(world, { channelId, userId, systemText: '', detail: { kind: 'prime-upgrade', tier: '1000' } });
    expect(book().entries).toEqual([]);
  });
});

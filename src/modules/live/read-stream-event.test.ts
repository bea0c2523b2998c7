import { describe, expect, it } from 'vitest';
import { twitchUserId } from '../../kernel/id.ts';
import { CHANNEL, notification } from '../../testing/record.ts';
import type { ChatNotification, EventSubEvent, EventUser } from '../../twitch/wire/eventsub-message.ts';
import { readStreamEvent } from './read-stream-event.ts';

const broadcaster: EventUser = { id: CHANNEL.twitchId, login: CHANNEL.login, name: CHANNEL.displayName };
const lea: EventUser = { id: twitchUserId('71000023'), login: 'lea', name: 'Lea' };
const moe: EventUser = { id: twitchUserId('71000024'), login: 'moe', name: 'Moe' };

const read = (event: EventSubEvent) => readStreamEvent(notification('m1', event), CHANNEL.twitchId, 1);

function notice(detail: ChatNotification['detail'], more: Partial<ChatNotification> = {}): ChatNotification {
  return {
    type: 'channel.chat.notification',
    broadcaster,
    chatter: lea,
    isAnonymous: false,
    noticeId: 'n1',
    noticeType: detail.kind,
    isShared: false,
    source: null,
    systemText: 'something happened',
    text: '',
    color: null,
    badges: [],
    detail,
    ...more,
  };
}

describe('a stream event', () => {
  it('shows a gift bomb once and not each of its gifts', () => {
    const bomb = read(notice({ kind: 'community_sub_gift', id: '555', tier: '1000', total: 5, cumulativeTotal: 12 }));
    expect(bomb).toMatchObject({ kind: 'gift-bomb', user: { login: 'lea' }, params: { count: 5, tier: '1000' } });
    const part = { kind: 'sub_gift', tier: '1000', durationMonths: 1, cumulativeTotal: null, recipient: moe } as const;
    expect(read(notice({ ...part, communityGiftId: '555' })).kind).toBeNull();
    expect(read(notice({ ...part, communityGiftId: null }))).toMatchObject({
      kind: 'gift',
      params: { recipient: 'Moe' },
    });
  });

  it('shows subs and resubs by the notice that knows Prime, and stores the other messages of them', () => {
    const sub = read(notice({ kind: 'sub', tier: '1000', isPrime: true, durationMonths: 1 }));
    expect(sub).toMatchObject({ kind: 'sub', params: { isPrime: true } });
    expect(read({ type: 'channel.subscribe', broadcaster, user: lea, tier: '1000', isGift: false })).toMatchObject({
      kind: null,
      type: 'channel.subscribe',
      user: { login: 'lea' },
    });
  });

  it('shows bits by bits.use and not by the cheer beside it', () => {
    const bits = { broadcaster, user: lea, bits: 100, text: 'cheer100' };
    expect(read({ type: 'channel.bits.use', use: 'cheer', powerUp: null, ...bits })).toMatchObject({
      kind: 'bits',
      params: { bits: 100, text: 'cheer100' },
    });
    expect(read({ type: 'channel.cheer', isAnonymous: false, ...bits }).kind).toBeNull();
  });

  it('shows a raid that arrives, not one that leaves, and not the notice of it', () => {
    expect(read({ type: 'channel.raid', from: lea, to: broadcaster, viewers: 42 })).toMatchObject({
      kind: 'raid',
      user: { login: 'lea' },
      params: { viewers: 42 },
    });
    expect(read({ type: 'channel.raid', from: broadcaster, to: lea, viewers: 42 }).kind).toBeNull();
    expect(read(notice({ kind: 'raid', user: lea, viewers: 42, imageUrl: '' })).kind).toBeNull();
  });

  it('never shows what happened in another channel of a shared chat as its own', () => {
    const sub = notice(
      { kind: 'sub', tier: '1000', isPrime: false, durationMonths: 1 },
      { isShared: true, source: moe },
    );
    expect(read(sub).kind).toBeNull();
  });

  it('hides the name of an anonymous gifter', () => {
    const gift = { kind: 'community_sub_gift', id: '1', tier: '1000', total: 5, cumulativeTotal: null } as const;
    expect(read(notice(gift, { isAnonymous: true })).user).toBeNull();
  });

  it('stores a type it does not know, under its name', () => {
    const unknown = { ...notification('m1', { type: 'other' }), subscriptionType: 'channel.brand_new' };
    expect(readStreamEvent(unknown, CHANNEL.twitchId, 1)).toMatchObject({
      kind: null,
      type: 'channel.brand_new',
      channelId: CHANNEL.twitchId,
      payload: { told: 'm1' },
    });
  });
});

import { describe, expect, it } from 'vitest';
import { CHANNEL } from '../../../testing/record.ts';
import { bitsUse, chatNotice, gift, newSub, primeSub } from '../../../testing/revenue.ts';
import type { Model } from './model.ts';
import { readAccrual } from './read-accrual.ts';

const MODEL: Model = {
  version: 7,
  validFromMs: 0,
  values: {
    currency: 'USD',
    priceMinor: { '1000': 599, '2000': 999, '3000': 2499 },
    shareBasisPoints: 5000,
    primeMinor: 225,
    hundredBitsMinor: 100,
  },
  madeAtMs: 0,
  madeBy: null,
};
const NOTICE = 'channel.chat.notification';
const BITS = 'channel.bits.use';
const SELF = { chatter_user_id: CHANNEL.twitchId, chatter_user_login: CHANNEL.login };
const ELSEWHERE = { source_broadcaster_user_id: '71009999', source_broadcaster_user_login: 'anderswo' };

const read = (type: string, payload: unknown, model = MODEL) => readAccrual({ type, payload }, CHANNEL.twitchId, model);
const resub = (detail: object = {}, more: object = {}) =>
  chatNotice(
    'resub',
    {
      cumulative_months: 9,
      duration_months: 1,
      streak_months: null,
      sub_tier: '1000',
      is_prime: false,
      is_gift: false,
      ...detail,
    },
    { ...more },
  );

describe('what an event is worth', () => {
  it.each([
    ['a sub of tier 1', newSub('1000'), 'sub', '1000', 1, 300n],
    ['a sub of tier 2', newSub('2000'), 'sub', '2000', 1, 500n],
    ['a sub of tier 3', newSub('3000'), 'sub', '3000', 1, 1250n],
    ['the first month of a sub for six', newSub('1000', 6), 'sub', '1000', 1, 300n],
    ['a sub whose months are not told', newSub('1000', 0), 'sub', '1000', 1, 300n],
    ['a sub of more months than are sold', newSub('1000', 41), 'sub', '1000', 1, 300n],
    ['a Prime sub', primeSub(), 'prime', null, 1, 225n],
    ['a resub', resub(), 'sub', '1000', 1, 300n],
    ['a resub of tier 3', resub({ sub_tier: '3000' }), 'sub', '3000', 1, 1250n],
    ['a resub with Prime', resub({ is_prime: true }), 'prime', null, 1, 225n],
    ['a month shown of a longer sub', resub({ duration_months: 12 }), 'sub', '1000', 1, 300n],
    ['a gift', gift('1000'), 'gift', '1000', 1, 300n],
    ['a gift of three months', gift('2000', { duration_months: 3 }), 'gift', '2000', 3, 1500n],
    ['a gift that is part of a bomb', gift('1000', { community_gift_id: '99' }), 'gift', '1000', 1, 300n],
    [
      'a gift without a name',
      {
        ...gift('1000'),
        chatter_is_anonymous: true,
        chatter_user_id: '274598607',
        chatter_user_login: 'ananonymousgifter',
      },
      'gift',
      '1000',
      1,
      300n,
    ],
    [
      'a gift of nobody at all',
      { ...gift('1000'), chatter_is_anonymous: true, chatter_user_id: null, chatter_user_login: null },
      'gift',
      '1000',
      1,
      300n,
    ],
    [
      'a sub in a shared chat that names this channel as its source',
      { ...newSub('1000'), source_broadcaster_user_id: CHANNEL.twitchId },
      'sub',
      '1000',
      1,
      300n,
    ],
    [
      'fields as text',
      chatNotice('sub', { sub_plan: 2000, is_prime: 'false', duration_months: '3' }),
      'sub',
      '2000',
      1,
      500n,
    ],
  ] as const)('%s', (_, payload, source, tier, quantity, minor) => {
    expect(read(NOTICE, payload)).toEqual({
      source,
      tier,
      quantity,
      amount: { minor, currency: 'USD' },
      modelVersion: 7,
    });
  });

  it.each([
    ['a cheer', bitsUse(100), 100, 100n],
    ['one bit', bitsUse(1), 1, 1n],
    ['a power-up', bitsUse(50, { type: 'power_up', power_up: { type: 'celebration' } }), 50, 50n],
    [
      'a power-up of the channel',
      bitsUse(300, { type: 'custom_power_up', custom_power_up: { title: 'Confetti' } }),
      300,
      300n,
    ],
    ['a combo', bitsUse(25, { type: 'combo' }), 25, 25n],
    ['bits of nobody', bitsUse(70, { user_id: '', user_login: '', user_name: '' }), 70, 70n],
    ['bits as text', bitsUse(0, { bits: '250' }), 250, 250n],
    ['very many bits', bitsUse(9_007_199_254_740_991), 9_007_199_254_740_991, 9_007_199_254_740_991n],
  ] as const)('%s', (_, payload, quantity, minor) => {
    expect(read(BITS, payload)).toEqual({
      source: 'bits',
      tier: null,
      quantity,
      amount: { minor, currency: 'USD' },
      modelVersion: 7,
    });
  });
});

describe('what brings nothing', () => {
  it.each([
    ['a bomb, whose gifts come one by one', chatNotice('community_sub_gift', { id: '9', total: 20, sub_tier: '1000' })],
    ['the broadcaster’s own sub', { ...newSub('1000'), ...SELF }],
    ['a resub of the broadcaster', resub({}, SELF)],
    ['a gift of the broadcaster', { ...gift('1000'), ...SELF }],
    ['a resub in a month that was a gift', resub({ is_gift: true, gifter_user_id: '71000011' })],
    ['a gifted sub that will go on', chatNotice('gift_paid_upgrade', { gifter_is_anonymous: true })],
    ['a Prime sub that will go on', chatNotice('prime_paid_upgrade', { sub_tier: '1000' })],
    ['a gift announced in return', chatNotice('pay_it_forward', { gifter_is_anonymous: true })],
    [
      'a donation for charity',
      chatNotice('charity_donation', {
        charity_name: 'x',
        amount: { value: 5000, decimal_places: 2, currency: 'USD' },
      }),
    ],
    ['a raid', chatNotice('raid', { user_id: '1', viewer_count: 9 })],
    ['a new badge for bits', chatNotice('bits_badge_tier', { tier: 1000 })],
    ['a watch streak', chatNotice('watch_streak', { streak_count: 5, channel_points_awarded: 450 })],
    ['what Twitch may invent', chatNotice('mystery', { sub_tier: '1000' })],
    ...[
      'sub',
      'resub',
      'sub_gift',
      'community_sub_gift',
      'gift_paid_upgrade',
      'prime_paid_upgrade',
      'pay_it_forward',
    ].map(
      (kind) =>
        [
          `${kind} in another channel of a shared chat`,
          chatNotice(`shared_chat_${kind}`, { sub_tier: '1000', is_prime: false, duration_months: 1 }, ELSEWHERE),
        ] as const,
    ),
    ['a sub whose source is another channel', { ...newSub('1000'), ...ELSEWHERE }],
    ['a sub of another channel', { ...newSub('1000'), broadcaster_user_id: '71009999' }],
    ['a sub of no channel', { ...newSub('1000'), broadcaster_user_id: null }],
  ] as const)('%s', (_, payload) => {
    expect(read(NOTICE, payload)).toBeUndefined();
  });

  it.each([
    ['the broadcaster’s own bits', bitsUse(100, { user_id: CHANNEL.twitchId })],
    ['no bits', bitsUse(0)],
    ['bits below nothing', bitsUse(-5)],
    ['half a bit', bitsUse(0.5)],
    ['bits of another channel', bitsUse(100, { broadcaster_user_id: '71009999' })],
  ] as const)('%s', (_, payload) => {
    expect(read(BITS, payload)).toBeUndefined();
  });

  it.each([
    'channel.cheer',
    'channel.subscribe',
    'channel.subscription.message',
    'channel.subscription.gift',
    'channel.subscription.end',
    'channel.charity_campaign.donate',
    'channel.custom_power_up_redemption.add',
    'channel.chat.message',
    'channel.hype_train.end',
  ])('%s, which another event tells or nobody pays', (type) => {
    const payload = { ...bitsUse(100), ...newSub('1000'), tier: '1000', total: 5, is_gift: true };
    expect(read(type, payload)).toBeUndefined();
  });

  it.each([null, undefined, 'text', 7, [], {}, [bitsUse(100)]])('%j in place of an event', (payload) => {
    expect(read(NOTICE, payload)).toBeUndefined();
    expect(read(BITS, payload)).toBeUndefined();
  });
});

describe('rounding', () => {
  it('rounds a month half-even and counts months and bits exactly', () => {
    const values = { ...MODEL.values, shareBasisPoints: 5000, priceMinor: { '1000': 601, '2000': 999, '3000': 2499 } };
    expect(read(NOTICE, gift('1000', { duration_months: 3 }), { ...MODEL, values })?.amount.minor).toBe(900n);
  });

  it('rounds bits by event where a bit is no whole cent', () => {
    const model = { ...MODEL, values: { ...MODEL.values, hundredBitsMinor: 50 } };
    const worth = (bits: number) => read(BITS, bitsUse(bits), model)?.amount.minor;
    expect([1, 3, 5, 100, 101].map(worth)).toEqual([0n, 2n, 2n, 50n, 50n]);
  });

  it('keeps what is worth nothing by the model, so that it is counted', () => {
    const values = { ...MODEL.values, shareBasisPoints: 0, primeMinor: 0, hundredBitsMinor: 0 };
    for (const payload of [newSub('1000'), primeSub()]) {
      expect(read(NOTICE, payload, { ...MODEL, values })).toMatchObject({ quantity: 1, amount: { minor: 0n } });
    }
  });
});

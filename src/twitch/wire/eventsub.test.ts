import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEventSubFrame } from './eventsub.ts';
import type { EventSubEvent, EventSubNotification } from './eventsub-message.ts';

const NOW = 1_787_000_999_999;
const ANN = {
  broadcaster_user_id: '71000001',
  broadcaster_user_login: 'ann_example',
  broadcaster_user_name: 'Ann_Example',
};
const BOB = { user_id: '71000011', user_login: 'bob_b', user_name: 'Bob_B' };
const MOD = { moderator_user_id: '71000012', moderator_user_login: 'mo_d', moderator_user_name: 'Mo_D' };
const ann = { id: '71000001', login: 'ann_example', name: 'Ann_Example' };
const bob = { id: '71000011', login: 'bob_b', name: 'Bob_B' };
const mod = { id: '71000012', login: 'mo_d', name: 'Mo_D' };

function frame(type: string, payload: unknown, metadata: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    metadata: {
      message_id: 'm-1',
      message_type: type,
      message_timestamp: '2026-08-30T18:00:12.500000001Z',
      ...metadata,
    },
    payload,
  });
}

function notification(type: string, event: unknown): EventSubNotification {
  const read = parseEventSubFrame(
    frame('notification', { subscription: { id: 's-1', type, version: '1', condition: {} }, event }),
    NOW,
  );
  if (read?.type !== 'notification') throw new Error(`read as ${read?.type}`);
  return read;
}

const eventOf = (type: string, event: unknown): EventSubEvent => notification(type, event).event;

describe('EventSub frames', () => {
  it('reads a welcome', () => {
    const text = frame('session_welcome', {
      session: { id: 'Ago', status: 'connected', keepalive_timeout_seconds: 30, reconnect_url: null },
    });
    expect(parseEventSubFrame(text, NOW)).toEqual({
      type: 'welcome',
      messageId: 'm-1',
      sentAtMs: Date.parse('2026-08-30T18:00:12.500Z'),
      sessionId: 'Ago',
      keepaliveSeconds: 30,
    });
  });

  it('takes ten seconds when a welcome names no keepalive', () => {
    expect(parseEventSubFrame(frame('session_welcome', { session: { id: 'A' } }), NOW)).toMatchObject({
      keepaliveSeconds: 10,
    });
  });

  it('reads keepalive, reconnect and revocation', () => {
    expect(parseEventSubFrame(frame('session_keepalive', {}), NOW)).toEqual({ type: 'keepalive', messageId: 'm-1' });
    const url = 'wss://eventsub.wss.twitch.tv/ws?challenge=a';
    expect(parseEventSubFrame(frame('session_reconnect', { session: { id: 'A', reconnect_url: url } }), NOW)).toEqual({
      type: 'reconnect',
      messageId: 'm-1',
      reconnectUrl: url,
    });
    const subscription = {
      id: 's-1',
      status: 'authorization_revoked',
      type: 'channel.follow',
      version: '2',
      condition: { broadcaster_user_id: 71000001 },
    };
    expect(parseEventSubFrame(frame('revocation', { subscription }), NOW)).toEqual({
      type: 'revocation',
      messageId: 'm-1',
      subscriptionId: 's-1',
      subscriptionType: 'channel.follow',
      subscriptionVersion: '2',
      condition: { broadcaster_user_id: '71000001' },
      reason: 'authorization_revoked',
    });
  });

  it('cuts nanoseconds and keeps the event as it came', () => {
    const event = { ...BOB, ...ANN, followed_at: '2026-08-30T18:00:12.400999999Z', is_new: [1] };
    const read = notification('channel.follow', event);
    expect(read).toMatchObject({
      messageId: 'm-1',
      subscriptionId: 's-1',
      subscriptionType: 'channel.follow',
      sentAtMs: Date.parse('2026-08-30T18:00:12.500Z'),
      event: {
        type: 'channel.follow',
        broadcaster: ann,
        user: bob,
        followedAtMs: Date.parse('2026-08-30T18:00:12.400Z'),
      },
    });
    expect(read.raw).toEqual(event);
  });

  it('takes our clock when the time cannot be read', () => {
    const text = frame('notification', { subscription: { type: 'x' }, event: {} }, { message_timestamp: 'soon' });
    expect(parseEventSubFrame(text, NOW)).toMatchObject({ sentAtMs: NOW, event: { type: 'other' } });
  });

  it.each([
    ['', 'no JSON'],
    ['[]', 'no object'],
    ['{"metadata":null}', 'no metadata'],
    [frame('session_party', {}), 'an unknown type'],
    [frame('session_welcome', { session: {} }), 'a welcome without session'],
    [frame('session_reconnect', { session: { reconnect_url: null } }), 'a reconnect without address'],
    [frame('notification', { subscription: { type: 'x' }, event: {} }, { message_id: '' }), 'no message id'],
    [frame('notification', { event: {} }), 'a notification of nothing'],
  ])('ignores %s: %s', (text) => {
    expect(parseEventSubFrame(text, NOW)).toBeUndefined();
  });

  it('never throws, whatever comes', () => {
    const types = fc.constantFrom(
      'channel.chat.notification',
      'channel.moderate',
      'channel.raid',
      'channel.bits.use',
      'x',
    );
    fc.assert(
      fc.property(fc.string(), types, fc.object(), fc.json(), (text, type, event, json) => {
        parseEventSubFrame(text, NOW);
        parseEventSubFrame(json, NOW);
        expect(notification(type, { ...ANN, ...MOD, ...event }).raw).toBeDefined();
      }),
    );
  });
});

describe('events of the channel', () => {
  it('reads the stream going on and off', () => {
    expect(eventOf('stream.online', { id: 9001, ...ANN, type: 'live', started_at: '2026-08-30T18:00:00Z' })).toEqual({
      type: 'stream.online',
      broadcaster: ann,
      streamId: '9001',
      streamType: 'live',
      startedAtMs: Date.parse('2026-08-30T18:00:00Z'),
    });
    expect(eventOf('stream.offline', ANN)).toEqual({ type: 'stream.offline', broadcaster: ann, streamId: null });
  });

  it('reads a new title', () => {
    expect(
      eventOf('channel.update', {
        ...ANN,
        title: 'Neu',
        language: 'de',
        category_id: 509658,
        category_name: 'Just Chatting',
        content_classification_labels: ['MatureGame'],
      }),
    ).toMatchObject({ title: 'Neu', categoryId: '509658', contentLabels: ['MatureGame'] });
  });

  it('reads both ends of a raid', () => {
    const raid = eventOf('channel.raid', {
      from_broadcaster_user_id: '5',
      from_broadcaster_user_login: 'otto',
      from_broadcaster_user_name: 'Otto',
      to_broadcaster_user_id: '71000001',
      to_broadcaster_user_login: 'ann_example',
      to_broadcaster_user_name: 'Ann_Example',
      viewers: '42',
    });
    expect(raid).toEqual({
      type: 'channel.raid',
      from: { id: '5', login: 'otto', name: 'Otto' },
      to: ann,
      viewers: 42,
    });
  });

  it('reads money: subs, gifts, cheers and bits', () => {
    expect(eventOf('channel.subscribe', { ...BOB, ...ANN, tier: '2000', is_gift: 'false' })).toMatchObject({
      tier: '2000',
      isGift: false,
    });
    expect(
      eventOf('channel.subscription.gift', {
        user_id: null,
        user_login: null,
        ...ANN,
        total: 5,
        tier: '1000',
        cumulative_total: null,
        is_anonymous: true,
      }),
    ).toMatchObject({ user: null, isAnonymous: true, total: 5, cumulativeTotal: null });
    expect(
      eventOf('channel.subscription.message', {
        ...BOB,
        ...ANN,
        tier: '3000',
        message: { text: 'danke', emotes: null },
        cumulative_months: 7,
        streak_months: null,
        duration_months: 1,
      }),
    ).toMatchObject({ tier: '3000', text: 'danke', cumulativeMonths: 7, streakMonths: null });
    expect(eventOf('channel.subscription.end', { ...BOB, ...ANN, tier: '1000', is_gift: true })).toMatchObject({
      isGift: true,
    });
    expect(
      eventOf('channel.cheer', { is_anonymous: true, user_id: null, ...ANN, message: 'cheer100', bits: 100 }),
    ).toMatchObject({ user: null, bits: 100, text: 'cheer100' });
    expect(
      eventOf('channel.bits.use', {
        ...ANN,
        ...BOB,
        bits: 50,
        type: 'power_up',
        message: null,
        power_up: { type: 'celebration' },
      }),
    ).toMatchObject({ bits: 50, use: 'power_up', text: '', powerUp: 'celebration' });
  });

  it('reads a hype train, also when its progress comes first', () => {
    expect(
      eventOf('channel.hype_train.progress', {
        id: 't',
        ...ANN,
        total: 700,
        progress: 200,
        goal: 1000,
        level: 2,
        type: 'regular',
        is_shared_train: false,
        started_at: '2026-08-30T18:00:00Z',
        expires_at: '2026-08-30T18:05:00Z',
      }),
    ).toMatchObject({
      trainId: 't',
      level: 2,
      progress: 200,
      endedAtMs: null,
      expiresAtMs: Date.parse('2026-08-30T18:05:00Z'),
    });
  });

  it('reads redemptions of own and of Twitch’s rewards', () => {
    expect(
      eventOf('channel.channel_points_custom_reward_redemption.add', {
        id: 'r',
        ...ANN,
        ...BOB,
        user_input: 'bitte',
        status: 'UNFULFILLED',
        reward: { id: 'w', title: 'Wasser', cost: '300', prompt: '' },
        redeemed_at: '2026-08-30T18:00:00Z',
      }),
    ).toMatchObject({ status: 'unfulfilled', rewardTitle: 'Wasser', cost: 300, text: 'bitte' });
    expect(
      eventOf('channel.channel_points_automatic_reward_redemption.add', {
        id: 'r',
        ...ANN,
        ...BOB,
        reward: { type: 'send_highlighted_message', channel_points: 500, emote: null },
        message: { text: 'hallo', fragments: [] },
      }),
    ).toMatchObject({ rewardType: 'send_highlighted_message', cost: 500, text: 'hallo' });
  });

  it('reads bans, timeouts and unbans', () => {
    const ban = { ...BOB, ...ANN, ...MOD, reason: 'spam', banned_at: '2026-08-30T18:00:00Z' };
    expect(eventOf('channel.ban', { ...ban, ends_at: null, is_permanent: true })).toMatchObject({
      user: bob,
      moderator: mod,
      reason: 'spam',
      endsAtMs: null,
    });
    expect(eventOf('channel.ban', { ...ban, ends_at: '2026-08-30T18:10:00Z' })).toMatchObject({
      endsAtMs: Date.parse('2026-08-30T18:10:00Z'),
    });
    expect(eventOf('channel.unban', { ...BOB, ...ANN, ...MOD })).toEqual({
      type: 'channel.unban',
      broadcaster: ann,
      user: bob,
      moderator: mod,
    });
  });

  it('reads a shared chat', () => {
    expect(
      eventOf('channel.shared_chat.begin', {
        session_id: 'x',
        ...ANN,
        host_broadcaster_user_id: '71000001',
        host_broadcaster_user_login: 'ann_example',
        host_broadcaster_user_name: 'Ann_Example',
        participants: [ANN, null, { broadcaster_user_id: 8, broadcaster_user_login: 'x', broadcaster_user_name: 'X' }],
      }),
    ).toMatchObject({ host: ann, participants: [ann, { id: '8', login: 'x', name: 'X' }] });
  });

  it('keeps what it cannot understand as other', () => {
    expect(eventOf('channel.follow', { ...ANN })).toEqual({ type: 'other' });
    expect(eventOf('channel.follow', { ...BOB })).toEqual({ type: 'other' });
    expect(eventOf('channel.goal.begin', { ...ANN })).toEqual({ type: 'other' });
    expect(eventOf('channel.moderate', { ...ANN, action: 'clear' })).toEqual({ type: 'other' });
  });
});

describe('chat notifications', () => {
  const CHATTER = { chatter_user_id: '71000011', chatter_user_login: 'bob_b', chatter_user_name: 'Bob_B' };
  const of = (noticeType: string, detail: unknown, more: object = {}) =>
    eventOf('channel.chat.notification', {
      ...ANN,
      ...CHATTER,
      chatter_is_anonymous: false,
      color: '',
      badges: [{ set_id: 'subscriber', id: '12', info: '14' }],
      system_message: 'Bob_B did it.',
      message_id: 'n-1',
      message: { text: '', fragments: [] },
      notice_type: noticeType,
      [noticeType]: detail,
      ...more,
    });
  const USER = { gifter_user_id: '5', gifter_user_login: 'lea', gifter_user_name: 'Lea' };
  const lea = { id: '5', login: 'lea', name: 'Lea' };

  it.each([
    [
      'sub',
      { sub_tier: '1000', is_prime: true, duration_months: 1 },
      { tier: '1000', isPrime: true, durationMonths: 1 },
    ],
    ['sub', { sub_plan: '3000', is_prime: false, duration_months: 1 }, { tier: '3000', isPrime: false }],
    [
      'resub',
      { cumulative_months: 7, duration_months: 1, streak_months: 3, sub_tier: '2000', is_gift: true, ...USER },
      { cumulativeMonths: 7, streakMonths: 3, tier: '2000', isGift: true, gifter: lea },
    ],
    [
      'sub_gift',
      {
        duration_months: 6,
        cumulative_total: null,
        recipient_user_id: '5',
        recipient_user_login: 'lea',
        recipient_user_name: 'Lea',
        sub_tier: '1000',
        community_gift_id: '555',
      },
      { durationMonths: 6, cumulativeTotal: null, recipient: lea, communityGiftId: '555' },
    ],
    [
      'community_sub_gift',
      { id: '555', total: 2, sub_tier: '1000', cumulative_total: 12 },
      { id: '555', total: 2, cumulativeTotal: 12 },
    ],
    [
      'gift_paid_upgrade',
      { gifter_is_anonymous: true, gifter_user_id: null },
      { gifterIsAnonymous: true, gifter: null },
    ],
    ['prime_paid_upgrade', { sub_tier: '1000' }, { tier: '1000' }],
    ['pay_it_forward', { gifter_is_anonymous: false, ...USER }, { gifterIsAnonymous: false, gifter: lea }],
    [
      'raid',
      { user_id: '5', user_name: 'Lea', user_login: 'lea', viewer_count: 9, profile_image_url: 'u' },
      { user: lea, viewers: 9, imageUrl: 'u' },
    ],
    ['unraid', {}, {}],
    ['announcement', { color: 'PURPLE' }, { color: 'PURPLE' }],
    ['bits_badge_tier', { tier: 1000 }, { tier: 1000 }],
    [
      'charity_donation',
      { charity_name: 'C', amount: { value: 550, decimal_place: 2, currency: 'USD' } },
      { charityName: 'C', amount: { value: 550, decimalPlaces: 2, currency: 'USD' } },
    ],
    ['watch_streak', { streak_count: 15, channel_points_awarded: 450 }, { streak: 15, channelPoints: 450 }],
    ['modiversary', { months: 12 }, { months: 12 }],
  ])('reads %s', (noticeType, detail, expected) => {
    expect(of(noticeType, detail)).toMatchObject({
      type: 'channel.chat.notification',
      noticeType,
      isShared: false,
      chatter: bob,
      badges: ['subscriber/12'],
      color: null,
      systemText: 'Bob_B did it.',
      detail: { kind: noticeType, ...expected },
    });
  });

  it('reads what happened in another channel of a shared chat as such', () => {
    expect(of('shared_chat_sub', { sub_tier: '2000', is_prime: false, duration_months: 1 })).toMatchObject({
      isShared: true,
      noticeType: 'shared_chat_sub',
      detail: { kind: 'sub', tier: '2000' },
    });
    const elsewhere = {
      source_broadcaster_user_id: '9',
      source_broadcaster_user_login: 'x',
      source_broadcaster_user_name: 'X',
    };
    expect(of('announcement', { color: 'BLUE' }, elsewhere)).toMatchObject({ isShared: true, source: { id: '9' } });
    const here = { source_broadcaster_user_id: ANN.broadcaster_user_id };
    expect(of('announcement', { color: 'BLUE' }, here)).toMatchObject({ isShared: false });
  });

  it('keeps the sentence of a kind it does not know', () => {
    expect(of('brand_new', { x: 1 })).toMatchObject({ detail: { kind: 'unknown' }, systemText: 'Bob_B did it.' });
  });
});

describe('what moderators do', () => {
  const of = (action: string, more: object = {}) => eventOf('channel.moderate', { ...ANN, ...MOD, action, ...more });

  it.each([
    ['ban', { ban: { ...BOB, reason: null } }, { user: bob, reason: null, expiresAtMs: null }],
    [
      'timeout',
      { timeout: { ...BOB, reason: 'ruhig', expires_at: '2026-08-30T18:10:00Z' } },
      { user: bob, reason: 'ruhig', expiresAtMs: Date.parse('2026-08-30T18:10:00Z') },
    ],
    ['warn', { warn: { ...BOB, reason: 'x', chat_rules_cited: ['r1'] } }, { user: bob, rules: ['r1'] }],
    ['unban', { unban: BOB }, { user: bob }],
    ['untimeout', { untimeout: BOB }, { user: bob }],
    ['vip', { vip: BOB }, { user: bob }],
    ['unvip', { unvip: BOB }, { user: bob }],
    ['mod', { mod: BOB }, { user: bob }],
    ['unmod', { unmod: BOB }, { user: bob }],
    [
      'delete',
      { delete: { ...BOB, message_id: 'm', message_body: 'böse' } },
      { user: bob, messageId: 'm', text: 'böse' },
    ],
    ['raid', { raid: { ...BOB, viewer_count: 3 } }, { user: bob, viewers: 3 }],
    ['unraid', { unraid: BOB }, { user: bob }],
    ['followers', { followers: { follow_duration_minutes: 10 } }, { minutes: 10 }],
    ['slow', { slow: { wait_time_seconds: 30 } }, { seconds: 30 }],
    ['clear', {}, {}],
    ['emoteonly', {}, {}],
    ['emoteonlyoff', {}, {}],
    ['followersoff', {}, {}],
    ['uniquechat', {}, {}],
    ['uniquechatoff', {}, {}],
    ['slowoff', {}, {}],
    ['subscribers', {}, {}],
    ['subscribersoff', {}, {}],
    [
      'add_blocked_term',
      { automod_terms: { action: 'add', list: 'blocked', terms: ['x'], from_automod: false } },
      { terms: ['x'], isFromAutomod: false },
    ],
    ['remove_permitted_term', { automod_terms: { terms: ['x'], from_automod: true } }, { isFromAutomod: true }],
    [
      'deny_unban_request',
      { unban_request: { ...BOB, is_approved: false, moderator_message: 'nein' } },
      { user: bob, text: 'nein' },
    ],
  ])('reads %s', (action, more, expected) => {
    expect(of(action, more)).toMatchObject({
      type: 'channel.moderate',
      broadcaster: ann,
      moderator: mod,
      actionName: action,
      isShared: false,
      detail: { action, ...expected },
    });
  });

  it.each(['ban', 'unban', 'timeout', 'untimeout', 'delete'])('reads shared_chat_%s as done elsewhere', (action) => {
    const detail = { ...BOB, reason: null, expires_at: '2026-08-30T18:10:00Z', message_id: 'm', message_body: 'x' };
    expect(of(`shared_chat_${action}`, { [`shared_chat_${action}`]: detail })).toMatchObject({
      isShared: true,
      detail: { action, user: bob },
    });
  });

  it('keeps an action it does not know by its name', () => {
    expect(of('dance', { dance: BOB })).toMatchObject({ actionName: 'dance', detail: { action: 'unknown' } });
    expect(of('ban', { ban: null })).toMatchObject({ actionName: 'ban', detail: { action: 'unknown' } });
  });
});

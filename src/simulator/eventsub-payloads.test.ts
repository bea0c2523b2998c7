import { describe, expect, it } from 'vitest';
import { toWire } from './eventsub-payloads.ts';
import { EVENTSUB_TYPES } from './eventsub-types.ts';
import { type QuietWorld, quietWorld } from './quiet-world.ts';
import { channelOf } from './world.ts';
import { follow, goLive, goOffline, raid, updateChannel } from './world-channel.ts';
import { changeModes, clearChat, deleteMessage, notify, sendLine } from './world-chat.ts';
import { addModerator, addVip, banUser, setShieldMode, unbanUser } from './world-moderation.ts';
import { cheer, endSubscription, giftSubs, resubscribe, subscribe } from './world-money.ts';
import { redeemReward } from './world-points.ts';

const BC = {
  broadcaster_user_id: '800711400',
  broadcaster_user_login: 'derflaavius',
  broadcaster_user_name: 'derFlaavius',
};
const MOD = { moderator_user_id: '800711402', moderator_user_login: 'pixelpaul', moderator_user_name: 'pixelpaul' };
const GUEST = { user_id: '800711404', user_login: 'fremder_gast', user_name: 'fremder_gast' };
const NOW = '2026-11-22T18:00:00.000000000Z';

/** Everything a deed puts on the wire, by type; of several the last. */
function wire(act: (room: QuietWorld) => unknown): Record<string, Record<string, unknown>> {
  const room = quietWorld();
  act(room);
  return Object.fromEntries(
    room.events.flatMap((event) => toWire(room.world, event)).map((one) => [one.type, { ...one.event }]),
  );
}

const guestId = GUEST.user_id;
const order = (room: QuietWorld) => ({ channelId: room.streamerId, moderatorId: MOD.moderator_user_id });

describe('channel and stream', () => {
  it('follow', () => {
    expect(wire((room) => follow(room.world, room.streamerId, guestId))).toEqual({
      'channel.follow': { ...GUEST, ...BC, followed_at: NOW },
    });
  });

  it('stream offline and online', () => {
    const sent = wire((room) => {
      goOffline(room.world, room.streamerId);
      goLive(room.world, room.streamerId);
    });
    expect(sent['stream.offline']).toEqual({ id: expect.any(String), ...BC });
    expect(sent['stream.online']).toEqual({ id: expect.any(String), ...BC, type: 'live', started_at: NOW });
  });

  it('change of title and category', () => {
    expect(wire((room) => updateChannel(room.world, room.streamerId, { title: 'Neu', categoryId: '27471' }))).toEqual({
      'channel.update': {
        ...BC,
        title: 'Neu',
        language: 'de',
        category_id: '27471',
        category_name: 'Minecraft',
        content_classification_labels: [],
      },
    });
  });

  it('raid, in both directions and in chat', () => {
    const room = quietWorld();
    raid(room.world, { fromId: room.id('frau_holle_tv'), toId: room.streamerId, viewers: 12 });
    const [incoming, outgoing, notice] = room.events.flatMap((event) => toWire(room.world, event));
    expect(incoming).toMatchObject({ type: 'channel.raid', match: { to_broadcaster_user_id: '800711400' } });
    expect(outgoing?.match).toEqual({ from_broadcaster_user_id: room.id('frau_holle_tv') });
    expect(incoming?.event).toEqual({
      from_broadcaster_user_id: room.id('frau_holle_tv'),
      from_broadcaster_user_login: 'frau_holle_tv',
      from_broadcaster_user_name: 'frau_holle_tv',
      to_broadcaster_user_id: '800711400',
      to_broadcaster_user_login: 'derflaavius',
      to_broadcaster_user_name: 'derFlaavius',
      viewers: 12,
    });
    expect(notice?.event).toMatchObject({
      notice_type: 'raid',
      raid: { user_login: 'frau_holle_tv', viewer_count: 12, profile_image_url: expect.any(String) },
      sub: null,
    });
  });
});

describe('chat', () => {
  it('a line with emote, mention and cheermote; its parts joined are the text', () => {
    const text = 'cheer100 hallo @lotta_liest Kappa 😀';
    const event = wire((room) => sendLine(room.world, { channelId: room.streamerId, userId: guestId, text }))[
      'channel.chat.message'
    ];
    expect(event).toMatchObject({
      ...BC,
      chatter_user_login: 'fremder_gast',
      message_type: 'text',
      cheer: { bits: 100 },
      color: '',
      badges: [],
      reply: null,
      channel_points_custom_reward_id: null,
      source_broadcaster_user_id: null,
    });
    const message = event?.['message'] as { text: string; fragments: { type: string; text: string }[] };
    expect(message.fragments.map((part) => part.type)).toEqual([
      'cheermote',
      'text',
      'mention',
      'text',
      'emote',
      'text',
    ]);
    expect(message.fragments.map((part) => part.text).join('')).toBe(text);
    expect(message.fragments[0]).toMatchObject({ cheermote: { prefix: 'cheer', bits: 100, tier: 100 } });
    expect(message.fragments[2]).toMatchObject({ mention: { user_login: 'lotta_liest' } });
    expect(message.fragments[4]).toMatchObject({ emote: { id: '25', owner_id: '0', format: ['static'] } });
  });

  it('deleting a line, also in the moderators’ log', () => {
    const sent = wire((room) => {
      const line = sendLine(room.world, { channelId: room.streamerId, userId: guestId, text: 'weg' });
      if (line.ok) deleteMessage(room.world, { ...order(room), messageId: line.value.id });
    });
    expect(sent['channel.chat.message_delete']).toEqual({
      ...BC,
      target_user_id: guestId,
      target_user_login: 'fremder_gast',
      target_user_name: 'fremder_gast',
      message_id: expect.any(String),
    });
    expect(sent['channel.moderate']).toMatchObject({
      ...MOD,
      action: 'delete',
      delete: { ...GUEST, message_body: 'weg', message_id: expect.any(String) },
      ban: null,
      timeout: null,
    });
  });

  it('clearing', () => {
    const sent = wire((room) => clearChat(room.world, room.streamerId, MOD.moderator_user_id));
    expect(sent['channel.chat.clear']).toEqual(BC);
    expect(sent['channel.moderate']).toMatchObject({ ...MOD, action: 'clear' });
  });

  it('modes', () => {
    const sent = wire((room) =>
      changeModes(room.world, { ...order(room), changes: { slowSeconds: 30, followersOnlyMinutes: 10 } }),
    );
    expect(sent['channel.chat_settings.update']).toEqual({
      ...BC,
      emote_mode: false,
      follower_mode: true,
      follower_mode_duration_minutes: 10,
      slow_mode: true,
      slow_mode_wait_time_seconds: 30,
      subscriber_mode: false,
      unique_chat_mode: false,
    });
    expect(sent['channel.moderate']).toMatchObject({ action: 'slow', slow: { wait_time_seconds: 30 } });
  });
});

describe('moderation', () => {
  const ban = (seconds: number | null) => (room: QuietWorld) =>
    banUser(room.world, { ...order(room), userId: guestId, reason: 'Spam', seconds });

  it('a timeout', () => {
    expect(wire(ban(600))).toMatchObject({
      'channel.ban': {
        ...GUEST,
        ...BC,
        ...MOD,
        reason: 'Spam',
        banned_at: NOW,
        ends_at: '2026-11-22T18:10:00.000000000Z',
        is_permanent: false,
      },
      'channel.chat.clear_user_messages': { ...BC, target_user_id: guestId },
      'channel.moderate': {
        action: 'timeout',
        timeout: { ...GUEST, reason: 'Spam', expires_at: '2026-11-22T18:10:00.000000000Z' },
        ban: null,
      },
    });
  });

  it('a ban', () => {
    expect(wire(ban(null))).toMatchObject({
      'channel.ban': { ends_at: null, is_permanent: true },
      'channel.moderate': { action: 'ban', ban: { ...GUEST, reason: 'Spam' }, timeout: null },
    });
  });

  it.each([
    ['untimeout', 600],
    ['unban', null],
  ] as const)('%s', (action, seconds) => {
    const sent = wire((room) => {
      ban(seconds)(room);
      unbanUser(room.world, { ...order(room), userId: guestId });
    });
    expect(sent['channel.unban']).toEqual({ ...GUEST, ...BC, ...MOD });
    expect(sent['channel.moderate']).toMatchObject({ action, [action]: GUEST });
  });

  it('roles', () => {
    const sent = wire((room) => addModerator(room.world, room.streamerId, guestId));
    expect(sent['channel.moderator.add']).toEqual({ ...BC, ...GUEST });
    expect(sent['channel.moderate']).toMatchObject({ moderator_user_id: '800711400', action: 'mod', mod: GUEST });
    expect(wire((room) => addVip(room.world, room.streamerId, guestId))['channel.vip.add']).toEqual({
      ...BC,
      ...GUEST,
    });
  });

  it('shield mode', () => {
    const sent = wire((room) => {
      setShieldMode(room.world, { ...order(room), isActive: true });
      setShieldMode(room.world, { ...order(room), isActive: false });
    });
    expect(sent).toEqual({
      'channel.shield_mode.begin': { ...BC, ...MOD, started_at: NOW },
      'channel.shield_mode.end': { ...BC, ...MOD, ended_at: NOW },
    });
  });
});

describe('money', () => {
  it('a new sub with Prime', () => {
    const sent = wire((room) =>
      subscribe(room.world, { channelId: room.streamerId, userId: guestId, tier: '1000', isPrime: true }),
    );
    expect(sent['channel.subscribe']).toEqual({ ...GUEST, ...BC, tier: '1000', is_gift: false });
    expect(sent['channel.chat.notification']).toMatchObject({
      ...BC,
      chatter_user_login: 'fremder_gast',
      chatter_is_anonymous: false,
      notice_type: 'sub',
      sub: { sub_tier: '1000', is_prime: true, duration_months: 1 },
      resub: null,
      message: { text: '', fragments: [] },
      shared_chat_sub: null,
    });
  });

  it('a resub with a text and its emotes', () => {
    const sent = wire((room) =>
      resubscribe(room.world, {
        channelId: room.streamerId,
        userId: room.id('brezel_bube'),
        tier: '1000',
        text: 'weiter so Kappa',
        showsStreak: true,
      }),
    );
    expect(sent['channel.subscription.message']).toMatchObject({
      ...BC,
      user_login: 'brezel_bube',
      tier: '1000',
      message: { text: 'weiter so Kappa', emotes: [{ begin: 10, end: 14, id: '25' }] },
      cumulative_months: 6,
      streak_months: expect.any(Number),
      duration_months: 1,
    });
    expect(sent['channel.chat.notification']).toMatchObject({
      notice_type: 'resub',
      resub: { cumulative_months: 6, is_prime: false, is_gift: false, gifter_user_id: null },
    });
  });

  it('gifts without a name', () => {
    const sent = wire((room) =>
      giftSubs(room.world, {
        channelId: room.streamerId,
        gifterId: null,
        tier: '1000',
        recipientIds: [guestId, room.id('waldkauz77')],
      }),
    );
    expect(sent['channel.subscription.gift']).toEqual({
      user_id: null,
      user_login: null,
      user_name: null,
      ...BC,
      total: 2,
      tier: '1000',
      cumulative_total: null,
      is_anonymous: true,
    });
    expect(sent['channel.subscribe']).toMatchObject({ user_login: 'waldkauz77', is_gift: true });
    expect(sent['channel.chat.notification']).toMatchObject({
      chatter_user_id: null,
      chatter_is_anonymous: true,
      notice_type: 'sub_gift',
      sub_gift: { recipient_user_login: 'waldkauz77', sub_tier: '1000', community_gift_id: expect.any(String) },
    });
  });

  it('the end of a subscription', () => {
    const sent = wire((room) => endSubscription(room.world, room.streamerId, room.id('brezel_bube')));
    expect(sent['channel.subscription.end']).toMatchObject({ user_login: 'brezel_bube', tier: '1000', is_gift: false });
  });

  it('bits, as cheer and as use, and the train they start', () => {
    const sent = wire((room) => {
      const give = (userId: string) =>
        cheer(room.world, { channelId: room.streamerId, userId, bits: 900, text: 'hype' });
      give(room.id('mondkatze_'));
      give(room.id('lotta_liest'));
      give(guestId);
    });
    expect(sent['channel.cheer']).toEqual({
      is_anonymous: false,
      ...GUEST,
      ...BC,
      message: 'cheer900 hype',
      bits: 900,
    });
    expect(sent['channel.bits.use']).toMatchObject({
      ...GUEST,
      bits: 900,
      type: 'cheer',
      power_up: null,
      message: { text: 'cheer900 hype' },
    });
    expect(sent['channel.hype_train.begin']).toMatchObject({
      ...BC,
      level: 2,
      total: 1800,
      progress: 200,
      goal: 1800,
      started_at: NOW,
      expires_at: expect.any(String),
      type: 'regular',
      is_shared_train: false,
      all_time_high_level: expect.any(Number),
      top_contributions: [
        { type: 'bits', total: 900 },
        { type: 'bits', total: 900 },
      ],
    });
    expect(sent['channel.hype_train.progress']).toMatchObject({ total: 2700 });
  });

  it('a reward', () => {
    const sent = wire((room) => {
      const rewardId = channelOf(room.world, room.streamerId).rewards[1]?.id ?? '';
      redeemReward(room.world, { channelId: room.streamerId, userId: guestId, rewardId, input: 'Lied' });
    });
    expect(sent['channel.channel_points_custom_reward_redemption.add']).toMatchObject({
      ...GUEST,
      ...BC,
      user_input: 'Lied',
      status: 'unfulfilled',
      reward: { title: 'Song wünschen', cost: 1500 },
      redeemed_at: NOW,
    });
  });

  it('an announcement', () => {
    const sent = wire((room) =>
      notify(room.world, {
        channelId: room.streamerId,
        userId: MOD.moderator_user_id,
        text: 'gleich los',
        systemText: '',
        detail: { kind: 'announcement', color: 'BLUE' },
      }),
    );
    expect(sent['channel.chat.notification']).toMatchObject({
      notice_type: 'announcement',
      announcement: { color: 'BLUE' },
      message: { text: 'gleich los', fragments: [{ type: 'text', text: 'gleich los' }] },
    });
  });
});

it('sends no type that nobody can subscribe to', () => {
  const sent = wire((room) => {
    follow(room.world, room.streamerId, guestId);
    banUser(room.world, { ...order(room), userId: guestId, reason: '', seconds: 1 });
    goOffline(room.world, room.streamerId);
  });
  expect(Object.keys(sent).filter((type) => !(type in EVENTSUB_TYPES))).toEqual([]);
});

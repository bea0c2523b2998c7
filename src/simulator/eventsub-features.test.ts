import { describe, expect, it } from 'vitest';
import { toWire } from './eventsub-payloads.ts';
import { EVENTSUB_TYPES } from './eventsub-types.ts';
import { type QuietWorld, quietWorld } from './quiet-world.ts';
import { channelOf } from './world.ts';
import { runAd } from './world-ads.ts';
import { requestUnban, resolveUnbanRequest } from './world-appeals.ts';
import { addBlockedTerm, removeBlockedTerm, setAutomod } from './world-automod.ts';
import { follow, goLive, goOffline, raid, unfollow, updateChannel } from './world-channel.ts';
import { donate, startCharity, stopCharity } from './world-charity.ts';
import { approveHeldLine, changeModes, clearChat, deleteMessage, notify, sendLine } from './world-chat.ts';
import { plainReward } from './world-features.ts';
import { beginGoal, endGoal, setGoal } from './world-goals.ts';
import { endExpiredHypeTrain } from './world-hype-train.ts';
import {
  addModerator,
  addVip,
  banUser,
  removeModerator,
  removeVip,
  setShieldMode,
  unbanUser,
} from './world-moderation.ts';
import { cheer, endSubscription, giftSubs, resubscribe, subscribe } from './world-money.ts';
import {
  addReward,
  redeemAutomatic,
  redeemReward,
  removeReward,
  settleRedemption,
  updateReward,
} from './world-points.ts';
import { endPoll, startPoll, vote } from './world-polls.ts';
import { spendOnCustomPowerUp, spendOnPowerUp } from './world-power-ups.ts';
import { bet, endPrediction, lockPrediction, startPrediction } from './world-predictions.ts';
import { shoutOut } from './world-raids.ts';
import { joinSharedChat, leaveSharedChat } from './world-shared-chat.ts';
import { acknowledgeWarning, suspect, warn } from './world-warnings.ts';
import { updateProfile, whisper } from './world-whispers.ts';

const BC = {
  broadcaster_user_id: '800711400',
  broadcaster_user_login: 'derflaavius',
  broadcaster_user_name: 'derFlaavius',
};
const GUEST = { user_id: '800711404', user_login: 'fremder_gast', user_name: 'fremder_gast' };
const MOD = { moderator_user_id: '800711402', moderator_user_login: 'pixelpaul', moderator_user_name: 'pixelpaul' };
const NOW = '2026-11-22T18:00:00.000000000Z';
const guestId = GUEST.user_id;
const moderatorId = MOD.moderator_user_id;

/** Everything a deed puts on the wire, by type; of several the last. */
function wire(act: (room: QuietWorld) => unknown): Record<string, Record<string, unknown>> {
  const room = quietWorld();
  const sent: Record<string, Record<string, unknown>> = {};
  room.world.listen((event) => {
    for (const one of toWire(room.world, event)) sent[one.type] = { ...one.event };
  });
  act(room);
  return sent;
}

const at = (room: QuietWorld) => ({ channelId: room.streamerId, userId: guestId });

describe('exact payloads', () => {
  it('an ad', () => {
    expect(wire((room) => runAd(room.world, room.streamerId, 60, null))).toEqual({
      'channel.ad_break.begin': {
        ...BC,
        duration_seconds: 60,
        started_at: NOW,
        is_automatic: true,
        requester_user_id: '800711400',
        requester_user_login: 'derflaavius',
        requester_user_name: 'derFlaavius',
      },
    });
  });

  it('a goal from its beginning to its end', () => {
    const sent = wire(({ world, streamerId }) => {
      const goal = beginGoal(world, {
        channelId: streamerId,
        type: 'follower',
        description: 'x',
        current: 1,
        target: 2,
      });
      follow(world, streamerId, guestId);
      endGoal(world, streamerId, goal);
    });
    const common = {
      id: expect.any(String),
      ...BC,
      type: 'follow',
      description: 'x',
      target_amount: 2,
      started_at: NOW,
    };
    expect(sent['channel.goal.begin']).toEqual({ ...common, current_amount: 1 });
    expect(sent['channel.goal.progress']).toEqual({ ...common, current_amount: 2 });
    expect(sent['channel.goal.end']).toEqual({ ...common, current_amount: 2, is_achieved: true, ended_at: NOW });
  });

  it('a campaign names its channel without user, a donation with it', () => {
    const sent = wire(({ world, streamerId }) => {
      startCharity(world, { channelId: streamerId, name: 'Tierheim', targetCents: null });
      donate(world, { channelId: streamerId, userId: guestId, cents: 500 });
      stopCharity(world, streamerId);
    });
    const charity = {
      charity_name: 'Tierheim',
      charity_description: '',
      charity_logo: expect.any(String),
      charity_website: expect.any(String),
    };
    const channel = { broadcaster_id: '800711400', broadcaster_login: 'derflaavius', broadcaster_name: 'derFlaavius' };
    const amount = (value: number) => ({ value, decimal_places: 2, currency: 'EUR' });
    const id = expect.any(String);
    expect(sent['channel.charity_campaign.start']).toEqual({
      id,
      ...channel,
      ...charity,
      current_amount: amount(0),
      target_amount: null,
      started_at: NOW,
    });
    expect(sent['channel.charity_campaign.progress']).toEqual({
      id,
      ...channel,
      ...charity,
      current_amount: amount(500),
      target_amount: null,
    });
    expect(sent['channel.charity_campaign.stop']).toEqual({
      id,
      ...channel,
      ...charity,
      current_amount: amount(500),
      target_amount: null,
      stopped_at: NOW,
    });
    expect(sent['channel.charity_campaign.donate']).toEqual({
      id,
      campaign_id: id,
      ...BC,
      ...GUEST,
      ...charity,
      amount: amount(500),
    });
    expect(sent['channel.chat.notification']).toMatchObject({
      notice_type: 'charity_donation',
      charity_donation: { charity_name: 'Tierheim', amount: { value: 500, decimal_place: 2, currency: 'EUR' } },
    });
  });

  it('an automatic reward', () => {
    const emote = { id: '25', name: 'Kappa' };
    expect(
      wire((room) => redeemAutomatic(room.world, { ...at(room), type: 'send_highlighted_message', text: 'Kappa hi' })),
    ).toEqual({
      'channel.channel_points_automatic_reward_redemption.add': {
        ...BC,
        ...GUEST,
        id: expect.any(String),
        reward: { type: 'send_highlighted_message', channel_points: 100, emote: null },
        message: {
          text: 'Kappa hi',
          fragments: [
            { type: 'emote', text: 'Kappa', emote: { id: '25' } },
            { type: 'text', text: ' hi', emote: null },
          ],
        },
        redeemed_at: NOW,
      },
    });
    const unlocked = wire((room) =>
      redeemAutomatic(room.world, { ...at(room), type: 'random_sub_emote_unlock', emote }),
    );
    expect(unlocked['channel.channel_points_automatic_reward_redemption.add']).toMatchObject({
      reward: { emote },
      message: null,
    });
  });

  it('bits for power-ups', () => {
    const gigantic = wire((room) =>
      spendOnPowerUp(room.world, {
        ...at(room),
        bits: 60,
        text: 'Kappa',
        use: { kind: 'gigantified-emote', emote: { id: '25', name: 'Kappa' } },
      }),
    );
    expect(gigantic['channel.bits.use']).toMatchObject({
      ...BC,
      ...GUEST,
      bits: 60,
      type: 'power_up',
      power_up: { type: 'gigantify_an_emote', emote: { id: '25', name: 'Kappa' }, message_effect_id: null },
      custom_power_up: null,
    });
    const custom = wire((room) => {
      const powerUpId = channelOf(room.world, room.streamerId).powerUps[0]?.id ?? '';
      spendOnCustomPowerUp(room.world, { ...at(room), powerUpId, input: 'rot' });
    });
    expect(custom['channel.bits.use']).toMatchObject({
      bits: 100,
      type: 'custom_power_up',
      power_up: null,
      custom_power_up: { title: 'Konfetti' },
      message: null,
    });
    expect(custom['channel.custom_power_up_redemption.add']).toEqual({
      ...BC,
      ...GUEST,
      id: expect.any(String),
      user_input: 'rot',
      status: 'unfulfilled',
      custom_power_up: { id: expect.any(String), title: 'Konfetti', bits: 100, prompt: '' },
      redeemed_at: NOW,
    });
  });

  it('a line that stands out', () => {
    const sent = wire((room) =>
      sendLine(room.world, { ...at(room), text: 'seht her', highlight: 'highlighted-message' }),
    );
    expect(sent['channel.chat.message']).toMatchObject({ message_type: 'channel_points_highlighted' });
  });

  it('what was done elsewhere in a shared chat', () => {
    const sent = wire(({ world, streamerId }) => {
      joinSharedChat(world, streamerId, ['800711403']);
      banUser(world, { channelId: streamerId, moderatorId, userId: guestId, reason: 'x', seconds: 60 });
    });
    expect(sent['channel.moderate']).toMatchObject({
      broadcaster_user_login: 'mara_manager',
      source_broadcaster_user_id: '800711400',
      source_broadcaster_user_login: 'derflaavius',
      ...MOD,
      action: 'shared_chat_timeout',
      timeout: null,
      shared_chat_timeout: { ...GUEST, reason: 'x', expires_at: '2026-11-22T18:01:00.000000000Z' },
    });
  });

  it('an appeal that was taken back has no moderator', () => {
    const sent = wire(({ world, streamerId }) => {
      banUser(world, { channelId: streamerId, moderatorId, userId: guestId, reason: '', seconds: null });
      const asked = requestUnban(world, { channelId: streamerId, userId: guestId, text: 'bitte' });
      const decision = { status: 'canceled', moderatorId: null, text: '' } as const;
      if (asked.ok) resolveUnbanRequest(world, streamerId, asked.value, decision);
    });
    expect(sent['channel.unban_request.resolve']).toEqual({
      id: expect.any(String),
      ...BC,
      ...GUEST,
      moderator_user_id: null,
      moderator_user_login: null,
      moderator_user_name: null,
      resolution_text: null,
      status: 'canceled',
    });
    expect(sent['channel.moderate']).toMatchObject({ action: 'ban' });
  });

  it('a gift that is paid forward', () => {
    const sent = wire((room) =>
      notify(room.world, {
        ...at(room),
        systemText: 'x',
        detail: { kind: 'pay-forward', priorGifterId: moderatorId, recipientId: null },
      }),
    );
    expect(sent['channel.chat.notification']).toMatchObject({
      notice_type: 'pay_it_forward',
      pay_it_forward: { gifter_is_anonymous: false, gifter_user_login: 'pixelpaul' },
    });
  });
});

// One after the other everything that this world can do; what is subscribed to must come of it.
function everything(room: QuietWorld): void {
  const { world, streamerId: channelId, wait } = room;
  const me = { channelId, userId: guestId };
  const by = { channelId, moderatorId };
  goOffline(world, channelId);
  goLive(world, channelId);
  updateChannel(world, channelId, { title: 'Neu' });
  follow(world, channelId, guestId);
  unfollow(world, channelId, guestId);
  raid(world, { fromId: room.id('frau_holle_tv'), toId: channelId, viewers: 2 });
  runAd(world, channelId, 30, null);
  shoutOut(world, { fromId: channelId, toId: guestId, moderatorId });
  shoutOut(world, { fromId: guestId, toId: channelId, moderatorId: guestId });
  joinSharedChat(world, channelId, ['800711403']);
  joinSharedChat(world, channelId, ['800711401']);
  leaveSharedChat(world, channelId);
  updateProfile(world, guestId, { description: 'x' });
  whisper(world, guestId, channelId, 'x');
  const sent = sendLine(world, { ...me, text: 'hallo' });
  if (sent.ok) deleteMessage(world, { ...by, messageId: sent.value.id });
  wait(2);
  sendLine(world, { ...me, text: 'automodheld' });
  approveHeldLine(world, { ...by, lineId: channelOf(world, channelId).heldLines[0]?.id ?? '' });
  clearChat(world, channelId, moderatorId);
  changeModes(world, { ...by, changes: { slowSeconds: 3 } });
  setAutomod(world, channelId, moderatorId, { overallLevel: 3 });
  removeBlockedTerm(world, channelId, moderatorId, addBlockedTerm(world, channelId, moderatorId, 'käse').id);
  warn(world, { ...by, userId: guestId, reason: 'x' });
  acknowledgeWarning(world, channelId, guestId);
  suspect(world, { ...by, userId: guestId, status: 'ACTIVE_MONITORING' });
  wait(5);
  sendLine(world, { ...me, text: 'verdächtig' });
  banUser(world, { ...by, userId: guestId, reason: '', seconds: null });
  const asked = requestUnban(world, { ...me, text: 'bitte' });
  if (asked.ok) resolveUnbanRequest(world, channelId, asked.value, { status: 'denied', moderatorId, text: '' });
  unbanUser(world, { ...by, userId: guestId });
  addModerator(world, channelId, guestId);
  removeModerator(world, channelId, guestId);
  addVip(world, channelId, guestId);
  removeVip(world, channelId, guestId);
  setShieldMode(world, { ...by, isActive: true });
  setShieldMode(world, { ...by, isActive: false });
  subscribe(world, { ...me, tier: '1000' });
  resubscribe(world, { ...me, tier: '1000', text: 'x', showsStreak: true });
  endSubscription(world, channelId, guestId);
  giftSubs(world, { channelId, gifterId: moderatorId, tier: '1000', recipientIds: [guestId] });
  cheer(world, { ...me, bits: 1000, text: '' });
  cheer(world, { channelId, userId: moderatorId, bits: 1000, text: '' });
  wait(301);
  endExpiredHypeTrain(world, channelId);
  spendOnCustomPowerUp(world, { ...me, powerUpId: channelOf(world, channelId).powerUps[0]?.id ?? '', input: '' });
  startCharity(world, { channelId, name: 'x', targetCents: 1 });
  donate(world, { ...me, cents: 1 });
  stopCharity(world, channelId);
  const goal = beginGoal(world, { channelId, type: 'new_bit', description: '', current: 0, target: 1 });
  setGoal(world, channelId, goal, 1);
  endGoal(world, channelId, goal);
  redeemAutomatic(world, { ...me, type: 'send_highlighted_message' });
  const reward = addReward(world, channelId, plainReward({ id: 'r', title: 'r', prompt: '', cost: 1 }));
  updateReward(world, channelId, reward, { cost: 2 });
  redeemReward(world, { ...me, rewardId: 'r', input: '' });
  const [redemption] = channelOf(world, channelId).redemptions;
  if (redemption) settleRedemption(world, channelId, redemption, 'FULFILLED');
  removeReward(world, channelId, reward);
  const poll = startPoll(world, { channelId, title: 'x', choices: ['a', 'b'], seconds: 60 });
  vote(world, channelId, { choice: 1, votes: 1 });
  if (poll) endPoll(world, channelId, poll, 'ARCHIVED');
  const prediction = startPrediction(world, { channelId, title: 'x', outcomes: ['a', 'b'], seconds: 60 });
  bet(world, channelId, { outcome: 1, userId: guestId, points: 1 });
  if (prediction) lockPrediction(world, channelId, prediction);
  if (prediction) endPrediction(world, channelId, prediction, null);
}

describe('without a name', () => {
  it('bits are told by both types, one of which names the account that stands for all', () => {
    const sent = wire(({ world, streamerId }) => {
      // More than one account may write in half a minute.
      for (let times = 0; times < 25; times += 1) {
        expect(cheer(world, { channelId: streamerId, userId: null, bits: 50, text: 'psst' })).toBe(true);
      }
    });
    expect(sent['channel.cheer']).toMatchObject({ is_anonymous: true, user_id: null, user_login: null, bits: 50 });
    expect(sent['channel.bits.use']).toMatchObject({ user_login: 'ananonymouscheerer', type: 'cheer', bits: 50 });
    expect(sent['channel.chat.message']).toMatchObject({
      chatter_user_name: 'AnAnonymousCheerer',
      cheer: { bits: 50 },
      message: { text: 'cheer50 psst' },
    });
    expect(sent['channel.hype_train.begin']).toBeUndefined();
  });
});

describe('the list of types', () => {
  const sent = wire(everything);

  it.each(Object.keys(EVENTSUB_TYPES))('%s is sent when its thing happens', (type) => {
    expect(sent[type]).toBeDefined();
  });

  it('is all that is ever sent', () => {
    expect(Object.keys(sent).filter((type) => !(type in EVENTSUB_TYPES))).toEqual([]);
  });

  it('has no field that is undefined', () => {
    for (const [type, event] of Object.entries(sent)) {
      expect([type, Object.entries(event).filter(([, value]) => value === undefined)]).toEqual([type, []]);
    }
  });
});

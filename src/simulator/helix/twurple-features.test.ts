import { ApiClient } from '@twurple/api';
import { StaticAuthProvider } from '@twurple/auth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cleanUpLater, temporaryFolder } from '../../testing/clean-up.ts';
import { KNOWN_SCOPES } from '../oauth-scopes.ts';
import { issueUserToken } from '../oauth-tokens.ts';
import { type Simulator, startSimulator } from '../start.ts';
import { channelOf } from '../world.ts';
import { planAds } from '../world-ads.ts';
import { requestUnban } from '../world-appeals.ts';
import { donate, startCharity } from '../world-charity.ts';
import { sendLine } from '../world-chat.ts';
import { beginGoal } from '../world-goals.ts';
import { banUser } from '../world-moderation.ts';
import { cheer } from '../world-money.ts';
import { redeemReward } from '../world-points.ts';
import { SANDBOX_APP } from '../world-seed.ts';
import { joinSharedChat } from '../world-shared-chat.ts';
import { PEOPLE } from './quiet-evening.ts';

// A client that was written against the real Twitch reads what this one says.

const { clientId } = SANDBOX_APP;
const SCOPES = [...KNOWN_SCOPES];
const { streamer, moderator, stranger, manager } = PEOPLE;

let simulator: Simulator;
let api: ApiClient;
const portBefore = process.env['TWURPLE_MOCK_API_PORT'];

beforeAll(async () => {
  simulator = await startSimulator({ folder: temporaryFolder(), story: false });
  cleanUpLater(() => simulator.stop());
  process.env['TWURPLE_MOCK_API_PORT'] = String(simulator.httpPort);
  const { accessToken } = issueUserToken(simulator.world, { clientId, userId: streamer, scopes: SCOPES });
  api = new ApiClient({ authProvider: new StaticAuthProvider(clientId, accessToken, SCOPES) });
});
afterAll(() => {
  if (portBefore === undefined) delete process.env['TWURPLE_MOCK_API_PORT'];
  else process.env['TWURPLE_MOCK_API_PORT'] = portBefore;
});

describe('@twurple/api against the running simulator', () => {
  it('runs a poll and a prediction', async () => {
    const poll = await api.polls.createPoll(streamer, { title: 'Weiter?', duration: 60, choices: ['Ja', 'Nein'] });
    expect(poll.choices.map((choice) => [choice.title, choice.totalVotes])).toEqual([
      ['Ja', 0],
      ['Nein', 0],
    ]);
    expect((await api.polls.endPoll(streamer, poll.id)).status).toBe('TERMINATED');
    const order = { title: 'Sieg?', autoLockAfter: 60, outcomes: ['Ja', 'Nein'] };
    const prediction = await api.predictions.createPrediction(streamer, order);
    const [winner] = prediction.outcomes;
    const done = await api.predictions.resolvePrediction(streamer, prediction.id, winner?.id ?? '');
    expect(done).toMatchObject({ status: 'RESOLVED', winningOutcomeId: winner?.id });
  });

  it('makes a reward and settles what was redeemed', async () => {
    const reward = await api.channelPoints.createCustomReward(streamer, {
      title: 'Tanzen',
      cost: 10,
      globalCooldown: 60,
    });
    expect(reward).toMatchObject({ cost: 10, globalCooldown: 60, isInStock: true });
    redeemReward(simulator.world, { channelId: streamer, userId: stranger, rewardId: reward.id, input: 'los' });
    const open = await api.channelPoints.getRedemptionsForBroadcaster(streamer, reward.id, 'UNFULFILLED', {});
    const ids = open.data.map((one) => one.id);
    const [settled] = await api.channelPoints.updateRedemptionStatusByIds(streamer, reward.id, ids, 'FULFILLED');
    expect(settled).toMatchObject({ isFulfilled: true, userInput: 'los', userName: 'fremder_gast' });
    await api.channelPoints.deleteCustomReward(streamer, reward.id);
  });

  it('reads ads, goals, charity, bits and the hype train', async () => {
    const { world } = simulator;
    planAds(world, streamer, { atMs: world.nowMs() + 600_000, seconds: 60 });
    expect(await api.channels.getAdSchedule(streamer)).toMatchObject({ duration: 60, snoozeCount: 3 });
    expect((await api.channels.snoozeNextAd(streamer)).snoozeCount).toBe(2);
    beginGoal(world, { channelId: streamer, type: 'follower', description: 'Bald', current: 1, target: 2 });
    expect((await api.goals.getGoals(streamer))[0]).toMatchObject({ type: 'follower', targetAmount: 2 });
    startCharity(world, { channelId: streamer, name: 'Tierheim', targetCents: null });
    donate(world, { channelId: streamer, userId: stranger, cents: 1250 });
    expect((await api.charity.getCharityCampaign(streamer))?.currentAmount.localizedValue).toBe(12.5);
    expect((await api.charity.getCharityCampaignDonations(streamer)).data[0]?.amount.localizedValue).toBe(12.5);
    cheer(world, { channelId: streamer, userId: moderator, bits: 50_000, text: '' });
    cheer(world, { channelId: streamer, userId: stranger, bits: 600, text: '' });
    expect((await api.bits.getLeaderboard(streamer)).entries[0]).toMatchObject({ userName: 'nordlicht_mod', rank: 1 });
    expect((await api.bits.getCheermotes()).getPossibleNames()).toEqual(['cheer']);
    const status = await api.hypeTrain.getHypeTrainStatusForBroadcaster(streamer);
    expect(status.current?.topContributions).toHaveLength(2);
  });

  it('clips, marks and lists', async () => {
    const clip = await api.clips.createClip({ channel: streamer });
    expect(clip).toMatch(/^Sim/);
    expect((await api.streams.createStreamMarker(streamer, 'Pointe')).description).toBe('Pointe');
    expect((await api.channels.getChannelEditors(streamer))[0]?.userId).toBe(manager);
    await api.channels.addVip(streamer, stranger);
    expect(await api.channels.checkVipForUser(streamer, stranger)).toBe(true);
    await api.channels.removeVip(streamer, stranger);
  });

  it('moderates: AutoMod, terms, shield, warnings, appeals', async () => {
    const { world } = simulator;
    expect((await api.moderation.getAutoModSettings(streamer))[0]).toHaveProperty('overallLevel', 2);
    sendLine(world, { channelId: streamer, userId: stranger, text: 'automodheld', isUnlimited: true });
    const held = channelOf(world, streamer).heldLines[0]?.id ?? '';
    await api.moderation.processHeldAutoModMessage(streamer, held, true);
    expect(world.state.messages.at(-1)?.text).toBe('automodheld');
    const [term] = await api.moderation.addBlockedTerm(streamer, 'käse*');
    expect((await api.moderation.getBlockedTerms(streamer)).data[0]?.id).toBe(term?.id);
    expect((await api.moderation.updateShieldModeStatus(streamer, true)).isActive).toBe(true);
    await api.moderation.warnUser(streamer, stranger, 'Ruhe');
    banUser(world, { channelId: streamer, moderatorId: moderator, userId: stranger, reason: '', seconds: null });
    requestUnban(world, { channelId: streamer, userId: stranger, text: 'bitte' });
    const [request] = (await api.moderation.getUnbanRequests(streamer, 'pending')).data;
    const resolved = await api.moderation.resolveUnbanRequest(streamer, request?.id ?? '', true, 'gut');
    expect([resolved.message, resolved.resolutionMessage]).toEqual(['bitte', 'gut']);
  });

  it('talks: settings, announcements, shoutouts, colours, shared chat', async () => {
    const settings = await api.chat.updateSettings(streamer, { slowModeEnabled: true, slowModeDelay: 10 });
    expect(settings).toMatchObject({ slowModeDelay: 10, followerOnlyModeEnabled: false });
    await api.chat.sendAnnouncement(streamer, { message: 'gleich los', color: 'blue' });
    await api.chat.shoutoutUser(streamer, manager);
    await api.chat.setColorForUser(streamer, 'hot_pink');
    expect(await api.chat.getColorForUser(streamer)).toBe('#FF69B4');
    expect((await api.chat.getChatters(streamer)).data.map((one) => one.userName)).toContain('derflaavius');
    joinSharedChat(simulator.world, streamer, [manager]);
    expect((await api.chat.getSharedChatSession(streamer))?.participants).toHaveLength(2);
  });
});

import { playNotice } from './control-notices.ts';
import { ControlError, type ControlInput } from './control-switchboard.ts';
import { accountOf, channelOf, type World } from './world.ts';
import { setSuspended } from './world-accounts.ts';
import { planAds, runAd } from './world-ads.ts';
import { requestUnban, resolveUnbanRequest } from './world-appeals.ts';
import { addBlockedTerm, decideHeldLine, removeBlockedTerm, setAutomod } from './world-automod.ts';
import { donate, startCharity, stopCharity } from './world-charity.ts';
import { approveHeldLine, sendLine } from './world-chat.ts';
import { failNextClip } from './world-clips.ts';
import type { AutomaticRewardType } from './world-feature-events.ts';
import { type GoalType, plainReward, type Reward } from './world-features.ts';
import { beginGoal, endGoal, setGoal } from './world-goals.ts';
import { addReward, redeemAutomatic, removeReward, settleRedemption, updateReward } from './world-points.ts';
import { endPoll, runningPoll, startPoll, vote } from './world-polls.ts';
import { spendOnCustomPowerUp, spendOnPowerUp } from './world-power-ups.ts';
import { bet, endPrediction, lockPrediction, runningPrediction, startPrediction } from './world-predictions.ts';
import { callOffRaid, leaveForRaid, orderRaid, shoutOut } from './world-raids.ts';
import { joinSharedChat, leaveSharedChat } from './world-shared-chat.ts';
import type { LineHighlight } from './world-state.ts';
import { acknowledgeWarning, suspect, warn } from './world-warnings.ts';
import { updateProfile, whisper } from './world-whispers.ts';

const MODERATOR = 'pixelpaul';

/** False: it could not happen as things stand. */
type Deed = (world: World, channelId: string, input: ControlInput) => boolean;

/**
 * What can be made to happen beside the plain things of an evening, by the word in `kind`. Lists of words are
 * one text with `|` between them.
 */
const DEEDS: Readonly<Record<string, Deed>> = {
  // Ads, raids, neighbours
  'ad-plan'(world, channelId, input) {
    planAds(world, channelId, {
      atMs: world.nowMs() + input.number('inSeconds', 300) * 1000,
      seconds: input.number('seconds', 60),
      everySeconds: input.has('everySeconds') ? input.number('everySeconds') : null,
    });
    return true;
  },
  'ad-break'(world, channelId, input) {
    runAd(world, channelId, input.number('seconds', 60), input.has('login') ? input.person('login').id : null);
    return true;
  },
  shoutout(world, channelId, input) {
    shoutOut(world, { fromId: channelId, toId: input.person('login').id, moderatorId: moderatorOf(input) });
    return true;
  },
  'shoutout-received'(world, channelId, input) {
    const fromId = input.person('login').id;
    shoutOut(world, { fromId, toId: channelId, moderatorId: fromId });
    return true;
  },
  'raid-order'(world, channelId, input) {
    orderRaid(world, { channelId, moderatorId: channelId, toId: input.person('login').id });
    return true;
  },
  'raid-call-off': (world, channelId) => callOffRaid(world, channelId, channelId),
  'raid-now': (world, channelId) => leaveForRaid(world, channelId),
  'shared-chat-join'(world, channelId, input) {
    const hostId = input.has('host') ? input.person('host').id : channelId;
    const guests = input.has('login') ? [input.person('login').id] : [];
    joinSharedChat(world, hostId, hostId === channelId ? guests : [channelId, ...guests]);
    return true;
  },
  'shared-chat-leave': (world, channelId, input) =>
    leaveSharedChat(world, input.has('login') ? input.person('login').id : channelId),
  whisper: (world, channelId, input) =>
    whisper(world, input.person('login').id, input.has('to') ? input.person('to').id : channelId, input.text('text')),
  profile(world, _, input) {
    updateProfile(world, input.person('login').id, {
      ...(input.has('description') ? { description: input.text('description') } : {}),
      ...(input.has('email') ? { email: input.text('email') } : {}),
      ...(input.has('displayName') ? { displayName: input.text('displayName') } : {}),
    });
    return true;
  },
  /** Account facts: suspended, phone, email, turbo, whispers. */
  account(world, _, input) {
    const { id } = input.person('login');
    const facts = accountOf(world, id);
    setSuspended(world, id, input.flag('isSuspended', facts.isSuspended));
    facts.hasVerifiedPhone = input.flag('hasVerifiedPhone', facts.hasVerifiedPhone);
    facts.hasVerifiedEmail = input.flag('hasVerifiedEmail', facts.hasVerifiedEmail);
    facts.hasTurbo = input.flag('hasTurbo', facts.hasTurbo);
    facts.takesWhispers = input.flag('takesWhispers', facts.takesWhispers);
    world.touch();
    return true;
  },
  verification(world, channelId, input) {
    const { verification } = channelOf(world, channelId);
    verification.phone = input.flag('phone', verification.phone);
    verification.email = input.flag('email', verification.email);
    world.touch();
    return true;
  },
  editor(world, channelId, input) {
    const { editors } = channelOf(world, channelId);
    const { id } = input.person('login');
    if (input.flag('isEditor', true)) editors[id] = world.nowMs();
    else delete editors[id];
    world.touch();
    return true;
  },
  'clip-fails'(world) {
    failNextClip(world);
    return true;
  },

  // Moderation
  'automod-decide'(world, channelId, input) {
    const line = { channelId, lineId: input.text('messageId'), moderatorId: moderatorOf(input) };
    if (input.text('outcome') === 'approved') return approveHeldLine(world, line) !== undefined;
    const outcome = oneOf(input, 'outcome', ['denied', 'expired']);
    return decideHeldLine(world, { ...line, outcome }) !== undefined;
  },
  'automod-level'(world, channelId, input) {
    setAutomod(world, channelId, moderatorOf(input), { overallLevel: input.number('level') });
    return true;
  },
  'term-add'(world, channelId, input) {
    addBlockedTerm(world, channelId, moderatorOf(input), input.text('text'));
    return true;
  },
  'term-remove'(world, channelId, input) {
    const term = channelOf(world, channelId).blockedTerms.find((one) => one.text === input.text('text'));
    return term !== undefined && removeBlockedTerm(world, channelId, moderatorOf(input), term.id);
  },
  'unban-request': (world, channelId, input) =>
    requestUnban(world, { channelId, userId: input.person('login').id, text: input.text('text', 'Sorry') }).ok,
  'unban-request-resolve'(world, channelId, input) {
    const { id } = input.person('login');
    const request = channelOf(world, channelId).unbanRequests.find((one) => one.userId === id);
    const status = oneOf(input, 'status', ['approved', 'denied', 'canceled']);
    const moderatorId = status === 'canceled' ? null : moderatorOf(input);
    const decision = { status, moderatorId, text: input.text('text', '') };
    return request !== undefined && resolveUnbanRequest(world, channelId, request, decision);
  },
  warn(world, channelId, input) {
    const userId = input.person('login').id;
    warn(world, { channelId, moderatorId: moderatorOf(input), userId, reason: input.text('reason', '') });
    return true;
  },
  'warning-read': (world, channelId, input) => acknowledgeWarning(world, channelId, input.person('login').id),
  suspicious(world, channelId, input) {
    const status = oneOf(input, 'status', ['none', 'monitored', 'restricted']);
    suspect(world, {
      channelId,
      moderatorId: moderatorOf(input),
      userId: input.person('login').id,
      status: status === 'none' ? null : status === 'restricted' ? 'RESTRICTED' : 'ACTIVE_MONITORING',
      type: input.flag('isEvader', false) ? 'DETECTED_BAN_EVADER' : 'MANUALLY_ADDED',
    });
    return true;
  },

  // Money
  'goal-begin'(world, channelId, input) {
    beginGoal(world, {
      channelId,
      type: oneOf(input, 'type', GOAL_TYPES),
      description: input.text('description', ''),
      current: input.number('current', 0),
      target: input.number('target', 100),
    });
    return true;
  },
  'goal-progress'(world, channelId, input) {
    const goal = channelOf(world, channelId).goals.at(-1);
    if (goal) setGoal(world, channelId, goal, input.number('current', goal.current + 1));
    return goal !== undefined;
  },
  'goal-end'(world, channelId) {
    const goal = channelOf(world, channelId).goals.at(-1);
    if (goal) endGoal(world, channelId, goal);
    return goal !== undefined;
  },
  'charity-start'(world, channelId, input) {
    const targetCents = input.has('targetCents') ? input.number('targetCents') : null;
    startCharity(world, { channelId, name: input.text('name', 'Tierheim'), targetCents });
    return true;
  },
  'charity-donation': (world, channelId, input) =>
    donate(world, { channelId, userId: input.person('login').id, cents: input.number('cents', 500) }),
  'charity-stop': (world, channelId) => stopCharity(world, channelId),
  'power-up'(world, channelId, input) {
    const use = oneOf(input, 'type', ['message-effect', 'celebration', 'gigantified-emote']);
    spendOnPowerUp(world, {
      channelId,
      userId: input.person('login').id,
      bits: input.number('bits', 50),
      text: input.has('text') ? input.text('text') : null,
      use:
        use === 'gigantified-emote'
          ? { kind: use, emote: { id: '25', name: 'Kappa' } }
          : { kind: use, effectId: 'simmer' },
    });
    return true;
  },
  'custom-power-up'(world, channelId, input) {
    const [first] = channelOf(world, channelId).powerUps;
    const powerUpId = input.text('powerUpId', first?.id ?? '');
    const userId = input.person('login').id;
    return spendOnCustomPowerUp(world, { channelId, userId, powerUpId, input: input.text('text', '') });
  },

  // Channel points, polls, predictions
  highlight: (world, channelId, input) =>
    sendLine(world, {
      channelId,
      userId: input.person('login').id,
      text: input.text('text'),
      highlight: oneOf(input, 'type', HIGHLIGHTS, 'highlighted-message'),
      isUnlimited: true,
    }).ok,
  'automatic-reward'(world, channelId, input) {
    redeemAutomatic(world, {
      channelId,
      userId: input.person('login').id,
      type: oneOf(input, 'type', AUTOMATIC_TYPES, 'send_highlighted_message'),
      ...(input.has('text') ? { text: input.text('text') } : {}),
      ...(input.has('emote') ? { emote: { id: '25', name: input.text('emote') } } : {}),
    });
    return true;
  },
  'reward-add'(world, channelId, input) {
    const facts = { title: input.text('title'), prompt: input.text('prompt', ''), cost: input.number('cost', 100) };
    addReward(world, channelId, plainReward({ id: world.random.uuid(), ...facts }));
    return true;
  },
  'reward-update': (world, channelId, input) =>
    withReward(world, channelId, input, (reward) =>
      updateReward(world, channelId, reward, {
        ...(input.has('title') ? { title: input.text('title') } : {}),
        ...(input.has('cost') ? { cost: input.number('cost') } : {}),
        ...(input.has('isPaused') ? { isPaused: input.flag('isPaused', false) } : {}),
        ...(input.has('isEnabled') ? { isEnabled: input.flag('isEnabled', true) } : {}),
      }),
    ),
  'reward-remove': (world, channelId, input) =>
    withReward(world, channelId, input, (reward) => removeReward(world, channelId, reward)),
  'redemption-settle'(world, channelId, input) {
    const open = channelOf(world, channelId).redemptions.find((one) => one.status === 'UNFULFILLED');
    if (open) settleRedemption(world, channelId, open, oneOf(input, 'status', ['FULFILLED', 'CANCELED'], 'FULFILLED'));
    return open !== undefined;
  },
  'poll-begin': (world, channelId, input) =>
    startPoll(world, {
      channelId,
      title: input.text('title'),
      choices: input.text('choices', 'Ja|Nein').split('|'),
      seconds: input.number('seconds', 60),
      pointsPerVote: input.has('pointsPerVote') ? input.number('pointsPerVote') : null,
    }) !== undefined,
  'poll-vote': (world, channelId, input) =>
    vote(world, channelId, { choice: input.number('choice', 1), votes: input.number('votes', 1) }),
  'poll-end'(world, channelId, input) {
    const poll = runningPoll(world, channelId);
    const status = oneOf(input, 'status', ['COMPLETED', 'TERMINATED', 'ARCHIVED'], 'TERMINATED');
    if (poll) endPoll(world, channelId, poll, status);
    return poll !== undefined;
  },
  'prediction-begin': (world, channelId, input) =>
    startPrediction(world, {
      channelId,
      title: input.text('title'),
      outcomes: input.text('outcomes', 'Ja|Nein').split('|'),
      seconds: input.number('seconds', 60),
    }) !== undefined,
  'prediction-bet': (world, channelId, input) =>
    bet(world, channelId, {
      outcome: input.number('outcome', 1),
      userId: input.person('login').id,
      points: input.number('points', 100),
    }),
  'prediction-lock'(world, channelId) {
    const prediction = runningPrediction(world, channelId);
    if (prediction?.status !== 'ACTIVE') return false;
    lockPrediction(world, channelId, prediction);
    return true;
  },
  /** Without an outcome it is canceled. */
  'prediction-end'(world, channelId, input) {
    const prediction = runningPrediction(world, channelId);
    const winner = input.has('outcome') ? prediction?.outcomes[input.number('outcome') - 1]?.id : null;
    if (!prediction || winner === undefined) return false;
    endPrediction(world, channelId, prediction, winner);
    return true;
  },
};

const GOAL_TYPES: readonly GoalType[] = [
  'follower',
  'subscription',
  'subscription_count',
  'new_subscription',
  'new_subscription_count',
  'new_bit',
  'new_cheerer',
];
const HIGHLIGHTS: readonly LineHighlight[] = [
  'highlighted-message',
  'skip-subs-mode-message',
  'gigantified-emote-message',
  'animated-message',
];
const AUTOMATIC_TYPES: readonly AutomaticRewardType[] = [
  'single_message_bypass_sub_mode',
  'send_highlighted_message',
  'random_sub_emote_unlock',
  'chosen_sub_emote_unlock',
  'chosen_modified_sub_emote_unlock',
];

/** @returns undefined for a kind that is not known here. */
export function playDeed(world: World, input: ControlInput): boolean | undefined {
  const kind = input.text('kind');
  const deed = Object.hasOwn(DEEDS, kind) ? DEEDS[kind] : undefined;
  return deed ? deed(world, input.channelId(), input) : playNotice(world, input);
}

function moderatorOf(input: ControlInput): string {
  return input.person('moderator', MODERATOR).id;
}

function oneOf<T extends string>(input: ControlInput, name: string, words: readonly T[], fallback?: T): T {
  const text = input.text(name, fallback ?? words[0]);
  const word = words.find((one) => one === text);
  if (word === undefined) throw new ControlError(`"${name}" must be one of ${words.join(', ')}`);
  return word;
}

/** The reward named by `rewardId`, the newest when left out. */
function withReward(world: World, channelId: string, input: ControlInput, act: (reward: Reward) => void): boolean {
  const { rewards } = channelOf(world, channelId);
  const reward = input.has('rewardId') ? rewards.find((one) => one.id === input.text('rewardId')) : rewards.at(-1);
  if (reward) act(reward);
  return reward !== undefined;
}

import { forChannel, type Json, messageBody, person, type WireEvent, wireTime } from './eventsub-parts.ts';
import type { World } from './world.ts';
import type { FeatureEvent, PowerUpUse } from './world-feature-events.ts';
import type { Redemption, Reward } from './world-features.ts';
import { redemptionsOfStream } from './world-points.ts';
import { fragmentsOf } from './world-text.ts';

const CUSTOM = 'channel.channel_points_custom_reward';

export function redemptionEvent(
  world: World,
  phase: 'add' | 'update',
  channelId: string,
  redemption: Readonly<Redemption>,
): WireEvent {
  const wire = forChannel(world, `${CUSTOM}_redemption.${phase}`, channelId, {
    id: redemption.id,
    ...person(world, redemption.userId),
    user_input: redemption.input,
    status: redemption.status.toLowerCase(),
    reward: redemption.reward,
    redeemed_at: wireTime(redemption.redeemedAtMs),
  });
  return { ...wire, match: { ...wire.match, reward_id: redemption.reward.id } };
}

const REWARD_PHASES = { 'reward-added': 'add', 'reward-updated': 'update', 'reward-removed': 'remove' } as const;

export function rewardEvent(
  world: World,
  { kind, channelId, reward }: FeatureEvent & { kind: keyof typeof REWARD_PHASES },
): WireEvent {
  const wire = forChannel(world, `${CUSTOM}.${REWARD_PHASES[kind]}`, channelId, rewardBody(world, channelId, reward));
  return { ...wire, match: { ...wire.match, reward_id: reward.id } };
}

function rewardBody(world: World, channelId: string, reward: Readonly<Reward>): Json {
  const taken = redemptionsOfStream(world, channelId, reward.id).length;
  return {
    id: reward.id,
    is_enabled: reward.isEnabled,
    is_paused: reward.isPaused,
    is_in_stock: reward.maxPerStream === null || taken < reward.maxPerStream,
    title: reward.title,
    cost: reward.cost,
    prompt: reward.prompt,
    is_user_input_required: reward.needsInput,
    should_redemptions_skip_request_queue: reward.skipsQueue,
    cooldown_expires_at: reward.cooldownUntilMs === null ? null : wireTime(reward.cooldownUntilMs),
    redemptions_redeemed_current_stream: reward.maxPerStream === null ? null : taken,
    max_per_stream: { is_enabled: reward.maxPerStream !== null, value: reward.maxPerStream ?? 0 },
    max_per_user_per_stream: {
      is_enabled: reward.maxPerUserPerStream !== null,
      value: reward.maxPerUserPerStream ?? 0,
    },
    global_cooldown: { is_enabled: reward.cooldownSeconds !== null, seconds: reward.cooldownSeconds ?? 0 },
    background_color: reward.backgroundColor,
    image: null,
    default_image: {
      url_1x: 'https://static-cdn.jtvnw.net/default-reward-images/default-1.png',
      url_2x: 'https://static-cdn.jtvnw.net/default-reward-images/default-2.png',
      url_4x: 'https://static-cdn.jtvnw.net/default-reward-images/default-4.png',
    },
  };
}

export function automaticRewardEvent(world: World, event: FeatureEvent & { kind: 'automatic-reward' }): WireEvent {
  return forChannel(world, 'channel.channel_points_automatic_reward_redemption.add', event.channelId, {
    ...person(world, event.userId),
    id: event.redemptionId,
    reward: { type: event.type, channel_points: event.points, emote: event.emote },
    message: event.text === null ? null : { text: event.text, fragments: pointFragments(world, event.text) },
    redeemed_at: wireTime(world.nowMs()),
  });
}

/** Of a fragment only kind, text and emote are told here. */
function pointFragments(world: World, text: string): Json[] {
  return fragmentsOf(world, text, () => undefined).map((fragment) => ({
    type: fragment.emote ? 'emote' : 'text',
    text: fragment.text,
    emote: fragment.emote ? { id: fragment.emote.id } : null,
  }));
}

export function powerUpEvents(world: World, event: FeatureEvent & { kind: 'power-up' }): WireEvent[] {
  const { channelId, userId, bits, text, use } = event;
  const used = forChannel(world, 'channel.bits.use', channelId, {
    ...person(world, userId),
    bits,
    type: use.kind === 'custom' ? 'custom_power_up' : 'power_up',
    power_up: use.kind === 'custom' ? null : powerUp(use),
    custom_power_up: use.kind === 'custom' ? { title: use.powerUp.title, reward_id: use.powerUp.id } : null,
    message: text === null ? null : messageBody(world, text),
  });
  if (use.kind !== 'custom') return [used];
  const { id, title, prompt } = use.powerUp;
  const redeemed = forChannel(world, 'channel.custom_power_up_redemption.add', channelId, {
    id: use.redemptionId,
    ...person(world, userId),
    user_input: use.input,
    status: 'unfulfilled',
    custom_power_up: { id, title, bits, prompt },
    redeemed_at: wireTime(world.nowMs()),
  });
  return [used, { ...redeemed, match: { ...redeemed.match, reward_id: id } }];
}

function powerUp(use: Exclude<PowerUpUse, { kind: 'custom' }>): Json {
  switch (use.kind) {
    case 'message-effect':
      return { type: 'message_effect', emote: null, message_effect_id: use.effectId };
    case 'celebration':
      return { type: 'celebration', emote: null, message_effect_id: use.effectId };
    case 'gigantified-emote':
      return { type: 'gigantify_an_emote', emote: use.emote, message_effect_id: null };
    default:
      return use satisfies never;
  }
}

import { forChannel, type Json, person, type WireEvent, wireTime } from './eventsub-parts.ts';
import { userOf, type World } from './world.ts';
import type { FeatureEvent } from './world-feature-events.ts';
import type { CharityCampaign } from './world-features.ts';

export function goalEvent(world: World, { phase, channelId, goal }: FeatureEvent & { kind: 'goal' }): WireEvent {
  return forChannel(world, `channel.goal.${phase}`, channelId, {
    id: goal.id,
    // Helix calls the same goal "follower".
    type: goal.type === 'follower' ? 'follow' : goal.type,
    description: goal.description,
    ...(phase === 'end' ? { is_achieved: goal.current >= goal.target } : {}),
    current_amount: goal.current,
    target_amount: goal.target,
    started_at: wireTime(goal.createdAtMs),
    ...(phase === 'end' ? { ended_at: wireTime(world.nowMs()) } : {}),
  });
}

/** The campaign itself names the channel without `_user_`, unlike everything else. */
export function charityEvent(
  world: World,
  { phase, channelId, campaign }: FeatureEvent & { kind: 'charity' },
): WireEvent {
  const { login, displayName } = userOf(world, channelId);
  return {
    type: `channel.charity_campaign.${phase}`,
    match: { broadcaster_user_id: channelId },
    event: {
      id: campaign.id,
      broadcaster_id: channelId,
      broadcaster_login: login,
      broadcaster_name: displayName,
      ...charity(campaign),
      current_amount: amount(campaign.currentCents, campaign.currency),
      target_amount: campaign.targetCents === null ? null : amount(campaign.targetCents, campaign.currency),
      ...(phase === 'start' ? { started_at: wireTime(campaign.startedAtMs) } : {}),
      ...(phase === 'stop' ? { stopped_at: wireTime(world.nowMs()) } : {}),
    },
  };
}

export function donationEvent(
  world: World,
  { channelId, campaign, donation }: FeatureEvent & { kind: 'charity-donated' },
): WireEvent {
  return forChannel(world, 'channel.charity_campaign.donate', channelId, {
    id: donation.id,
    campaign_id: campaign.id,
    ...person(world, donation.userId),
    ...charity(campaign),
    amount: amount(donation.cents, campaign.currency),
  });
}

function charity(campaign: Readonly<CharityCampaign>): Json {
  return {
    charity_name: campaign.name,
    charity_description: campaign.description,
    charity_logo: campaign.logo,
    charity_website: campaign.website,
  };
}

function amount(cents: number, currency: string): Json {
  return { value: cents, decimal_places: 2, currency };
}

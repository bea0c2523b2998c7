import { channelOf, userOf, type World } from './world.ts';
import { notify } from './world-chat.ts';
import type { CharityCampaign } from './world-features.ts';

export interface NewCharity {
  readonly channelId: string;
  readonly name: string;
  readonly description?: string;
  readonly targetCents: number | null;
  readonly currency?: string;
}

/** A campaign is started on Twitch's own pages only; a new one takes the place of the old. */
export function startCharity(world: World, input: NewCharity): CharityCampaign {
  const channel = channelOf(world, input.channelId);
  if (channel.charity) stopCharity(world, input.channelId);
  const campaign: CharityCampaign = {
    id: world.random.uuid(),
    name: input.name,
    description: input.description ?? '',
    logo: 'https://abc.cloudfront.net/ppgf/1000/100.png',
    website: 'https://www.example.org',
    currency: input.currency ?? 'EUR',
    targetCents: input.targetCents,
    currentCents: 0,
    startedAtMs: world.nowMs(),
    donations: [],
  };
  channel.charity = campaign;
  announce(world, input.channelId, 'start', campaign);
  return campaign;
}

/** False when nothing is collected here. */
export function donate(
  world: World,
  { channelId, userId, cents }: { readonly channelId: string; readonly userId: string; readonly cents: number },
): boolean {
  const campaign = channelOf(world, channelId).charity;
  if (!campaign) return false;
  const donation = { id: world.random.uuid(), userId, cents, atMs: world.nowMs() };
  campaign.donations.unshift(donation);
  campaign.currentCents += cents;
  world.emit({ kind: 'charity-donated', channelId, campaign: { ...campaign, donations: [] }, donation });
  const { name: charity, currency } = campaign;
  const amount = `${(cents / 100).toFixed(2)} ${currency}`;
  notify(world, {
    channelId,
    userId,
    systemText: `${userOf(world, userId).displayName}: Donated ${amount} to support ${charity}`,
    detail: { kind: 'charity-donation', charity, cents, currency },
  });
  announce(world, channelId, 'progress', campaign);
  return true;
}

/** What was given is gone from Twitch with the campaign. */
export function stopCharity(world: World, channelId: string): boolean {
  const channel = channelOf(world, channelId);
  const campaign = channel.charity;
  if (!campaign) return false;
  channel.charity = null;
  announce(world, channelId, 'stop', campaign);
  return true;
}

function announce(
  world: World,
  channelId: string,
  phase: 'start' | 'progress' | 'stop',
  campaign: CharityCampaign,
): void {
  world.emit({ kind: 'charity', phase, channelId, campaign: { ...campaign, donations: [] } });
}

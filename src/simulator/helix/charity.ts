import { dataReply, type Endpoint, earningChannel } from './endpoint.ts';
import { pageOf } from './paging.ts';
import { named } from './users.ts';

const TOKEN: Endpoint['token'] = { kind: 'user', scopes: ['channel:read:charity'] };

/** GET /charity/campaigns: the one that runs, or nothing. */
export const getCharityCampaign: Endpoint = {
  method: 'GET',
  path: '/charity/campaigns',
  token: TOKEN,
  handle(call) {
    const { broadcasterId, charity } = earningChannel(call);
    if (!charity) return dataReply([]);
    const { currency, targetCents } = charity;
    return dataReply([
      {
        id: charity.id,
        ...named(call, 'broadcaster', broadcasterId),
        charity_name: charity.name,
        charity_description: charity.description,
        charity_logo: charity.logo,
        charity_website: charity.website,
        current_amount: money(charity.currentCents, currency),
        target_amount: targetCents === null ? null : money(targetCents, currency),
      },
    ]);
  },
};

/** GET /charity/donations: of the campaign that runs; gone when it ends. */
export const getCharityDonations: Endpoint = {
  method: 'GET',
  path: '/charity/donations',
  token: TOKEN,
  handle(call) {
    const { charity } = earningChannel(call);
    const { items, pagination } = pageOf(call, charity?.donations ?? [], { keyOf: (one) => one.id, max: 100 });
    const data = items.map((donation) => ({
      id: donation.id,
      campaign_id: charity?.id ?? '',
      ...named(call, 'user', donation.userId),
      amount: money(donation.cents, charity?.currency ?? ''),
    }));
    return dataReply(data, { pagination });
  },
};

function money(cents: number, currency: string): Record<string, unknown> {
  return { value: cents, decimal_places: 2, currency };
}

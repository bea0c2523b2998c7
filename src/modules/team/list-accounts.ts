import type { AccountView, accounts, RightView } from '../../contract/accounts.ts';
import type { ReplyOf } from '../../contract/endpoint.ts';
import { instantFromMs } from '../../kernel/instant.ts';
import type { Caller } from '../../platform/module.ts';
import { CHANNEL_RIGHTS, featuresOfRight, missingScopes, scopesOfFeatures } from '../../twitch/scopes.ts';
import type { TwitchAccount } from '../../twitch/token-vault.ts';
import { featuresOfAccount, findHousehold, type Household, usesOf } from './account-uses.ts';
import { findBotConnectedAt } from './bot-store.ts';
import { findChannel, findChannelConnectedAt } from './channel-store.ts';
import type { TeamContext } from './context.ts';

type KnownAccount = Omit<TwitchAccount, 'lostBy'> & Pick<AccountView, 'lostBy'>;

/** Every connected account; channel and bot also while they have no grant, so that they can be connected anew. */
export async function listAccounts(
  context: TeamContext,
  caller: Pick<Caller, 'twitchId'>,
): Promise<ReplyOf<typeof accounts.list>> {
  const { db, oauth, vault } = context;
  const household = await findHousehold(db.read);
  const held = await vault.accounts();
  const lost = (await namedAccounts(context, household)).filter(
    ({ userId }) => !held.some((account) => account.userId === userId),
  );
  return {
    accounts: [...lost, ...held].map((account) => view(household, account, caller)),
    clientType: oauth.clientType,
  };
}

/** What may be done on the channel, and what its grant lacks for it. */
export async function listRights({ db, vault }: TeamContext): Promise<ReplyOf<typeof accounts.rights>> {
  const channel = await findChannel(db.read);
  const account = channel && (await vault.account(channel.twitchId));
  // What Twitch refuses is good for nothing, whatever it was once given for.
  const granted = account?.state === 'ok' ? account.scopes : [];
  const rights = CHANNEL_RIGHTS.map((right): RightView => {
    const features = featuresOfRight(right);
    return {
      right,
      isAlways: right === 'chat',
      isOn: right === 'chat' || channel?.rights.includes(right) === true,
      scopes: [...scopesOfFeatures(features)],
      missing: [...missingScopes(granted, features)],
    };
  });
  return { rights };
}

function view(household: Household, account: KnownAccount, caller: Pick<Caller, 'twitchId'>): AccountView {
  const { userId, login, displayName, scopes, state, lostBy, isUnsure } = account;
  return {
    twitchId: userId,
    login,
    displayName,
    uses: [...usesOf(household, userId)],
    isMine: caller.twitchId === userId,
    state,
    lostBy,
    isUnsure,
    scopes: [...scopes],
    missingScopes: [...missingScopes(scopes, featuresOfAccount(household, userId))],
    connectedAt: instantFromMs(account.connectedAt),
    issuedAt: instantFromMs(account.issuedAt),
    expiresAt: instantFromMs(account.expiresAt),
    validatedAt: account.validatedAt > 0 ? instantFromMs(account.validatedAt) : null,
    refreshBy: account.refreshBy === null ? null : instantFromMs(account.refreshBy),
  };
}

/** Channel and bot as they are known without a grant: it was given back, or a backup was restored. */
async function namedAccounts({ db }: TeamContext, { channel, bot }: Household): Promise<readonly KnownAccount[]> {
  const named = [
    { account: channel, connectedAt: await findChannelConnectedAt(db.read) },
    { account: bot, connectedAt: await findBotConnectedAt(db.read) },
  ];
  return named.flatMap(({ account, connectedAt }): KnownAccount[] => {
    if (account === undefined || connectedAt === undefined) return [];
    const { twitchId: userId, login, displayName } = account;
    const times = { connectedAt, issuedAt: connectedAt, expiresAt: connectedAt, validatedAt: 0, refreshBy: null };
    return [{ userId, login, displayName, scopes: [], state: 'reconnect', lostBy: 'none', isUnsure: false, ...times }];
  });
}

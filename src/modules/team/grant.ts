import type { TwitchUserId } from '../../kernel/id.ts';
import { Refusal, type RefusalParams } from '../../kernel/refusal.ts';
import type { TokenOwner, TokenPair } from '../../twitch/oauth.ts';
import { isPassing } from '../../twitch/oauth-request.ts';
import { lacking, scopesOfFeatures, type TwitchFeature } from '../../twitch/scopes.ts';
import { findHousehold, usesOf } from './account-uses.ts';
import type { TeamContext } from './context.ts';

/** What Twitch gave us after a consent, and who gave it. */
export interface Grant {
  readonly owner: TokenOwner;
  readonly pair: TokenPair;
}

/** Gives back at Twitch what must not be kept here. */
export async function giveBack(
  { log, oauth }: TeamContext,
  { owner, pair }: Grant,
  code: string,
  params: RefusalParams = { login: owner.login },
): Promise<Refusal> {
  await oauth.revoke(pair.accessToken);
  log.info('consent-refused', { twitchId: owner.userId, code });
  return new Refusal(code, params);
}

/** @throws Refusal team.wrong-account when another account came than the one meant. */
export async function checkMeant(context: TeamContext, grant: Grant, meant: TwitchUserId | null): Promise<void> {
  if (meant !== null && grant.owner.userId !== meant) throw await giveBack(context, grant, 'team.wrong-account');
}

interface Keeping {
  /** What the account is used for from now on. */
  readonly features: readonly TwitchFeature[];
  /** Rights were taken away on purpose: also a narrower grant replaces the one before. */
  readonly mayNarrow: boolean;
}

/**
 * Stores the grant and learns the display name. A token holds only the scopes of its own consent: where
 * a living grant holds more of what is used, that one stays and the new one is given back. Of two grants
 * of one account one is kept.
 */
export async function keepGrant(context: TeamContext, { owner, pair }: Grant, keeping: Keeping): Promise<string> {
  const { channelReads, oauth, vault } = context;
  const held = await vault.account(owner.userId);
  const living = held && (await vault.accessToken(owner.userId));
  const formerName = held?.displayName ?? owner.login;
  // Twitch does not renew it at this moment, and has not ended it either.
  const isAlive = living !== undefined && (living.ok || isPassing(living.error));
  if (isAlive && !keeping.mayNarrow && isWorthMore(held?.scopes ?? [], owner.scopes, keeping.features)) {
    await oauth.revoke(pair.accessToken);
  } else {
    await vault.store({ owner, pair, displayName: formerName });
    if (living?.ok) await oauth.revoke(living.value.token);
  }
  const users = await channelReads.usersById(owner.userId, [owner.userId]);
  const displayName = (users.ok ? users.value[0]?.displayName : undefined) ?? formerName;
  await vault.rename(owner.userId, displayName);
  return displayName;
}

/** Would something be lost that is used, or would nothing be won? */
function isWorthMore(held: readonly string[], given: readonly string[], features: readonly TwitchFeature[]): boolean {
  const usedOfHeld = scopesOfFeatures(features).filter((scope) => lacking(held, [scope]).length === 0);
  if (lacking(given, usedOfHeld).length > 0) return true;
  return held.length > given.length && lacking(held, given).length === 0;
}

/** Gives back grants of accounts that are used for nothing any more; those of channel, bot and team live on. */
export async function forgetUnused(
  { db, vault }: TeamContext,
  formerly: readonly (TwitchUserId | null | undefined)[],
): Promise<void> {
  const household = await findHousehold(db.read);
  for (const twitchId of new Set(formerly)) {
    if (twitchId && usesOf(household, twitchId).length === 0) await vault.forget(twitchId);
  }
}

/** Tells browsers, and the lines, that people or accounts are others now. */
export function announce({ feed }: TeamContext): void {
  feed.changed('team');
  feed.changed('me');
  feed.changed('accounts');
}

import type { accounts } from '../../contract/accounts.ts';
import type { InputOf } from '../../contract/endpoint.ts';
import type { TwitchUserId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Caller } from '../../platform/module.ts';
import {
  CHANNEL_RIGHTS,
  featuresFor,
  featuresOfRights,
  lacking,
  scopesFor,
  scopesOfFeatures,
  scopesOfRights,
  type TwitchFeature,
} from '../../twitch/scopes.ts';
import { featuresOfAccount, featuresOfRole, findHousehold, type Household } from './account-uses.ts';
import type { AttemptGoal } from './attempts.ts';
import { knownRights } from './channel-store.ts';
import type { TeamContext } from './context.ts';

type ConsentInput = Pick<InputOf<typeof accounts.begin>, 'purpose' | 'rights' | 'otherAccount'>;

/** What a consent is for, and what Twitch is asked for. */
export interface Wish {
  readonly goal: AttemptGoal;
  readonly scopes: readonly string[];
}

/** Nobody knows yet who will come: asked is what somebody of this team does in her own name. */
export async function wishSignIn({ db }: TeamContext): Promise<Wish> {
  const { members } = await findHousehold(db.read);
  const features = members.flatMap((member): readonly TwitchFeature[] =>
    // What else an owner needs comes with the channel's consent and is kept.
    member.isOwner ? ['chat'] : featuresOfRole(member.role),
  );
  const inOrder = featuresFor('sign-in').filter((feature) => features.includes(feature));
  return { goal: { purpose: 'sign-in' }, scopes: scopesOfFeatures(inOrder) };
}

/** @throws Refusal team.only-owner */
export async function wishConsent(context: TeamContext, input: ConsentInput, caller: Caller): Promise<Wish> {
  if (input.purpose !== 'own' && !caller.isOwner) throw new Refusal('team.only-owner');
  const household = await findHousehold(context.db.read);
  switch (input.purpose) {
    case 'channel':
      return wishChannel(context, household, input);
    case 'bot':
      return wishBot(context, household, input.otherAccount);
    case 'own':
      return wishOwn(context, household, caller);
    default:
      return input.purpose satisfies never;
  }
}

/** What the owner chose, or what was chosen before; everything at the first time. */
export async function wishChannel(
  context: TeamContext,
  household: Household,
  { rights, otherAccount }: Pick<ConsentInput, 'rights' | 'otherAccount'>,
): Promise<Wish> {
  const { channel } = household;
  const isChosen = rights !== undefined;
  const wanted = knownRights(rights ?? channel?.rights ?? CHANNEL_RIGHTS);
  const meant = channel && !otherAccount ? channel.twitchId : null;
  return {
    goal: { purpose: 'channel', rights: wanted, isChosen, meant },
    scopes: isChosen ? scopesOfRights(wanted) : await withHeld(context, meant, featuresOfRights(wanted)),
  };
}

async function wishBot(context: TeamContext, { bot }: Household, otherAccount: boolean): Promise<Wish> {
  const account = bot && (await context.vault.account(bot.twitchId));
  // A bot in good health may be replaced; one that only lost its grant is meant itself.
  const isMended = bot && (account?.state !== 'ok' || lacking(account.scopes, scopesFor('bot')).length > 0);
  const meant = isMended && !otherAccount ? bot.twitchId : null;
  return { goal: { purpose: 'bot', meant }, scopes: await withHeld(context, meant, featuresFor('bot')) };
}

async function wishOwn(context: TeamContext, household: Household, caller: Caller): Promise<Wish> {
  const { memberId, twitchId } = caller;
  const features = twitchId ? featuresOfAccount(household, twitchId) : featuresOfRole(caller.role);
  return {
    goal: { purpose: 'own', memberId, meant: twitchId },
    scopes: await withHeld(context, twitchId, features),
  };
}

/**
 * A token holds only the scopes of its own consent: what is held already, and still of use to somebody
 * here, is asked for again.
 */
async function withHeld(
  { vault }: TeamContext,
  twitchId: TwitchUserId | null,
  features: readonly TwitchFeature[],
): Promise<readonly string[]> {
  const wanted = scopesOfFeatures(features);
  const held = (twitchId && (await vault.account(twitchId))?.scopes) || [];
  const useful = new Set(scopesFor('channel'));
  return [...wanted, ...held.filter((scope) => useful.has(scope) && !wanted.includes(scope))];
}

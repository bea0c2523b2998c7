import { Refusal } from '../../kernel/refusal.ts';
import { featuresOfAccount, findHousehold } from './account-uses.ts';
import type { AttemptGoal } from './attempts.ts';
import type { TeamContext } from './context.ts';
import { announce, checkMeant, forgetUnused, type Grant, giveBack, keepGrant } from './grant.ts';
import { updateMember } from './member-store.ts';

type OwnGoal = Extract<AttemptGoal, { purpose: 'own' }>;

/** A member's own account anew; of an owner who came by the link, the first. */
export async function connectOwn(context: TeamContext, { memberId, meant }: OwnGoal, grant: Grant): Promise<undefined> {
  const { clock, db, log } = context;
  const { userId, login } = grant.owner;
  await checkMeant(context, grant, meant);
  const household = await findHousehold(db.read);
  const member = household.members.find((each) => each.id === memberId);
  if (!member) throw await giveBack(context, grant, 'team.not-a-member');
  const holder = household.members.find((each) => each.twitchId === userId);
  if (holder && holder.id !== memberId) throw await giveBack(context, grant, 'team.already-member');
  const members = [{ ...member, twitchId: userId }];
  const features = featuresOfAccount({ ...household, members }, userId);
  const displayName = await keepGrant(context, grant, { features, mayNarrow: false });
  const changes = { twitchId: userId, login, displayName, signedInAt: clock.nowMs() };
  const isKept = await db.transaction((trx) => updateMember(trx, memberId, changes));
  // Removed while Twitch was asked.
  if (!isKept) {
    await forgetUnused(context, [userId]);
    throw new Refusal('team.not-a-member', { login });
  }
  log.info('account-connected', { memberId });
  announce(context);
  return undefined;
}

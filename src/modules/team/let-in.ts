import type { Id } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { featuresOfAccount, findHousehold } from './account-uses.ts';
import type { TeamContext } from './context.ts';
import { announce, forgetUnused, type Grant, giveBack, keepGrant } from './grant.ts';
import { updateMember } from './member-store.ts';

/** Lets a member in as whom Twitch says she is. @returns whose session begins. */
export async function letIn(context: TeamContext, grant: Grant): Promise<Id<'mem'>> {
  const { clock, db, log } = context;
  const { userId, login } = grant.owner;
  const household = await findHousehold(db.read);
  const known = household.members.find((member) => member.twitchId === userId);
  if (!known) throw await giveBack(context, grant, 'team.not-a-member');
  const features = featuresOfAccount(household, userId);
  const displayName = await keepGrant(context, grant, { features, mayNarrow: false });
  const nowMs = clock.nowMs();
  const member = await db.transaction((trx) =>
    updateMember(trx, known.id, { login, displayName, signedInAt: nowMs, lastSeenAt: nowMs }),
  );
  // Removed while Twitch was asked.
  if (!member) {
    await forgetUnused(context, [userId]);
    throw new Refusal('team.not-a-member', { login });
  }
  log.info('signed-in', { memberId: member.id });
  announce(context);
  return member.id;
}

import { featuresOfRights } from '../../twitch/scopes.ts';
import { findHousehold } from './account-uses.ts';
import type { AttemptGoal } from './attempts.ts';
import { putChannel } from './channel-store.ts';
import type { TeamContext } from './context.ts';
import { announce, checkMeant, forgetUnused, type Grant, giveBack, keepGrant } from './grant.ts';
import { updateMember } from './member-store.ts';

type ChannelGoal = Extract<AttemptGoal, { purpose: 'channel' }>;

/** The granting account becomes the channel with the rights asked for, and the owner that account's member. */
export async function connectChannel(
  context: TeamContext,
  { rights, isChosen, meant }: ChannelGoal,
  grant: Grant,
): Promise<undefined> {
  const { clock, db, log } = context;
  const { userId, login } = grant.owner;
  await checkMeant(context, grant, meant);
  const { bot, channel, members } = await findHousehold(db.read);
  if (bot?.twitchId === userId) throw await giveBack(context, grant, 'team.bot-is-channel');
  const owner = members.find((member) => member.isOwner);
  const holder = members.find((member) => member.twitchId === userId);
  if (holder && holder.id !== owner?.id) throw await giveBack(context, grant, 'team.already-member');
  const features = featuresOfRights(rights);
  const displayName = await keepGrant(context, grant, { features, mayNarrow: isChosen });
  const nowMs = clock.nowMs();
  await db.transaction(async (trx) => {
    await putChannel(trx, { twitchId: userId, login, displayName, rights }, nowMs);
    if (owner) await updateMember(trx, owner.id, { twitchId: userId, login, displayName, signedInAt: nowMs });
  });
  await forgetUnused(context, [owner?.twitchId, channel?.twitchId]);
  log.info('channel-connected', { twitchId: userId, rights });
  announce(context);
  return undefined;
}

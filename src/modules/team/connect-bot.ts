import { featuresOfAccount, findHousehold, usesOf } from './account-uses.ts';
import type { AttemptGoal } from './attempts.ts';
import { putBot } from './bot-store.ts';
import type { TeamContext } from './context.ts';
import { announce, checkMeant, type Grant, giveBack, keepGrant } from './grant.ts';

type BotGoal = Extract<AttemptGoal, { purpose: 'bot' }>;

/** The granting account becomes the bot; the grant of the one before is given back. */
export async function connectBot(context: TeamContext, { meant }: BotGoal, grant: Grant): Promise<undefined> {
  const { clock, db, log, vault } = context;
  const { userId, login } = grant.owner;
  await checkMeant(context, grant, meant);
  const before = await findHousehold(db.read);
  if (before.channel?.twitchId === userId) throw await giveBack(context, grant, 'team.bot-is-channel');
  const after = { ...before, bot: { twitchId: userId, login, displayName: login } };
  const displayName = await keepGrant(context, grant, { features: featuresOfAccount(after, userId), mayNarrow: false });
  await db.transaction((trx) => putBot(trx, { twitchId: userId, login, displayName }, clock.nowMs()));
  const former = before.bot?.twitchId;
  // A member's own grant lives on.
  if (former && former !== userId && usesOf(after, former).length === 0) await vault.forget(former);
  log.info('bot-connected', { twitchId: userId });
  announce(context);
  return undefined;
}

import { featuresOfAccount, findHousehold } from './account-uses.ts';
import type { AttemptGoal } from './attempts.ts';
import { putBot } from './bot-store.ts';
import type { TeamContext } from './context.ts';
import { announce, checkMeant, forgetUnused, type Grant, giveBack, keepGrant } from './grant.ts';

type BotGoal = Extract<AttemptGoal, { purpose: 'bot' }>;

/** The granting account becomes the bot; the grant of the one before is given back. */
export async function connectBot(context: TeamContext, { meant }: BotGoal, grant: Grant): Promise<undefined> {
  const { clock, db, log } = context;
  const { userId, login } = grant.owner;
  await checkMeant(context, grant, meant);
  const before = await findHousehold(db.read);
  if (before.channel?.twitchId === userId) throw await giveBack(context, grant, 'team.bot-is-channel');
  const after = { ...before, bot: { twitchId: userId, login, displayName: login } };
  const displayName = await keepGrant(context, grant, { features: featuresOfAccount(after, userId), mayNarrow: false });
  await db.transaction((trx) => putBot(trx, { twitchId: userId, login, displayName }, clock.nowMs()));
  await forgetUnused(context, [before.bot?.twitchId]);
  log.info('bot-connected', { twitchId: userId });
  announce(context);
  return undefined;
}

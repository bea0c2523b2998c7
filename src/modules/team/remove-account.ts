import { twitchUserId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Caller } from '../../platform/module.ts';
import { findHousehold, usesOf } from './account-uses.ts';
import { deleteBot } from './bot-store.ts';
import { aloneWithGrants, type TeamContext } from './context.ts';
import { announce } from './grant.ts';

/**
 * Gives a grant back: everybody the own one, the owner each. A bot without a grant is none; channel and
 * members stay, to be connected anew.
 */
export async function removeAccount(
  context: TeamContext,
  input: { readonly twitchId: string },
  caller: Caller,
): Promise<Record<string, never>> {
  const { db, log, vault } = context;
  const twitchId = twitchUserId(input.twitchId);
  if (caller.twitchId !== twitchId && !caller.isOwner) throw new Refusal('team.only-owner');
  await aloneWithGrants(context, async () => {
    const isBot = usesOf(await findHousehold(db.read), twitchId).includes('bot');
    if (!isBot && !(await vault.account(twitchId))) throw new Refusal('team.unknown-account');
    if (isBot) await db.transaction((trx) => deleteBot(trx, twitchId));
    await vault.forget(twitchId);
  });
  log.info('account-removed', { twitchId, by: caller.memberId });
  announce(context);
  return {};
}

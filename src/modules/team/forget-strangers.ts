import { findHousehold, usesOf } from './account-uses.ts';
import { aloneWithGrants, type TeamContext } from './context.ts';

/**
 * Ends grants of people who are no members: a crash between removing somebody and telling Twitch leaves one
 * behind. The channel's own grant and the bot's stay, whoever is in the team.
 */
export function forgetStrangers(context: TeamContext): Promise<void> {
  const { db, log, vault } = context;
  return aloneWithGrants(context, async () => {
    const household = await findHousehold(db.read);
    for (const { userId } of await vault.accounts()) {
      if (usesOf(household, userId).length > 0) continue;
      log.warn('stranger-forgotten', { userId });
      await vault.forget(userId);
    }
  });
}

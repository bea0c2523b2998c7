import { findChannel } from './channel-store.ts';
import type { TeamContext } from './context.ts';
import { listMembers } from './member-store.ts';

/**
 * Ends grants of people who are no members: a crash between removing somebody and telling Twitch leaves one
 * behind. The channel's own grant stays, whoever is in the team.
 */
export async function forgetStrangers({ db, log, vault }: Pick<TeamContext, 'db' | 'log' | 'vault'>): Promise<void> {
  const [accounts, members, channel] = await Promise.all([
    vault.accounts(),
    listMembers(db.read),
    findChannel(db.read),
  ]);
  const known = new Set([channel?.twitchId, ...members.map((member) => member.twitchId)]);
  for (const { userId } of accounts) {
    if (known.has(userId)) continue;
    log.warn('stranger-forgotten', { userId });
    await vault.forget(userId);
  }
}

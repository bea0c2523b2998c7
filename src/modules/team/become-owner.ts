import { type Id, newId } from '../../kernel/id.ts';
import { Refusal } from '../../kernel/refusal.ts';
import type { Db } from '../../platform/db/database.ts';
import { findChannel } from './channel-store.ts';
import type { TeamContext } from './context.ts';
import { findMemberByTwitchId, findOwner, insertMember } from './member-store.ts';
import type { TeamTables } from './tables.ts';

/** Nobody can sign in as owner by Twitch yet: there is none, or she has no account connected. */
export async function isOwned(db: Db<TeamTables>): Promise<boolean> {
  const owner = await findOwner(db);
  return owner?.twitchId != null;
}

/**
 * The one-time link: whoever opens it first is the owner. An owner without a Twitch account gets
 * back in by it. Where the channel is connected already, the owner is its streamer.
 */
export async function becomeOwner(context: TeamContext, token: string): Promise<Id<'mem'>> {
  const { clock, db, feed, log, ownerLinks } = context;
  if (!ownerLinks.redeem(token)) throw new Refusal('team.link-used');
  const memberId = await db.transaction(async (trx) => {
    const owner = await findOwner(trx);
    if (owner?.twitchId != null) throw new Refusal('team.link-used');
    if (owner) return owner.id;
    const channel = await findChannel(trx);
    // Somebody may have been added under the channel's own account: there is one member per account.
    const isFree = channel !== undefined && (await findMemberByTwitchId(trx, channel.twitchId)) === undefined;
    const nowMs = clock.nowMs();
    const member = await insertMember(trx, {
      id: newId('mem', nowMs),
      twitchId: isFree ? channel.twitchId : null,
      login: isFree ? channel.login : '',
      displayName: isFree ? channel.displayName : '',
      role: 'streamer',
      isOwner: true,
      addedAt: nowMs,
      addedBy: null,
      signedInAt: nowMs,
    });
    return member.id;
  });
  log.info('owner-signed-in', { memberId });
  feed.changed('team');
  return memberId;
}

import { type RawBuilder, sql } from 'kysely';
import { findChannel } from './channel-store.ts';
import type { LiveContext } from './context.ts';
import type { ChannelRow } from './tables.ts';

/** The connected channel as the record knows it; `undefined` before it has heard of one. */
export async function ownChannel(context: Pick<LiveContext, 'db' | 'channel'>): Promise<ChannelRow | undefined> {
  const channel = context.channel();
  return channel === null ? undefined : await findChannel(context.db.read, channel.twitchId);
}

/**
 * Lines or events of one channel, for pages in order of `seq`. The plus keeps the databases from going by
 * the index of the channel: almost every row is of the connected one, so walking along `seq` finds a page
 * at once, while the index would have all rows of the channel sorted first.
 */
export function ofChannel(alias: 'line' | 'event', channel: number): RawBuilder<boolean> {
  return sql<boolean>`+${sql.ref(`${alias}.channel`)} = ${channel}`;
}

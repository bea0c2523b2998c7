import type { FinanceContext, FinanceDb } from '../context.ts';

/**
 * The connected channel's number in the record: estimates are shown of it alone, while the books are the
 * person's and go on whole over a change of the channel. `undefined` before the record has heard of one.
 */
export async function findOwnChannel(
  context: Pick<FinanceContext, 'channel'> & { readonly db: { readonly read: FinanceDb } },
): Promise<number | undefined> {
  const channel = context.channel();
  if (!channel) return undefined;
  const row = await context.db.read
    .selectFrom('live_channel')
    .select('id')
    .where('twitch_id', '=', channel.twitchId)
    .executeTakeFirst();
  return row?.id;
}

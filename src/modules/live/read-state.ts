import type { ChannelStateView } from '../../contract/live.ts';
import { instantFromMs } from '../../kernel/instant.ts';
import { findChannel } from './channel-store.ts';
import type { LiveContext } from './context.ts';
import type { RecentActivity } from './recent-activity.ts';
import { readSeries, type Series } from './sample-store.ts';

/** Is the channel live, with what title, and its numbers now. */
export async function readState(
  context: Pick<LiveContext, 'db' | 'clock' | 'channel'>,
  activity: RecentActivity,
): Promise<ChannelStateView> {
  const channel = context.channel();
  const row = channel && (await findChannel(context.db.read, channel.twitchId));
  return {
    isLive: row?.is_live ?? false,
    startedAt: row?.started_at == null ? null : instantFromMs(row.started_at),
    title: row?.title ?? '',
    category: row?.category ?? '',
    viewers: row?.viewers ?? null,
    followers: row?.followers ?? null,
    subscribers: row?.subscribers ?? null,
    ...activity.counts(context.clock.nowMs()),
  };
}

const NOTHING: Series = { now: null, change: null, points: [] };

/** Followers, subscribers and viewers over the last days. */
export async function readNumbers(
  context: Pick<LiveContext, 'db' | 'clock' | 'channel'>,
  days: number,
): Promise<{ followers: Series; subscribers: Series; viewers: Series }> {
  const channel = context.channel();
  const row = channel && (await findChannel(context.db.read, channel.twitchId));
  if (!row) return { followers: NOTHING, subscribers: NOTHING, viewers: NOTHING };
  const query = { channel: row.id, days, nowMs: context.clock.nowMs() };
  return {
    followers: await readSeries(context.db.read, { ...query, kind: 'followers' }),
    subscribers: await readSeries(context.db.read, { ...query, kind: 'subscribers' }),
    viewers: await readSeries(context.db.read, { ...query, kind: 'viewers' }),
  };
}

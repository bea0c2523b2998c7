import type { ReplyOf } from '../../contract/endpoint.ts';
import type { ChannelStateView, live } from '../../contract/live.ts';
import { instantFromMs } from '../../kernel/instant.ts';
import type { LiveContext } from './context.ts';
import { ownChannel } from './own-channel.ts';
import type { RecentActivity } from './recent-activity.ts';
import { readSeries, type Series } from './sample-store.ts';
import { readViewerAverages } from './viewer-averages.ts';

/** Is the channel live, with what title, and its numbers now. */
export async function readState(
  context: Pick<LiveContext, 'db' | 'clock' | 'channel'>,
  activity: RecentActivity,
): Promise<ChannelStateView> {
  const row = await ownChannel(context);
  return {
    isLive: row?.is_live ?? false,
    startedAt: row?.started_at == null ? null : instantFromMs(row.started_at),
    title: row?.title ?? '',
    category: row?.category ?? '',
    tags: row ? (JSON.parse(row.tags) as string[]) : [],
    viewers: row?.viewers ?? null,
    followers: row?.followers ?? null,
    subscribers: row?.subscribers ?? null,
    ...activity.counts(context.clock.nowMs()),
  };
}

/** So short a look back shows the viewers by the minute; longer ones by the stream. */
const DAYS_BY_THE_MINUTE = 2;
const DAY_MS = 24 * 60 * 60_000;
const NOTHING: Series = { now: null, change: null, points: [] };

/** Followers, subscribers and viewers over the last days. */
export async function readNumbers(
  context: Pick<LiveContext, 'db' | 'clock' | 'channel'>,
  days: number,
): Promise<ReplyOf<typeof live.numbers>> {
  const { read } = context.db;
  const row = await ownChannel(context);
  if (!row) {
    const viewers = { ...NOTHING, average: null, streams: 0, changePercent: null };
    return { followers: NOTHING, subscribers: NOTHING, viewers };
  }
  const nowMs = context.clock.nowMs();
  const query = { channel: row.id, sinceMs: nowMs - days * DAY_MS, nowMs };
  const byMinute = days <= DAYS_BY_THE_MINUTE ? await readSeries(read, { ...query, kind: 'viewers' }) : undefined;
  const { average, streams, before, points } = await readViewerAverages(read, query);
  return {
    followers: await readSeries(read, { ...query, kind: 'followers' }),
    subscribers: await readSeries(read, { ...query, kind: 'subscribers' }),
    viewers: {
      now: row.viewers,
      average,
      streams,
      change: average === null || before === null ? null : Math.round(average - before),
      changePercent: average === null || !before ? null : Math.round((average / before - 1) * 1000) / 10,
      points: byMinute?.points ?? points,
    },
  };
}

import type { BroadcastReport, BroadcastView } from '../../contract/live.ts';
import { readBroadcasts, readBroadcastsBetween } from './broadcast-pages-store.ts';
import { readReport } from './broadcast-report.ts';
import type { LiveContext } from './context.ts';
import { ownChannel } from './own-channel.ts';

type Asked = Pick<LiveContext, 'db' | 'clock' | 'channel'>;

/** Newest first; `before` is the number of a broadcast. */
export async function listBroadcasts(
  context: Asked,
  page: { readonly before?: number | undefined; readonly limit: number },
): Promise<BroadcastView[]> {
  const channel = await ownChannel(context);
  if (!channel) return [];
  return await readBroadcasts(context.db.read, { ...page, channel: channel.id, nowMs: context.clock.nowMs() });
}

export async function broadcastsBetween(context: Asked, fromMs: number, toMs: number): Promise<BroadcastView[]> {
  const channel = await ownChannel(context);
  if (!channel) return [];
  const period = { channel: channel.id, fromMs, toMs, nowMs: context.clock.nowMs() };
  return await readBroadcastsBetween(context.db.read, period);
}

export async function broadcastReport(context: Asked, broadcastId: number): Promise<BroadcastReport | undefined> {
  const channel = await ownChannel(context);
  if (!channel) return undefined;
  const wanted = { channel: channel.id, id: broadcastId, nowMs: context.clock.nowMs() };
  return await readReport(context.db.read, wanted);
}

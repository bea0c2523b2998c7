import type { BroadcastView } from '../../contract/live.ts';
import type { Db } from '../../platform/db/database.ts';
import { readBroadcastsBetween } from './broadcast-pages-store.ts';
import type { LiveTables } from './tables.ts';

/** Points of a small chart. */
const MOST_POINTS = 60;

interface ViewerAverages {
  /** Over the whole time live in the period; `null` without a sampled stream. */
  readonly average: number | null;
  readonly streams: number;
  /** The same of the period before, of the same length. */
  readonly before: number | null;
  /** One for each stream, or for a few neighbours where there are many. */
  readonly points: { readonly at: string; readonly value: number }[];
}

/** How many watched on average, stream by stream, against the period before. */
export async function readViewerAverages(
  db: Db<LiveTables>,
  query: { readonly channel: number; readonly sinceMs: number; readonly nowMs: number },
): Promise<ViewerAverages> {
  const { channel, sinceMs, nowMs } = query;
  const fromMs = sinceMs - (nowMs - sinceMs);
  const sampled = (await readBroadcastsBetween(db, { channel, fromMs, toMs: nowMs, nowMs })).filter(
    (broadcast) => broadcast.averageViewers !== null,
  );
  // A stream over the border belongs to where it began.
  const isWithin = (broadcast: BroadcastView): boolean => Date.parse(broadcast.startedAt) >= sinceMs;
  const within = sampled.filter(isWithin);
  const size = Math.max(1, Math.ceil(within.length / MOST_POINTS));
  const points: { at: string; value: number }[] = [];
  for (let start = 0; start < within.length; start += size) {
    const group = within.slice(start, start + size);
    const value = meanOf(group, nowMs);
    if (group[0] && value !== null) points.push({ at: group[0].startedAt, value });
  }
  const earlier = sampled.filter((broadcast) => !isWithin(broadcast) && Date.parse(broadcast.startedAt) >= fromMs);
  return { average: meanOf(within, nowMs), streams: within.length, before: meanOf(earlier, nowMs), points };
}

/** Weighed by length: an hour with fifty and a minute with one are not twenty-five. */
function meanOf(broadcasts: readonly BroadcastView[], nowMs: number): number | null {
  let weighed = 0;
  let wholeMs = 0;
  for (const { startedAt, endedAt, averageViewers } of broadcasts) {
    const ms = Math.max(1, (endedAt === null ? nowMs : Date.parse(endedAt)) - Date.parse(startedAt));
    weighed += (averageViewers ?? 0) * ms;
    wholeMs += ms;
  }
  return wholeMs === 0 ? null : Math.round((weighed / wholeMs) * 10) / 10;
}

import { instantToMs } from '../../kernel/instant.ts';
import type { Db } from '../../platform/db/database.ts';
import { newestTitle, noteStream, noteTitle, readStreams, settleBroadcasts } from './broadcast-store.ts';
import { type ChannelChange, type ChannelName, changeChannel, findChannel, saveChannelName } from './channel-store.ts';
import type { LiveContext } from './context.ts';
import { endLineGap, VIEWERS_SILENCE_MS } from './line-gap-store.ts';
import { storeNumbers } from './sample-store.ts';
import type { LiveTables } from './tables.ts';

/** Twitch's answers lag behind its events: for so long the event's word counts. */
const ANSWERS_LAG_MS = 3 * 60_000;

interface StreamNow {
  readonly id: string;
  readonly startedAtMs: number;
}

type RefreshContext = Pick<LiveContext, 'db' | 'clock' | 'feed' | 'reads' | 'channel' | 'twitchNowMs'>;

/** Followers and subscribers change slowly, and events tell when. */
const TOTALS_EVERY_MS = 60 * 60_000;

export interface Refresher {
  refresh(): Promise<void>;
  /** An event told of a follow or a sub: the totals are asked for with the next look. */
  totalsChanged(): void;
}

/**
 * Asks Twitch for the channel's state and numbers, stores a sample of each and tells the browsers. What
 * Twitch does not answer stays as it was: an old number is better than none. Run each minute and after
 * the event line was newly connected, because events missed in between are never repeated.
 */
export function createRefresher(context: RefreshContext): Refresher {
  let totals: { readonly channelId: string; readonly atMs: number } | undefined;
  return {
    totalsChanged() {
      totals = undefined;
    },
    async refresh() {
      const channel = context.channel();
      if (channel === null) return;
      const nowMs = context.clock.nowMs();
      const isDue = totals?.channelId !== channel.twitchId || nowMs - totals.atMs >= TOTALS_EVERY_MS;
      if (isDue) totals = { channelId: channel.twitchId, atMs: nowMs };
      const areTotalsRead = await refreshChannel(context, channel, isDue);
      // What was not answered is asked for with the next look.
      if (!areTotalsRead) totals = undefined;
    },
  };
}

/** @returns whether the totals, where they were asked for, were answered. */
async function refreshChannel(context: RefreshContext, channel: ChannelName, withTotals: boolean): Promise<boolean> {
  const { twitchId } = channel;
  const [stream, info, followers, subscribers] = await Promise.all([
    context.reads.stream(twitchId, twitchId),
    context.reads.channel(twitchId, twitchId),
    withTotals ? context.reads.followerTotal(twitchId, twitchId) : undefined,
    withTotals ? context.reads.subscriberTotal(twitchId) : undefined,
  ]);

  const atMs = context.twitchNowMs();
  const told = await context.db.transaction(async (db) => {
    const id = await saveChannelName(db, channel);
    const before = await findChannel(db, twitchId);
    const change: ChannelChange = {};
    let hasOtherTitle = false;
    if (info.ok && info.value) {
      hasOtherTitle = await followTitle(db, id, { atMs, ...info.value });
      change.tags = JSON.stringify(info.value.tags);
    }
    const newest = await newestTitle(db, id);
    if (newest) Object.assign(change, { title: newest.title, category: newest.category });
    if (stream.ok) {
      const now = stream.value && { id: stream.value.id, startedAtMs: instantToMs(stream.value.startedAt) };
      await followStream(db, id, now, atMs);
      await endLineGap(db, { channel: id, line: 'viewers', atMs, longestSilenceMs: VIEWERS_SILENCE_MS });
    }
    const { running, hasChanged } = await settleBroadcasts(db, id);
    change.is_live = running !== undefined;
    change.started_at = running?.lastStartedAtMs ?? null;
    if (!running) change.viewers = null;
    else if (stream.ok && stream.value) change.viewers = stream.value.viewers;
    if (followers?.ok) change.followers = followers.value;
    if (subscribers?.ok) change.subscribers = subscribers.value.total;
    await changeChannel(db, id, change);
    await storeNumbers(db, id, {
      atMs,
      viewers: stream.ok && stream.value ? change.viewers : undefined,
      followers: change.followers,
      subscribers: change.subscribers,
    });
    return {
      ofChannel:
        before === undefined ||
        (Object.keys(change) as (keyof ChannelChange)[]).some((key) => before[key] !== change[key]),
      ofBroadcasts: hasChanged || hasOtherTitle,
    };
  });
  if (told.ofChannel) {
    context.feed.changed('live-state');
    context.feed.changed('numbers');
  }
  if (told.ofBroadcasts) context.feed.changed('broadcasts');
  const isAnswered = (reply: { readonly ok: boolean } | undefined): boolean => reply?.ok !== false;
  return isAnswered(followers) && isAnswered(subscribers);
}

/** A change of title that was missed counts from now on; right after a told one Twitch may still answer the old. */
async function followTitle(
  db: Db<LiveTables>,
  channel: number,
  now: { readonly atMs: number; readonly title: string; readonly category: string },
): Promise<boolean> {
  const known = await newestTitle(db, channel);
  if (known?.title === now.title && known.category === now.category) return false;
  if (known && now.atMs - known.atMs < ANSWERS_LAG_MS) return false;
  await noteTitle(db, channel, now);
  return true;
}

/** Opens a broadcast whose start was missed, and ends one whose end was: at the last moment it was seen. */
async function followStream(db: Db<LiveTables>, channel: number, now: StreamNow | null, atMs: number): Promise<void> {
  const known = await readStreams(db, channel);
  const isFresh = (ms: number | null): boolean => ms !== null && atMs - ms < ANSWERS_LAG_MS;
  if (now) {
    const same = known.find(({ streamId }) => streamId === now.id);
    if (same && isFresh(same.offlineAtMs)) return;
    await noteStream(db, channel, { streamId: now.id, startedAtMs: now.startedAtMs, seenAtMs: atMs });
    return;
  }
  for (const { streamId, startedAtMs, seenAtMs, offlineAtMs, goneAtMs } of known) {
    const hasEnded = (offlineAtMs ?? -1) >= (seenAtMs ?? 0) || (goneAtMs ?? -1) >= (seenAtMs ?? 0);
    if (startedAtMs === null || hasEnded || isFresh(seenAtMs)) continue;
    await noteStream(db, channel, { streamId, goneAtMs: atMs });
  }
}

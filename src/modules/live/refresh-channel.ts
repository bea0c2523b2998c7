import { instantToMs } from '../../kernel/instant.ts';
import type { Db } from '../../platform/db/database.ts';
import { newestTitle, noteStream, noteTitle, readStreams, settleBroadcasts } from './broadcast-store.ts';
import { type ChannelChange, changeChannel, findChannel, saveChannelName } from './channel-store.ts';
import type { LiveContext } from './context.ts';
import { storeNumbers } from './sample-store.ts';
import type { LiveTables } from './tables.ts';

/** Twitch's answers lag behind its events: for so long the event's word counts. */
const ANSWERS_LAG_MS = 3 * 60_000;

interface StreamNow {
  readonly id: string;
  readonly startedAtMs: number;
}

/**
 * Asks Twitch for the channel's state and numbers, stores a sample of each and tells the browsers. What
 * Twitch does not answer stays as it was: an old number is better than none. Run each minute and after
 * the event line was newly connected, because events missed in between are never repeated.
 */
export async function refreshChannel(
  context: Pick<LiveContext, 'db' | 'clock' | 'feed' | 'reads' | 'channel'>,
): Promise<void> {
  const channel = context.channel();
  if (channel === null) return;
  const { twitchId } = channel;
  const [stream, info, followers, subscribers] = await Promise.all([
    context.reads.stream(twitchId, twitchId),
    context.reads.channel(twitchId, twitchId),
    context.reads.followerTotal(twitchId, twitchId),
    context.reads.subscriberTotal(twitchId),
  ]);

  const atMs = context.clock.nowMs();
  const told = await context.db.transaction(async (db) => {
    const id = await saveChannelName(db, channel);
    const before = await findChannel(db, twitchId);
    const change: ChannelChange = {};
    let hasOtherTitle = false;
    if (info.ok && info.value) hasOtherTitle = await followTitle(db, id, { atMs, ...info.value });
    const newest = await newestTitle(db, id);
    if (newest) Object.assign(change, { title: newest.title, category: newest.category });
    if (stream.ok) {
      const now = stream.value && { id: stream.value.id, startedAtMs: instantToMs(stream.value.startedAt) };
      await followStream(db, id, now, atMs);
    }
    const { running, hasChanged } = await settleBroadcasts(db, id);
    change.is_live = running !== undefined;
    change.started_at = running?.lastStartedAtMs ?? null;
    if (!running) change.viewers = null;
    else if (stream.ok && stream.value) change.viewers = stream.value.viewers;
    if (followers.ok) change.followers = followers.value;
    if (subscribers.ok) change.subscribers = subscribers.value.total;
    await changeChannel(db, id, change);
    await storeNumbers(db, id, {
      atMs,
      viewers: change.viewers,
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

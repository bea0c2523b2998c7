import { instantToMs } from '../../kernel/instant.ts';
import { type ChannelChange, changeChannel, findChannel, saveChannelName } from './channel-store.ts';
import type { LiveContext } from './context.ts';
import { type SampleKind, storeSample } from './sample-store.ts';

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

  const change: ChannelChange = {};
  if (info.ok && info.value) {
    change.title = info.value.title;
    change.category = info.value.category;
  }
  if (stream.ok) {
    change.is_live = stream.value !== null;
    change.started_at = stream.value && instantToMs(stream.value.startedAt);
    change.viewers = stream.value?.viewers ?? null;
  }
  if (followers.ok) change.followers = followers.value;
  if (subscribers.ok) change.subscribers = subscribers.value.total;

  const atMs = context.clock.nowMs();
  const hasChanged = await context.db.transaction(async (db) => {
    const id = await saveChannelName(db, channel);
    const before = await findChannel(db, twitchId);
    await changeChannel(db, id, change);
    const samples: [SampleKind, number | null | undefined][] = [
      ['viewers', change.viewers],
      ['followers', change.followers],
      ['subscribers', change.subscribers],
    ];
    for (const [kind, value] of samples) {
      if (typeof value === 'number') await storeSample(db, { channel: id, kind, atMs, value });
    }
    return (
      before === undefined ||
      (Object.keys(change) as (keyof ChannelChange)[]).some((key) => before[key] !== change[key])
    );
  });
  if (hasChanged) {
    context.feed.changed('live-state');
    context.feed.changed('numbers');
  }
}

import type { Db } from '../../platform/db/database.ts';
import type { EventSubNotification } from '../../twitch/wire/eventsub-message.ts';
import { namelessEnd } from './broadcast.ts';
import { newestTitle, noteStream, noteTitle, settleBroadcasts } from './broadcast-store.ts';
import { changeChannel } from './channel-store.ts';
import type { LiveTables } from './tables.ts';

/** What an event changed, for the browsers. */
export interface BroadcastChange {
  readonly changesChannel: boolean;
  readonly changesBroadcasts: boolean;
}

/**
 * Takes over what an event says about streams and titles, and lets the channel's present state follow:
 * from all that is known, so that an event that comes late does not turn the present back.
 */
export async function recordBroadcast(
  db: Db<LiveTables>,
  channel: number,
  { event, sentAtMs }: Pick<EventSubNotification, 'event' | 'sentAtMs'>,
): Promise<BroadcastChange> {
  switch (event.type) {
    case 'stream.online':
      await noteStream(db, channel, {
        streamId: event.streamId,
        startedAtMs: event.startedAtMs,
        seenAtMs: Math.max(sentAtMs, event.startedAtMs),
      });
      return await followStreams(db, channel);
    case 'stream.offline':
      await noteStream(
        db,
        channel,
        event.streamId === null ? namelessEnd(sentAtMs) : { streamId: event.streamId, offlineAtMs: sentAtMs },
      );
      return await followStreams(db, channel);
    case 'channel.update': {
      await noteTitle(db, channel, { atMs: sentAtMs, title: event.title, category: event.categoryName });
      const newest = await newestTitle(db, channel);
      if (newest) await changeChannel(db, channel, { title: newest.title, category: newest.category });
      return { changesChannel: true, changesBroadcasts: true };
    }
    default:
      return { changesChannel: false, changesBroadcasts: false };
  }
}

async function followStreams(db: Db<LiveTables>, channel: number): Promise<BroadcastChange> {
  const { running, hasChanged } = await settleBroadcasts(db, channel);
  await changeChannel(
    db,
    channel,
    running
      ? { is_live: true, started_at: running.lastStartedAtMs }
      : { is_live: false, started_at: null, viewers: null },
  );
  return { changesChannel: true, changesBroadcasts: hasChanged };
}

import type { ModActionView } from '../../contract/moderation.ts';
import type { FeedSource } from '../../platform/module.ts';
import { viewOfAction } from './action.ts';
import type { ModerationContext } from './context.ts';
import { lastChange, readChangesAfter } from './mod-log-store.ts';

/** An act comes again with a higher position when its state changes; the newest counts. */
export function modLogFeed({
  db,
  clock,
  channel,
}: Pick<ModerationContext, 'db' | 'clock' | 'channel'>): FeedSource<ModActionView> {
  return {
    topic: 'mod-log',
    permission: 'moderation.read',
    lastSeq: () => lastChange(db.read),
    async rowsAfter(seq, limit) {
      const channelId = channel()?.twitchId;
      if (channelId === undefined) return [];
      const nowMs = clock.nowMs();
      return (await readChangesAfter(db.read, { channelId, seq, limit })).map((row) => viewOfAction(row, nowMs));
    },
  };
}

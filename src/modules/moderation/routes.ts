import { moderation } from '../../contract/moderation.ts';
import { type Routes, routes } from '../../platform/module.ts';
import { viewOfAction } from './action.ts';
import { banViewer } from './ban-viewer.ts';
import type { ModerationContext } from './context.ts';
import { deleteMessage } from './delete-message.ts';
import { liftRestriction } from './lift-restriction.ts';
import { readLog } from './mod-log-store.ts';
import { timeoutViewer } from './timeout-viewer.ts';
import { undoAction } from './undo-action.ts';
import { readViewerCard } from './viewer-card.ts';

/** Contract call → what answers it. */
export function moderationRoutes(context: ModerationContext): Routes {
  return routes(moderation, {
    timeout: (input, caller) => timeoutViewer(context, caller, input),
    ban: (input, caller) => banViewer(context, caller, input),
    unban: (input, caller) => liftRestriction(context, caller, input),
    deleteMessage: (input, caller) => deleteMessage(context, caller, input),
    undo: (input, caller) => undoAction(context, caller, input),
    async log({ limit, ...query }) {
      const channelId = context.channel()?.twitchId;
      if (channelId === undefined) return { actions: [], hasOlder: false };
      const rows = await readLog(context.db.read, { ...query, channelId, limit: limit + 1 });
      const nowMs = context.clock.nowMs();
      return { actions: rows.slice(0, limit).map((row) => viewOfAction(row, nowMs)), hasOlder: rows.length > limit };
    },
    viewer: (input, caller) => readViewerCard(context, caller, input),
  });
}

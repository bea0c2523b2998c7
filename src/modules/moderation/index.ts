import type { Migration } from '../../platform/db/migrate.ts';
import type { Module } from '../../platform/module.ts';
import type { EventSubNotification } from '../../twitch/wire/eventsub-message.ts';
import type { ChatLine, Hint } from '../live/index.ts';
import { announce } from './carry-out.ts';
import type { ModerationContext, ModerationDb } from './context.ts';
import { modLogFeed } from './feed.ts';
import { createJudge, type Verdict } from './judge.ts';
import { modLog } from './migrations/0001-mod-log.ts';
import { reconcileOpen } from './reconcile-open.ts';
import { recordEcho } from './record-echo.ts';
import { moderationRoutes } from './routes.ts';
import { rulesInUse } from './rules/index.ts';
import { readVerdicts, storeVerdicts } from './verdict-store.ts';

export type { ModerationContext } from './context.ts';
export type { Verdict } from './judge.ts';
export type { ModerationTables } from './tables.ts';

/** In order; listed in `server/migrations.ts`. */
export const moderationMigrations: readonly Migration[] = [modLog];

/** Rules, acts of moderators, and the log of all of them. */
export interface Moderation extends Module {
  /** What the rules say about a line; in memory, in linear time. Ask once per line: some rules remember. */
  judge(line: ChatLine): Verdict;
  storeVerdicts(db: ModerationDb, verdicts: Iterable<readonly [seq: number, verdict: Verdict]>): Promise<void>;
  /** What the rules said about stored lines, for pages of the log. */
  hintsOf(seqs: readonly number[]): Promise<ReadonlyMap<number, readonly Hint[]>>;
  /** Projection of a stream event: writes an act that Twitch tells of. Gives what to tell after the commit. */
  recordEcho(db: ModerationDb, notification: EventSubNotification, receivedAtMs: number): Promise<() => void>;
  /** Settles acts that a crash left open, by what Twitch holds now; young ones only when it proves them done. */
  reconcileOpen(): Promise<void>;
}

export function createModeration(context: ModerationContext): Moderation {
  const judge = createJudge(rulesInUse(), (rule, error) => context.log.error('rule-failed', { rule, error }));
  return {
    name: 'moderation',
    routes: [moderationRoutes(context)],
    pages: [],
    feeds: [modLogFeed(context)],
    jobs: [],
    judge,
    storeVerdicts,
    hintsOf: (seqs) => readVerdicts(context.db.read, seqs),
    async recordEcho(db, notification, receivedAtMs) {
      const rows = await recordEcho(context, db, notification, receivedAtMs);
      return () => announce(context, rows);
    },
    reconcileOpen: () => reconcileOpen(context),
  };
}

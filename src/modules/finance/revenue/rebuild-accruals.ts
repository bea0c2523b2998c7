import { setImmediate } from 'node:timers/promises';
import { Refusal } from '../../../kernel/refusal.ts';
import type { FinanceContext, FinanceDb } from '../context.ts';
import { accrualRow, readLoggedEvents, removeStrayAccruals, replaceAccruals } from './accrual-store.ts';
import { closeBroadcasts } from './close-broadcasts.ts';
import { reopenBroadcasts } from './closing-store.ts';
import { readModels } from './model-store.ts';
import type { AccrualRow } from './tables.ts';

/** Events computed in one go: small enough that the chat waits for none of them. */
const CHUNK = 500;

interface Computed {
  /** Rows that stand now, and how many of them are new, other or gone. */
  readonly rows: number;
  readonly changed: number;
  /** Where to go on; `undefined` at the end of the log. */
  readonly nextSeq: number | undefined;
}

/**
 * Computes every estimate again from the event log, a piece per transaction: what comes in meanwhile is
 * accrued as ever. Estimates of a channel that was connected before are left as they are.
 * @throws Refusal live.no-channel
 */
export async function rebuildAccruals(context: FinanceContext): Promise<{ rows: number; changed: number }> {
  const channelId = connectedChannel(context);
  let changed = await context.db.transaction(removeStrays);
  let rows = 0;
  for (let afterSeq: number | undefined = 0; afterSeq !== undefined; ) {
    const from: number = afterSeq;
    const piece = await context.db.transaction((db) => computePiece(db, { channelId, fromMs: 0, afterSeq: from }));
    rows += piece.rows;
    changed += piece.changed;
    afterSeq = piece.nextSeq;
    await setImmediate();
  }
  if (changed > 0) {
    await closeBroadcasts(context);
    context.feed.changed('finance');
  }
  return { rows, changed };
}

/** Computes estimates from a moment on again, in the caller's transaction; others read meanwhile. @returns how many changed. */
export async function recomputeFrom(db: FinanceDb, channelId: string, fromMs: number): Promise<number> {
  let changed = 0;
  for (let afterSeq: number | undefined = 0; afterSeq !== undefined; ) {
    const piece: Computed = await computePiece(db, { channelId, fromMs, afterSeq });
    changed += piece.changed;
    afterSeq = piece.nextSeq;
    await setImmediate();
  }
  return changed;
}

async function removeStrays(db: FinanceDb): Promise<number> {
  const strays = await removeStrayAccruals(db);
  for (const { at } of strays) await reopenBroadcasts(db, { fromMs: at, toMs: at });
  return strays.length;
}

async function computePiece(
  db: FinanceDb,
  { channelId, fromMs, afterSeq }: { readonly channelId: string; readonly fromMs: number; readonly afterSeq: number },
): Promise<Computed> {
  const models = await readModels(db);
  const logged = await readLoggedEvents(db, { channelId, fromMs, afterSeq, limit: CHUNK });
  const out: string[] = [];
  const into: AccrualRow[] = [];
  let rows = 0;
  let changed = 0;
  const span = { fromMs: Number.POSITIVE_INFINITY, toMs: Number.NEGATIVE_INFINITY };
  for (const { event, row: before } of logged) {
    const after = accrualRow(event, channelId, models);
    if (after) rows += 1;
    if (isSame(before, after)) continue;
    changed += 1;
    if (before) out.push(before.message_id);
    if (after) into.push(after);
    span.fromMs = Math.min(span.fromMs, before?.at ?? event.atMs, event.atMs);
    span.toMs = Math.max(span.toMs, before?.at ?? event.atMs, event.atMs);
  }
  await replaceAccruals(db, { out, in: into });
  if (changed > 0) await reopenBroadcasts(db, span);
  return { rows, changed, nextSeq: logged.length < CHUNK ? undefined : logged.at(-1)?.event.seq };
}

function isSame(before: AccrualRow | undefined, after: AccrualRow | undefined): boolean {
  if (!before || !after) return before === after;
  return (Object.keys(after) as (keyof AccrualRow)[]).every((name) => before[name] === after[name]);
}

/** @throws Refusal live.no-channel */
export function connectedChannel(context: FinanceContext): string {
  const channel = context.channel();
  if (!channel) throw new Refusal('live.no-channel');
  return channel.twitchId;
}

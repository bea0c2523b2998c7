import { setImmediate } from 'node:timers/promises';
import { REVENUE_SOURCES } from '../../../contract/finance.ts';
import { instantFromMs } from '../../../kernel/instant.ts';
import { money, negateMoney } from '../../../kernel/money.ts';
import { localDay } from '../../../kernel/wall-time.ts';
import type { LiveTables } from '../../live/index.ts';
import type { FinanceContext, FinanceDb } from '../context.ts';
import { revenueAccountOf } from '../ledger/chart.ts';
import { findReversalOf } from '../ledger/entry-store.ts';
import { postSealedEntry } from '../ledger/post-entry.ts';
import { reverseSealedEntry } from '../ledger/reverse-entry.ts';
import { readClosings, readUnclosed, readVanished, saveClosed, saveClosing } from './closing-store.ts';
import type { Sum } from './revenue-sums.ts';
import { sumBroadcasts } from './sum-store.ts';
import type { ClosingRow } from './tables.ts';

type BroadcastRow = LiveTables['live_broadcast'];
type Context = Pick<FinanceContext, 'db' | 'clock' | 'feed' | 'log'>;

/** So long after its end a broadcast may still go on. */
const OVER_AFTER_MS = 10 * 60_000;

/**
 * Brings the management book in line with the estimates of every broadcast that is over: one sealed entry
 * per source and currency, and where estimates changed afterwards, a Storno and a new one. What is in line
 * is left alone, so calling it again, or after a crash at any point, adds nothing. Each broadcast is a
 * transaction of its own: the chat waits for no more, and one that fails does not stop the others. (SQLite
 * answers within the same turn of the event loop: without a pause all of them would be one.)
 */
export async function closeBroadcasts(context: Context): Promise<void> {
  const { read } = context.db;
  const overBeforeMs = context.clock.nowMs() - OVER_AFTER_MS;
  let hasPosted = false;
  for (const broadcast of [...(await readVanished(read)), ...(await readUnclosed(read, overBeforeMs))]) {
    try {
      const isPosted = await context.db.transaction((db) => closeOne(context, db, { broadcast, overBeforeMs }));
      hasPosted ||= isPosted;
    } catch (error) {
      context.log.error('closing-failed', { broadcast, error });
    }
    await setImmediate();
  }
  if (hasPosted) context.feed.changed('finance');
}

/** @returns whether entries were written. */
async function closeOne(
  context: Context,
  db: FinanceDb,
  { broadcast, overBeforeMs }: { readonly broadcast: number; readonly overBeforeMs: number },
): Promise<boolean> {
  const row = await db.selectFrom('live_broadcast').selectAll().where('id', '=', broadcast).executeTakeFirst();
  const endedAt = row?.ended_at ?? null;
  if (row && (endedAt === null || endedAt > overBeforeMs)) return false;
  // One that the record does not know any more has become part of another: nothing of it is left.
  const sums = (await sumBroadcasts(db, [broadcast])).get(broadcast) ?? [];
  const changes = changesOf(broadcast, sums, await readClosings(db, broadcast));
  for (const change of changes) await bringInLine(context, db, change, row);
  if (row && endedAt !== null) await saveClosed(db, { broadcast, started_at: row.started_at, ended_at: endedAt });
  return changes.length > 0;
}

/** What a broadcast should have in the book of a source and currency, and what it has. */
interface Change extends Pick<ClosingRow, 'broadcast' | 'source' | 'currency' | 'amount_minor'> {
  readonly known: ClosingRow | undefined;
}

function changesOf(broadcast: number, sums: readonly Sum[], closings: readonly ClosingRow[]): Change[] {
  const knownOf = (of: Pick<Sum, 'source' | 'currency'>) =>
    closings.find(({ source, currency }) => source === of.source && currency === of.currency);
  const left = closings.filter((row) => !sums.some((sum) => knownOf(sum) === row));
  return [...sums, ...left.map((row) => ({ ...row, amount_minor: 0n }))]
    .map(({ source, currency, amount_minor }): Change => {
      return { broadcast, source, currency, amount_minor, known: knownOf({ source, currency }) };
    })
    .filter(({ amount_minor, known }) => amount_minor !== (known?.amount_minor ?? 0n))
    .sort((a, b) => REVENUE_SOURCES.indexOf(a.source) - REVENUE_SOURCES.indexOf(b.source));
}

async function bringInLine(
  context: Context,
  db: FinanceDb,
  { broadcast, source, currency, amount_minor, known }: Change,
  row: BroadcastRow | undefined,
): Promise<void> {
  const revision = (known?.revision ?? 0) + 1;
  const idempotencyKey = `stream-revenue/${broadcast}/${source}/${currency}/${revision}`;
  const old = known?.entry_id ?? null;
  if (old !== null) await takeBack(context, db, { entryId: old, idempotencyKey: `${idempotencyKey}/storno` });
  let entryId: string | null = null;
  if (amount_minor !== 0n && row) {
    // The day is that of the beginning, in UTC: the channel has no time zone of its own.
    const day = localDay(instantFromMs(row.started_at), 'UTC');
    const amount = money(amount_minor, currency);
    const entry = await postSealedEntry(context, db, {
      book: 'management',
      idempotencyKey,
      day,
      category: 'stream-revenue',
      source,
      text: (await lastTitle(db, row)) || day,
      postings: [
        { account: 'receivable-twitch', money: amount },
        { account: revenueAccountOf(source), money: negateMoney(amount) },
      ],
      place: null,
      broadcastId: broadcast,
      isEstimated: true,
      documents: [],
      noReceiptReason: null,
      createdBy: null,
    });
    entryId = entry.id;
  }
  await saveClosing(db, { broadcast, source, currency, revision, amount_minor, entry_id: entryId });
}

/** On the day of what it takes back, so that a day's sum is that of its estimates. */
async function takeBack(
  context: Context,
  db: FinanceDb,
  { entryId, idempotencyKey }: { readonly entryId: string; readonly idempotencyKey: string },
): Promise<void> {
  // Somebody may have taken it back by hand.
  if (await findReversalOf(db, entryId)) return;
  const { day, text } = await db
    .selectFrom('finance_entry')
    .select(['day', 'text'])
    .where('id', '=', entryId)
    .executeTakeFirstOrThrow();
  await reverseSealedEntry(context, db, { entryId, day, reason: text, idempotencyKey, createdBy: null });
}

async function lastTitle(db: FinanceDb, { channel, ended_at }: BroadcastRow): Promise<string | undefined> {
  const last = await db
    .selectFrom('live_title')
    .select('title')
    .where('channel', '=', channel)
    .where('at', '<=', ended_at ?? 0)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.title;
}

import { REVENUE_SOURCES } from '../../../contract/finance.ts';
import { instantFromMs } from '../../../kernel/instant.ts';
import { money, negateMoney } from '../../../kernel/money.ts';
import { localDay } from '../../../kernel/wall-time.ts';
import type { FinanceContext, FinanceDb } from '../context.ts';
import { revenueAccountOf } from '../ledger/chart.ts';
import { findReversalOf } from '../ledger/entry-store.ts';
import { postSealedEntry } from '../ledger/post-entry.ts';
import { reverseSealedEntry } from '../ledger/reverse-entry.ts';
import { readClosings, readUnclosed, readVanished, saveClosed, saveClosing } from './closing-store.ts';
import type { Sum } from './revenue-sums.ts';
import { sumBroadcasts } from './sum-store.ts';
import type { ClosingRow } from './tables.ts';

type Context = Pick<FinanceContext, 'db' | 'clock' | 'feed'>;

/** So long after its end a broadcast may still go on. */
const OVER_AFTER_MS = 10 * 60_000;
/** Broadcasts posted in one transaction: the chat waits no longer than for these. */
const AT_ONCE = 5;

/**
 * Brings the management book in line with the estimates of every broadcast that is over: one sealed entry
 * per source and currency, and where estimates changed afterwards, a Storno and a new one. What is in line
 * is left alone, so calling it again, or after a crash at any point, adds nothing.
 */
export async function closeBroadcasts(context: Context): Promise<void> {
  let hasPosted = false;
  for (;;) {
    const done = await context.db.transaction((db) => closeSome(context, db));
    hasPosted ||= done.hasPosted;
    if (done.count === 0) break;
  }
  if (hasPosted) context.feed.changed('finance');
}

/** @returns how many broadcasts were compared with the book, and whether that led to entries. */
async function closeSome(context: Context, db: FinanceDb): Promise<{ count: number; hasPosted: boolean }> {
  const overBeforeMs = context.clock.nowMs() - OVER_AFTER_MS;
  const unclosed = await readUnclosed(db, { overBeforeMs, limit: AT_ONCE });
  const vanished = await readVanished(db);
  const sums = await sumBroadcasts(
    db,
    unclosed.map(({ broadcast }) => broadcast),
  );
  let hasPosted = false;
  for (const broadcast of vanished) {
    for (const change of changesOf(broadcast, [], await readClosings(db, broadcast))) {
      await bringInLine(context, db, change, undefined);
      hasPosted = true;
    }
  }
  for (const row of unclosed) {
    const changes = changesOf(row.broadcast, sums.get(row.broadcast) ?? [], await readClosings(db, row.broadcast));
    const facts = changes.length > 0 ? await readFacts(db, row) : undefined;
    for (const change of changes) {
      await bringInLine(context, db, change, facts);
      hasPosted = true;
    }
    await saveClosed(db, row);
  }
  return { count: unclosed.length + vanished.length, hasPosted };
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

interface BroadcastFacts {
  readonly day: string;
  readonly text: string;
}

async function bringInLine(
  context: Context,
  db: FinanceDb,
  { broadcast, source, currency, amount_minor, known }: Change,
  facts: BroadcastFacts | undefined,
): Promise<void> {
  const revision = (known?.revision ?? 0) + 1;
  const idempotencyKey = `stream-revenue/${broadcast}/${source}/${currency}/${revision}`;
  const old = known?.entry_id ?? null;
  if (old !== null) await takeBack(context, db, { entryId: old, idempotencyKey: `${idempotencyKey}/storno` });
  let entryId: string | null = null;
  if (amount_minor !== 0n && facts) {
    const amount = money(amount_minor, currency);
    const entry = await postSealedEntry(context, db, {
      book: 'management',
      idempotencyKey,
      day: facts.day,
      category: 'stream-revenue',
      source,
      text: facts.text,
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

/** The day is that of the beginning, in UTC: the channel has no time zone of its own. */
async function readFacts(
  db: FinanceDb,
  { channel, started_at, ended_at }: { channel: number; started_at: number; ended_at: number },
): Promise<BroadcastFacts> {
  const day = localDay(instantFromMs(started_at), 'UTC');
  const last = await db
    .selectFrom('live_title')
    .select('title')
    .where('channel', '=', channel)
    .where('at', '<=', ended_at)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return { day, text: last?.title || day };
}

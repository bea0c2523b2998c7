import { REVENUE_SOURCES } from '../../../contract/finance.ts';
import { instantFromMs } from '../../../kernel/instant.ts';
import { money, negateMoney } from '../../../kernel/money.ts';
import { localDay } from '../../../kernel/wall-time.ts';
import type { FinanceContext, FinanceDb } from '../context.ts';
import { revenueAccountOf } from '../ledger/chart.ts';
import { findReversalOf } from '../ledger/entry-store.ts';
import { postSealedEntry } from '../ledger/post-entry.ts';
import { reverseSealedEntry } from '../ledger/reverse-entry.ts';
import { readClosings, saveClosing } from './closing-store.ts';
import { clearRecheck, readRecheck } from './recheck-store.ts';
import { type BroadcastAmount, sumEnded } from './sum-store.ts';
import type { ClosingRow } from './tables.ts';

type Context = Pick<FinanceContext, 'db' | 'clock' | 'feed'>;

/** So long after its end a broadcast may still go on. */
const OVER_AFTER_MS = 10 * 60_000;
/** Compared each time without a reason: the record may learn late when a broadcast began or ended. */
const RECENT_MS = 7 * 24 * 3_600_000;
/** Broadcasts posted in one transaction: the chat waits no longer than for these. */
const AT_ONCE = 5;

/**
 * Brings the management book in line with the estimates of every broadcast that is over: one sealed entry
 * per source and currency, and where estimates changed afterwards, a Storno and a new one. What is in line
 * is left alone, so calling it again, or after a crash at any point, adds nothing.
 */
export async function closeBroadcasts(context: Context): Promise<void> {
  let isInLine = false;
  let hasPosted = false;
  while (!isInLine) {
    isInLine = await context.db.transaction((db) => closeSome(context, db));
    hasPosted ||= !isInLine;
  }
  if (hasPosted) context.feed.changed('finance');
}

/** @returns whether there was nothing to do. */
async function closeSome(context: Context, db: FinanceDb): Promise<boolean> {
  const nowMs = context.clock.nowMs();
  const untilMs = nowMs - OVER_AFTER_MS;
  const recheckMs = await readRecheck(db);
  const ended = { afterMs: Math.min(recheckMs ?? nowMs, nowMs - RECENT_MS) - 1, untilMs };
  const changes = [...changesByBroadcast(await sumEnded(db, ended), await readClosings(db, ended))];
  for (const [broadcastId, change] of changes.slice(0, AT_ONCE)) {
    const about = await readBroadcast(db, broadcastId);
    for (const one of change) await bringInLine(context, db, { ...one, about });
  }
  if (changes.length > 0) return false;
  if (recheckMs !== undefined && !(await hasUnfinished(db, untilMs))) await clearRecheck(db);
  return true;
}

interface Change {
  readonly wanted: BroadcastAmount;
  readonly known: ClosingRow | undefined;
}

function changesByBroadcast(
  sums: readonly BroadcastAmount[],
  closings: readonly ClosingRow[],
): ReadonlyMap<number, Change[]> {
  const keyOf = (of: Omit<BroadcastAmount, 'amount_minor'>) => `${of.broadcast} ${of.source} ${of.currency}`;
  const wanted = new Map(closings.map((row): [string, BroadcastAmount] => [keyOf(row), { ...row, amount_minor: 0n }]));
  for (const sum of sums) wanted.set(keyOf(sum), sum);
  const known = new Map(closings.map((row) => [keyOf(row), row]));
  const changes = [...wanted]
    .map(([key, sum]): Change => ({ wanted: sum, known: known.get(key) }))
    .filter((change) => change.wanted.amount_minor !== (change.known?.amount_minor ?? 0n))
    .sort((a, b) => a.wanted.broadcast - b.wanted.broadcast || positionOf(a) - positionOf(b));
  return Map.groupBy(changes, (change) => change.wanted.broadcast);
}

const positionOf = ({ wanted }: Change): number => REVENUE_SOURCES.indexOf(wanted.source);

interface BroadcastFacts {
  readonly day: string;
  readonly text: string;
}

async function bringInLine(
  context: Context,
  db: FinanceDb,
  { wanted, known, about }: Change & { readonly about: BroadcastFacts | undefined },
): Promise<void> {
  const { broadcast, source, currency, amount_minor } = wanted;
  const revision = (known?.revision ?? 0) + 1;
  const idempotencyKey = `stream-revenue/${broadcast}/${source}/${currency}/${revision}`;
  const old = known?.entry_id ?? null;
  if (old !== null) await takeBack(context, db, { entryId: old, idempotencyKey: `${idempotencyKey}/storno` });
  let entryId: string | null = null;
  if (amount_minor !== 0n && about) {
    const amount = money(amount_minor, currency);
    const entry = await postSealedEntry(context, db, {
      book: 'management',
      idempotencyKey,
      day: about.day,
      category: 'stream-revenue',
      source,
      text: about.text,
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
async function readBroadcast(db: FinanceDb, id: number): Promise<BroadcastFacts | undefined> {
  const row = await db
    .selectFrom('live_broadcast')
    .select(['channel', 'started_at', 'ended_at'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) return undefined;
  const day = localDay(instantFromMs(row.started_at), 'UTC');
  const title = await db
    .selectFrom('live_title')
    .select('title')
    .where('channel', '=', row.channel)
    .where('at', '<=', row.ended_at ?? row.started_at)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return { day, text: title?.title || day };
}

/** Is a broadcast running, or over for so short a time that it may go on? */
async function hasUnfinished(db: FinanceDb, untilMs: number): Promise<boolean> {
  const row = await db
    .selectFrom('live_broadcast')
    .select('id')
    .where((e) => e.or([e('ended_at', 'is', null), e('ended_at', '>', untilMs)]))
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

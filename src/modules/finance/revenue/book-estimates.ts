import { type OWN_CATEGORIES, REVENUE_SOURCES } from '../../../contract/finance.ts';
import { money, negateMoney } from '../../../kernel/money.ts';
import type { FinanceContext, FinanceDb } from '../context.ts';
import { revenueAccountOf } from '../ledger/chart.ts';
import { findReversalOf } from '../ledger/entry-store.ts';
import { postSealedEntry } from '../ledger/post-entry.ts';
import { reverseSealedEntry } from '../ledger/reverse-entry.ts';
import type { Sum } from './revenue-sums.ts';
import type { BookedSum } from './tables.ts';

/** What the entries are about: a broadcast, or a day outside of streams. */
export interface EstimateSubject {
  readonly category: (typeof OWN_CATEGORIES)[number];
  /** ISO day. */
  readonly day: string;
  readonly text: string;
  readonly broadcastId: number | null;
}

/**
 * Brings the management book in line with sums of estimates: a Storno for what is not true any more, and a
 * sealed entry for what is, by source and currency; in the caller's transaction.
 * @returns what the book holds now, where that is new.
 */
export async function bookEstimates(
  context: Pick<FinanceContext, 'clock'>,
  db: FinanceDb,
  order: {
    /** Begins the idempotency keys. */
    readonly key: string;
    readonly sums: readonly Sum[];
    /** What the book holds by now. */
    readonly booked: readonly BookedSum[];
    /** `undefined` when it is gone: then everything is only taken back. */
    readonly subject: EstimateSubject | undefined;
  },
): Promise<BookedSum[]> {
  const now: BookedSum[] = [];
  for (const { source, currency, amount_minor, known } of changesOf(order.sums, order.booked)) {
    const revision = (known?.revision ?? 0) + 1;
    const idempotencyKey = `${order.key}/${source}/${currency}/${revision}`;
    const old = known?.entry_id ?? null;
    if (old !== null) await takeBack(context, db, { entryId: old, idempotencyKey: `${idempotencyKey}/storno` });
    let entry_id: string | null = null;
    if (amount_minor !== 0n && order.subject) {
      const amount = money(amount_minor, currency);
      const entry = await postSealedEntry(context, db, {
        ...order.subject,
        book: 'management',
        idempotencyKey,
        source,
        postings: [
          { account: 'receivable-twitch', money: amount },
          { account: revenueAccountOf(source), money: negateMoney(amount) },
        ],
        place: null,
        isEstimated: true,
        documents: [],
        noReceiptReason: null,
        createdBy: null,
      });
      entry_id = entry.id;
    }
    now.push({ source, currency, revision, amount_minor, entry_id });
  }
  return now;
}

/** What the book should have of a source and currency, and what it has. */
interface Change extends Pick<BookedSum, 'source' | 'currency' | 'amount_minor'> {
  readonly known: BookedSum | undefined;
}

function changesOf(sums: readonly Sum[], booked: readonly BookedSum[]): Change[] {
  const knownOf = (of: Pick<Sum, 'source' | 'currency'>) =>
    booked.find(({ source, currency }) => source === of.source && currency === of.currency);
  const left = booked.filter((row) => !sums.some((sum) => knownOf(sum) === row));
  return [...sums, ...left.map((row) => ({ ...row, amount_minor: 0n }))]
    .map(({ source, currency, amount_minor }): Change => {
      return { source, currency, amount_minor, known: knownOf({ source, currency }) };
    })
    .filter(({ amount_minor, known }) => amount_minor !== (known?.amount_minor ?? 0n))
    .sort((a, b) => REVENUE_SOURCES.indexOf(a.source) - REVENUE_SOURCES.indexOf(b.source));
}

/** On the day of what it takes back, so that the sum of that day is true again. */
async function takeBack(
  context: Pick<FinanceContext, 'clock'>,
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

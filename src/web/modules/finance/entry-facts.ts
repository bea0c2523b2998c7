import { type EntryView, EXPENSE_CATEGORIES } from '../../../contract/finance.ts';

/** An expense with neither a receipt nor a reason for having none; a Storno speaks of another's receipt. */
export function isReceiptMissing(
  entry: Pick<EntryView, 'book' | 'category' | 'documents' | 'noReceiptReason' | 'reverses'>,
): boolean {
  return (
    entry.book === 'tax' &&
    (EXPENSE_CATEGORIES as readonly string[]).includes(entry.category) &&
    entry.documents.length === 0 &&
    entry.noReceiptReason === null &&
    entry.reverses === null
  );
}

/** Drafts that can be sealed now, and those that wait for their receipt. */
export function sealable<E extends Parameters<typeof isReceiptMissing>[0] & Pick<EntryView, 'state'>>(
  entries: readonly E[],
): { ready: E[]; waiting: E[] } {
  const drafts = entries.filter(({ state }) => state === 'draft');
  return {
    ready: drafts.filter((entry) => !isReceiptMissing(entry)),
    waiting: drafts.filter((entry) => isReceiptMissing(entry)),
  };
}

import { type EntryView, finance, HAND_CATEGORIES, type HandCategory } from '../../../contract/finance.ts';
import { call } from '../../api/call.ts';
import { askAgainBelow } from '../../api/query-client.ts';
import { useTexts } from '../../app/locale.tsx';
import { showToast } from '../../ui/toast.ts';
import { newIdempotencyKey } from './booking-values.ts';

/** Throws a draft away at once; the toast brings it back, written anew. */
export function useRemoveDraft(): (draft: EntryView) => void {
  const { t, refusal } = useTexts();
  const failed = (error: unknown): void => showToast({ text: refusal(error), tone: 'bad' });
  const bringBack = async (draft: EntryView): Promise<void> => {
    if (!(HAND_CATEGORIES as readonly string[]).includes(draft.category) || draft.place === null) return;
    await call(finance.addEntry, {
      idempotencyKey: newIdempotencyKey(),
      day: draft.day,
      category: draft.category as HandCategory,
      text: draft.text,
      amount: { minor: draft.amount.minor.replace('-', ''), currency: draft.amount.currency },
      place: draft.place,
      broadcastId: draft.broadcastId,
      documents: draft.documents.map(({ sha256 }) => sha256),
      noReceiptReason: draft.noReceiptReason,
    });
    await askAgainBelow('/finance/');
  };
  const remove = async (draft: EntryView): Promise<void> => {
    await call(finance.removeEntry, { entryId: draft.id });
    showToast({
      text: t('finance.entry.removed', { text: draft.text }),
      undo: { label: t('common.undo'), run: () => void bringBack(draft).catch(failed) },
    });
    await askAgainBelow('/finance/');
  };
  return (draft) => void remove(draft).catch(failed);
}

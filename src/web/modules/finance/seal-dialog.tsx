import { useMutation } from '@tanstack/react-query';
import { type EntryView, finance } from '../../../contract/finance.ts';
import { call } from '../../api/call.ts';
import { askAgainBelow } from '../../api/query-client.ts';
import { useTexts } from '../../app/locale.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Strip } from '../../ui/strip.tsx';
import { showToast } from '../../ui/toast.ts';
import { sealable } from './entry-facts.ts';

/** Asked before drafts become unchangeable; those without a needed receipt are left out and named. */
export function SealDialog({
  drafts,
  onClose,
  onDone,
}: {
  drafts: readonly EntryView[];
  onClose: () => void;
  onDone: () => void;
}) {
  const { t } = useTexts();
  const { ready, waiting } = sealable(drafts);
  const seal = useMutation({
    mutationFn: () => sealAll(ready.map(({ id }) => id)),
    onSuccess: (count) => {
      showToast({ text: t('finance.ledger.sealDone', { count }), tone: 'ok' });
      onDone();
      onClose();
    },
    onSettled: () => askAgainBelow('/finance/'),
  });
  const isPossible = ready.length > 0;
  return (
    <ConfirmDialog
      isOpen
      isDanger={false}
      onClose={onClose}
      onConfirm={() => (isPossible ? seal.mutate() : onClose())}
      title={t('finance.ledger.sealTitle')}
      question={isPossible ? t('finance.ledger.sealQuestion', { count: ready.length }) : t('finance.ledger.sealNone')}
      verb={isPossible ? t('finance.ledger.sealSome', { count: ready.length }) : t('common.close')}
      isBusy={seal.isPending}
      error={seal.error}
    >
      {waiting.length > 0 ? (
        <div style={{ marginTop: 12 }}>
          <Strip tone="warn">{t('finance.ledger.sealMissing', { count: waiting.length })}</Strip>
        </div>
      ) : null}
    </ConfirmDialog>
  );
}

/** As many at a time as one call takes. */
const CALL_MAX = 500;

async function sealAll(entryIds: readonly string[]): Promise<number> {
  let count = 0;
  for (let from = 0; from < entryIds.length; from += CALL_MAX) {
    const { entries } = await call(finance.seal, { entryIds: entryIds.slice(from, from + CALL_MAX) });
    count += entries.length;
  }
  return count;
}

import { IconFileText, IconPhoto } from '@tabler/icons-react';
import { type EntryView, finance } from '../../../contract/finance.ts';
import { call } from '../../api/call.ts';
import { askAgainBelow } from '../../api/query-client.ts';
import { useMay } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { showToast } from '../../ui/toast.ts';
import classes from './entry-inspector.module.css';
import { ReceiptField } from './receipt-field.tsx';
import { useReceipts } from './use-receipts.ts';

/** Receipts of an entry: opened in a window of their own, added also when it is sealed. */
export function EntryReceipts({ entry }: { entry: EntryView }) {
  const { t, bytes, calendarDate, refusal } = useTexts();
  const mayWrite = useMay('finance.write');
  const receipts = useReceipts((document) => {
    void attach(entry.id, document.sha256).then(
      () => showToast({ text: t('finance.entry.attached'), tone: 'ok' }),
      (error: unknown) => showToast({ text: refusal(error), tone: 'bad' }),
    );
  });
  return (
    <section>
      <h3 className={classes['heading']}>{t('finance.entry.receipts')}</h3>
      {entry.documents.length > 0 ? (
        <ul className={classes['receipts']}>
          {entry.documents.map(({ sha256, name, type, sizeBytes, keepUntil }) => {
            const Icon = type === 'application/pdf' ? IconFileText : IconPhoto;
            return (
              <li key={sha256}>
                <a
                  className={classes['receipt']}
                  href={`/api/finance/documents/${sha256}`}
                  target="_blank"
                  rel="noreferrer"
                >
                  <i>
                    <Icon size={17} stroke={1.75} aria-hidden="true" />
                  </i>
                  <span>
                    <b>{name}</b>
                    <small>
                      {bytes(sizeBytes)} · {t('finance.entry.keepUntil', { date: calendarDate(keepUntil) })}
                    </small>
                  </span>
                </a>
              </li>
            );
          })}
        </ul>
      ) : (
        <p className={classes['note']}>
          {entry.noReceiptReason === null
            ? t('finance.entry.noReceipt')
            : t('finance.entry.noReceiptBecause', { reason: entry.noReceiptReason })}
        </p>
      )}
      {mayWrite && entry.book === 'tax' ? (
        <ReceiptField documents={[]} uploads={receipts.uploads} onFiles={receipts.add} onDrop={receipts.drop} />
      ) : null}
    </section>
  );
}

async function attach(entryId: string, sha256: string): Promise<void> {
  await call(finance.attach, { entryId, sha256 });
  await askAgainBelow('/finance/');
}

import { Link } from '@tanstack/react-router';
import { useTexts } from '../../app/locale.tsx';
import { Card } from '../../ui/card.tsx';
import { CheckList, CheckRow } from '../../ui/check-row.tsx';
import classes from './overview-page.module.css';

/** What waits for a hand: drafts to seal, receipts to attach. */
export function WaitingCard({ drafts, withoutReceipt }: { drafts: number; withoutReceipt: number }) {
  const { t } = useTexts();
  const link = (
    <Link to="/finance/ledger" search={{ from: 'all' }} className={classes['link']}>
      {t('finance.overview.look')}
    </Link>
  );
  return (
    <Card title={t('finance.overview.waiting')} count={drafts + withoutReceipt || undefined} flush>
      <CheckList>
        {drafts + withoutReceipt === 0 ? <CheckRow state="ok" title={t('finance.overview.nothingWaiting')} /> : null}
        {withoutReceipt > 0 ? (
          <CheckRow
            state="warn"
            title={t('finance.overview.withoutReceipt', { count: withoutReceipt })}
            note={t('finance.overview.withoutReceiptHint')}
            action={link}
          />
        ) : null}
        {drafts > 0 ? (
          <CheckRow
            state="idle"
            title={t('finance.overview.drafts', { count: drafts })}
            note={t('finance.overview.draftsHint')}
            action={link}
          />
        ) : null}
      </CheckList>
    </Card>
  );
}

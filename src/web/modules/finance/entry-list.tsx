import { IconLock, IconPencil } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { EntryView } from '../../../contract/finance.ts';
import { useTexts } from '../../app/locale.tsx';
import { EstimatedMoney, SettledMoney } from '../../ui/money.tsx';
import classes from './entry-list.module.css';
import { useCategoryName, useEntryText } from './words.ts';

/** Entries in short, each a door to the ledger. */
export function EntryList({ entries }: { entries: readonly EntryView[] }) {
  const { t, calendarDay } = useTexts();
  const categoryName = useCategoryName();
  const entryText = useEntryText();
  return (
    <ul className={classes['list']}>
      {entries.map((entry) => (
        <li key={entry.id}>
          <Link
            to="/finance/ledger"
            search={{ entry: entry.id, ...(entry.book === 'management' ? { book: 'management' } : {}) }}
            className={classes['row']}
            data-reversed={entry.reversedBy !== null || undefined}
          >
            {entry.state === 'sealed' ? (
              <IconLock size={15} stroke={1.75} aria-label={t('finance.ledger.sealed')} />
            ) : (
              <IconPencil size={15} stroke={1.75} aria-label={t('finance.ledger.draft')} />
            )}
            <span className={classes['text']}>
              {entryText(entry)}
              <small>
                {[
                  entry.number === null ? t('finance.ledger.draft') : `${t('finance.ledger.number')} ${entry.number}`,
                  calendarDay(entry.day),
                  categoryName(entry),
                ].join(' · ')}
              </small>
            </span>
            {entry.isEstimated ? (
              <EstimatedMoney amounts={entry.amount} className={classes['amount']} isEnd />
            ) : (
              <SettledMoney amounts={entry.amount} isSigned className={classes['amount']} isEnd />
            )}
          </Link>
        </li>
      ))}
    </ul>
  );
}

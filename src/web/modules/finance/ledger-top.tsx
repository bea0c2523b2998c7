import { IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReplyOf } from '../../../contract/endpoint.ts';
import { type Book, finance } from '../../../contract/finance.ts';
import { ask } from '../../api/query-client.ts';
import { useTexts } from '../../app/locale.tsx';
import { Figure } from '../../ui/figure.tsx';
import { EstimatedMoney, SettledMoney } from '../../ui/money.tsx';
import { negated } from './amounts.ts';
import { isWholeMonth, type Period } from './ledger-filter.ts';
import classes from './ledger-page.module.css';

interface LedgerTopProps {
  readonly totals: ReplyOf<typeof finance.entries> | undefined;
  readonly book: Book;
  readonly period: Period | null;
  readonly direction: 'income' | 'expense' | undefined;
  /** A figure is the door to its rows: pressed again, the others come back. */
  readonly onDirection: (direction: 'income' | 'expense' | undefined) => void;
}

/** What the filter adds up to, and whether the books are whole. */
export function LedgerTop({ totals, book, period, direction, onDirection }: LedgerTopProps) {
  const { t, calendarMonth } = useTexts();
  const month = period && isWholeMonth(period) ? (calendarMonth(period.from).split(' ')[0] ?? '') : null;
  // All of operations is reckoned from events: its sums are estimates.
  const Amounts = book === 'management' ? EstimatedMoney : SettledMoney;
  const isLoss = totals?.result.some(({ minor }) => minor.startsWith('-')) === true;
  return (
    <section className={classes['top']} aria-label={t('finance.ledger.figures')}>
      <button
        type="button"
        className={classes['figure']}
        aria-pressed={direction === 'income'}
        onClick={() => onDirection(direction === 'income' ? undefined : 'income')}
      >
        {month ? t('finance.ledger.incomeIn', { period: month }) : t('finance.ledger.income')}
        <b data-in>{totals ? <Amounts amounts={totals.income} /> : <Figure value={null} />}</b>
      </button>
      {book === 'tax' ? (
        <>
          <button
            type="button"
            className={classes['figure']}
            aria-pressed={direction === 'expense'}
            onClick={() => onDirection(direction === 'expense' ? undefined : 'expense')}
          >
            {t('finance.ledger.expense')}
            <b>
              {totals ? (
                <SettledMoney
                  amounts={totals.expense.map((amount) => (amount.minor.startsWith('-') ? amount : negated(amount)))}
                />
              ) : (
                <Figure value={null} />
              )}
            </b>
          </button>
          <div className={classes['figure']}>
            {t(isLoss ? 'finance.ledger.deficit' : 'finance.ledger.result')}
            <b>{totals ? <SettledMoney amounts={totals.result} /> : <Figure value={null} />}</b>
          </div>
        </>
      ) : null}
      <Chain book={book} />
    </section>
  );
}

function Chain({ book }: { book: Book }) {
  const { t, number } = useTexts();
  const { data } = useQuery(ask(finance.chain, {}));
  const chain = data?.books.find((each) => each.book === book);
  if (!chain) return null;
  const { fault, entries } = chain;
  if (fault) {
    return (
      <div className={classes['chain']} data-bad role="alert">
        <IconShieldX size={18} stroke={1.75} aria-hidden="true" />
        <div>
          <b>
            {fault.number === null
              ? t('finance.ledger.chainFaultPlain')
              : t('finance.ledger.chainFault', { number: fault.number })}
          </b>
          {t('finance.ledger.chainFaultHint')}
        </div>
      </div>
    );
  }
  return (
    <div className={classes['chain']} data-idle={entries === 0 || undefined}>
      <IconShieldCheck size={18} stroke={1.75} aria-hidden="true" />
      <div>
        <b>{t(entries === 0 ? 'finance.ledger.chainEmpty' : 'finance.ledger.chainWhole')}</b>
        {entries === 0 ? null : t('finance.ledger.chainEntries', { count: entries, entries: number(entries) })}
      </div>
    </div>
  );
}

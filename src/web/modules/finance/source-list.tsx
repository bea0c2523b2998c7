import { Link } from '@tanstack/react-router';
import type { CSSProperties } from 'react';
import type { SourceSum } from '../../../contract/finance.ts';
import { useSettings } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Figure } from '../../ui/figure.tsx';
import { EstimatedMoney } from '../../ui/money.tsx';
import { sizeOf, sumAmounts } from './amounts.ts';
import classes from './source-list.module.css';
import { SOURCE_COLOR } from './source-look.ts';

interface SourceListProps {
  readonly sources: readonly SourceSum[];
  /** Narrows the rows behind each line: a stream, or a time. */
  readonly rows: { readonly stream?: number; readonly from?: string; readonly to?: string };
  readonly settledBy?: string | undefined;
  readonly empty: string;
  readonly totalLabel: string;
}

/** Sources by their size, each a door to its events; the bars are of one length per currency. */
export function SourceList({ sources, rows, settledBy, empty, totalLabel }: SourceListProps) {
  const { t } = useTexts();
  const { settings } = useSettings();
  if (sources.length === 0) return <EmptyState>{empty}</EmptyState>;
  const sorted = [...sources].sort((a, b) => sizeOf(b.amount) - sizeOf(a.amount));
  const topOf = (currency: string): number =>
    Math.max(1, ...sources.filter(({ amount }) => amount.currency === currency).map(({ amount }) => sizeOf(amount)));
  return (
    <>
      <ul className={classes['list']}>
        {sorted.map(({ source, amount, quantity, events }) => (
          <li key={`${source} ${amount.currency}`}>
            <Link to="/finance/rows" search={{ ...rows, source }} className={classes['row']}>
              <span>{t(`finance.sources.${source}`)}</span>
              <span className={classes['quantity']}>
                <Figure value={quantity} />
              </span>
              <span className={classes['track']} aria-hidden="true">
                <i
                  className={classes['bar']}
                  style={
                    {
                      '--color': SOURCE_COLOR[source],
                      width: settings.hideNumbers ? '40%' : `${(sizeOf(amount) / topOf(amount.currency)) * 100}%`,
                    } as CSSProperties
                  }
                />
              </span>
              <EstimatedMoney
                amounts={amount}
                events={events}
                settledBy={settledBy}
                className={classes['amount']}
                isEnd
              />
            </Link>
          </li>
        ))}
      </ul>
      <div className={classes['total']}>
        <span>{totalLabel}</span>
        <EstimatedMoney
          amounts={sumAmounts(sources.map(({ amount }) => amount))}
          events={sources.reduce((sum, { events }) => sum + events, 0)}
          settledBy={settledBy}
          isEnd
        />
      </div>
    </>
  );
}

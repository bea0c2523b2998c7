import { Link } from '@tanstack/react-router';
import type { StreamMoney } from '../../../contract/finance.ts';
import { useTexts } from '../../app/locale.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { EstimatedMoney } from '../../ui/money.tsx';
import { mainCurrency, sizeOf } from './amounts.ts';
import classes from './overview-page.module.css';
import { wholeMinutes } from './stream-length.ts';

const SHOWN = 5;

/** The streams that brought most for each hour live. */
export function TopStreams({ streams }: { streams: readonly StreamMoney[] }) {
  const { t, calendarDay, dayKey, duration } = useTexts();
  const currency = mainCurrency(streams.flatMap(({ perHour }) => perHour));
  const rate = ({ perHour }: StreamMoney): number => sizeOf(perHour.find((amount) => amount.currency === currency));
  // A running stream has no rate yet that could be compared.
  const best = streams
    .filter(({ broadcast }) => broadcast.endedAt !== null)
    .sort((a, b) => rate(b) - rate(a))
    .slice(0, SHOWN);
  return (
    <Card
      title={t('finance.overview.topStreams')}
      flush
      actions={
        <Link to="/finance/streams" className={classes['link']}>
          {t('finance.overview.allStreams')}
        </Link>
      }
    >
      {best.length === 0 ? (
        <EmptyState>{t('finance.overview.topStreamsEmpty')}</EmptyState>
      ) : (
        <ul className={classes['list']}>
          {best.map(({ broadcast, perHour, estimated, seconds }) => (
            <li key={broadcast.id}>
              <Link
                to="/finance/streams/$broadcastId"
                params={{ broadcastId: String(broadcast.id) }}
                className={classes['row']}
              >
                <span>
                  <b>{broadcast.title || t('finance.streams.untitled')}</b>
                  <small>
                    {[calendarDay(dayKey(broadcast.startedAt)), broadcast.category, duration(wholeMinutes(seconds))]
                      .filter(Boolean)
                      .join(' · ')}
                  </small>
                </span>
                <span>
                  <EstimatedMoney amounts={perHour} isEnd />
                  <small>
                    {t('finance.chart.total')} <EstimatedMoney amounts={estimated} />
                  </small>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

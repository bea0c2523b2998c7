import { Link } from '@tanstack/react-router';
import type { ReplyOf } from '../../../contract/endpoint.ts';
import type { finance, MoneySums } from '../../../contract/finance.ts';
import { useTexts } from '../../app/locale.tsx';
import { EstimatedMoney, SettledMoney } from '../../ui/money.tsx';
import { useNow } from '../../ui/use-now.ts';
import { negated } from './amounts.ts';
import { settledAround, startOfDay } from './day-bounds.ts';
import { FigureStrip, FigureTile } from './figure-strip.tsx';
import classes from './overview-page.module.css';

type Overview = ReplyOf<typeof finance.overview>;

/** Today, the stream, the month, the quarter: each opens its rows. */
export function OverviewFigures({ overview }: { overview: Overview }) {
  const { t, zone, dayKey, calendarMonth } = useTexts();
  const today = dayKey(useNow(60_000));
  const { stream } = overview;
  const since = (from: string) => (className: string, content: React.ReactNode) => (
    <Link to="/finance/rows" search={{ from: startOfDay(from, zone) }} className={className}>
      {content}
    </Link>
  );
  return (
    <FigureStrip label={t('finance.overview.title')}>
      <FigureTile
        label={t('finance.overview.today')}
        figure={<EstimatedMoney amounts={overview.today.estimated} settledBy={settledAround(today)} />}
        note={<Booked sums={overview.today} />}
        door={since(today)}
      />
      {stream ? (
        <FigureTile
          label={t(stream.isLive ? 'finance.overview.streamNow' : 'finance.overview.streamLast')}
          figure={
            <EstimatedMoney amounts={stream.estimated} settledBy={settledAround(dayKey(stream.broadcast.startedAt))} />
          }
          note={<Booked sums={stream} />}
          door={(className, content) => (
            <Link
              to="/finance/streams/$broadcastId"
              params={{ broadcastId: String(stream.broadcast.id) }}
              className={className}
            >
              {content}
            </Link>
          )}
        />
      ) : null}
      <FigureTile
        label={calendarMonth(overview.month.from)}
        figure={<EstimatedMoney amounts={overview.month.estimated} settledBy={settledAround(today)} />}
        note={<Booked sums={overview.month} />}
        door={since(overview.month.from)}
      />
      <FigureTile
        label={t('finance.overview.ninetyDays')}
        figure={<EstimatedMoney amounts={overview.ninetyDays.estimated} />}
        note={<Booked sums={overview.ninetyDays} />}
        door={since(overview.ninetyDays.from)}
      />
    </FigureStrip>
  );
}

/** What stands in the tax book, in words beside the estimate: the two are never added up. */
function Booked({ sums }: { sums: MoneySums }) {
  const { t } = useTexts();
  if (sums.income.length + sums.expense.length === 0) return t('finance.overview.nothingBooked');
  return (
    <span className={classes['booked']}>
      <span>{t('finance.tile.booked')}</span>
      {sums.income.length > 0 ? (
        <span>
          <SettledMoney amounts={sums.income} isSigned />
        </span>
      ) : null}
      {sums.expense.length > 0 ? (
        <span>
          <SettledMoney
            amounts={sums.expense.map((amount) => (amount.minor.startsWith('-') ? amount : negated(amount)))}
          />
        </span>
      ) : null}
    </span>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { finance, type StreamMoney } from '../../../contract/finance.ts';
import { ask } from '../../api/query-client.ts';
import { useMay, useSettings } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Figure } from '../../ui/figure.tsx';
import { EstimatedMoney } from '../../ui/money.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { inCurrency, mainCurrency, sizeOf } from './amounts.ts';
import { settledAround } from './day-bounds.ts';
import classes from './last-stream-card.module.css';
import { wholeMinutes } from './stream-length.ts';

const BARS = 12;

/** What the last stream brought in, among the ones before; for the home page. Nothing for who may not read it. */
export function LastStreamCard() {
  const { t, calendarDay, dayKey } = useTexts();
  const mayRead = useMay('finance.read');
  const query = useQuery({ ...ask(finance.streams, { limit: BARS }), enabled: mayRead });
  if (!mayRead) return null;
  const last = query.data?.streams[0];
  return (
    <Card
      title={t(last && last.broadcast.endedAt === null ? 'finance.lastStream.running' : 'finance.lastStream.title')}
      note={last ? calendarDay(dayKey(last.broadcast.startedAt)) : undefined}
      flush
      actions={
        last ? (
          <Link
            to="/finance/streams/$broadcastId"
            params={{ broadcastId: String(last.broadcast.id) }}
            className={classes['link']}
          >
            {t('finance.lastStream.report')}
          </Link>
        ) : null
      }
    >
      <QueryView
        query={query}
        empty={{
          when: ({ streams }) => streams.length === 0,
          show: <EmptyState>{t('finance.streams.empty')}</EmptyState>,
        }}
      >
        {({ streams }) => (streams[0] ? <Content last={streams[0]} streams={streams} /> : null)}
      </QueryView>
    </Card>
  );
}

function Content({ last, streams }: { last: StreamMoney; streams: readonly StreamMoney[] }) {
  const { t, duration, number, dayKey } = useTexts();
  const report = useQuery(ask(finance.streamReport, { broadcastId: last.broadcast.id }));
  const { averageViewers, title } = last.broadcast;
  const settledBy = settledAround(dayKey(last.broadcast.startedAt));
  return (
    <div className={classes['body']}>
      <div className={classes['top']}>
        <EstimatedMoney amounts={last.estimated} settledBy={settledBy} className={classes['figure']} />
        {last.perHour.length > 0 ? (
          <span className={classes['aside']}>
            <EstimatedMoney amounts={last.perHour} settledBy={settledBy} /> {t('finance.streams.perHour')}
          </span>
        ) : null}
      </div>
      <div className={classes['sub']}>
        {[title, duration(wholeMinutes(last.seconds))].filter(Boolean).join(' · ')}
        {averageViewers === null ? null : (
          <>
            {' · '}
            <Figure
              value={null}
              text={t('finance.lastStream.viewers', { viewers: number(Math.round(averageViewers)) })}
            />
          </>
        )}
      </div>
      <Bars streams={[...streams].reverse()} />
      <dl className={classes['rows']}>
        {report.data?.sources.map(({ source, amount, events }) => (
          <div key={`${source} ${amount.currency}`}>
            <dt>{t(`finance.sources.${source}`)}</dt>
            <dd>
              <EstimatedMoney amounts={amount} events={events} settledBy={settledBy} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** The last streams, oldest first; each opens its report. */
function Bars({ streams }: { streams: readonly StreamMoney[] }) {
  const { t, calendarDay, calendarDayMonth, dayKey, money } = useTexts();
  const { settings } = useSettings();
  const currency = mainCurrency(streams.flatMap(({ estimated }) => estimated));
  if (!currency || streams.length < 2) return null;
  const top = Math.max(1, ...streams.map(({ estimated }) => sizeOf(inCurrency(estimated, currency))));
  const first = streams[0];
  const last = streams.at(-1);
  return (
    <>
      <div className={classes['bars']}>
        {streams.map(({ broadcast, estimated }) => {
          const amount = inCurrency(estimated, currency);
          const day = calendarDay(dayKey(broadcast.startedAt));
          const figure = settings.hideNumbers ? t('common.hidden') : `≈\u202f${money(amount)}`;
          const label = [day, broadcast.title, figure].filter(Boolean).join(', ');
          return (
            <Link
              key={broadcast.id}
              to="/finance/streams/$broadcastId"
              params={{ broadcastId: String(broadcast.id) }}
              className={classes['bar']}
              data-last={broadcast.id === last?.broadcast.id || undefined}
              aria-label={label}
              title={label}
            >
              <i style={{ height: settings.hideNumbers ? '30%' : `${(sizeOf(amount) / top) * 100}%` }} />
            </Link>
          );
        })}
      </div>
      <div className={classes['axis']} aria-hidden="true">
        <span>{first ? calendarDayMonth(dayKey(first.broadcast.startedAt)) : ''}</span>
        <span>{last ? calendarDay(dayKey(last.broadcast.startedAt)) : ''}</span>
      </div>
    </>
  );
}

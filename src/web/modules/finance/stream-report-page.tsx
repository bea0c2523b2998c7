import { Button } from '@mantine/core';
import { IconBulb, IconClockDollar, IconPlus, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { finance } from '../../../contract/finance.ts';
import { ask } from '../../api/query-client.ts';
import { useMay } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LivePill } from '../../ui/live-pill.tsx';
import { PageBody, PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { mainCurrency } from './amounts.ts';
import { settledAround } from './day-bounds.ts';
import { EntryList } from './entry-list.tsx';
import type { StreamReport } from './evening-shape.ts';
import { FinanceGate } from './finance-gate.tsx';
import { EveningCard, WaterfallCard } from './report-charts.tsx';
import { ReportFigures } from './report-figures.tsx';
import { ReportInsight } from './report-insight.tsx';
import { ReportSkeleton } from './report-skeleton.tsx';
import { SourceList } from './source-list.tsx';
import { wholeMinutes } from './stream-length.ts';
import classes from './stream-report-page.module.css';
import { usePrintsLight } from './use-prints-light.ts';

const BookingDialog = lazy(() =>
  import('./booking-dialog.tsx').then(({ BookingDialog: dialog }) => ({ default: dialog })),
);

const LIVE_MS = 60_000;

/** What one stream brought in, when, from whom, and what was booked to it. */
export function StreamReportPage() {
  const { t, calendarDay, dayKey } = useTexts();
  const { broadcastId } = useParams({ from: '/inside/finance/streams/$broadcastId' });
  const mayRead = useMay('finance.read');
  const query = useQuery({
    ...ask(finance.streamReport, { broadcastId: Number(broadcastId) }),
    enabled: mayRead,
    refetchInterval: ({ state }) => (state.data?.broadcast.endedAt === null ? LIVE_MS : false),
  });
  const day = query.data ? calendarDay(dayKey(query.data.broadcast.startedAt)) : t('finance.report.title');
  return (
    <>
      <PageHeader
        title={day}
        before={
          <>
            <Link to="/finance/streams" className={classes['crumb']}>
              {t('finance.streams.title')}
            </Link>
            <span className={classes['slash']} aria-hidden="true">
              /
            </span>
          </>
        }
      />
      <PageBody>
        <FinanceGate>
          <QueryView query={query} skeleton={<ReportSkeleton />}>
            {(report) => <Report report={report} />}
          </QueryView>
        </FinanceGate>
      </PageBody>
    </>
  );
}

function Report({ report }: { report: StreamReport }) {
  const { t, number, dayKey } = useTexts();
  const mayWrite = useMay('finance.write');
  const [isBooking, setBooking] = useState(false);
  usePrintsLight();
  const { broadcast, sources } = report;
  const settledBy = settledAround(dayKey(broadcast.startedAt));
  const currency = mainCurrency(report.waterfall.map(({ amount }) => amount)) ?? null;
  const rows = sources.reduce((sum, { events }) => sum + events, 0);
  return (
    <div className={classes['column']} data-printed>
      <Head report={report} settledBy={settledBy} />
      <ReportFigures report={report} settledBy={settledBy} />
      <EveningCard report={report} />
      <div className={classes['grid']}>
        <div className={classes['column']}>
          <WaterfallCard report={report} currency={currency} />
          <Card
            title={t('finance.report.entries')}
            count={report.entries.length || undefined}
            flush
            actions={
              mayWrite ? (
                <Button
                  size="xs"
                  variant="default"
                  leftSection={<IconPlus size={14} stroke={2} />}
                  onClick={() => setBooking(true)}
                >
                  {t('finance.report.book')}
                </Button>
              ) : null
            }
          >
            {report.entries.length === 0 ? (
              <EmptyState>{t('finance.report.entriesEmpty')}</EmptyState>
            ) : (
              <EntryList entries={report.entries} />
            )}
          </Card>
        </div>
        <div className={classes['column']}>
          <Card
            title={t('finance.report.sources')}
            flush
            actions={
              rows > 0 ? (
                <Link to="/finance/rows" search={{ stream: broadcast.id }} className={classes['link']}>
                  {t('finance.report.allRows', { count: rows, rows: number(rows) })}
                </Link>
              ) : null
            }
          >
            <div className={classes['sources']}>
              <SourceList
                sources={sources}
                rows={{ stream: broadcast.id }}
                settledBy={settledBy}
                empty={t('finance.report.sourcesEmpty')}
                totalLabel={t('finance.report.lands')}
              />
              {report.insight ? (
                <div className={classes['insight']}>
                  <IconBulb size={17} stroke={1.75} aria-hidden="true" />
                  <ReportInsight report={report} insight={report.insight} />
                </div>
              ) : null}
            </div>
          </Card>
          <Card title={t('finance.report.management')} count={report.managementEntries.length || undefined} flush>
            {report.managementEntries.length === 0 ? (
              <p className={classes['hint']}>
                {t(broadcast.endedAt === null ? 'finance.report.managementRunning' : 'finance.report.managementHint')}
              </p>
            ) : (
              <EntryList entries={report.managementEntries} />
            )}
          </Card>
        </div>
      </div>
      {isBooking ? (
        <Suspense>
          <BookingDialog start={{ broadcastId: broadcast.id }} onClose={() => setBooking(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}

function Head({ report, settledBy }: { report: StreamReport; settledBy: string }) {
  const { t, dayLong, dayKey, time, duration, calendarDayMonth } = useTexts();
  const { broadcast } = report;
  const isLive = broadcast.endedAt === null;
  return (
    <div className={classes['head']}>
      <div>
        <h2>{broadcast.title || t('finance.streams.untitled')}</h2>
        <p>
          {[
            `${dayLong(broadcast.startedAt)} ${dayKey(broadcast.startedAt).slice(0, 4)}`,
            isLive ? `${time(broadcast.startedAt)} –` : `${time(broadcast.startedAt)}–${time(broadcast.endedAt ?? '')}`,
            duration(wholeMinutes(report.seconds)),
          ].join(' · ')}
        </p>
      </div>
      <div className={classes['right']}>
        {isLive ? <LivePill /> : null}
        <Badge tone="neutral" icon={<IconClockDollar size={14} stroke={1.75} aria-hidden="true" />}>
          {isLive ? t('finance.report.running') : t('finance.report.provisional', { day: calendarDayMonth(settledBy) })}
        </Badge>
        <Button
          variant="default"
          leftSection={<IconPrinter size={15} stroke={1.75} />}
          onClick={() => window.print()}
          className={classes['print'] ?? ''}
        >
          {t('finance.report.print')}
        </Button>
      </div>
    </div>
  );
}

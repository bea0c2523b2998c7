import { SegmentedControl, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { ReplyOf } from '../../../contract/endpoint.ts';
import { finance } from '../../../contract/finance.ts';
import { ask } from '../../api/query-client.ts';
import { useMay } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { Card } from '../../ui/card.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Delayed } from '../../ui/delayed.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { EstimatedMoney } from '../../ui/money.tsx';
import { PageBody, PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { useNow } from '../../ui/use-now.ts';
import { ChartCard } from './chart-card.tsx';
import { settledAround, startOfDay } from './day-bounds.ts';
import { FinanceGate } from './finance-gate.tsx';
import { IncomeChart } from './income-chart.tsx';
import { incomeColumns } from './income-shape.ts';
import { OverviewFigures } from './overview-figures.tsx';
import classes from './overview-page.module.css';
import { SourceList } from './source-list.tsx';
import { SOURCE_COLOR, SOURCE_ORDER } from './source-look.ts';
import { TopStreams } from './top-streams.tsx';
import { WaitingCard } from './waiting-card.tsx';

type Overview = ReplyOf<typeof finance.overview>;

/** What came in, from where, with which stream, and what waits for a hand. */
export function OverviewPage() {
  const { t, zone } = useTexts();
  const mayRead = useMay('finance.read');
  const query = useQuery({ ...ask(finance.overview, { zone }), enabled: mayRead, refetchInterval: 60_000 });
  return (
    <>
      <PageHeader title={t('finance.overview.title')} />
      <PageBody>
        <FinanceGate>
          <QueryView query={query} skeleton={<OverviewSkeleton />}>
            {(overview) => (
              <>
                <OverviewFigures overview={overview} />
                <div className={classes['grid']}>
                  <div className={classes['column']}>
                    <Income overview={overview} />
                    <TopStreams streams={overview.streams} />
                  </div>
                  <div className={classes['column']}>
                    <WaitingCard drafts={overview.drafts} withoutReceipt={overview.withoutReceipt} />
                    <Sources overview={overview} />
                    <Card
                      title={t('finance.overview.estimates')}
                      flush
                      actions={
                        <Link to="/finance/estimates" className={classes['link']}>
                          {t('finance.overview.estimatesLink')}
                        </Link>
                      }
                    >
                      <p className={classes['prose']}>{t('finance.overview.estimatesText')}</p>
                    </Card>
                  </div>
                </div>
              </>
            )}
          </QueryView>
        </FinanceGate>
      </PageBody>
    </>
  );
}

function Income({ overview }: { overview: Overview }) {
  const { t, dayKey, calendarDay } = useTexts();
  const today = dayKey(useNow(60_000));
  const [step, setStep] = useState<'day' | 'week'>('week');
  const { days, ninetyDays } = overview;
  const { currency, columns } = useMemo(
    () => incomeColumns(days, { from: ninetyDays.from, to: today, step }),
    [days, ninetyDays.from, today, step],
  );
  if (currency === null) {
    return (
      <Card title={t('finance.overview.chart')} flush>
        <EmptyState>{t('finance.overview.chartEmpty')}</EmptyState>
      </Card>
    );
  }
  const there = SOURCE_ORDER.filter((source) => columns.some(({ amounts }) => amounts[source].minor !== '0'));
  return (
    <ChartCard
      title={t('finance.overview.chart')}
      note={t('finance.report.inCurrency', { currency })}
      legend={there.map((source) => ({
        label: t(`finance.sources.${source}`),
        color: SOURCE_COLOR[source],
        look: 'hatched',
      }))}
      controls={
        <SegmentedControl
          size="xs"
          aria-label={t('finance.overview.period')}
          value={step}
          onChange={(value) => setStep(value as 'day' | 'week')}
          data={[
            { value: 'day', label: t('finance.overview.byDay') },
            { value: 'week', label: t('finance.overview.byWeek') },
          ]}
        />
      }
      chart={<IncomeChart columns={columns} currency={currency} step={step} />}
      table={
        <DataTable
          label={t('finance.overview.chart')}
          rows={columns.filter(({ total }) => total.minor !== '0').reverse()}
          keyOf={({ from }) => from}
          columns={[
            {
              key: 'day',
              head: t('finance.chart.day'),
              cell: ({ from }) =>
                step === 'week' ? t('finance.overview.weekOf', { day: calendarDay(from) }) : calendarDay(from),
            },
            ...there.map((source) => ({
              key: source,
              head: t(`finance.sources.${source}`),
              align: 'end' as const,
              isOptional: true,
              cell: ({ amounts }: (typeof columns)[number]) =>
                amounts[source].minor === '0' ? null : <EstimatedMoney amounts={amounts[source]} isEnd />,
            })),
            {
              key: 'total',
              head: t('finance.chart.total'),
              align: 'end',
              cell: ({ total }) => <EstimatedMoney amounts={total} isEnd />,
            },
          ]}
        />
      }
    />
  );
}

function Sources({ overview }: { overview: Overview }) {
  const { t, zone, dayKey } = useTexts();
  const today = dayKey(useNow(60_000));
  const [span, setSpan] = useState<'month' | 'ninety'>('month');
  const from = span === 'month' ? overview.month.from : overview.ninetyDays.from;
  return (
    <Card
      title={t('finance.overview.bySource')}
      flush
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t('finance.overview.bySource')}
          value={span}
          onChange={(value) => setSpan(value as 'month' | 'ninety')}
          data={[
            { value: 'month', label: t('finance.overview.monthSwitch') },
            { value: 'ninety', label: t('finance.overview.ninetySwitch') },
          ]}
        />
      }
    >
      <div className={classes['sources']}>
        <SourceList
          sources={span === 'month' ? overview.monthSources : overview.ninetyDaysSources}
          rows={{ from: startOfDay(from, zone) }}
          settledBy={span === 'month' ? settledAround(today) : undefined}
          empty={t('finance.overview.sourceEmpty')}
          totalLabel={t('finance.chart.total')}
        />
      </div>
    </Card>
  );
}

function OverviewSkeleton() {
  const { t } = useTexts();
  return (
    <Delayed>
      <div role="status" aria-label={t('common.loading')} style={{ display: 'grid', gap: 16 }}>
        <Skeleton height={92} radius="lg" />
        <div className={classes['grid']}>
          <Skeleton height={320} radius="lg" />
          <Skeleton height={320} radius="lg" />
        </div>
      </div>
    </Delayed>
  );
}

import { ActionIcon, Button } from '@mantine/core';
import { IconArrowLeft, IconX } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { type AccrualView, finance, REVENUE_SOURCES } from '../../../contract/finance.ts';
import { call } from '../../api/call.ts';
import { useMay } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Figure } from '../../ui/figure.tsx';
import { EstimatedMoney } from '../../ui/money.tsx';
import { OlderButton } from '../../ui/older-button.tsx';
import { PageBody, PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useAccrualText } from './accrual-text.ts';
import { Swatch } from './chart-card.tsx';
import { FinanceGate } from './finance-gate.tsx';
import classes from './rows-page.module.css';
import { SOURCE_COLOR, SOURCE_ORDER } from './source-look.ts';

const PAGE = 100;

interface RowsSearch {
  readonly source?: string;
  readonly stream?: number;
  readonly from?: string;
  readonly to?: string;
}

/** The events behind an estimated figure; their total is that figure. */
export function RowsPage() {
  const { t } = useTexts();
  const router = useRouter();
  const navigate = useNavigate();
  const back = (): void => {
    if (router.history.canGoBack()) router.history.back();
    else void navigate({ to: '/finance' });
  };
  return (
    <>
      <PageHeader
        title={t('finance.rows.title')}
        before={
          <ActionIcon aria-label={t('finance.rows.back')} onClick={back}>
            <IconArrowLeft size={17} stroke={1.75} />
          </ActionIcon>
        }
      />
      <PageBody isFlush>
        <FinanceGate>
          <Rows />
        </FinanceGate>
      </PageBody>
    </>
  );
}

function Rows() {
  const { t, number } = useTexts();
  const mayRead = useMay('finance.read');
  const search: RowsSearch = useSearch({ from: '/inside/finance/rows' });
  const source = REVENUE_SOURCES.find((each) => each === search.source);
  const { stream, from, to } = search;
  const filter = {
    ...(source ? { source } : {}),
    ...(stream === undefined ? {} : { broadcastId: stream }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
  const query = useInfiniteQuery({
    queryKey: [finance.accruals.path, filter],
    queryFn: ({ pageParam, signal }) =>
      call(finance.accruals, { ...filter, limit: PAGE, ...(pageParam === 0 ? {} : { before: pageParam }) }, { signal }),
    initialPageParam: 0,
    getNextPageParam: (page) => (page.hasOlder ? page.accruals.at(-1)?.seq : undefined),
    placeholderData: keepPreviousData,
    enabled: mayRead,
  });
  const accruals = useMemo(() => query.data?.pages.flatMap((page) => page.accruals), [query.data]);
  const first = query.data?.pages[0];
  const isFiltered = Object.keys(filter).length > 0;
  return (
    <div className={classes['page']}>
      <div className={classes['top']}>
        <div className={classes['figure']}>
          {first ? t('finance.rows.count', { count: first.count, rows: number(first.count) }) : t('finance.rows.total')}
          <b>{first ? <EstimatedMoney amounts={first.total} events={first.count} /> : <Figure value={null} />}</b>
        </div>
        <Chips search={search} />
      </div>
      <section
        className={classes['scroll']}
        aria-label={t('finance.rows.title')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        onScroll={({ currentTarget: box }) => {
          const left = box.scrollHeight - box.scrollTop - box.clientHeight;
          if (left < 600 && query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
        }}
      >
        <QueryView
          query={{ data: accruals, error: query.error, refetch: query.refetch, isPending: query.isPending } as never}
          empty={{
            when: (rows: readonly AccrualView[]) => rows.length === 0,
            show: isFiltered ? (
              <EmptyState
                action={
                  <Button component={Link} to="/finance/rows" variant="default">
                    {t('finance.rows.widen')}
                  </Button>
                }
              >
                {t('finance.rows.empty')}
              </EmptyState>
            ) : (
              <EmptyState>{t('finance.rows.emptyAll')}</EmptyState>
            ),
          }}
        >
          {(rows: readonly AccrualView[]) => <AccrualTable accruals={rows} showsStream={stream === undefined} />}
        </QueryView>
        <OlderButton query={query} label={t('finance.rows.older')} />
      </section>
    </div>
  );
}

/** What narrows the list; each can be taken away. */
function Chips({ search }: { search: RowsSearch }) {
  const { t, dateTime } = useTexts();
  const nowMs = useNow(60_000);
  const { stream, from, to } = search;
  const { source: _source, ...noSource } = search;
  const { from: _from, to: _to, ...noPeriod } = search;
  const { stream: _stream, ...noStream } = search;
  return (
    <nav className={classes['chips']} aria-label={t('finance.rows.filter')}>
      <Link to="/finance/rows" search={noSource} replace className={classes['chip']} activeOptions={{ exact: true }}>
        {t('finance.rows.all')}
      </Link>
      {SOURCE_ORDER.map((each) => (
        <Link
          key={each}
          to="/finance/rows"
          search={{ ...search, source: each }}
          replace
          className={classes['chip']}
          activeOptions={{ exact: true }}
        >
          <Swatch color={SOURCE_COLOR[each]} look="hatched" />
          {t(`finance.sources.${each}`)}
        </Link>
      ))}
      {from === undefined ? null : (
        <Link
          to="/finance/rows"
          search={noPeriod}
          replace
          className={classes['chip']}
          aria-label={t('finance.rows.dropPeriod')}
        >
          {to === undefined
            ? t('finance.rows.since', { from: dateTime(from, nowMs) })
            : t('finance.rows.period', { from: dateTime(from, nowMs), to: dateTime(to, nowMs) })}
          <IconX size={13} stroke={2} aria-hidden="true" />
        </Link>
      )}
      {stream === undefined ? null : (
        <>
          <Link
            to="/finance/rows"
            search={noStream}
            replace
            className={classes['chip']}
            aria-label={t('finance.rows.dropStream')}
          >
            {t('finance.rows.stream')}
            <IconX size={13} stroke={2} aria-hidden="true" />
          </Link>
          <Link to="/finance/streams/$broadcastId" params={{ broadcastId: String(stream) }} className={classes['link']}>
            {t('finance.rows.openStream')}
          </Link>
        </>
      )}
    </nav>
  );
}

function AccrualTable({ accruals, showsStream }: { accruals: readonly AccrualView[]; showsStream: boolean }) {
  const { t, dateTime } = useTexts();
  const nowMs = useNow(60_000);
  const accrualText = useAccrualText();
  const columns: Column<AccrualView>[] = [
    {
      key: 'person',
      head: t('finance.rows.person'),
      cell: ({ user }) =>
        user ? (
          <span className={classes['person']}>{user.displayName}</span>
        ) : (
          <span className={classes['quiet']}>{t('finance.rows.anonymous')}</span>
        ),
    },
    {
      key: 'what',
      head: t('finance.rows.what'),
      width: '100%',
      cell: (accrual) => (
        <span className={classes['what']}>
          <Swatch color={SOURCE_COLOR[accrual.source]} look="hatched" />
          {accrualText(accrual)}
        </span>
      ),
    },
    {
      key: 'time',
      head: t('finance.rows.time'),
      align: 'end',
      cell: ({ at }) => (
        <time className={classes['time']} dateTime={at}>
          {dateTime(at, nowMs)}
        </time>
      ),
    },
    ...(showsStream
      ? [
          {
            key: 'stream',
            head: t('finance.rows.stream'),
            isOptional: true,
            cell: ({ broadcastId }: AccrualView) =>
              broadcastId === null ? (
                <span className={classes['outside']}>{t('finance.rows.outside')}</span>
              ) : (
                <Link
                  to="/finance/streams/$broadcastId"
                  params={{ broadcastId: String(broadcastId) }}
                  className={classes['link']}
                >
                  {t('finance.lastStream.report')}
                </Link>
              ),
          },
        ]
      : []),
    {
      key: 'amount',
      head: t('finance.rows.amount'),
      align: 'end',
      cell: ({ amount }) => <EstimatedMoney amounts={amount} events={1} isEnd />,
    },
  ];
  return (
    <DataTable
      label={t('finance.rows.title')}
      columns={columns}
      rows={accruals}
      keyOf={({ seq, source }) => `${seq} ${source}`}
    />
  );
}

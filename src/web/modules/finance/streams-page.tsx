import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useMemo, useState } from 'react';
import { finance, type StreamMoney } from '../../../contract/finance.ts';
import { call } from '../../api/call.ts';
import { useMay } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Figure } from '../../ui/figure.tsx';
import { LiveDot } from '../../ui/live-pill.tsx';
import { EstimatedMoney, SettledMoney } from '../../ui/money.tsx';
import { OlderButton } from '../../ui/older-button.tsx';
import { PageBody, PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { negated } from './amounts.ts';
import { FinanceGate } from './finance-gate.tsx';
import { wholeMinutes } from './stream-length.ts';
import { type StreamColumn, sortStreams } from './stream-sort.ts';
import classes from './streams-page.module.css';

const PAGE = 100;

/** Every stream with what it brought in and cost; a row opens its report. */
export function StreamsPage() {
  const { t } = useTexts();
  const mayRead = useMay('finance.read');
  const [sort, setSort] = useState<{ column: StreamColumn; isUp: boolean }>({ column: 'day', isUp: false });
  const query = useInfiniteQuery({
    queryKey: [finance.streams.path, 'pages'],
    queryFn: ({ pageParam, signal }) =>
      call(finance.streams, { limit: PAGE, ...(pageParam === 0 ? {} : { before: pageParam }) }, { signal }),
    initialPageParam: 0,
    getNextPageParam: (page) => (page.hasOlder ? page.streams.at(-1)?.broadcast.id : undefined),
    enabled: mayRead,
  });
  const streams = useMemo(() => query.data?.pages.flatMap((page) => page.streams), [query.data]);
  return (
    <>
      <PageHeader
        title={t('finance.streams.title')}
        note={streams && streams.length > 0 ? t('finance.streams.count', { count: streams.length }) : undefined}
      />
      <PageBody isFlush>
        <FinanceGate>
          <section
            className={classes['scroll']}
            aria-label={t('finance.streams.title')}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
            tabIndex={0}
          >
            <QueryView
              query={{ data: streams, error: query.error, refetch: query.refetch, isPending: query.isPending } as never}
              empty={{
                when: (rows: readonly StreamMoney[]) => rows.length === 0,
                show: <EmptyState>{t('finance.streams.empty')}</EmptyState>,
              }}
            >
              {(rows: readonly StreamMoney[]) => (
                <StreamTable
                  streams={sortStreams(rows, sort.column, sort.isUp)}
                  sort={sort}
                  onSort={(column) => setSort((now) => ({ column, isUp: now.column === column ? !now.isUp : false }))}
                />
              )}
            </QueryView>
            <OlderButton query={query} label={t('finance.streams.older')} />
          </section>
        </FinanceGate>
      </PageBody>
    </>
  );
}

interface StreamTableProps {
  readonly streams: readonly StreamMoney[];
  readonly sort: { readonly column: StreamColumn; readonly isUp: boolean };
  readonly onSort: (column: StreamColumn) => void;
}

function StreamTable({ streams, sort, onSort }: StreamTableProps) {
  const { t, calendarDay, dayKey, duration } = useTexts();
  const navigate = useNavigate();
  const head = (column: StreamColumn): ReactNode => {
    const Arrow = sort.isUp ? IconArrowUp : IconArrowDown;
    return (
      <button
        type="button"
        className={classes['sort']}
        aria-label={t('finance.streams.sortBy', { column: t(`finance.streams.${column}`) })}
        aria-pressed={sort.column === column}
        onClick={() => onSort(column)}
      >
        {t(`finance.streams.${column}`)}
        {sort.column === column ? <Arrow size={12} stroke={2} aria-hidden="true" /> : null}
      </button>
    );
  };
  const columns: Column<StreamMoney>[] = [
    {
      key: 'name',
      head: t('finance.streams.name'),
      width: '100%',
      cell: ({ broadcast }) => (
        <>
          <Link
            to="/finance/streams/$broadcastId"
            params={{ broadcastId: String(broadcast.id) }}
            className={classes['title']}
            onClick={(event) => event.stopPropagation()}
          >
            {broadcast.endedAt === null ? <LiveDot /> : null}
            {broadcast.title || t('finance.streams.untitled')}
          </Link>
          <span className={classes['category']}>{broadcast.category}</span>
        </>
      ),
    },
    {
      key: 'day',
      head: head('day'),
      cell: ({ broadcast }) => <span className={classes['day']}>{calendarDay(dayKey(broadcast.startedAt))}</span>,
    },
    {
      key: 'length',
      head: head('length'),
      align: 'end',
      isOptional: true,
      cell: ({ seconds }) => <span className={classes['day']}>{duration(wholeMinutes(seconds))}</span>,
    },
    {
      key: 'viewers',
      head: head('viewers'),
      align: 'end',
      isOptional: true,
      cell: ({ broadcast }) => (
        <Figure value={broadcast.averageViewers === null ? null : Math.round(broadcast.averageViewers)} />
      ),
    },
    {
      key: 'income',
      head: head('income'),
      align: 'end',
      isOptional: true,
      cell: ({ income }) => (income.length > 0 ? <SettledMoney amounts={income} isSigned isEnd /> : null),
    },
    {
      key: 'expense',
      head: head('expense'),
      align: 'end',
      isOptional: true,
      cell: ({ expense }) =>
        expense.length > 0 ? (
          <SettledMoney
            amounts={expense.map((amount) => (amount.minor.startsWith('-') ? amount : negated(amount)))}
            isEnd
          />
        ) : null,
    },
    {
      key: 'perHour',
      head: head('perHour'),
      align: 'end',
      isOptional: true,
      cell: ({ perHour }) => (perHour.length > 0 ? <EstimatedMoney amounts={perHour} isEnd /> : null),
    },
    {
      key: 'estimated',
      head: head('estimated'),
      align: 'end',
      cell: ({ estimated }) => <EstimatedMoney amounts={estimated} isEnd />,
    },
  ];
  return (
    <DataTable
      label={t('finance.streams.title')}
      columns={columns}
      rows={streams}
      keyOf={({ broadcast }) => String(broadcast.id)}
      onOpen={({ broadcast }) =>
        void navigate({ to: '/finance/streams/$broadcastId', params: { broadcastId: String(broadcast.id) } })
      }
    />
  );
}

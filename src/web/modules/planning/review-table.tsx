import { Link, useNavigate } from '@tanstack/react-router';
import { useMay } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { Badge } from '../../ui/badge.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { type ComparisonRow, startOfRow } from './review.ts';
import classes from './review-table.module.css';
import { StatusBadge } from './stream-badges.tsx';

/** One row per stream, planned or not: how its start, length and category came out. */
export function ReviewTable({ rows }: { rows: readonly ComparisonRow[] }) {
  const { t, day, time, duration } = useTexts();
  const mayReadMoney = useMay('finance.read');
  const navigate = useNavigate();
  const minutes = (value: number): string => duration(Math.abs(value) * 60);
  const columns: Column<ComparisonRow>[] = [
    {
      key: 'stream',
      head: t('planning.review.stream'),
      cell: ({ planned, broadcast }) => (
        <span className={classes['stream']}>
          <span className={classes['title']}>
            {planned ? (
              <Link
                to="/planning"
                search={{ stream: planned.id }}
                aria-label={t('planning.review.openPlan', { title: planned.title })}
              >
                {planned.title}
              </Link>
            ) : (
              broadcast?.title
            )}
          </span>
          {planned ? null : <Badge>{t('planning.review.notPlanned')}</Badge>}
          {planned?.status === 'cancelled' ? <StatusBadge status="cancelled" /> : null}
          {planned && planned.status !== 'cancelled' && !planned.actual ? (
            <Badge tone="warn">{t('planning.review.notHeld')}</Badge>
          ) : null}
        </span>
      ),
    },
    {
      key: 'plan',
      head: t('planning.review.plan'),
      width: 170,
      cell: (row) => (
        <span className="num">
          {day(startOfRow(row))}
          {row.planned ? ` ${time(row.planned.startsAt)}–${time(row.planned.endsAt)}` : null}
        </span>
      ),
    },
    {
      key: 'start',
      head: t('planning.review.start'),
      width: 150,
      cell: ({ planned, broadcast }) => {
        if (!broadcast) return null;
        const late = planned?.actual?.startDelayMinutes;
        return (
          <Pair
            value={time(broadcast.startedAt)}
            note={
              late === undefined
                ? null
                : late === 0
                  ? t('planning.review.onTime')
                  : t(late > 0 ? 'planning.review.late' : 'planning.review.early', { time: minutes(late) })
            }
          />
        );
      },
    },
    {
      key: 'length',
      head: t('planning.review.length'),
      width: 150,
      cell: ({ planned, broadcast }) => {
        if (!broadcast) return null;
        if (!broadcast.endedAt) return t('planning.review.running');
        const ran = Math.round((Date.parse(broadcast.endedAt) - Date.parse(broadcast.startedAt)) / 60_000);
        const more = planned?.actual?.lengthDifferenceMinutes;
        return (
          <Pair
            value={minutes(ran)}
            note={
              more === undefined || more === null
                ? null
                : more === 0
                  ? t('planning.review.asPlanned')
                  : t(more > 0 ? 'planning.review.longer' : 'planning.review.shorter', { time: minutes(more) })
            }
          />
        );
      },
    },
    {
      key: 'category',
      head: t('planning.review.category'),
      width: 190,
      isOptional: true,
      cell: ({ planned, broadcast }) => (
        <Pair
          value={broadcast?.category ?? planned?.category?.name ?? ''}
          note={
            planned?.actual?.isOtherCategory && planned.category
              ? t('planning.review.planned', { value: planned.category.name })
              : null
          }
        />
      ),
    },
    {
      key: 'report',
      head: <span className="sr-only">{t('planning.review.report')}</span>,
      width: 120,
      align: 'end',
      cell: ({ broadcast }) =>
        broadcast && mayReadMoney ? (
          <Link
            to="/finance/streams/$broadcastId"
            params={{ broadcastId: String(broadcast.id) }}
            className={classes['link']}
            onClick={(event) => event.stopPropagation()}
          >
            {t('planning.review.report')}
          </Link>
        ) : null,
    },
  ];
  return (
    <DataTable
      label={t('planning.review.rows')}
      columns={columns}
      rows={rows}
      keyOf={({ planned, broadcast }) => planned?.id ?? String(broadcast?.id)}
      onOpen={({ planned, broadcast }) => {
        if (planned) void navigate({ to: '/planning', search: { stream: planned.id } });
        else if (broadcast && mayReadMoney) {
          void navigate({ to: '/finance/streams/$broadcastId', params: { broadcastId: String(broadcast.id) } });
        }
      }}
    />
  );
}

function Pair({ value, note }: { value: string; note: string | null }) {
  return (
    <span className={classes['pair']}>
      <span className="num">{value}</span>
      {note ? <span className={classes['note']}>{note}</span> : null}
    </span>
  );
}

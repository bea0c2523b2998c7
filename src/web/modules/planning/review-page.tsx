import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { planning } from '../../../contract/planning.ts';
import { call } from '../../api/call.ts';
import { useTexts } from '../../app/locale.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { OlderButton } from '../../ui/older-button.tsx';
import { PageBody, PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { DelayChart } from './delay-chart.tsx';
import { PlanGate } from './plan-gate.tsx';
import { type ComparisonRow, startOfRow, sumUp } from './review.ts';
import classes from './review-page.module.css';
import { ReviewTable } from './review-table.tsx';

const PAGE = 50;

/** After the streams: what was planned against what happened. */
export function ReviewPage() {
  const { t } = useTexts();
  return (
    <PlanGate title={t('planning.review.title')}>
      <Review />
    </PlanGate>
  );
}

function useComparison() {
  return useInfiniteQuery({
    queryKey: [planning.comparison.path, 'pages'],
    queryFn: ({ pageParam, signal }) =>
      call(planning.comparison, { limit: PAGE, ...(pageParam === null ? {} : { before: pageParam }) }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => {
      const oldest = last.rows.at(-1);
      return last.hasOlder && oldest ? startOfRow(oldest) : undefined;
    },
    placeholderData: keepPreviousData,
  });
}

function Review() {
  const { t } = useTexts();
  const query = useComparison();
  const rows = query.data?.pages.flatMap((page) => page.rows);
  return (
    <>
      <PageHeader title={t('planning.review.title')} />
      <PageBody>
        <QueryView<readonly ComparisonRow[]>
          query={{ data: rows, error: query.error, refetch: query.refetch, isPending: query.isPending } as never}
          empty={{
            when: (all) => all.length === 0,
            show: (
              <Card>
                <EmptyState>{t('planning.review.empty')}</EmptyState>
              </Card>
            ),
          }}
        >
          {(all) => (
            <>
              <Figures rows={all} medianMinutes={query.data?.pages[0]?.medianDelayMinutes ?? null} />
              <DelayChart rows={all} />
              <Card title={t('planning.review.rows')} count={all.length} flush>
                <ReviewTable rows={all} />
                <OlderButton query={query} label={t('planning.review.older')} />
              </Card>
            </>
          )}
        </QueryView>
      </PageBody>
    </>
  );
}

function Figures({ rows, medianMinutes }: { rows: readonly ComparisonRow[]; medianMinutes: number | null }) {
  const { t, duration } = useTexts();
  const { compared, punctual, unplanned, otherCategory, held } = sumUp(rows);
  const median =
    medianMinutes === null
      ? '–'
      : medianMinutes === 0
        ? t('planning.review.onTime')
        : t(medianMinutes > 0 ? 'planning.review.late' : 'planning.review.early', {
            time: duration(Math.abs(Math.round(medianMinutes)) * 60),
          });
  const of = (count: number, all: number): string => t('planning.review.of', { count, all });
  const figures = [
    ['median', median, t('planning.review.medianNote', { count: compared })],
    ['punctual', of(punctual, compared), t('planning.review.punctualNote')],
    ['otherCategory', of(otherCategory, compared), t('planning.review.otherNote')],
    ['unplanned', of(unplanned, held), t('planning.review.unplannedNote')],
  ] as const;
  return (
    <dl className={classes['figures']}>
      {figures.map(([name, value, note]) => (
        <div key={name}>
          <dt>{t(`planning.review.${name}`)}</dt>
          <dd className="num">{value}</dd>
          <dd>{note}</dd>
        </div>
      ))}
    </dl>
  );
}

import { Button } from '@mantine/core';
import { useMay } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { Card } from '../../ui/card.tsx';
import { CheckList, CheckRow } from '../../ui/check-row.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { showToast } from '../../ui/toast.ts';
import { useNow } from '../../ui/use-now.ts';
import { useJobs, useRetryJob } from './queries.ts';

/** What runs later; what was given up stands first and can be tried again. */
export function Jobs() {
  const { t, dateTime, refusal } = useTexts();
  const query = useJobs();
  const retry = useRetryJob();
  const mayManage = useMay('system.manage');
  const nowMs = useNow(30_000);
  return (
    <Card title={t('health.jobs.title')} count={query.data?.jobs.length} flush>
      <QueryView
        query={query}
        empty={{ when: ({ jobs }) => jobs.length === 0, show: <EmptyState>{t('health.jobs.none')}</EmptyState> }}
      >
        {({ jobs }) => (
          <CheckList>
            {jobs
              .toSorted((a, b) => Number(b.state === 'dead') - Number(a.state === 'dead'))
              .map((job) => (
                <CheckRow
                  key={job.id}
                  state={job.state === 'dead' ? 'bad' : job.state === 'done' ? 'ok' : 'idle'}
                  title={<span className="mono">{job.kind}</span>}
                  note={`${t(`health.jobs.state.${job.state}`)} · ${t('health.jobs.attempts', { count: job.attempts })}${
                    job.lastError ? ` · ${job.lastError}` : ''
                  }`}
                  value={dateTime(job.runAt, nowMs)}
                  action={
                    job.state === 'dead' && mayManage ? (
                      <Button
                        size="xs"
                        variant="default"
                        loading={retry.isPending && retry.variables === job.id}
                        onClick={() =>
                          retry.mutate(job.id, {
                            onSuccess: () => showToast({ text: t('health.jobs.retried') }),
                            onError: (error) => showToast({ text: refusal(error), tone: 'bad' }),
                          })
                        }
                      >
                        {t('health.jobs.retry')}
                      </Button>
                    ) : null
                  }
                />
              ))}
          </CheckList>
        )}
      </QueryView>
    </Card>
  );
}

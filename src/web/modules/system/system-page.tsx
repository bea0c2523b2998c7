import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { live } from '../../../contract/live.ts';
import { system } from '../../../contract/system.ts';
import { askAgain } from '../../api/query-client.ts';
import { useMay, useMe } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { ProblemList } from '../../app/problem-list.tsx';
import { Card } from '../../ui/card.tsx';
import { PageBody, PageHeader } from '../../ui/page-header.tsx';
import { Backups } from './backups.tsx';
import { Connections } from './connections.tsx';
import { Jobs } from './jobs.tsx';
import { useConnections, useProblems } from './queries.ts';
import classes from './system-page.module.css';
import { Verdict } from './verdict.tsx';

/** Does everything run, and if not, what mends it. */
export function SystemPage() {
  const { t } = useTexts();
  const me = useMe();
  const mayRead = useMay('system.read');
  const problems = useProblems();
  const connections = useConnections();
  const isChecking = problems.isFetching || connections.isFetching;
  const hasProblems = (problems.data?.problems.length ?? 0) > 0;
  return (
    <>
      <PageHeader title={t('system.title')} />
      <PageBody>
        <Verdict
          query={problems}
          action={
            <Button
              variant="default"
              leftSection={<IconRefresh size={15} stroke={1.75} />}
              loading={isChecking}
              onClick={() => {
                void askAgain(system.problems);
                void askAgain(live.connections);
              }}
            >
              {t('system.verdict.checkNow')}
            </Button>
          }
        />
        {hasProblems ? (
          <Card title={t('common.shell.problems')} count={problems.data?.problems.length} flush>
            <ProblemList />
          </Card>
        ) : null}
        <div className={classes['columns']}>
          <Connections query={connections} />
          {mayRead ? <Backups /> : null}
        </div>
        {mayRead ? <Jobs /> : null}
        <p className={classes['version']}>{`liveXtrem ${me.version}`}</p>
      </PageBody>
    </>
  );
}

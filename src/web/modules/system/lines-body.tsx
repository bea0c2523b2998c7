import { Button } from '@mantine/core';
import { IconAlertTriangle, IconRefresh, IconShieldCheck } from '@tabler/icons-react';
import { live } from '../../../contract/live.ts';
import { type ProblemView, system } from '../../../contract/system.ts';
import { askAgain } from '../../api/query-client.ts';
import { useMe } from '../../api/session.ts';
import { type Texts, useTexts } from '../../app/locale.tsx';
import { ProblemList } from '../../app/problem-list.tsx';
import { Card } from '../../ui/card.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { AccountsCard } from './accounts-card.tsx';
import { Connections } from './connections.tsx';
import { useConnections, useProblems } from './queries.ts';
import classes from './system-page.module.css';

/** For who does not look after the house: what concerns her, and how the lines are. */
export function LinesBody() {
  const { t, timeExact } = useTexts();
  const me = useMe();
  const problems = useProblems();
  const connections = useConnections();
  const hasProblems = (problems.data?.problems.length ?? 0) > 0;
  return (
    <>
      <QueryView query={problems}>
        {({ problems: found, checkedAt }) => {
          const tone = worstOf(found);
          const Icon = tone === 'ok' ? IconShieldCheck : IconAlertTriangle;
          return (
            <div className={classes['verdict']}>
              <span className={classes['sign']} data-tone={tone}>
                <Icon size={26} stroke={1.75} aria-hidden="true" />
              </span>
              <div className={classes['sentence']}>
                <h2>{verdictOf(found, t)}</h2>
                <p>{t('health.lines.checked', { time: timeExact(checkedAt) })}</p>
              </div>
              <Button
                variant="default"
                leftSection={<IconRefresh size={15} stroke={1.75} />}
                loading={problems.isFetching || connections.isFetching}
                onClick={() => {
                  void askAgain(system.problems);
                  void askAgain(live.connections);
                }}
              >
                {t('health.verdict.checkNow')}
              </Button>
            </div>
          );
        }}
      </QueryView>
      {hasProblems ? (
        <Card title={t('common.shell.problems')} count={problems.data?.problems.length} flush>
          <ProblemList />
        </Card>
      ) : null}
      <div className={classes['columns']}>
        <Connections query={connections} />
        <AccountsCard />
      </div>
      <p className={classes['version']}>{`liveXtrem ${me.version}`}</p>
    </>
  );
}

function worstOf(found: readonly ProblemView[]): 'ok' | 'warn' | 'bad' {
  if (found.some(({ severity }) => severity === 'bad')) return 'bad';
  return found.length > 0 ? 'warn' : 'ok';
}

function verdictOf(found: readonly ProblemView[], t: Texts['t']): string {
  const bad = found.filter(({ severity }) => severity === 'bad').length;
  if (bad > 0) return t('health.verdict.bad', { count: bad });
  return found.length > 0 ? t('health.verdict.warn', { count: found.length }) : t('health.verdict.healthy');
}

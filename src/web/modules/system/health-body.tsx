import { useEffect } from 'react';
import { system } from '../../../contract/system.ts';
import { askAgain } from '../../api/query-client.ts';
import { QueryView } from '../../ui/query-view.tsx';
import { AccountsCard } from './accounts-card.tsx';
import { CheckColumns } from './check-columns.tsx';
import { CoverageCard } from './coverage-card.tsx';
import { FootLine } from './foot-line.tsx';
import { HealthSkeleton } from './health-skeleton.tsx';
import { HealthVerdict } from './health-verdict.tsx';
import { useReport } from './queries.ts';
import { Repairs } from './repairs.tsx';

/** The whole report, for who looks after the house. */
export function HealthBody() {
  const query = useReport();
  const needy = query.data?.checks
    .filter(({ state }) => state === 'warn' || state === 'bad')
    .map(({ code, about, text }) => `${code} ${about} ${text}`)
    .join();
  // The word in the navigation never says something else than this page.
  useEffect(() => {
    if (needy !== undefined) void askAgain(system.problems);
  }, [needy]);
  return (
    <>
      <QueryView query={query} skeleton={<HealthSkeleton />}>
        {(report) => (
          <>
            <HealthVerdict query={query} report={report} />
            <CoverageCard />
            <CheckColumns report={report} />
          </>
        )}
      </QueryView>
      <Repairs />
      <AccountsCard />
      {query.data ? <FootLine report={query.data} /> : null}
    </>
  );
}

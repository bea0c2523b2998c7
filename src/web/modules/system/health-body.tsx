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

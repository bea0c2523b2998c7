import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Unreachable } from '../api/call.ts';
import { SkeletonRows } from './delayed.tsx';
import { ErrorStrip } from './error-strip.tsx';
import classes from './query-view.module.css';

interface QueryViewProps<T> {
  readonly query: Pick<UseQueryResult<T>, 'data' | 'error' | 'refetch' | 'isPending'>;
  readonly children: (data: T) => ReactNode;
  /** The exact shape of the content while it is asked for. */
  readonly skeleton?: ReactNode;
  /** Shown instead of the content when this says so. */
  readonly empty?: { readonly when: (data: T) => boolean; readonly show: ReactNode };
}

/**
 * Loading, failed, empty or there. What is already known stays when asking again fails; that the
 * connection is lost is then said once, by the strip under the header.
 */
export function QueryView<T>({ query, children, skeleton, empty }: QueryViewProps<T>) {
  if (query.data === undefined) {
    if (query.isPending) return skeleton ?? <SkeletonRows />;
    return (
      <div className={classes['alone']}>
        <ErrorStrip error={query.error} onRetry={() => void query.refetch()} />
      </div>
    );
  }
  return (
    <>
      {query.error && !(query.error instanceof Unreachable) ? (
        <div className={classes['above']}>
          <ErrorStrip error={query.error} onRetry={() => void query.refetch()} />
        </div>
      ) : null}
      {empty?.when(query.data) ? empty.show : children(query.data)}
    </>
  );
}

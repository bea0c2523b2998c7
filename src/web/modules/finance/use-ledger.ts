import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { type EntryView, finance } from '../../../contract/finance.ts';
import { call } from '../../api/call.ts';
import { ask } from '../../api/query-client.ts';
import type { LedgerRequest } from './ledger-filter.ts';

const PAGE = 100;

/** The entries of a filter, page by page; the totals are of all of them. */
export function useLedger(request: LedgerRequest, isEnabled: boolean) {
  const query = useInfiniteQuery({
    queryKey: [finance.entries.path, 'pages', request],
    queryFn: ({ pageParam, signal }) =>
      call(
        finance.entries,
        { ...request, limit: PAGE, ...(pageParam === '' ? {} : { before: pageParam }) },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
    enabled: isEnabled,
  });
  const entries = useMemo(() => query.data?.pages.flatMap((page) => page.entries), [query.data]);
  return { ...query, entries, totals: query.data?.pages[0] };
}

/** The open entry: from the list, else asked for by itself. */
export function useOpenEntry(entryId: string | null, entries: readonly EntryView[] | undefined): EntryView | null {
  const listed = entries?.find(({ id }) => id === entryId) ?? null;
  const asked = useQuery({
    ...ask(finance.entry, { entryId: entryId ?? '' }),
    enabled: entryId !== null && listed === null && entries !== undefined,
  });
  return listed ?? (entryId === null ? null : (asked.data ?? null));
}

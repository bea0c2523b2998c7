import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { type ModActionView, moderation } from '../../../contract/moderation.ts';
import { call } from '../../api/call.ts';
import { useFeedRows } from '../../api/live-feed.ts';
import { askAgain } from '../../api/query-client.ts';
import { loginOf, logOf, type ModLogFilter, mergeActions } from './mod-log.ts';

const PAGE = 100;

export type ModLogUse = ReturnType<typeof useModLog>;

/** The mod log by pages, kept up to date by the feed. */
export function useModLog(filter: ModLogFilter, isEnabled = true) {
  const [told, setTold] = useState<readonly ModActionView[]>([]);
  const query = useInfiniteQuery({
    queryKey: [moderation.log.path, filter],
    queryFn: ({ pageParam, signal }) =>
      call(
        moderation.log,
        {
          limit: PAGE,
          ...(pageParam === 0 ? {} : { before: pageParam }),
          ...(filter.kind === null ? {} : { kind: filter.kind }),
          ...(filter.person.trim() === '' ? {} : { target: loginOf(filter.person) }),
          ...(filter.text.trim() === '' ? {} : { text: filter.text.trim() }),
        },
        { signal },
      ),
    initialPageParam: 0,
    getNextPageParam: (page) => (page.hasOlder ? page.actions.at(-1)?.seq : undefined),
    placeholderData: keepPreviousData,
    enabled: isEnabled,
  });
  const asked = useMemo(() => query.data?.pages.flatMap((page) => page.actions), [query.data]);
  useFeedRows('mod-log', {
    after: asked === undefined ? undefined : asked.reduce((last, { seq }) => Math.max(last, seq), 0),
    onRows: (rows) => setTold((now) => mergeActions(now, rows)),
    onReset: () => {
      setTold([]);
      void askAgain(moderation.log);
    },
  });
  const actions = useMemo(
    () => asked && logOf(asked, told, { filter, hasOlder: query.hasNextPage }),
    [asked, told, filter, query.hasNextPage],
  );
  return { ...query, actions };
}

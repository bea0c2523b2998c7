import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { live, type StreamEventView } from '../../../contract/live.ts';
import { call } from '../../api/call.ts';
import { useFeedRows } from '../../api/live-feed.ts';
import { askAgain } from '../../api/query-client.ts';
import { useTexts } from '../../app/locale.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { useNow } from '../../ui/use-now.ts';
import classes from './event-list.module.css';
import { EVENT_COLORS, EVENT_ICONS, eventText } from './event-text.ts';

interface EventListProps {
  readonly limit?: number;
  /** Only the newest ones, without a way to older ones. */
  readonly isShort?: boolean;
}

/** The activity feed: what happened on the channel, newest first, by day. */
export function EventList({ limit = 40, isShort }: EventListProps) {
  const { t, dayHeading, dayKey } = useTexts();
  const nowMs = useNow(60_000);
  const [fresh, setFresh] = useState<readonly StreamEventView[]>([]);
  const query = useInfiniteQuery({
    queryKey: [live.events.path, 'list', limit],
    queryFn: ({ pageParam, signal }) =>
      call(live.events, { limit, ...(pageParam === 0 ? {} : { before: pageParam }) }, { signal }),
    initialPageParam: 0,
    getNextPageParam: (page) => (page.hasOlder ? page.events.at(-1)?.seq : undefined),
  });
  const asked = query.data?.pages.flatMap((page) => page.events);
  useFeedRows('events', {
    after: asked === undefined ? undefined : (asked[0]?.seq ?? 0),
    onRows: (rows) => setFresh((now) => [...rows.toReversed(), ...now]),
    onReset: () => {
      setFresh([]);
      void askAgain(live.events);
    },
  });
  const newest = asked?.[0]?.seq ?? 0;
  const events = asked && [...fresh.filter((event) => event.seq > newest), ...asked];
  const shown = isShort ? events?.slice(0, limit) : events;

  return (
    <QueryView
      query={{ data: shown, error: query.error, refetch: query.refetch, isPending: query.isPending } as never}
      empty={{
        when: (rows: readonly StreamEventView[]) => rows.length === 0,
        show: <EmptyState>{t('live.emptyEvents')}</EmptyState>,
      }}
    >
      {(rows: readonly StreamEventView[]) => (
        <>
          <ol className={classes['list']}>
            {rows.map((event, index) => {
              const before = rows[index - 1];
              const isNewDay = before === undefined || dayKey(before.at) !== dayKey(event.at);
              return (
                <li key={event.seq}>
                  {isNewDay ? <h3 className={classes['day']}>{dayHeading(event.at, nowMs)}</h3> : null}
                  <EventRow event={event} />
                </li>
              );
            })}
          </ol>
          {query.hasNextPage && !isShort ? (
            <Button
              fullWidth
              variant="subtle"
              loading={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {t('common.more')}
            </Button>
          ) : null}
        </>
      )}
    </QueryView>
  );
}

function EventRow({ event }: { event: StreamEventView }) {
  const { t, time, number } = useTexts();
  const Icon = EVENT_ICONS[event.kind];
  const namesItself = event.kind === 'other' && event.params['systemText'] !== undefined;
  const isOwn =
    namesItself || event.kind.startsWith('stream-') || event.kind === 'channel-update' || event.kind === 'hype-train';
  const name = isOwn ? null : (event.user?.displayName ?? t('live.notices.anonymous'));
  return (
    <div className={classes['row']}>
      <Icon
        size={16}
        stroke={1.75}
        aria-hidden="true"
        style={{ color: EVENT_COLORS[event.kind] ?? 'var(--lx-text3)' }}
      />
      <span className={classes['what']}>
        {name ? <strong>{name}</strong> : null} {eventText(event, t, number)}
        {event.isLate ? <span className={classes['late']}> · {t('live.event.late')}</span> : null}
      </span>
      <time className={`num ${classes['time']}`} dateTime={event.at}>
        {time(event.at)}
      </time>
    </div>
  );
}

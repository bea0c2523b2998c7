import { ActionIcon, Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch, IconX } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { live } from '../../../contract/live.ts';
import { call } from '../../api/call.ts';
import { useTexts } from '../../app/locale.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { ChatLine } from './chat-line.tsx';
import pageClasses from './live-page.module.css';
import classes from './search-panel.module.css';

interface SearchPanelProps {
  readonly readsRemoved: boolean;
  readonly onJump: (seq: number) => void;
  readonly onClose: () => void;
}

/** Full-text search over everything recorded; a hit leads to its place in the log. */
export function SearchPanel({ readsRemoved, onJump, onClose }: SearchPanelProps) {
  const { t, zone } = useTexts();
  const [text, setText] = useState('');
  const [query] = useDebouncedValue(text.trim(), 200);
  const result = useInfiniteQuery({
    queryKey: [live.search.path, query],
    queryFn: ({ pageParam, signal }) =>
      call(live.search, { query, zone, limit: 50, ...(pageParam === 0 ? {} : { before: pageParam }) }, { signal }),
    initialPageParam: 0,
    getNextPageParam: (page) => (page.hasOlder ? page.lines.at(-1)?.seq : undefined),
    enabled: query !== '',
    placeholderData: keepPreviousData,
  });
  const lines = result.data?.pages.flatMap((page) => page.lines);
  const words = result.data?.pages[0]?.words ?? [];

  return (
    <section className={pageClasses['panel']} aria-label={t('live.search.title')}>
      <div className={pageClasses['head']}>
        <TextInput
          className={classes['field'] ?? ''}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onClose();
          }}
          leftSection={<IconSearch size={15} stroke={1.75} />}
          placeholder={t('live.search.placeholder')}
          aria-label={t('live.search.title')}
          autoFocus
        />
        <ActionIcon aria-label={t('common.close')} onClick={onClose}>
          <IconX size={16} stroke={1.75} />
        </ActionIcon>
      </div>
      <div className={pageClasses['scroll']}>
        {query === '' ? (
          <EmptyState>{t('live.search.hint')}</EmptyState>
        ) : (
          <QueryView
            query={{ data: lines, error: result.error, refetch: result.refetch, isPending: result.isPending } as never}
            empty={{
              when: (found: NonNullable<typeof lines>) => found.length === 0,
              show: <EmptyState>{t('live.search.none', { query })}</EmptyState>,
            }}
          >
            {(found: NonNullable<typeof lines>) => (
              <>
                <p className={classes['count']} role="status">
                  {t('live.search.count', { count: found.length })}
                  {result.hasNextPage ? '+' : ''}
                </p>
                <ul className={classes['hits']}>
                  {found.map((line) => (
                    <li key={line.seq}>
                      <button type="button" onClick={() => onJump(line.seq)} title={t('live.search.jump')}>
                        <ChatLine line={line} readsRemoved={readsRemoved} words={words} withDate />
                      </button>
                    </li>
                  ))}
                </ul>
                {result.hasNextPage ? (
                  <Button
                    fullWidth
                    variant="subtle"
                    loading={result.isFetchingNextPage}
                    onClick={() => void result.fetchNextPage()}
                  >
                    {t('live.search.more')}
                  </Button>
                ) : null}
              </>
            )}
          </QueryView>
        )}
      </div>
    </section>
  );
}

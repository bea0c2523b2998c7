import { Skeleton, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { type ChatLineView, live } from '../../../contract/live.ts';
import type { ModActionView } from '../../../contract/moderation.ts';
import { call } from '../../api/call.ts';
import { useSettings } from '../../api/session.ts';
import { useTexts } from '../../app/locale.tsx';
import { Delayed } from '../../ui/delayed.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorStrip } from '../../ui/error-strip.tsx';
import { Figure } from '../../ui/figure.tsx';
import { MessageText } from '../../ui/message-text.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useIsPhone } from '../../ui/use-width.ts';
import { useActBy } from './act-by.ts';
import { byDay, removedByAct } from './person-lines.ts';
import type { ViewerCardView } from './viewer-head.tsx';
import classes from './viewer-lines.module.css';

const PAGE = 100;

interface ViewerLinesProps {
  readonly userId: string | null;
  readonly card: ViewerCardView | undefined;
  readonly isLost: boolean;
  /** The line the card was opened from. */
  readonly pickedId: string | undefined;
}

/** Everything the person wrote here, newest day first; deleted lines stay readable. */
export function ViewerLines({ userId, card, isLost, pickedId }: ViewerLinesProps) {
  const { t, zone, number } = useTexts();
  const { settings } = useSettings();
  const [text, setText] = useState('');
  const [query] = useDebouncedValue(text.trim(), 200);
  const [onlyRemoved, setOnlyRemoved] = useState(false);
  const lines = useInfiniteQuery({
    queryKey: [live.personLines.path, userId, query, onlyRemoved, zone],
    queryFn: ({ pageParam, signal }) =>
      call(
        live.personLines,
        {
          userId: userId ?? '',
          limit: PAGE,
          zone,
          onlyRemoved,
          ...(query === '' ? {} : { query }),
          ...(pageParam === 0 ? {} : { before: pageParam }),
        },
        { signal },
      ),
    initialPageParam: 0,
    getNextPageParam: (page) => (page.hasOlder ? page.lines.at(-1)?.seq : undefined),
    enabled: userId !== null,
    placeholderData: keepPreviousData,
  });
  const shown = useMemo(() => lines.data?.pages.flatMap((page) => page.lines), [lines.data]);
  const words = useMemo(() => query.split(/\s+/).filter((word) => word.length > 1), [query]);

  return (
    <>
      <div className={classes['head']}>
        <TextInput
          leftSection={<IconSearch size={15} stroke={1.75} />}
          placeholder={
            card && !settings.hideNumbers
              ? t('moderation.card.searchIn', { count: card.lines })
              : t('moderation.card.search')
          }
          aria-label={t('moderation.card.search')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <div className={classes['chips']}>
          <button type="button" aria-pressed={!onlyRemoved} onClick={() => setOnlyRemoved(false)}>
            {t('moderation.card.all')}
          </button>
          <button type="button" aria-pressed={onlyRemoved} onClick={() => setOnlyRemoved(true)}>
            {t('moderation.card.onlyRemoved', {
              count: card && !settings.hideNumbers ? number(card.removedLines) : '',
            })}
          </button>
        </div>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <div className={classes['scroll']} tabIndex={0}>
        {lines.error ? (
          <div className={classes['error']}>
            <ErrorStrip error={lines.error} onRetry={() => void lines.refetch()} />
          </div>
        ) : null}
        {shown === undefined ? (
          lines.error || isLost ? null : (
            <LinesSkeleton />
          )
        ) : shown.length === 0 ? (
          <EmptyState>
            {t(query !== '' || onlyRemoved ? 'moderation.card.noMatch' : 'moderation.card.noLines')}
          </EmptyState>
        ) : (
          <Days
            lines={shown}
            actions={card?.actions ?? []}
            perDay={query === '' && !onlyRemoved ? (card?.linesPerDay ?? []) : []}
            words={words}
            pickedId={pickedId}
            hasOlder={lines.hasNextPage}
            isLoading={lines.isFetchingNextPage}
            onOlder={() => void lines.fetchNextPage()}
          />
        )}
      </div>
    </>
  );
}

interface DaysProps {
  readonly lines: readonly ChatLineView[];
  readonly actions: readonly ModActionView[];
  readonly perDay: ViewerCardView['linesPerDay'];
  readonly words: readonly string[];
  readonly pickedId: string | undefined;
  readonly hasOlder: boolean;
  readonly isLoading: boolean;
  readonly onOlder: () => void;
}

function Days({ lines, actions, perDay, words, pickedId, hasOlder, isLoading, onOlder }: DaysProps) {
  const { t, dayKey, dayHeading } = useTexts();
  const nowMs = useNow(60_000);
  const days = useMemo(() => byDay(lines, dayKey), [lines, dayKey]);
  return days.map((day, index) => {
    const count = perDay.find((each) => each.day === day.key)?.lines;
    // Older lines of the last day that is shown belong on top of it, so that is where they come in.
    const isCut = hasOlder && index === days.length - 1;
    return (
      <section key={day.key} className={classes['day']}>
        <h3 className={classes['heading']}>
          <span>{dayHeading(day.at, nowMs)}</span>
          {count ? <Figure value={count} /> : null}
        </h3>
        {isCut ? <Older onReach={onOlder} isLoading={isLoading} label={t('moderation.card.olderLines')} /> : null}
        <ol className={classes['list']}>
          {day.lines.map((line) => (
            <Line
              key={line.seq}
              line={line}
              words={words}
              isPicked={line.messageId !== null && line.messageId === pickedId}
              act={removedByAct(line, actions)}
            />
          ))}
        </ol>
      </section>
    );
  });
}

const REMOVED = {
  delete: 'live.line.removedDelete',
  timeout: 'live.line.removedTimeout',
  ban: 'live.line.removedBan',
  clear: 'live.line.removedClear',
} as const;

function Line({
  line,
  words,
  isPicked,
  act,
}: {
  line: ChatLineView;
  words: readonly string[];
  isPicked: boolean;
  act: ModActionView | undefined;
}) {
  const { t, time } = useTexts();
  const by = useActBy();
  const isPhone = useIsPhone();
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    // On a phone the card scrolls as a whole, and begins at its top.
    if (isPicked && !isPhone) item.current?.scrollIntoView({ block: 'nearest' });
  }, [isPicked, isPhone]);
  const why = line.removed
    ? [t(REMOVED[line.removed.by]), act ? by(act) : null, act?.reason].filter(Boolean).join(' · ')
    : null;
  return (
    <li
      ref={item}
      className={classes['line']}
      data-picked={isPicked || undefined}
      data-removed={line.removed !== null || undefined}
    >
      <time className="num" dateTime={line.sentAt}>
        {time(line.sentAt)}
      </time>
      <div>
        {isPicked ? <span className="sr-only">{t('moderation.card.picked')}</span> : null}
        <span className={classes['text']}>
          {line.text === '' ? (line.notice?.systemText ?? '') : <MessageText line={line} words={words} />}
        </span>
        {why ? <span className={classes['why']}>{why}</span> : null}
      </div>
    </li>
  );
}

/** Asks for older lines as soon as it comes near the view; a button for who does not scroll. */
function Older({ onReach, isLoading, label }: { onReach: () => void; isLoading: boolean; label: string }) {
  const button = useRef<HTMLButtonElement>(null);
  const reach = useEffectEvent(() => {
    if (!isLoading) onReach();
  });
  useEffect(() => {
    if (!button.current) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && reach(), { rootMargin: '400px' });
    observer.observe(button.current);
    return () => observer.disconnect();
  }, []);
  return (
    <button ref={button} type="button" className={classes['older']} aria-busy={isLoading} onClick={onReach}>
      {label}
    </button>
  );
}

function LinesSkeleton() {
  const { t } = useTexts();
  return (
    <Delayed>
      <div role="status" aria-label={t('common.loading')} className={classes['skeleton']}>
        {[62, 44, 70, 52, 38, 66, 48, 58].map((width) => (
          <Skeleton key={width} height={12} width={`${width}%`} />
        ))}
      </div>
    </Delayed>
  );
}

import { Button } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type ReactNode,
  useCallback,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { flushSync } from 'react-dom';
import type { ChatLineView } from '../../../contract/live.ts';
import { useTexts } from '../../app/locale.tsx';
import { ChatLookProvider } from '../../ui/chat-name.tsx';
import type { ChatLineProps } from './chat-line.tsx';
import classes from './chat-list.module.css';
import { ChatRow } from './chat-row.tsx';
import { newestLines, ROW_HEIGHT, rowsFor, tailHeight } from './chat-tail.ts';
import { isShown } from './shown-lines.ts';

export interface ChatListProps extends Pick<ChatLineProps, 'readsRemoved' | 'ownLogin' | 'onOpenPerson'> {
  readonly lines: readonly ChatLineView[];
  readonly hasOlder: boolean;
  readonly isLoadingOlder: boolean;
  /** A place of the past: the list opens there instead of at its end. */
  readonly targetSeq: number | null;
  readonly selectedSeq: number | null;
  readonly onSelect: (seq: number | null) => void;
  readonly onReachTop: () => void;
  readonly onKey: (event: React.KeyboardEvent, line: ChatLineView | undefined) => void;
  readonly actionsFor: (line: ChatLineView) => ReactNode;
  readonly removedNoteOn: (line: ChatLineView) => string | null;
}

/** How near the end counts as "at the end", px. */
const NEAR_END = 48;
const NEAR_TOP = 600;
const FIRST_HEIGHT = 800;

/**
 * The chat. It follows the newest line until somebody scrolls up; then it stands still and counts what
 * is new. Older pages come in above without moving what is being read.
 *
 *     following                         reading
 *     ┌ height in steps ┐               ┌ height of all rows ┐
 *     │                 │               │   rows in sight,   │
 *     │ newest rows, at │◄── in sight   │  each at its place │◄── in sight
 *     └ the lower edge ─┘               └────────────────────┘
 *
 * While it follows, the browser's own layout keeps the newest rows at the lower edge: nothing is
 * measured and nothing scrolled for a new line. Only what is read is virtualised.
 */
export function ChatList(props: ChatListProps) {
  const { onSelect, onReachTop, selectedSeq, targetSeq, hasOlder } = props;
  const { t } = useTexts();
  const scroller = useRef<HTMLDivElement>(null);
  const [wantsNewest, setWantsNewest] = useState(targetSeq === null);
  const [height, setHeight] = useState(FIRST_HEIGHT);
  const [hoveredSeq, setHoveredSeq] = useState<number | null>(null);
  const lastTop = useRef(0);
  const seenSeq = useRef(0);
  /** How far from its end the list stood when it was stopped, and how high its rows were. */
  const stopped = useRef({ fromEnd: 0, heights: new Map<number, number>() });
  const isFollowing = wantsNewest && targetSeq === null;

  const all = props.lines;
  const tailRows = rowsFor(height);
  const lines = useMemo(
    () => (isFollowing ? newestLines(all, tailRows) : all.filter(isShown)),
    [all, isFollowing, tailRows],
  );
  const lastSeq = lines.at(-1)?.seq ?? 0;
  const heightOf = (line: ChatLineView | undefined): number =>
    (line && stopped.current.heights.get(line.seq)) ?? ROW_HEIGHT;

  const virtualizer = useVirtualizer({
    enabled: !isFollowing,
    count: isFollowing ? 0 : lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => heightOf(lines[index]),
    // The same function for the same lines: else every place is reckoned anew with every scroll.
    getItemKey: useCallback((index: number) => lines[index]?.seq ?? index, [lines]),
    overscan: 12,
    initialRect: { width: 0, height },
    initialOffset: () => {
      const total = lines.reduce((sum, line) => sum + heightOf(line), 0);
      return Math.max(0, total - height - stopped.current.fromEnd);
    },
    // Room for the bar above a chosen line and for the button to the newest one below it.
    scrollPaddingStart: 32,
    scrollPaddingEnd: 48,
  });

  // Few lines fill the box as they come; of many only the height, which grows in steps, moves its end.
  const boxHeight = isFollowing ? tailHeight(all.length, tailRows) : virtualizer.getTotalSize();
  const endKey = boxHeight ?? lastSeq;
  useLayoutEffect(() => {
    if (isFollowing && endKey >= 0) toEnd(scroller.current);
  }, [isFollowing, endKey]);

  // What stood in sight when it was stopped still stands there.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (isFollowing || targetSeq !== null || !element) return;
    element.scrollTop = element.scrollHeight - element.clientHeight - stopped.current.fromEnd;
  }, [isFollowing, targetSeq]);

  // A strip under the log takes some of its height: what was in sight stays in sight.
  const keepInSight = useEffectEvent(() => {
    const element = scroller.current;
    if (!element) return;
    setHeight(element.clientHeight);
    if (isFollowing) toEnd(element);
    else if (selectedSeq !== null) {
      const index = lines.findIndex((line) => line.seq === selectedSeq);
      if (virtualizer.getVirtualItems().some((item) => item.index === index)) {
        virtualizer.scrollToIndex(index, { align: 'auto' });
      }
    }
  });
  useEffect(() => {
    if (!scroller.current) return;
    const observer = new ResizeObserver(() => keepInSight());
    observer.observe(scroller.current);
    return () => observer.disconnect();
  }, []);

  // Older lines came in above, or were dropped there: what is read stays where it was.
  const anchor = useRef<{ readonly seq: number; readonly start: number; readonly first: number } | null>(null);
  useLayoutEffect(() => {
    const before = anchor.current;
    const first = lines[0]?.seq ?? 0;
    const element = scroller.current;
    if (!isFollowing && element && before && before.first !== first) {
      const item = virtualizer.measurementsCache[lines.findIndex((line) => line.seq === before.seq)];
      if (item) element.scrollTop += item.start - before.start;
    }
    const [top] = isFollowing ? [] : virtualizer.getVirtualItems();
    const line = top && lines[top.index];
    anchor.current = line ? { seq: line.seq, start: top.start, first } : null;
  });

  /** Stops following; the rows in sight stay where they are, as high as they are. */
  const stop = (): void => {
    const element = scroller.current;
    if (!isFollowing || !element) return;
    const heights = new Map<number, number>();
    for (const row of element.querySelectorAll<HTMLElement>('[data-seq]')) {
      heights.set(Number(row.dataset['seq']), row.offsetHeight);
    }
    stopped.current = { fromEnd: fromEndOf(element), heights };
    flushSync(() => setWantsNewest(false));
  };

  const goToTarget = useEffectEvent((seq: number | null) => {
    const index = seq === null ? -1 : lines.findIndex((line) => line.seq === seq);
    setWantsNewest(seq === null);
    if (index >= 0) virtualizer.scrollToIndex(index, { align: 'center' });
  });
  useEffect(() => goToTarget(targetSeq), [targetSeq]);

  useEffect(() => {
    if (isFollowing) seenSeq.current = lastSeq;
  }, [isFollowing, lastSeq]);

  const onScroll = (): void => {
    const element = scroller.current;
    if (!element) return;
    const top = element.scrollTop;
    const isUp = top < lastTop.current - 2;
    lastTop.current = top;
    if (fromEndOf(element) < NEAR_END) setWantsNewest(targetSeq === null);
    else if (isUp) stop();
    if (top < NEAR_TOP && hasOlder && !isFollowing) onReachTop();
  };

  const select = (seq: number | undefined): void => {
    if (seq === undefined) return;
    const isNewest = seq === lastSeq && targetSeq === null;
    if (isNewest) setWantsNewest(true);
    else stop();
    onSelect(seq);
    setHoveredSeq(null);
    if (!isNewest) goTo(seq);
  };
  const goTo = useEffectEvent((seq: number) => {
    const index = lines.findIndex((line) => line.seq === seq);
    if (index >= 0) virtualizer.scrollToIndex(index, { align: 'auto' });
  });

  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    const found = selectedSeq === null ? -1 : lines.findIndex((line) => line.seq === selectedSeq);
    const at = found < 0 ? lines.length : found;
    const near = (step: number) => lines[Math.max(0, Math.min(lines.length - 1, at + step))]?.seq;
    // What waits for an answer on the line is left first, the line itself by the next Esc.
    if (event.key === 'Escape') props.onKey(event, lines[at]);
    if (event.defaultPrevented) return;
    if (event.key === 'ArrowUp' || event.key === 'k') select(near(-1));
    else if (event.key === 'ArrowDown' || event.key === 'j') select(near(1));
    else if (event.key === 'Escape' && selectedSeq !== null) {
      onSelect(null);
      onScroll();
    } else if (event.key === 'End') {
      onSelect(null);
      setWantsNewest(true);
    } else {
      props.onKey(event, lines[at]);
      return;
    }
    event.preventDefault();
  };

  const onClick = (event: React.MouseEvent): void => {
    const seq = seqAt(event.target);
    // A press on a name or a link means that, and marking text means marking text.
    const isElse = event.target instanceof Element && event.target.closest('a, button') !== null;
    if (seq === null || isElse || getSelection()?.type === 'Range') return;
    if (seq !== lastSeq) stop();
    onSelect(seq === selectedSeq ? null : seq);
  };

  const rowOf = (line: ChatLineView, index: number, start?: number): ReactNode => {
    const isSelected = line.seq === selectedSeq;
    // One bar at a time: the row that is pointed at, else the chosen one.
    const hasActions = hoveredSeq === null ? isSelected : line.seq === hoveredSeq;
    return (
      <ChatRow
        key={line.seq}
        line={line}
        index={start === undefined ? undefined : index}
        start={start}
        measure={start === undefined ? undefined : virtualizer.measureElement}
        isSelected={isSelected}
        isTarget={line.seq === targetSeq}
        readsRemoved={props.readsRemoved}
        ownLogin={props.ownLogin}
        onOpenPerson={props.onOpenPerson}
        actions={hasActions ? props.actionsFor(line) : null}
        // Above the first of all lines there is no room for it.
        hasBarBelow={hasActions && start === 0}
        removedNote={line.removed ? props.removedNoteOn(line) : null}
      />
    );
  };

  const newLines = isFollowing ? 0 : lines.length - 1 - lines.findLastIndex((line) => line.seq <= seenSeq.current);

  return (
    <div className={classes['box']}>
      <div
        ref={scroller}
        className={classes['scroll']}
        role="log"
        aria-live="off"
        aria-label={t('live.logLabel')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the log scrolls and its lines are chosen by arrow keys
        tabIndex={0}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
        // Moving, not entering: a row that slides under a resting mouse was not pointed at.
        onMouseMove={(event) => setHoveredSeq(seqAt(event.target))}
        onMouseLeave={() => setHoveredSeq(null)}
        onClick={onClick}
        data-following={isFollowing}
        data-choosing={selectedSeq !== null || undefined}
      >
        {hasOlder || lines.length === 0 ? null : <p className={classes['start']}>{t('live.beginning')}</p>}
        <div className={isFollowing ? classes['tail'] : classes['total']} style={{ height: boxHeight ?? undefined }}>
          <ChatLookProvider>
            {isFollowing
              ? lines.map((line, index) => rowOf(line, index))
              : virtualizer.getVirtualItems().map((item) => {
                  const line = lines[item.index];
                  return line ? rowOf(line, item.index, item.start) : null;
                })}
          </ChatLookProvider>
        </div>
      </div>
      {props.isLoadingOlder ? <p className={classes['loading']}>{t('live.loadingOlder')}</p> : null}
      {isFollowing || targetSeq !== null ? null : (
        <Button
          className={classes['newest']}
          size="xs"
          radius={999}
          leftSection={<IconArrowDown size={14} stroke={2} />}
          onClick={() => {
            onSelect(null);
            setWantsNewest(true);
          }}
        >
          {newLines > 0 ? <span>{t('live.newLines', { count: newLines })}</span> : t('live.toNewest')}
        </Button>
      )}
    </div>
  );
}

function toEnd(element: HTMLElement | null): void {
  if (element) element.scrollTop = element.scrollHeight;
}

function fromEndOf(element: HTMLElement): number {
  return element.scrollHeight - element.scrollTop - element.clientHeight;
}

/** The line at a place of the list that was pointed at or pressed. */
function seqAt(target: EventTarget): number | null {
  const row = target instanceof Element ? target.closest<HTMLElement>('[data-seq]') : null;
  return row ? Number(row.dataset['seq']) : null;
}

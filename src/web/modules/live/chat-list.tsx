import { Button } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useEffectEvent, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ChatLineView } from '../../../contract/live.ts';
import { useTexts } from '../../app/locale.tsx';
import { ChatLine, type ChatLineProps, isShown } from './chat-line.tsx';
import classes from './chat-list.module.css';

interface ChatListProps extends Pick<ChatLineProps, 'readsRemoved' | 'ownLogin' | 'onOpenPerson'> {
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
  readonly onPausedChange?: (isPaused: boolean) => void;
}

/** How near the end counts as "at the end", px. */
const NEAR_END = 48;
const NEAR_TOP = 600;
const ROW_HEIGHT = 27;

/**
 * The chat, virtualised. It follows the newest line until somebody scrolls up; then it stands still
 * and counts what is new. Older pages come in above without moving what is being read.
 */
export function ChatList(props: ChatListProps) {
  const { onSelect, onReachTop, selectedSeq, targetSeq, hasOlder } = props;
  const { t } = useTexts();
  const lines = useMemo(() => props.lines.filter(isShown), [props.lines]);
  const scroller = useRef<HTMLDivElement>(null);
  const [isFollowing, setFollowing] = useState(targetSeq === null);
  const [hoveredSeq, setHoveredSeq] = useState<number | null>(null);
  const lastTop = useRef(0);
  const seenSeq = useRef(0);
  const firstSeq = useRef<number | null>(null);

  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => lines[index]?.seq ?? index,
    overscan: 12,
    // Room for the bar above a chosen line and for the button to the newest one below it.
    scrollPaddingStart: 32,
    scrollPaddingEnd: 48,
  });
  const total = virtualizer.getTotalSize();
  const lastSeq = lines.at(-1)?.seq ?? 0;

  // Follow the end: also when a row turns out higher than it was thought to be.
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element && isFollowing && total >= 0 && lastSeq >= 0) element.scrollTop = element.scrollHeight;
  }, [isFollowing, total, lastSeq]);

  // A strip under the log takes some of its height: what was in sight stays in sight.
  const keepInSight = useEffectEvent(() => {
    const element = scroller.current;
    if (!element) return;
    if (isFollowing) element.scrollTop = element.scrollHeight;
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

  // Older lines came in above: keep the line that was on top where it was.
  useLayoutEffect(() => {
    const first = lines[0]?.seq ?? null;
    const before = firstSeq.current;
    firstSeq.current = first;
    if (before === null || first === null || first >= before || isFollowing) return;
    const added = lines.findIndex((line) => line.seq === before);
    if (added > 0) virtualizer.scrollToIndex(added, { align: 'start' });
  }, [lines, isFollowing, virtualizer]);

  const goToTarget = useEffectEvent((seq: number | null) => {
    const index = seq === null ? -1 : lines.findIndex((line) => line.seq === seq);
    setFollowing(seq === null);
    if (index >= 0) virtualizer.scrollToIndex(index, { align: 'center' });
  });
  useEffect(() => goToTarget(targetSeq), [targetSeq]);

  useEffect(() => {
    if (isFollowing) seenSeq.current = lastSeq;
  }, [isFollowing, lastSeq]);

  const onPausedChange = props.onPausedChange;
  useEffect(() => onPausedChange?.(!isFollowing), [isFollowing, onPausedChange]);

  const onScroll = (): void => {
    const element = scroller.current;
    if (!element) return;
    const fromEnd = element.scrollHeight - element.scrollTop - element.clientHeight;
    if (fromEnd < NEAR_END) setFollowing(targetSeq === null);
    else if (element.scrollTop < lastTop.current - 2) setFollowing(false);
    lastTop.current = element.scrollTop;
    if (element.scrollTop < NEAR_TOP && hasOlder && !isFollowing) onReachTop();
  };

  const select = (index: number): void => {
    const line = lines[Math.max(0, Math.min(lines.length - 1, index))];
    if (!line) return;
    setFollowing(index >= lines.length - 1 && targetSeq === null);
    onSelect(line.seq);
    setHoveredSeq(null);
    virtualizer.scrollToIndex(lines.indexOf(line), { align: 'auto' });
  };

  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.target !== event.currentTarget) return;
    const at = selectedSeq === null ? lines.length : lines.findIndex((line) => line.seq === selectedSeq);
    // What waits for an answer on the line is left first, the line itself by the next Esc.
    if (event.key === 'Escape') props.onKey(event, lines[at]);
    if (event.defaultPrevented) return;
    if (event.key === 'ArrowUp' || event.key === 'k') select(at - 1);
    else if (event.key === 'ArrowDown' || event.key === 'j') select(at + 1);
    else if (event.key === 'Escape' && selectedSeq !== null) {
      onSelect(null);
      onScroll();
    } else if (event.key === 'End') {
      onSelect(null);
      setFollowing(true);
    } else {
      props.onKey(event, lines[at]);
      return;
    }
    event.preventDefault();
  };

  const newLines = isFollowing ? 0 : lines.reduce((count, line) => (line.seq > seenSeq.current ? count + 1 : count), 0);

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
        onMouseLeave={() => setHoveredSeq(null)}
        data-following={isFollowing}
        data-choosing={selectedSeq !== null || undefined}
      >
        {hasOlder || lines.length === 0 ? null : <p className={classes['start']}>{t('live.beginning')}</p>}
        {props.isLoadingOlder ? <p className={classes['start']}>{t('live.loadingOlder')}</p> : null}
        <div className={classes['total']} style={{ height: total }}>
          {virtualizer.getVirtualItems().map((item) => {
            const line = lines[item.index];
            if (!line) return null;
            const isSelected = line.seq === selectedSeq;
            // One bar at a time: the row that is pointed at, else the chosen one.
            const hasActions = hoveredSeq === null ? isSelected : line.seq === hoveredSeq;
            return (
              // biome-ignore lint/a11y/noStaticElementInteractions: the same by arrow keys on the log
              // biome-ignore lint/a11y/useKeyWithClickEvents: the same by arrow keys on the log
              <div
                key={item.key}
                ref={virtualizer.measureElement}
                data-index={item.index}
                data-seq={line.seq}
                className={classes['item']}
                style={{ transform: `translateY(${item.start}px)`, zIndex: hasActions ? 5 : undefined }}
                // Moving, not entering: a row that slides under a resting mouse was not pointed at.
                onMouseMove={() => setHoveredSeq(line.seq)}
                onClick={(event) => {
                  // A press on a name or a link means that, and marking text means marking text.
                  const isElse = event.target instanceof Element && event.target.closest('a, button') !== null;
                  if (isElse || getSelection()?.type === 'Range') return;
                  setFollowing(item.index >= lines.length - 1 && targetSeq === null && isFollowing);
                  onSelect(isSelected ? null : line.seq);
                }}
              >
                <ChatLine
                  line={line}
                  isSelected={isSelected}
                  isTarget={line.seq === targetSeq}
                  readsRemoved={props.readsRemoved}
                  ownLogin={props.ownLogin}
                  onOpenPerson={props.onOpenPerson}
                  actions={hasActions ? props.actionsFor(line) : null}
                  hasBarBelow={item.index === 0}
                  removedNote={line.removed ? props.removedNoteOn(line) : null}
                />
              </div>
            );
          })}
        </div>
      </div>
      {isFollowing || targetSeq !== null ? null : (
        <Button
          className={classes['newest']}
          size="xs"
          radius={999}
          leftSection={<IconArrowDown size={14} stroke={2} />}
          onClick={() => {
            onSelect(null);
            setFollowing(true);
          }}
        >
          {newLines > 0 ? <span>{t('live.newLines', { count: newLines })}</span> : t('live.toNewest')}
        </Button>
      )}
    </div>
  );
}

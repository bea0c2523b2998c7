import { IconCheck } from '@tabler/icons-react';
import { useRef } from 'react';
import type { PlannedStream } from '../../../contract/planning.ts';
import { useTexts } from '../../app/locale.tsx';
import { useCalendar } from './calendar-context.ts';
import { TWITCH_ICONS } from './stream-badges.tsx';
import classes from './stream-chip.module.css';
import { isOpen, lookOf } from './stream-look.ts';
import { useDraggableStream } from './use-stream-drag.ts';

interface StreamChipProps {
  readonly stream: PlannedStream;
  /** `row` stands in a list with its end and category; `time` is all that fits on a phone's month. */
  readonly form?: 'cell' | 'time' | 'row' | 'block';
  readonly isNarrow?: boolean;
  readonly style?: React.CSSProperties;
}

/** A planned stream in the calendar: a button, a thing to drag, and a thing to carry by keys. */
export function StreamChip({ stream, form = 'cell', isNarrow, style }: StreamChipProps) {
  const { t, time } = useTexts();
  const calendar = useCalendar();
  const ref = useRef<HTMLButtonElement>(null);
  const canMove = calendar.mayWrite && isOpen(stream);
  useDraggableStream(ref, stream, canMove);
  const look = lookOf(stream, calendar.nextId);
  const { state } = stream.twitch;
  const Mark = state === 'waiting' || state === 'refused' || state === 'differs' ? TWITCH_ICONS[state] : null;
  const span = `${time(stream.startsAt)}–${time(stream.endsAt)}`;
  return (
    <button
      ref={ref}
      type="button"
      className={classes['chip']}
      data-stream={stream.id}
      data-form={form}
      data-narrow={isNarrow || undefined}
      data-look={look}
      data-twitch={isOpen(stream) ? state : undefined}
      data-picked={calendar.pickedId === stream.id || undefined}
      data-carried={calendar.carriedId === stream.id || undefined}
      aria-pressed={calendar.pickedId === stream.id}
      aria-keyshortcuts={canMove ? 'M Shift+ArrowLeft Shift+ArrowRight Shift+ArrowUp Shift+ArrowDown' : undefined}
      style={{ '--stream': `var(--lx-chart${stream.color})`, ...style } as React.CSSProperties}
      title={form === 'time' || form === 'block' ? `${span} ${stream.title}` : undefined}
      onClick={() => calendar.pick(stream)}
      onKeyDown={(event) => calendar.pressOn(stream, event)}
    >
      <span className={classes['time']}>
        <span className="num">{form === 'row' || (form === 'block' && !isNarrow) ? span : time(stream.startsAt)}</span>
        {look === 'done' ? <IconCheck size={13} stroke={2} aria-hidden="true" /> : null}
        {Mark && isOpen(stream) ? (
          <>
            <Mark size={14} stroke={1.75} aria-hidden="true" className={classes['mark']} />
            <span className="sr-only">{t(`planning.twitch.${state}`)}, </span>
          </>
        ) : null}
        <span className="sr-only">
          {t(look === 'next' ? 'planning.next.title' : `planning.status.${stream.status}`)},{' '}
        </span>
      </span>
      <span className={form === 'time' ? 'sr-only' : classes['title']}>{stream.title}</span>
      {form === 'row' && stream.category ? <span className={classes['category']}>{stream.category.name}</span> : null}
    </button>
  );
}

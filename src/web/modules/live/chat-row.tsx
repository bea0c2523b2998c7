import { memo } from 'react';
import { ChatLine, type ChatLineProps } from './chat-line.tsx';
import classes from './chat-list.module.css';

interface ChatRowProps extends ChatLineProps {
  /** Its number and its place in a virtualised list, px; without them it stands behind the row before it. */
  readonly index?: number | undefined;
  readonly start?: number | undefined;
  readonly measure?: ((row: HTMLElement | null) => void) | undefined;
}

/** A line at its place in the list. The same row while the list follows and while it is read: marked text stays marked. */
export const ChatRow = memo(function ChatRow({ index, start, measure, ...line }: ChatRowProps) {
  return (
    <div
      ref={measure}
      data-index={index}
      data-seq={line.line.seq}
      className={classes['item']}
      style={{
        transform: start === undefined ? undefined : `translateY(${start}px)`,
        zIndex: line.actions ? 5 : undefined,
      }}
    >
      <ChatLine {...line} />
    </div>
  );
});

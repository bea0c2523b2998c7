import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { type RefObject, useEffect, useEffectEvent } from 'react';
import type { PlannedStream } from '../../../contract/planning.ts';

/** Marks what is dragged as one of our streams, and where it was taken. */
interface DragData extends Record<string, unknown> {
  readonly stream: PlannedStream;
  readonly grabPx: number;
}

function isDragData(data: Record<string, unknown>): data is DragData {
  return 'stream' in data && 'grabPx' in data;
}

/** Makes an element draggable as this stream. */
export function useDraggableStream(ref: RefObject<HTMLElement | null>, stream: PlannedStream, isOn: boolean): void {
  const dataOf = useEffectEvent(
    (element: Element, clientY: number): DragData => ({
      stream,
      grabPx: clientY - element.getBoundingClientRect().top,
    }),
  );
  useEffect(() => {
    const element = ref.current;
    if (!element || !isOn) return;
    return draggable({
      element,
      getInitialData: ({ input }) => dataOf(element, input.clientY),
      onGenerateDragPreview: () => element.setAttribute('data-dragging', ''),
      onDrop: () => element.removeAttribute('data-dragging'),
    });
  }, [ref, isOn]);
}

/** Where in the target the dragged block would begin, in pixels from its top. */
export interface DragPoint {
  readonly offsetPx: number;
  readonly grabPx: number;
}

interface DropTarget {
  readonly isOn: boolean;
  onDrop(stream: PlannedStream, at: DragPoint): void;
  /** While something hovers; `null` when it left. */
  onHover?(at: DragPoint | null): void;
}

/** Takes streams that are dropped on an element; `data-over` marks it meanwhile. */
export function useStreamDrop(ref: RefObject<HTMLElement | null>, target: DropTarget): void {
  const drop = useEffectEvent(target.onDrop);
  const hover = useEffectEvent((at: DragPoint | null) => target.onHover?.(at));
  const { isOn } = target;
  useEffect(() => {
    const element = ref.current;
    if (!element || !isOn) return;
    const pointOf = (clientY: number, grabPx: number): DragPoint => ({
      offsetPx: clientY - element.getBoundingClientRect().top,
      grabPx,
    });
    const leave = (): void => {
      element.removeAttribute('data-over');
      hover(null);
    };
    return dropTargetForElements({
      element,
      canDrop: ({ source }) => isDragData(source.data),
      onDragEnter: () => element.setAttribute('data-over', ''),
      onDrag: ({ source, location }) => {
        if (isDragData(source.data)) hover(pointOf(location.current.input.clientY, source.data.grabPx));
      },
      onDragLeave: leave,
      onDrop: ({ source, location }) => {
        leave();
        if (isDragData(source.data)) {
          drop(source.data.stream, pointOf(location.current.input.clientY, source.data.grabPx));
        }
      },
    });
  }, [ref, isOn]);
}

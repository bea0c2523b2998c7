import type { PlannedStream } from '../../../contract/planning.ts';
import type { Tone } from '../../ui/badge.tsx';

/** How a planned stream is drawn: orange only for what runs or comes next. */
export type StreamLook = 'next' | 'confirmed' | 'planned' | 'done' | 'cancelled';

export function lookOf(stream: Pick<PlannedStream, 'id' | 'status'>, nextId: string | undefined): StreamLook {
  if (stream.id === nextId && (stream.status === 'planned' || stream.status === 'confirmed')) return 'next';
  return stream.status;
}

/** Can it still be moved, edited, cancelled? */
export function isOpen({ status }: Pick<PlannedStream, 'status'>): boolean {
  return status === 'planned' || status === 'confirmed';
}

export const STATUS_TONES: Readonly<Record<PlannedStream['status'], Tone>> = {
  planned: 'neutral',
  confirmed: 'ok',
  cancelled: 'neutral',
  done: 'neutral',
};

export const TWITCH_TONES: Readonly<Record<PlannedStream['twitch']['state'], Tone>> = {
  off: 'neutral',
  waiting: 'info',
  published: 'neutral',
  refused: 'warn',
  differs: 'warn',
};

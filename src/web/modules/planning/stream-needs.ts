import type { PlannedStream } from '../../../contract/planning.ts';
import { isOpen } from './stream-look.ts';

export interface StreamNeed {
  readonly stream: PlannedStream;
  readonly need: 'refused' | 'confirm' | 'checklist';
  /** How many points are still open. */
  readonly open: number;
}

/** What the streams of the coming days still need: the first thing of each, what Twitch refused before all else. */
export function needsOf(streams: readonly PlannedStream[]): StreamNeed[] {
  return streams.filter(isOpen).flatMap((stream): StreamNeed[] => {
    const open = stream.checklist.filter(({ isDone }) => !isDone).length;
    if (stream.twitch.state === 'refused') return [{ stream, need: 'refused', open }];
    if (stream.status === 'planned') return [{ stream, need: 'confirm', open }];
    return open > 0 ? [{ stream, need: 'checklist', open }] : [];
  });
}

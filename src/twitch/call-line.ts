import type { Clock } from '../platform/clock.ts';
import type { TwitchFailure } from './failure.ts';
import { keepLineState, type LineState } from './line-state.ts';

/**
 * A part of Twitch that is only asked now and then, told as if it were a standing line: connected since its
 * first good answer, waiting since its first missing one.
 */
export interface CallLine {
  state(): LineState;
  /** @param failure why there was no usable answer; `null` after any answer, also after a "no". */
  heard(failure: TwitchFailure | null): void;
}

export function keepCallLine(clock: Pick<Clock, 'nowMs'>, onState: (state: LineState) => void): CallLine {
  const line = keepLineState(() => clock.nowMs(), onState);
  return {
    state: () => line.current(),
    heard(failure) {
      // Who says "too fast" is there.
      if (failure === null || failure.code === 'twitch.slow-down') {
        line.heard(clock.nowMs());
        line.change({ state: 'connected', retries: 0, problem: null });
      } else {
        line.change({ state: 'waiting', retries: line.current().retries + 1, problem: failure.code });
      }
    },
  };
}

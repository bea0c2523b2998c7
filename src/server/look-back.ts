import type { Live, Span } from '../modules/live/index.ts';
import type { Log } from '../platform/log.ts';
import type { EventSubNotification } from '../twitch/wire/eventsub-message.ts';

interface LookBackTimes {
  /** Until Twitch is asked a second time: when its answers tell of everything that its events told. */
  readonly againMs: number;
  /** After a look that came to nothing here. */
  readonly retryMs: number;
}

export interface LookBack {
  /** Events are told again from this moment on. */
  eventsBack(upAtMs: number): void;
  /** Some kinds of events are told again that were not for a while. */
  topicsBack(): void;
  /** The gap before the last return is not on record yet: nobody may say that the line was good later. */
  isGapOpen(): boolean;
  stop(): void;
}

/**
 * Finds out what events did not tell, by asking Twitch: when they are told again, and once more when its
 * answers have caught up. Goes on until the gap is recorded and Twitch has answered.
 *
 *     lost ─── gap ─── back ─► gap recorded ─► asked ──── againMs ───► asked ─► done
 *                        ▲          │ the database refuses               │ Twitch does
 *                        └─ retryMs ┘                        againMs ────┘
 *
 * What comes back twice shortly after another is looked at over both gaps.
 */
export function createLookBack(parts: {
  readonly live: Pick<Live, 'endEventsGap' | 'refreshChannel' | 'findMissed'>;
  readonly log: Pick<Log, 'warn'>;
  readonly times: LookBackTimes;
  found(events: readonly EventSubNotification[], gap: Span | null): void;
}): LookBack {
  const { live, log, times } = parts;
  let upAtMs: number | null = null;
  /** Not yet asked about for the last time. */
  let open: Span | null = null;
  let timer: NodeJS.Timeout | undefined;
  /** Grows with every look: an older one that ends later decides nothing. */
  let looks = 0;
  let isStopped = false;

  async function recordGap(): Promise<void> {
    if (upAtMs === null) return;
    const until = upAtMs;
    const gap = await live.endEventsGap(until);
    if (upAtMs === until) upAtMs = null;
    if (gap) open = open ? { fromMs: Math.min(open.fromMs, gap.fromMs), untilMs: gap.untilMs } : gap;
  }

  async function look(isLast: boolean): Promise<void> {
    clearTimeout(timer);
    looks++;
    const mine = looks;
    try {
      await recordGap();
      const gap = open;
      await live.refreshChannel();
      const { events, isAnswered } = await live.findMissed(gap);
      // Also of an older look: of a long list it may be the only one to know.
      if (!isStopped) parts.found(events, gap);
      if (mine !== looks) return;
      if (isLast && isAnswered) open = null;
      else lookLater(times.againMs, isAnswered);
    } catch (error) {
      log.warn('look-back-failed', { error });
      if (mine === looks) lookLater(times.retryMs, isLast);
    }
  }

  function lookLater(afterMs: number, isLast: boolean): void {
    timer = setTimeout(() => void look(isLast), afterMs);
  }

  return {
    eventsBack(atMs) {
      upAtMs = atMs;
      void look(false);
    },
    topicsBack: () => void look(false),
    isGapOpen: () => upAtMs !== null,
    stop() {
      isStopped = true;
      looks++;
      clearTimeout(timer);
    },
  };
}

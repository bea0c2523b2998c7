import type { Live, Span } from '../modules/live/index.ts';
import type { Log } from '../platform/log.ts';
import type { EventSubNotification } from '../twitch/wire/eventsub-message.ts';

interface LookBackTimes {
  /** Until Twitch is asked a second time: when its answers tell of everything that its events told. */
  readonly againMs: number;
  /** After a look that came to nothing here. */
  readonly retryMs: number;
}

interface EventsBack {
  readonly atMs: number;
  /** What may have been missed, as far as this process knows: otherwise the record does. */
  readonly missed?: readonly Span[];
}

export interface LookBack {
  /** Events are told again from this moment on. */
  eventsBack(back: EventsBack): void;
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
  let back: Required<EventsBack> | null = null;
  /** Not yet asked about for the last time. */
  let open: Span | null = null;
  let timer: NodeJS.Timeout | undefined;
  /** Grows with every look: an older one that ends later decides nothing. */
  let looks = 0;
  let isStopped = false;

  async function recordGap(): Promise<void> {
    if (back === null) return;
    const recorded = back;
    const gap = await live.endEventsGap(recorded.atMs, recorded.missed);
    if (back === recorded) back = null;
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
    eventsBack({ atMs, missed = [] }) {
      // What is not on record yet is recorded with it; where only the record knows of that, it knows of both.
      const isKnown = back === null || back.missed.length > 0;
      back = { atMs, missed: isKnown ? [...(back?.missed ?? []), ...missed] : [] };
      void look(false);
    },
    topicsBack: () => void look(false),
    isGapOpen: () => back !== null,
    stop() {
      isStopped = true;
      looks++;
      clearTimeout(timer);
    },
  };
}

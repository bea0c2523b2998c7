import type { TwitchClock } from './twitch-clock.ts';

/**
 * Nothing is longer on its way to us than this: what Twitch sent so long ago has come, or never will. Seconds are
 * usual, a minute was seen when Twitch was not well.
 */
export const LONGEST_WAY_MS = 5 * 60_000;

/** A time in which something may have been missed, by Twitch's clock. */
export interface Missed {
  readonly fromMs: number;
  readonly untilMs: number;
}

/** Up to when a line to Twitch has brought everything, on a scale that no set clock can move. */
export interface LastGood {
  /** Everything that Twitch sent until then has come. */
  note(atMs: number): void;
  /** Where a gap would begin, by Twitch's clock of now; `undefined` before anything was noted. */
  fromMs(): number | undefined;
  /**
   * The line is good again from this moment on.
   * @returns what may have been missed, nothing at the first time; more than one when Twitch's clock was set
   *   meanwhile: what was sent may bear the one time or the other.
   */
  backAt(atMs: number): readonly Missed[];
  /** Only now Twitch's clock is known to have been set around a gap: what was missed in it may bear this time as well. Told once. */
  missedAsWell(): readonly Missed[];
}

/** How far the two ends of a time may be off while Twitch's clock was just set. */
const EDGE_MS = 1_000;
const MOST_GAPS = 20;

/**
 * All moments are kept by our steady clock, and translated when they leave:
 *
 *     steady      ──────good═══════gap═══════back──────────►
 *     Twitch's    ──18:00:00──18:00:20 ┐ set back
 *                                      └ 17:59:50──18:00:10──►      good is 17:59:30 now
 */
export function createLastGood(clock: Pick<TwitchClock, 'nowMs' | 'latestMs' | 'steadyMs' | 'sets'>): LastGood {
  let good: { readonly twitchMs: number; readonly steadyMs: number } | undefined;
  /** The last gaps, by the steady clock. */
  let gaps: readonly Missed[] = [];
  let told = clock.sets().at(-1)?.untilMs ?? Number.NEGATIVE_INFINITY;

  const offsetMs = (): number => clock.nowMs() - clock.steadyMs();

  function beginOf({ twitchMs, steadyMs }: NonNullable<typeof good>): number {
    const translatedMs = Math.floor(steadyMs + offsetMs());
    const wasSet = clock.sets().some((set) => set.untilMs > steadyMs);
    // What Twitch wrote on it is more exact than what we make of it; where they differ, the earlier one is sound.
    return wasSet ? translatedMs - EDGE_MS : Math.min(twitchMs, translatedMs);
  }

  return {
    note(atMs) {
      const steadyMs = atMs - offsetMs();
      if (!good || steadyMs > good.steadyMs) good = { twitchMs: atMs, steadyMs };
    },
    fromMs: () => good && beginOf(good),
    backAt(atMs) {
      const before = good;
      const backMs = atMs - offsetMs();
      good = { twitchMs: atMs, steadyMs: backMs };
      if (!before) return [];
      gaps = [...gaps, { fromMs: before.steadyMs, untilMs: backMs }].slice(-MOST_GAPS);
      const fromMs = beginOf(before);
      // A line that comes back ends a hole, also where the clocks are less exact than it is long; and what was
      // sent until now bears a time that may be later than ours.
      const aheadMs = clock.latestMs() - clock.nowMs();
      const missed = { fromMs, untilMs: Math.max(atMs + aheadMs, fromMs + 1) };
      const sets = clock.sets().filter((set) => set.untilMs > before.steadyMs && set.sinceMs < backMs);
      // Back from set to set: before the first of two it was what both make together.
      let backByMs = 0;
      const asBefore = sets.toReversed().map(({ byMs }) => {
        backByMs -= byMs;
        return widened(missed, backByMs);
      });
      return [missed, ...asBefore];
    },
    missedAsWell() {
      const sets = clock.sets().filter(({ untilMs }) => untilMs > told);
      told = sets.at(-1)?.untilMs ?? told;
      return sets.flatMap((set) =>
        gaps
          .filter(({ untilMs }) => untilMs > set.sinceMs && untilMs <= set.untilMs)
          .map((gap) => widened(gap, offsetMs())),
      );
    },
  };
}

function widened({ fromMs, untilMs }: Missed, byMs: number): Missed {
  return { fromMs: Math.floor(fromMs + byMs) - EDGE_MS, untilMs: Math.ceil(untilMs + byMs) + EDGE_MS };
}

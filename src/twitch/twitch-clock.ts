import type { Clock } from '../platform/clock.ts';

/** Twitch's clock, as far as its answers tell it. Ours may be wrong, and be set right while we run. */
export interface TwitchClock {
  /** An answer with a `Date` header, between its question and its arrival (our clock). */
  heardDate(header: string | null, sentMs: number, receivedMs: number): void;
  /** A message that says when it was sent. How long it was on its way nobody knows: only taken while nothing better is known. */
  heardStamp(theirMs: number, receivedMs: number): void;
  /** A message that says when it was sent: better than nothing where our clock was set a moment ago. */
  heardMessage(theirMs: number, receivedMs: number): void;
  /** Twitch's clock minus ours; `null` before anything was heard, and after our clock went ahead by itself. */
  skewMs(): number | null;
  /** What Twitch's clock says now, for what is compared with Twitch's times. Ours while they differ by nothing worth naming. */
  nowMs(): number;
  /** It says no more than this now, also where the two differ by something not worth naming. */
  latestMs(): number;
  /** How late something came that Twitch sent at that time. */
  lateMs(theirMs: number, receivedMs: number): number;
  /** A clock that nobody sets, for how long something took. */
  steadyMs(): number;
  /** When Twitch's own clock was set, as far as that was noticed; the last few, oldest first. */
  sets(): readonly ClockSet[];
}

/** Twitch's clock went evenly up to `sinceMs` and from `untilMs` on, by the steady one; somewhere between it was set. */
export interface ClockSet {
  readonly sinceMs: number;
  readonly untilMs: number;
  /** Ahead when positive. */
  readonly byMs: number;
}

interface Known {
  readonly lowMs: number;
  readonly highMs: number;
  /** When that was heard, by our clock. */
  readonly atMs: number;
  /** What our clock was ahead of the one that nobody sets. */
  readonly aheadMs: number;
  readonly isExact: boolean;
}

/** A `Date` header has whole seconds. */
const DATE_SPAN_MS = 1000;
/** No message is longer on its way, as a rule. */
const WAY_MS = 2000;
/** No call is waited for so long. */
const LONGEST_CALL_MS = 15_000;
/** How far two good clocks drift apart: far more than any real one. */
const DRIFT = 0.0005;
/** Two clocks of one machine differ by less, unless one was set or the machine slept. */
const JUMP_MS = 1000;
/** So many are remembered. */
const MOST_SETS = 8;
/** Differences below this cannot be told from the way that messages take. */
const WORTH_MS = 2000;

/**
 * Every answer says that the difference lies between two bounds; together they say more than each alone:
 *
 *     1st   [-----------------]
 *     2nd          [---------------]
 *     3rd      [---------]
 *     then         [-----]              two that fit none of it but each other: a clock was set, it begins
 *                                       anew; one alone is a server or a proxy that is wrong
 *
 * @param steadyMs a clock of this machine that nobody sets: it tells when ours goes another way.
 */
export function createTwitchClock(
  clock: Pick<Clock, 'nowMs'>,
  steadyMs: () => number = () => clock.nowMs(),
): TwitchClock {
  let known: Known | undefined;
  /** The last answer, where it fits nothing that is known. */
  let doubted: Known | undefined;
  let wasSet = false;
  /** While nothing is known any more: so far ahead of ours it was at most, and after a sleep it still is. */
  let aheadAtMostMs = 0;
  let sets: readonly ClockSet[] = [];
  const aheadMs = (): number => clock.nowMs() - steadyMs();

  /**
   * Set back, our clock is off by exactly as much more: nothing has to be learned anew. Ahead it also goes
   * when the machine slept, and then it is right: only Twitch can tell.
   */
  function followOurs(): void {
    if (!known) return;
    const jumpMs = aheadMs() - known.aheadMs;
    if (Math.abs(jumpMs) <= JUMP_MS) return;
    doubted = undefined;
    wasSet = true;
    aheadAtMostMs = Math.max(0, Math.ceil(known.highMs));
    known =
      jumpMs > 0
        ? undefined
        : {
            ...known,
            lowMs: known.lowMs - jumpMs,
            highMs: known.highMs - jumpMs,
            atMs: known.atMs + jumpMs,
            aheadMs: aheadMs(),
          };
  }

  function learn(lowMs: number, highMs: number, atMs: number): void {
    const heard: Known = { lowMs, highMs, atMs, aheadMs: aheadMs(), isExact: true };
    const better = known?.isExact ? bothOf(known, heard) : heard;
    const agreed = better ?? (doubted && bothOf(doubted, heard));
    doubted = agreed ? undefined : heard;
    if (known && agreed && !better) noteSet(known, agreed);
    known = agreed ?? known;
  }

  function noteSet(before: Known, after: Known): void {
    const set = {
      sinceMs: before.atMs - before.aheadMs,
      untilMs: after.atMs - after.aheadMs,
      byMs: after.aheadMs + usedSkew(after) - before.aheadMs - usedSkew(before),
    };
    sets = [...sets, set].slice(-MOST_SETS);
  }

  function skewMs(): number | null {
    followOurs();
    return known ? middleOf(known) : null;
  }

  return {
    heardDate(header, sentMs, receivedMs) {
      const theirMs = header === null ? Number.NaN : Date.parse(header);
      // One that seems to have taken so long was under way when our clock was set.
      if (Number.isNaN(theirMs) || receivedMs < sentMs || receivedMs - sentMs > LONGEST_CALL_MS) return;
      followOurs();
      learn(theirMs - receivedMs, theirMs + DATE_SPAN_MS - sentMs, receivedMs);
    },
    heardStamp(theirMs, receivedMs) {
      if (known?.isExact) return;
      const lowMs = theirMs - receivedMs;
      known = { lowMs, highMs: lowMs + WAY_MS, atMs: receivedMs, aheadMs: aheadMs(), isExact: false };
    },
    heardMessage(theirMs, receivedMs) {
      followOurs();
      if (!wasSet || known) return;
      known = {
        lowMs: theirMs - receivedMs,
        highMs: theirMs - receivedMs,
        atMs: receivedMs,
        aheadMs: aheadMs(),
        isExact: false,
      };
    },
    skewMs,
    nowMs() {
      followOurs();
      return clock.nowMs() + (known ? usedSkew(known) : 0);
    },
    latestMs() {
      followOurs();
      return clock.nowMs() + (known ? Math.max(usedSkew(known), Math.ceil(known.highMs)) : aheadAtMostMs);
    },
    lateMs: (theirMs, receivedMs) => Math.max(0, receivedMs + (skewMs() ?? 0) - theirMs),
    steadyMs,
    sets: () => sets,
  };
}

function middleOf({ lowMs, highMs }: Known): number {
  return Math.round((lowMs + highMs) / 2);
}

/** Ours is as good as Twitch's while they differ by nothing worth naming. */
function usedSkew(known: Known): number {
  const skew = middleOf(known);
  return Math.abs(skew) < WORTH_MS ? 0 : skew;
}

/** What two answers say together; nothing when they contradict each other. */
function bothOf(before: Known, heard: Known): Known | undefined {
  const drift = Math.abs(heard.atMs - before.atMs) * DRIFT;
  const lowMs = Math.max(heard.lowMs, before.lowMs - drift);
  const highMs = Math.min(heard.highMs, before.highMs + drift);
  return lowMs <= highMs ? { ...heard, lowMs, highMs } : undefined;
}

/** Farther apart, a stream is not the one that was planned. */
export const REACH_MS = 3 * 60 * 60_000;

interface Planned {
  readonly startsAtMs: number;
}

interface Really {
  readonly startedAtMs: number;
  /** `null` while it runs. */
  readonly endedAtMs: number | null;
}

/**
 * Which broadcast was which planned stream: one to one, at most three hours apart, as many pairs as can be, and of
 * all such ways the one with the least time between planned and real starts. What was over before a stream was to
 * begin was not that stream: it may still come.
 *
 * On a line of time the best pairs never cross, so both are laid in order and each is either paired with the next of
 * the other kind or left alone. What lies more than three hours after everything before it begins a new piece.
 */
export function matchBroadcasts<P extends Planned, B extends Really>(
  planned: readonly P[],
  broadcasts: readonly B[],
): Map<P, B> {
  const marks = [
    ...planned.map((one) => ({ atMs: one.startsAtMs, planned: one, broadcast: undefined })),
    ...broadcasts.map((one) => ({ atMs: one.startedAtMs, planned: undefined, broadcast: one })),
  ].sort((a, b) => a.atMs - b.atMs);
  const pairs = new Map<P, B>();
  let piece: { planned: P[]; broadcasts: B[] } = { planned: [], broadcasts: [] };
  let lastMs = Number.NEGATIVE_INFINITY;
  for (const mark of marks) {
    if (mark.atMs - lastMs > REACH_MS) {
      matchPiece(piece.planned, piece.broadcasts, pairs);
      piece = { planned: [], broadcasts: [] };
    }
    lastMs = mark.atMs;
    if (mark.planned) piece.planned.push(mark.planned);
    if (mark.broadcast) piece.broadcasts.push(mark.broadcast);
  }
  matchPiece(piece.planned, piece.broadcasts, pairs);
  return pairs;
}

interface Way {
  readonly pairs: number;
  readonly apartMs: number;
  /** What was done with the last ones. */
  readonly step: 'pair' | 'leave-planned' | 'leave-broadcast' | 'begin';
}

function matchPiece<P extends Planned, B extends Really>(
  planned: readonly P[],
  broadcasts: readonly B[],
  into: Map<P, B>,
): void {
  if (planned.length === 0 || broadcasts.length === 0) return;
  const width = broadcasts.length + 1;
  const begin: Way = { pairs: 0, apartMs: 0, step: 'begin' };
  const ways: Way[] = [];
  const wayTo = (p: number, b: number): Way => ways[p * width + b] ?? begin;
  for (let p = 0; p <= planned.length; p++) {
    for (let b = 0; b < width; b++) {
      let best: Way = begin;
      if (b > 0) best = { ...wayTo(p, b - 1), step: 'leave-broadcast' };
      if (p > 0) best = better(best, { ...wayTo(p - 1, b), step: 'leave-planned' });
      const apartMs = apart(planned[p - 1], broadcasts[b - 1]);
      if (apartMs <= REACH_MS) {
        const before = wayTo(p - 1, b - 1);
        best = better(best, { pairs: before.pairs + 1, apartMs: before.apartMs + apartMs, step: 'pair' });
      }
      ways.push(best);
    }
  }
  let p = planned.length;
  let b = broadcasts.length;
  while (p > 0 && b > 0) {
    const { step } = wayTo(p, b);
    const [one, other] = [planned[p - 1], broadcasts[b - 1]];
    if (step === 'pair' && one && other) into.set(one, other);
    if (step !== 'leave-broadcast') p -= 1;
    if (step !== 'leave-planned') b -= 1;
  }
}

function apart(planned: Planned | undefined, broadcast: Really | undefined): number {
  if (!planned || !broadcast) return Number.POSITIVE_INFINITY;
  const { startedAtMs, endedAtMs } = broadcast;
  if (endedAtMs !== null && endedAtMs <= planned.startsAtMs) return Number.POSITIVE_INFINITY;
  return Math.abs(planned.startsAtMs - startedAtMs);
}

function better(one: Way, other: Way): Way {
  if (one.step === 'begin') return other;
  return other.pairs > one.pairs || (other.pairs === one.pairs && other.apartMs < one.apartMs) ? other : one;
}

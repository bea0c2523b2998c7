import type { Clock } from '../../platform/clock.ts';

/** How the process itself is doing: answers and memory of the last hour, one figure a minute. */
export interface Vitals {
  readonly startedAtMs: number;
  answered(tookMs: number): void;
  /** Ends a minute. */
  tick(): void;
  /** Median answer of each minute in which something was asked, in milliseconds, oldest first. */
  answerMs(): readonly number[];
  /** At the same moments. */
  memory(): readonly number[];
  usedBytes(): number;
  growingSinceMs(): number | null;
}

const KEPT = 60;
/** A minute's answers; more do not change a median that anybody looks at. */
const ANSWERS = 2_000;
const HOUR_MS = 3_600_000;
const GROWING_HOURS = 6;
/** What a full evening may take and give back. */
const GROWTH_BYTES = 100_000_000;

export function createVitals(clock: Clock, usedBytes: () => number = () => process.memoryUsage.rss()): Vitals {
  const startedAtMs = clock.nowMs();
  const minutes: { readonly answerMs: number; readonly usedBytes: number }[] = [];
  /** The least of each hour: what is left when everything was given back. */
  const hours: { readonly atMs: number; leastBytes: number }[] = [];
  let answers: number[] = [];

  function noteHour(bytes: number): void {
    const atMs = clock.nowMs();
    const current = hours.at(-1);
    if (!current || atMs - current.atMs >= HOUR_MS) hours.push({ atMs, leastBytes: bytes });
    else current.leastBytes = Math.min(current.leastBytes, bytes);
    if (hours.length > GROWING_HOURS + 1) hours.shift();
  }

  return {
    startedAtMs,
    answered(tookMs) {
      if (answers.length < ANSWERS) answers.push(tookMs);
    },
    tick() {
      const bytes = usedBytes();
      noteHour(bytes);
      const last = minutes.at(-1)?.answerMs;
      const answerMs = medianOf(answers) ?? last;
      answers = [];
      if (answerMs === undefined) return;
      minutes.push({ answerMs, usedBytes: bytes });
      if (minutes.length > KEPT) minutes.shift();
    },
    answerMs: () => {
      const now = medianOf(answers);
      return minutes.length === 0 && now !== undefined ? [now] : minutes.map(({ answerMs }) => answerMs);
    },
    memory: () => (minutes.length === 0 && answers.length > 0 ? [usedBytes()] : minutes.map((each) => each.usedBytes)),
    usedBytes,
    growingSinceMs() {
      const [first] = hours;
      const last = hours.at(-1);
      if (!first || !last || hours.length <= GROWING_HOURS) return null;
      const isRising = hours.every(({ leastBytes }, at) => at === 0 || leastBytes > (hours[at - 1]?.leastBytes ?? 0));
      return isRising && last.leastBytes - first.leastBytes > GROWTH_BYTES ? first.atMs : null;
    },
  };
}

function medianOf(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)];
  return median === undefined ? undefined : Math.round(median * 10) / 10;
}

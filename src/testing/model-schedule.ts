import { fail, ok, type Result } from '../kernel/result.ts';
import { Temporal } from '../kernel/temporal.ts';
import { type TwitchFailure, twitchFailure } from '../twitch/failure.ts';
import type { NewSegment, Schedule, ScheduledShowing } from '../twitch/schedule.ts';
import type { TestClock } from './test-clock.ts';

/** A segment of the model; the cancelled starts are epoch milliseconds. */
export interface ModelSegment extends NewSegment {
  readonly key: string;
  readonly cancelled: readonly number[];
}

/** What happens to the next call that changes something. `after` is too late: it was done, but nobody learns of it. */
export type ModelFault =
  | 'none'
  | 'unreachable-before'
  | 'unreachable-after'
  | 'trouble'
  | 'crash-before'
  | 'crash-after';

/** The process is gone; nothing of ours runs after the call. */
export class ModelCrash extends Error {}

/** Faults on the way to a schedule, and what was called. */
export interface Disturbance {
  /** Used up one a call; reads are spared. */
  faults: ModelFault[];
  readonly calls: string[];
}

/** Twitch's schedule by its rules, in memory: quick enough for hundreds of random runs. */
export interface ModelSchedule extends Schedule {
  segments: ModelSegment[];
  isAffiliate: boolean;
  /** As at Twitch; without it a second segment of the same would stand there unnoticed. */
  refusesOverlaps: boolean;
}

const MINUTE_MS = 60_000;
const WEEK_MS = 7 * 24 * 3_600_000;
const YEAR_MS = 53 * WEEK_MS;

/** Puts faults between a schedule and who calls it. */
export function disturb<S extends Schedule>(schedule: S): S & Disturbance {
  const { createSegment, changeSegment, deleteSegment } = schedule;

  async function act<T>(
    name: string,
    work: () => Promise<Result<T, TwitchFailure>>,
  ): Promise<Result<T, TwitchFailure>> {
    disturbed.calls.push(name);
    const fault = disturbed.faults.shift() ?? 'none';
    if (fault === 'crash-before') throw new ModelCrash();
    if (fault === 'unreachable-before') return fail(twitchFailure('twitch.unreachable'));
    if (fault === 'trouble') return fail(twitchFailure('twitch.trouble', { status: 503 }));
    const result = await work();
    if (fault === 'crash-after') throw new ModelCrash();
    return fault === 'unreachable-after' ? fail(twitchFailure('twitch.unreachable')) : result;
  }

  const disturbed: S & Disturbance = Object.assign(schedule, {
    faults: [],
    calls: [],
    createSegment: (...input: Parameters<Schedule['createSegment']>) => act('create', () => createSegment(...input)),
    changeSegment(...input: Parameters<Schedule['changeSegment']>) {
      const { isCancelled } = input[2];
      const name = isCancelled === undefined ? 'change' : isCancelled ? 'cancel' : 'restore';
      return act(name, () => changeSegment(...input));
    },
    deleteSegment: (...input: Parameters<Schedule['deleteSegment']>) => act('delete', () => deleteSegment(...input)),
  });
  return disturbed;
}

export function createModelSchedule(clock: TestClock): ModelSchedule {
  let made = 0;

  function refusalOf(segment: NewSegment, ownKey: string | undefined): TwitchFailure | undefined {
    if (segment.startsAtMs < clock.nowMs() && ownKey === undefined) return twitchFailure('planning.start-in-past');
    if (!segment.isRecurring && !model.isAffiliate) return twitchFailure('planning.no-single-streams');
    const others = model.segments.filter(({ key }) => key !== ownKey);
    const isTaken = model.refusesOverlaps && others.some((other) => overlap(segment, other, clock.nowMs()));
    return isTaken ? twitchFailure('planning.overlaps-on-twitch') : undefined;
  }

  const model: ModelSchedule = {
    segments: [],
    isAffiliate: true,
    refusesOverlaps: true,

    async read(_, { fromMs, untilMs }) {
      return ok(model.segments.flatMap((segment) => showingsOf(segment, fromMs, untilMs)).sort(byTime));
    },

    async createSegment(_, segment) {
      const refusal = refusalOf(segment, undefined);
      if (refusal) return fail(refusal);
      made += 1;
      const added = { ...segment, key: `segment-${made}`, cancelled: [] };
      model.segments.push(added);
      return ok(showingAt(added, segment.startsAtMs));
    },

    async changeSegment(_, id, { isCancelled, ...changes }) {
      const before = find(id);
      if (!before) return fail(twitchFailure('planning.gone-from-twitch'));
      if (changes.startsAtMs !== undefined && before.isRecurring) {
        return fail(twitchFailure('planning.series-move-refused'));
      }
      const changed: ModelSegment = { ...before, ...changes };
      const refusal = refusalOf(changed, before.key);
      if (refusal) return fail(refusal);
      const next = showingsOf(changed, clock.nowMs(), clock.nowMs() + YEAR_MS)[0];
      const startsAtMs = next?.startsAtMs ?? changed.startsAtMs;
      const others = changed.cancelled.filter((start) => start !== startsAtMs);
      const after =
        isCancelled === undefined ? changed : { ...changed, cancelled: isCancelled ? [...others, startsAtMs] : others };
      model.segments = model.segments.map((segment) => (segment.key === before.key ? after : segment));
      return ok(showingAt(after, startsAtMs));
    },

    async deleteSegment(_, id) {
      const gone = find(id);
      model.segments = model.segments.filter(({ key }) => key !== gone?.key);
      return ok(undefined);
    },
  };

  function find(id: string): ModelSegment | undefined {
    return model.segments.find(({ key }) => id.startsWith(`${key}@`));
  }

  return model;
}

function startsOf(segment: NewSegment, fromMs: number, untilMs: number): number[] {
  const { startsAtMs } = segment;
  if (!segment.isRecurring) return startsAtMs >= fromMs && startsAtMs < untilMs ? [startsAtMs] : [];
  const first = Temporal.Instant.fromEpochMilliseconds(startsAtMs).toZonedDateTimeISO(segment.zone);
  const starts: number[] = [];
  for (let week = Math.max(0, Math.floor((fromMs - startsAtMs) / WEEK_MS) - 1); ; week += 1) {
    const startMs = first.add({ weeks: week }).epochMilliseconds;
    if (startMs >= untilMs) return starts;
    if (startMs >= fromMs) starts.push(startMs);
  }
}

function showingsOf(segment: ModelSegment, fromMs: number, untilMs: number): ScheduledShowing[] {
  return startsOf(segment, fromMs, untilMs).map((startMs) => showingAt(segment, startMs));
}

function showingAt(segment: ModelSegment, startsAtMs: number): ScheduledShowing {
  return {
    id: `${segment.key}@${startsAtMs}`,
    segmentKey: segment.key,
    startsAtMs,
    endsAtMs: startsAtMs + segment.durationMinutes * MINUTE_MS,
    title: segment.title,
    category: segment.categoryId === null ? null : { id: segment.categoryId, name: `category ${segment.categoryId}` },
    isRecurring: segment.isRecurring,
    isCancelled: segment.cancelled.includes(startsAtMs),
  };
}

function overlap(one: NewSegment, other: NewSegment, nowMs: number): boolean {
  const period = [nowMs, nowMs + 20 * WEEK_MS] as const;
  const others = startsOf(other, ...period);
  return startsOf(one, ...period).some((start) =>
    others.some((otherStart) => {
      const isBefore = start < otherStart + other.durationMinutes * MINUTE_MS;
      return isBefore && otherStart < start + one.durationMinutes * MINUTE_MS;
    }),
  );
}

function byTime(one: ScheduledShowing, other: ScheduledShowing): number {
  return one.startsAtMs - other.startsAtMs;
}

import type { ReplyOf } from '../../../contract/endpoint.ts';
import type { planning } from '../../../contract/planning.ts';

export type ComparisonRow = ReplyOf<typeof planning.comparison>['rows'][number];

/** Viewers forgive this much; so does the word "on time". */
const PUNCTUAL_MINUTES = 5;

export function startOfRow({ planned, broadcast }: ComparisonRow): string {
  return planned?.startsAt ?? broadcast?.startedAt ?? '';
}

export interface Delay {
  readonly key: string;
  readonly title: string;
  readonly startsAt: string;
  readonly minutes: number;
}

/** The start delays of all streams that were planned and ran, oldest first. */
export function delaysOf(rows: readonly ComparisonRow[]): Delay[] {
  return rows
    .flatMap(({ planned }) =>
      planned?.actual
        ? [
            {
              key: planned.id,
              title: planned.title,
              startsAt: planned.startsAt,
              minutes: planned.actual.startDelayMinutes,
            },
          ]
        : [],
    )
    .reverse();
}

/** What the rows come to, as counts. */
export function sumUp(rows: readonly ComparisonRow[]) {
  const actuals = rows.flatMap(({ planned }) => (planned?.actual ? [planned.actual] : []));
  return {
    compared: actuals.length,
    held: rows.filter(({ broadcast }) => broadcast !== null).length,
    punctual: actuals.filter(({ startDelayMinutes }) => startDelayMinutes <= PUNCTUAL_MINUTES).length,
    otherCategory: actuals.filter(({ isOtherCategory }) => isOtherCategory).length,
    unplanned: rows.filter(({ planned, broadcast }) => planned === null && broadcast !== null).length,
  };
}

/** Whole steps of a scale that holds every value, 0 always among them. */
export function scaleOf(minutes: readonly number[]): {
  readonly low: number;
  readonly high: number;
  readonly step: number;
} {
  const step =
    [5, 10, 15, 30, 60, 120].find((each) => (Math.max(0, ...minutes) - Math.min(0, ...minutes)) / each <= 4) ?? 240;
  return {
    low: Math.floor(Math.min(0, ...minutes) / step) * step,
    high: Math.max(step, Math.ceil(Math.max(0, ...minutes) / step) * step),
    step,
  };
}

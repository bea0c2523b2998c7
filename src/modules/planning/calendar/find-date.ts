import { Refusal } from '../../../kernel/refusal.ts';
import { dateOfSeries, dateOfStream, isDayOf } from './expand.ts';
import type { Occurrence, Plan, Series, StreamPlan } from './plan.ts';

export interface FoundSingle {
  readonly occurrence: Occurrence;
  readonly series: undefined;
  readonly row: StreamPlan;
}

export interface FoundDateOfSeries {
  readonly occurrence: Occurrence;
  readonly series: Series;
  /** The day the series says. */
  readonly day: string;
  /** Only when something differs. */
  readonly row: StreamPlan | undefined;
}

export type FoundDate = FoundSingle | FoundDateOfSeries;

const DATE_OF_SERIES = /^(ser_[0-9A-Z]{26})~(\d{4}-\d{2}-\d{2})$/;

/**
 * The date with this id. One of a series is found by the name it had before it got a row of its own, too, so
 * that a link to it stays good.
 * @param includes whether dates that were taken out count.
 */
export function findDate(plan: Plan, id: string, includes: 'shown' | 'removed' = 'shown'): FoundDate | undefined {
  const [, seriesId, seriesDay] = DATE_OF_SERIES.exec(id) ?? [];
  const row = plan.streams.find((stream) =>
    seriesId === undefined ? stream.id === id : stream.seriesId === seriesId && stream.seriesDay === seriesDay,
  );
  if (row?.isRemoved && includes === 'shown') return undefined;
  const series = plan.series.find((one) => one.id === (row?.seriesId ?? seriesId));
  if (row && (!series || row.seriesDay === null)) {
    return { occurrence: dateOfStream(row, undefined), series: undefined, row };
  }
  if (row && series && row.seriesDay !== null) {
    return { occurrence: dateOfStream(row, series), series, day: row.seriesDay, row };
  }
  if (!series || seriesDay === undefined || !isRealDay(seriesDay) || !isDayOf(series, seriesDay)) return undefined;
  return { occurrence: dateOfSeries(series, seriesDay), series, day: seriesDay, row: undefined };
}

/** @throws Refusal planning.unknown-stream */
export function mustFindDate(plan: Plan, id: string, includes?: 'shown' | 'removed'): FoundDate {
  const found = findDate(plan, id, includes);
  if (!found) throw new Refusal('planning.unknown-stream');
  return found;
}

function isRealDay(day: string): boolean {
  const date = new Date(`${day}T00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

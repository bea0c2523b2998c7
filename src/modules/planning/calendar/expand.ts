import { RRuleTemporal } from 'rrule-temporal';
import { instantFromMs } from '../../../kernel/instant.ts';
import { Temporal } from '../../../kernel/temporal.ts';
import { localDay, type WallTime, wallTimeToMs } from '../../../kernel/wall-time.ts';
import type { Occurrence, Plan, Series, StreamPlan } from './plan.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const BY_DAY = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/**
 * The days a series falls on, from one to another, both included.
 *
 * Only days are asked of the rule, at midnight UTC: the clock time is put on each of them afterwards. A rule
 * in the series' own zone would carry the hour that a change to summer time moved on to later dates.
 */
export function seriesDays(series: Series, fromDay: string, toDay: string): string[] {
  const firstDay = series.at.local.slice(0, 10);
  const lastDay = series.until !== null && series.until < toDay ? series.until : toDay;
  const start = fromDay > firstDay ? fromDay : firstDay;
  if (start > lastDay) return [];
  const rule = new RRuleTemporal({
    freq: 'WEEKLY',
    interval: series.everyWeeks,
    byDay: series.weekdays.map((weekday) => BY_DAY[weekday - 1] ?? ''),
    wkst: 'MO',
    dtstart: midnight(firstDay),
    cache: false,
  });
  return rule.between(midnight(start), midnight(lastDay), true).map((date) => date.toString().slice(0, 10));
}

export function isDayOf(series: Series, day: string): boolean {
  return seriesDays(series, day, day).length > 0;
}

/** What the clock shows at the start of a date, as the series says. */
export function wallTimeOn(series: Pick<Series, 'at'>, day: string): WallTime {
  return { local: `${day}${series.at.local.slice(10)}`, zone: series.at.zone };
}

/** Dates of a series that touch the time from one moment to before another, in order; as if nothing differed. */
export function expandSeries(series: Series, fromMs: number, toMs: number): Occurrence[] {
  // A day more on both sides: a time in a gap of the clocks may stand on the next day.
  const fromDay = localDay(instantFromMs(fromMs - series.durationMinutes * MINUTE_MS - DAY_MS), series.at.zone);
  const toDay = localDay(instantFromMs(toMs + DAY_MS), series.at.zone);
  return seriesDays(series, fromDay, toDay)
    .map((day) => dateOfSeries(series, day))
    .filter((date) => touches(date, fromMs, toMs));
}

/** Everything planned that touches the time from one moment to before another, in order of time. */
export function expandPlan(plan: Plan, fromMs: number, toMs: number): Occurrence[] {
  const seriesById = new Map(plan.series.map((series) => [series.id, series]));
  const known = new Set(plan.streams.map(({ seriesId, seriesDay }) => `${seriesId}~${seriesDay}`));
  const fromSeries = plan.series
    .flatMap((series) => expandSeries(series, fromMs, toMs))
    .filter(({ id }) => !known.has(id));
  const fromRows = plan.streams
    .filter((stream) => !stream.isRemoved && isNear(stream, fromMs, toMs))
    .map((stream) => dateOfStream(stream, stream.seriesId === null ? undefined : seriesById.get(stream.seriesId)))
    .filter((date) => touches(date, fromMs, toMs));
  return [...fromSeries, ...fromRows].sort(inOrder);
}

/** The date of a series on a day it falls on. */
export function dateOfSeries(series: Series, day: string): Occurrence {
  const { everyWeeks: _, weekdays: __, until: ___, ...facts } = series;
  const at = wallTimeOn(series, day);
  return { ...facts, ...span(at, series.durationMinutes), id: `${series.id}~${day}`, ...ofSeries(series, day), at };
}

/** @param series the one it belongs to, if any. */
export function dateOfStream(stream: StreamPlan, series: Series | undefined): Occurrence {
  const { isRemoved: _, ...facts } = stream;
  const said = series && stream.seriesDay !== null ? wallTimeOn(series, stream.seriesDay) : stream.at;
  return {
    ...facts,
    ...span(stream.at, stream.durationMinutes),
    isMoved: said.local !== stream.at.local || said.zone !== stream.at.zone,
    version: stream.version + (series?.version ?? 0),
  };
}

function ofSeries(series: Series, day: string) {
  return { seriesId: series.id, seriesDay: day, isMoved: false };
}

function span(at: WallTime, durationMinutes: number) {
  const startsAtMs = wallTimeToMs(at);
  return { startsAtMs, endsAtMs: startsAtMs + durationMinutes * MINUTE_MS };
}

/** Years of single streams are told apart by their clock times alone: no zone is two days off. */
function isNear({ at, durationMinutes }: StreamPlan, fromMs: number, toMs: number): boolean {
  const shownMs = Date.parse(`${at.local}Z`);
  return shownMs < toMs + 2 * DAY_MS && shownMs + durationMinutes * MINUTE_MS > fromMs - 2 * DAY_MS;
}

function touches(date: Occurrence, fromMs: number, toMs: number): boolean {
  return date.startsAtMs < toMs && date.endsAtMs > fromMs;
}

function inOrder(one: Occurrence, other: Occurrence): number {
  return one.startsAtMs - other.startsAtMs || (one.id < other.id ? -1 : 1);
}

function midnight(day: string) {
  return Temporal.PlainDate.from(day).toZonedDateTime('UTC');
}

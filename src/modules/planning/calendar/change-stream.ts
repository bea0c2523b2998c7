import { newId } from '../../../kernel/id.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { type EditInput, type PlanEdit, readEdit, withoutTicks } from './edit.ts';
import { isDayOf } from './expand.ts';
import { mustNotBePast } from './fields.ts';
import { type FoundDateOfSeries, type FoundSingle, mustFindDate } from './find-date.ts';
import { followSeries } from './follow-series.ts';
import type { Plan, Series, StreamPlan } from './plan.ts';
import type { PlanChange, PlanStep } from './plan-change.ts';
import { beginAtFirstDate } from './repeat.ts';
import { reshapeSeries } from './reshape-series.ts';
import { changedRow, rowOf } from './rows.ts';
import { dayToChangeFrom, splitSeries } from './split-series.ts';

export type Scope = 'this' | 'following' | 'series';

export interface ChangeInput extends EditInput {
  readonly streamId: string;
  /** What the person saw. */
  readonly version: number;
  readonly scope: Scope;
}

/** Changes or moves a stream: this date, this and the following, or what is to come of the whole series. */
export function changeStream({ streamId, version, scope, ...input }: ChangeInput): PlanStep {
  return (plan, nowMs) => {
    const found = mustFindDate(plan, streamId);
    const { occurrence, series } = found;
    if (occurrence.version !== version) throw new Refusal('planning.changed-meanwhile');
    if (occurrence.status === 'cancelled') throw new Refusal('planning.is-cancelled');
    const edit = readEdit(input, occurrence, series);
    if (edit.fields.at) mustNotBePast(edit.fields.at, nowMs);
    if (!series) return edit.repeat ? repeatSingle(found, edit, nowMs) : changeRow(found, edit, nowMs);
    if (scope === 'this') return changeRow(found, edit, nowMs);
    if (series.status === 'cancelled') throw new Refusal('planning.is-cancelled');
    return changeFrom(plan, found, { edit, scope, nowMs });
  };
}

function changeRow(found: FoundSingle | FoundDateOfSeries, { fields }: PlanEdit, nowMs: number) {
  if (Object.keys(fields).length === 0) return { change: {}, id: found.occurrence.id };
  const row = changedRow(rowOf(found, newId('plan', nowMs)), fields);
  return { change: { streams: [row] }, id: row.id };
}

/** A single stream becomes the first date of a series. */
function repeatSingle({ row }: FoundSingle, { fields, repeat }: PlanEdit, nowMs: number) {
  if (!repeat) throw new Refusal('planning.repeat-invalid');
  const { seriesId: _, seriesDay: __, isRemoved: ___, ...facts } = { ...row, ...fields };
  mustNotBePast(facts.at, nowMs);
  const series = beginAtFirstDate({
    ...facts,
    ...repeat,
    id: newId('ser', nowMs),
    checklist: withoutTicks(facts.checklist),
    version: row.version + 1,
  });
  return {
    change: { series: [series], goneStreams: [row.id] },
    id: `${series.id}~${series.at.local.slice(0, 10)}`,
  };
}

const ONLY_AHEAD = ['title', 'category', 'at', 'durationMinutes'] as const;

function changeFrom(
  plan: Plan,
  found: FoundDateOfSeries,
  { edit, scope, nowMs }: { readonly edit: PlanEdit; readonly scope: 'following' | 'series'; readonly nowMs: number },
): { readonly change: PlanChange; readonly id: string } {
  // Notes, colours and the like say nothing about what was planned: they may change for the past, too.
  const isAhead = edit.repeat !== undefined || ONLY_AHEAD.some((name) => edit.fields[name] !== undefined);
  if (!isAhead && Object.keys(edit.fields).length === 0) return { change: {}, id: found.occurrence.id };
  const wholeFrom = isAhead ? dayToChangeFrom(found.series, found.day, nowMs) : '';
  const { earlier, later } = splitSeries(plan, found.series, {
    day: scope === 'following' ? found.day : wholeFrom,
    keepsId: scope === 'following' ? 'earlier' : 'later',
    newId: newId('ser', nowMs),
  });
  const { series, dayAfter } = reshapeSeries(later.series, found, edit, nowMs);
  const followed = followSeries(later.rows, later.series, series, dayAfter);
  const day = dayAfter(found.day);
  const streams = followed.streams.map((row) => (row.id === found.row?.id ? { ...row, ...edit.fields } : row));
  const ticked = tickedRow(found, edit, { series, day, nowMs });
  const change: PlanChange = {
    series: [...(earlier ? [earlier.series] : []), ...followed.series],
    streams: [...(earlier?.rows ?? []), ...streams, ...(ticked ? [ticked] : [])],
    goneStreams: followed.goneStreams,
  };
  return { change, id: idAfter(series, day, streams, found.row) };
}

/** Ticks belong to the date on which they were made, never to the series. */
function tickedRow(
  found: FoundDateOfSeries,
  { fields: { checklist } }: PlanEdit,
  { series, day, nowMs }: { readonly series: Series; readonly day: string; readonly nowMs: number },
): StreamPlan | undefined {
  if (found.row || !checklist?.some(({ isDone }) => isDone) || !isDayOf(series, day)) return undefined;
  const { everyWeeks: _, weekdays: __, until: ___, ...facts } = series;
  return {
    ...facts,
    id: newId('plan', nowMs),
    seriesId: series.id,
    seriesDay: day,
    at: { ...series.at, local: `${day}${series.at.local.slice(10)}` },
    checklist,
    isRemoved: false,
    version: 1,
  };
}

/** The date in question afterwards, or the first of the series when it fell out. */
function idAfter(series: Series, day: string, streams: readonly StreamPlan[], row: StreamPlan | undefined): string {
  if (streams.some(({ id }) => id === row?.id)) return row?.id ?? '';
  return `${series.id}~${isDayOf(series, day) ? day : series.at.local.slice(0, 10)}`;
}

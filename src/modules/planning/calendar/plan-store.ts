import type { Id } from '../../../kernel/id.ts';
import type { Db } from '../../../platform/db/database.ts';
import type { Plan, PlanCategory, PlanStatus, Series, StreamPlan } from './plan.ts';
import type { CalendarTables, SeriesRow, StreamRow } from './tables.ts';

type Calendar = Db<CalendarTables>;

export async function readPlan(db: Calendar): Promise<Plan> {
  const series = await db.selectFrom('planning_series').selectAll().orderBy('id').execute();
  const streams = await db.selectFrom('planning_stream').selectAll().orderBy('id').execute();
  return { series: series.map(seriesOf), streams: streams.map(streamOf) };
}

/** Writes a series, new or changed. */
export async function saveSeries(db: Calendar, series: Series, nowMs: number): Promise<void> {
  const row: SeriesRow = {
    ...factsRow(series),
    id: series.id,
    every_weeks: series.everyWeeks,
    weekdays: series.weekdays.join(','),
    until: series.until,
    created_at: nowMs,
  };
  const { id: _, created_at: __, ...change } = row;
  await db
    .insertInto('planning_series')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(change))
    .execute();
}

/** Writes a single stream or a date of a series that differs, new or changed. */
export async function saveStream(db: Calendar, stream: StreamPlan, nowMs: number): Promise<void> {
  const row: StreamRow = {
    ...factsRow(stream),
    id: stream.id,
    series_id: stream.seriesId,
    series_day: stream.seriesDay,
    is_removed: stream.isRemoved,
    created_at: nowMs,
  };
  const { id: _, created_at: __, ...change } = row;
  await db
    .insertInto('planning_stream')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(change))
    .execute();
}

/** With the rows of its dates. */
export async function deleteSeries(db: Calendar, id: Id<'ser'>): Promise<void> {
  await db.deleteFrom('planning_stream').where('series_id', '=', id).execute();
  await db.deleteFrom('planning_series').where('id', '=', id).execute();
}

export async function deleteStreams(db: Calendar, ids: readonly Id<'plan'>[]): Promise<void> {
  if (ids.length > 0) await db.deleteFrom('planning_stream').where('id', 'in', ids).execute();
}

function factsRow(facts: Series | StreamPlan) {
  return {
    title: facts.title,
    category_id: facts.category?.id ?? null,
    category_name: facts.category?.name ?? null,
    local: facts.at.local,
    zone: facts.at.zone,
    duration_minutes: facts.durationMinutes,
    status: facts.status,
    cancel_reason: facts.cancelReason,
    notes: facts.notes,
    checklist_json: facts.checklist,
    color: facts.color,
    is_published: facts.isPublished,
    version: facts.version,
  };
}

function factsOf(row: SeriesRow | StreamRow) {
  return {
    title: row.title,
    category: categoryOf(row),
    at: { local: row.local, zone: row.zone },
    durationMinutes: row.duration_minutes,
    status: row.status satisfies PlanStatus,
    cancelReason: row.cancel_reason,
    notes: row.notes,
    checklist: row.checklist_json,
    color: row.color,
    isPublished: row.is_published,
    version: row.version,
  };
}

function seriesOf(row: SeriesRow): Series {
  return {
    ...factsOf(row),
    id: row.id,
    everyWeeks: row.every_weeks,
    weekdays: row.weekdays.split(',').map(Number),
    until: row.until,
  };
}

function streamOf(row: StreamRow): StreamPlan {
  return {
    ...factsOf(row),
    id: row.id,
    seriesId: row.series_id,
    seriesDay: row.series_day,
    isRemoved: row.is_removed,
  };
}

function categoryOf(row: SeriesRow | StreamRow): PlanCategory | null {
  return row.category_id === null ? null : { id: row.category_id, name: row.category_name ?? '' };
}

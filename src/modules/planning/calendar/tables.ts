import type { Id } from '../../../kernel/id.ts';
import type { ChecklistItem, PlanStatus } from './plan.ts';

/** Rows of the plan. Days are `2026-11-25`, `local` is `2026-11-25T19:30` on the clock of `zone`. */
export interface CalendarTables {
  planning_series: SeriesRow;
  planning_stream: StreamRow;
}

export interface SeriesRow {
  id: Id<'ser'>;
  title: string;
  category_id: string | null;
  category_name: string | null;
  /** Of the first date. */
  local: string;
  zone: string;
  duration_minutes: number;
  every_weeks: number;
  /** `1,3`: Monday and Wednesday. */
  weekdays: string;
  /** The last day a date may fall on. */
  until: string | null;
  status: PlanStatus;
  cancel_reason: string | null;
  notes: string;
  /** What each date begins with. */
  checklist_json: readonly ChecklistItem[];
  color: number;
  is_published: boolean;
  created_at: number;
  version: number;
}

/** A single stream, or one date of a series about which something was changed. */
export interface StreamRow {
  id: Id<'plan'>;
  series_id: Id<'ser'> | null;
  /** The day the series says; unique within the series. */
  series_day: string | null;
  title: string;
  category_id: string | null;
  category_name: string | null;
  local: string;
  zone: string;
  duration_minutes: number;
  status: PlanStatus;
  cancel_reason: string | null;
  notes: string;
  checklist_json: readonly ChecklistItem[];
  color: number;
  is_published: boolean;
  /** A date of a series that was taken out: it is not shown, but the series must not bring it back. */
  is_removed: boolean;
  created_at: number;
  version: number;
}

import type { Id } from '../../../kernel/id.ts';
import type { WallTime } from '../../../kernel/wall-time.ts';

export interface ChecklistItem {
  readonly id: string;
  readonly text: string;
  readonly isDone: boolean;
}

export interface PlanCategory {
  readonly id: string;
  readonly name: string;
}

/** That a stream is done is no state of the plan: it follows from what happened. */
export type PlanStatus = 'planned' | 'confirmed' | 'cancelled';

/** What a series and a single stream have in common. */
interface PlanFacts {
  readonly title: string;
  readonly category: PlanCategory | null;
  readonly at: WallTime;
  readonly durationMinutes: number;
  readonly notes: string;
  readonly checklist: readonly ChecklistItem[];
  readonly color: number;
  readonly isPublished: boolean;
  readonly version: number;
}

export interface Series extends PlanFacts {
  readonly id: Id<'ser'>;
  /** Cancelled as a whole: each of its dates is, but for those that were restored. */
  readonly status: PlanStatus;
  readonly cancelReason: string | null;
  readonly everyWeeks: number;
  /** Monday is 1; ascending. */
  readonly weekdays: readonly number[];
  /** `2026-12-31`, or it goes on. */
  readonly until: string | null;
}

/** A row of the plan: a single stream, or a date of a series that differs from it. */
export interface StreamPlan extends PlanFacts {
  readonly id: Id<'plan'>;
  readonly seriesId: Id<'ser'> | null;
  readonly seriesDay: string | null;
  readonly status: PlanStatus;
  readonly cancelReason: string | null;
  readonly isRemoved: boolean;
}

/** The whole plan as it is stored: series, single streams, and dates of series that differ. */
export interface Plan {
  readonly series: readonly Series[];
  readonly streams: readonly StreamPlan[];
}

/** One date as people see it, series spread out. */
export interface Occurrence extends PlanFacts {
  /** `plan_…`, or `ser_…~2026-11-25` while only the series knows it. */
  readonly id: string;
  readonly seriesId: Id<'ser'> | null;
  readonly seriesDay: string | null;
  readonly status: PlanStatus;
  readonly cancelReason: string | null;
  /** Grows with every change of the date or of its series, also when the one becomes the other. */
  readonly version: number;
  readonly startsAtMs: number;
  readonly endsAtMs: number;
  /** Stands elsewhere than its series says. */
  readonly isMoved: boolean;
}

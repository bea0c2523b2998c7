import type { Id } from '../../../kernel/id.ts';
import type { FoundDate } from './find-date.ts';
import type { StreamPlan } from './plan.ts';

/** The row of a date; one of a series that has none yet gets it, saying what the series says. */
export function rowOf({ row, occurrence }: FoundDate, newId: Id<'plan'>): StreamPlan {
  if (row) return row;
  const { startsAtMs: _, endsAtMs: __, isMoved: ___, ...facts } = occurrence;
  // The series' version is added wherever it is shown.
  return { ...facts, id: newId, isRemoved: false, version: 0 };
}

/** A row as it will be stored after a change. */
export function changedRow(row: StreamPlan, change: Partial<StreamPlan>): StreamPlan {
  return { ...row, ...change, version: row.version + 1 };
}

/**
 * What a series' own version grows by when rows may leave its dates: a date that has no row any more must not seem
 * older than it was, or calendars would keep what they have.
 */
export function highestVersion(rows: readonly StreamPlan[]): number {
  return rows.reduce((highest, row) => Math.max(highest, row.version), 0);
}

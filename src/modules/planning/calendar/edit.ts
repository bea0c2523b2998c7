import type { Repeat } from '../../../contract/planning.ts';
import type { WallTime } from '../../../kernel/wall-time.ts';
import { type FieldsInput, type PlanFields, readFields } from './fields.ts';
import type { ChecklistItem, Occurrence, Series } from './plan.ts';
import { repeatOf, sortedWeekdays } from './repeat.ts';

/** What a person really changed about a date she saw; what she left as it was is no wish. */
export interface PlanEdit {
  readonly fields: Partial<PlanFields>;
  /** `undefined`: left as it was. */
  readonly repeat: Repeat | null | undefined;
}

export type EditInput = { readonly [Name in keyof FieldsInput]?: FieldsInput[Name] | undefined };

/** @throws Refusal for a field that cannot be. */
export function readEdit(input: EditInput, seen: Occurrence, series: Series | undefined): PlanEdit {
  const before: PlanFields = {
    title: seen.title,
    category: seen.category,
    at: seen.at,
    durationMinutes: seen.durationMinutes,
    status: seen.status === 'confirmed' ? 'confirmed' : 'planned',
    notes: seen.notes,
    checklist: seen.checklist,
    color: seen.color,
    isPublished: seen.isPublished,
  };
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
  const after = readFields({ ...before, ...seen.at, repeat: null, ...given });
  const changed = Object.entries(after).filter(([name, value]) => !isSame(before[name as keyof PlanFields], value));
  return { fields: Object.fromEntries(changed), repeat: readRepeat(input.repeat, series) };
}

function readRepeat(repeat: Repeat | null | undefined, series: Series | undefined): Repeat | null | undefined {
  const sorted = repeat && { ...repeat, weekdays: sortedWeekdays(repeat.weekdays) };
  return isSame(sorted, series ? repeatOf(series) : null) ? undefined : sorted;
}

export function isSameTime(one: WallTime, other: WallTime): boolean {
  return one.local === other.local && one.zone === other.zone;
}

/** The same points; whether they are ticked is another matter. */
export function isSameChecklist(one: readonly ChecklistItem[], other: readonly ChecklistItem[]): boolean {
  return isSame(withoutTicks(one), withoutTicks(other));
}

export function withoutTicks(checklist: readonly ChecklistItem[]): ChecklistItem[] {
  return checklist.map((item) => ({ ...item, isDone: false }));
}

/** Plain values of the plan, their keys in whatever order they came. */
export function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return one === other;
  const [ones, others] = [Object.entries(one), new Map(Object.entries(other))];
  return ones.length === others.size && ones.every(([key, value]) => others.has(key) && isSame(value, others.get(key)));
}

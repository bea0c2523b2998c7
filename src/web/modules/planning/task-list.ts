import type { TaskView } from '../../../contract/planning.ts';
import { addDays, type Day } from './days.ts';

export const TASK_GROUPS = ['overdue', 'today', 'week', 'later', 'someday', 'done'] as const;
export type TaskGroup = (typeof TASK_GROUPS)[number];

const WEIGHT = { high: 0, normal: 1, low: 2 } as const;

/** `week` is the seven days from today on. */
export function groupOf(task: TaskView, today: Day): TaskGroup {
  if (task.doneAt !== null) return 'done';
  if (task.due === null) return 'someday';
  if (task.due.day < today) return 'overdue';
  if (task.due.day === today) return 'today';
  return task.due.day <= addDays(today, 7) ? 'week' : 'later';
}

/** Soonest first; a day without time after the times of that day; then what matters more. */
export function compareTasks(one: TaskView, other: TaskView): number {
  if (one.doneAt !== null && other.doneAt !== null) return other.doneAt.localeCompare(one.doneAt);
  // By code unit: a language's own order would put the sign for "never" first.
  if (dueKey(one) !== dueKey(other)) return dueKey(one) < dueKey(other) ? -1 : 1;
  return WEIGHT[one.priority] - WEIGHT[other.priority] || one.createdAt.localeCompare(other.createdAt);
}

function dueKey({ due }: TaskView): string {
  return due === null ? '~' : `${due.day} ${due.time ?? '~'}`;
}

export interface GroupedTasks {
  readonly group: TaskGroup;
  readonly tasks: readonly TaskView[];
}

/** The groups that hold something, in order, each sorted. */
export function groupTasks(tasks: readonly TaskView[], today: Day): GroupedTasks[] {
  return TASK_GROUPS.map((group) => ({
    group,
    tasks: tasks.filter((task) => groupOf(task, today) === group).sort(compareTasks),
  })).filter(({ tasks }) => tasks.length > 0);
}

import type { TaskView } from '../../../contract/planning.ts';
import { instantFromMs } from '../../../kernel/instant.ts';
import type { PlanningDb } from '../context.ts';
import type { TaskRow } from './tables.ts';

/** A task with the name of whom it is given to, as long as that person is in the team. */
interface NamedTask extends TaskRow {
  readonly display_name: string | null;
}

const DONE_SHOWN = 100;
const PRIORITY_ORDER = { high: 0, normal: 1, low: 2 } as const;

/** By due date, those without one last; at the same time by priority, then in the order they were written down. */
export async function readOpenTasks(db: PlanningDb): Promise<TaskView[]> {
  const rows = await named(db).where('done_at', 'is', null).execute();
  return rows.sort(inOrder).map(viewOf);
}

/** The newest ones first. */
export async function readDoneTasks(db: PlanningDb): Promise<TaskView[]> {
  const rows = await named(db)
    .where('done_at', 'is not', null)
    .orderBy('done_at', 'desc')
    .orderBy('id', 'desc')
    .limit(DONE_SHOWN)
    .execute();
  return rows.map(viewOf);
}

export async function findTask(db: PlanningDb, id: string): Promise<TaskView | undefined> {
  const row = await named(db).where('planning_task.id', '=', id).executeTakeFirst();
  return row && viewOf(row);
}

export async function insertTask(db: PlanningDb, row: TaskRow): Promise<void> {
  await db.insertInto('planning_task').values(row).execute();
}

export async function updateTask(db: PlanningDb, id: string, change: Partial<TaskRow>): Promise<void> {
  if (Object.keys(change).length > 0) await db.updateTable('planning_task').set(change).where('id', '=', id).execute();
}

/** @returns whether there was one. */
export async function deleteTask(db: PlanningDb, id: string): Promise<boolean> {
  const gone = await db.deleteFrom('planning_task').where('id', '=', id).returning('id').executeTakeFirst();
  return gone !== undefined;
}

function named(db: PlanningDb) {
  return db
    .selectFrom('planning_task')
    .leftJoin('team_member', 'team_member.id', 'planning_task.assignee_id')
    .selectAll('planning_task')
    .select('team_member.display_name');
}

function inOrder(one: NamedTask, other: NamedTask): number {
  return (
    compare(dueKey(one), dueKey(other)) ||
    PRIORITY_ORDER[one.priority] - PRIORITY_ORDER[other.priority] ||
    compare(one.id, other.id)
  );
}

/** A task for a day is due at its end; `~` sorts after every digit. */
function dueKey({ due_day: day, due_time: time }: TaskRow): string {
  return day === null ? '~' : `${day}T${time ?? '~'}`;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function viewOf(row: NamedTask): TaskView {
  const hasAssignee = row.assignee_id !== null && row.display_name !== null;
  return {
    id: row.id,
    title: row.title,
    due: row.due_day === null ? null : { day: row.due_day, time: row.due_time },
    assignee: hasAssignee ? { memberId: row.assignee_id ?? '', displayName: row.display_name ?? '' } : null,
    priority: row.priority,
    streamId: row.stream_id,
    doneAt: row.done_at === null ? null : instantFromMs(row.done_at),
    createdAt: instantFromMs(row.created_at),
  };
}

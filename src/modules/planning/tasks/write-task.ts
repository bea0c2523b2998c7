import type { InputOf } from '../../../contract/endpoint.ts';
import type { planning, TaskView } from '../../../contract/planning.ts';
import { newId } from '../../../kernel/id.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { mustFindDate } from '../calendar/find-date.ts';
import { readPlan } from '../calendar/plan-store.ts';
import type { PlanningContext, PlanningDb } from '../context.ts';
import { mustBeAssignee } from './assignees.ts';
import type { TaskRow } from './tables.ts';
import { deleteTask, findTask, insertTask, updateTask } from './task-store.ts';

type NewTask = InputOf<typeof planning.addTask>;
type TaskChange = InputOf<typeof planning.changeTask>;

export async function addTask(context: PlanningContext, input: NewTask): Promise<TaskView> {
  const nowMs = context.clock.nowMs();
  return await write(context, async (db) => {
    await mustPointSomewhere(db, input);
    const row: TaskRow = {
      id: newId('task', nowMs),
      title: input.title,
      due_day: input.due?.day ?? null,
      due_time: input.due?.time ?? null,
      assignee_id: input.assigneeId,
      priority: input.priority,
      stream_id: input.streamId,
      done_at: null,
      created_at: nowMs,
    };
    await insertTask(db, row);
    return row.id;
  });
}

export async function changeTask(context: PlanningContext, { taskId, ...input }: TaskChange): Promise<TaskView> {
  const nowMs = context.clock.nowMs();
  return await write(context, async (db) => {
    const task = await findTask(db, taskId);
    if (!task) throw new Refusal('planning.unknown-task');
    // What it points to already may be gone since; only something new must be there.
    await mustPointSomewhere(db, {
      assigneeId: input.assigneeId === task.assignee?.memberId ? null : input.assigneeId,
      streamId: input.streamId === task.streamId ? null : input.streamId,
    });
    await updateTask(db, taskId, {
      ...(input.title !== undefined && { title: input.title }),
      ...(input.due !== undefined && { due_day: input.due?.day ?? null, due_time: input.due?.time ?? null }),
      ...(input.assigneeId !== undefined && { assignee_id: input.assigneeId }),
      ...(input.priority !== undefined && { priority: input.priority }),
      ...(input.streamId !== undefined && { stream_id: input.streamId }),
      // Done twice is done when it was done first.
      ...(input.isDone === true && task.doneAt === null && { done_at: nowMs }),
      ...(input.isDone === false && { done_at: null }),
    });
    return taskId;
  });
}

export async function removeTask(context: PlanningContext, taskId: string): Promise<void> {
  const wasThere = await context.db.transaction((db) => deleteTask(db, taskId));
  if (!wasThere) throw new Refusal('planning.unknown-task');
  context.feed.changed('tasks');
}

async function write(context: PlanningContext, work: (db: PlanningDb) => Promise<string>): Promise<TaskView> {
  const task = await context.db.transaction(async (db) => await findTask(db, await work(db)));
  if (!task) throw new Refusal('planning.unknown-task');
  context.feed.changed('tasks');
  return task;
}

async function mustPointSomewhere(
  db: PlanningDb,
  { assigneeId, streamId }: { assigneeId?: string | null | undefined; streamId?: string | null | undefined },
): Promise<void> {
  if (assigneeId != null) await mustBeAssignee(db, assigneeId);
  if (streamId != null) mustFindDate(await readPlan(db), streamId);
}

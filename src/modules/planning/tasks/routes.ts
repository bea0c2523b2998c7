import type { Handlers } from '../../../contract/endpoint.ts';
import type { planning } from '../../../contract/planning.ts';
import type { Caller, Visitor } from '../../../platform/module.ts';
import type { PlanningContext } from '../context.ts';
import { readAssignees } from './assignees.ts';
import { readDoneTasks, readOpenTasks } from './task-store.ts';
import { addTask, changeTask, removeTask } from './write-task.ts';

type TaskCalls = Pick<typeof planning, 'tasks' | 'assignees' | 'addTask' | 'changeTask' | 'removeTask'>;

export function taskHandlers(context: PlanningContext): Handlers<TaskCalls, Caller, Visitor> {
  const { read } = context.db;
  return {
    async tasks({ state }) {
      const open = state === 'done' ? [] : await readOpenTasks(read);
      const done = state === 'open' ? [] : await readDoneTasks(read);
      return { tasks: [...open, ...done] };
    },
    assignees: async () => ({ members: await readAssignees(read) }),
    addTask: (input) => addTask(context, input),
    changeTask: (input) => changeTask(context, input),
    async removeTask({ taskId }) {
      await removeTask(context, taskId);
      return {};
    },
  };
}

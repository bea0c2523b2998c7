import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReplyOf, RequestOf } from '../../../contract/endpoint.ts';
import { planning, type TaskView } from '../../../contract/planning.ts';
import { call } from '../../api/call.ts';
import { ask, askAgain, queryClient } from '../../api/query-client.ts';
import { useTexts } from '../../app/locale.tsx';
import { showToast } from '../../ui/toast.ts';

type TasksReply = ReplyOf<typeof planning.tasks>;

export function useTasks() {
  return useQuery(ask(planning.tasks, {}));
}

export function useAddTask() {
  return useMutation({
    mutationFn: (input: RequestOf<typeof planning.addTask>) => call(planning.addTask, input),
    onSuccess: () => askAgain(planning.tasks),
  });
}

export function useChangeTask() {
  return useMutation({
    mutationFn: (input: RequestOf<typeof planning.changeTask>) => call(planning.changeTask, input),
    onSettled: () => askAgain(planning.tasks),
  });
}

/** Ticks a task at once, and offers the way back for some seconds. */
export function useTickTask() {
  const { t, refusal } = useTexts();
  const change = useChangeTask();
  const tick = async (task: TaskView, isDone: boolean, isUndo = false): Promise<void> => {
    const doneAt = isDone ? new Date().toISOString() : null;
    // An answer still on its way knows nothing of this tick.
    await queryClient.cancelQueries({ queryKey: [planning.tasks.path] });
    queryClient.setQueriesData<TasksReply>({ queryKey: [planning.tasks.path] }, (now) =>
      now ? { tasks: now.tasks.map((each) => (each.id === task.id ? { ...each, doneAt } : each)) } : now,
    );
    try {
      await change.mutateAsync({ taskId: task.id, isDone });
      if (isUndo || !isDone) return;
      showToast({
        text: t('planning.tasks.ticked', { title: task.title }),
        undo: { label: t('common.undo'), run: () => tick(task, false, true) },
      });
    } catch (error) {
      showToast({ text: refusal(error), tone: 'bad' });
    }
  };
  return tick;
}

/** Throws a task away at once; the way back writes it down again. */
export function useRemoveTask() {
  const { t, refusal } = useTexts();
  const add = useAddTask();
  const failed = (error: Error): void => showToast({ text: refusal(error), tone: 'bad' });
  const remove = useMutation({
    mutationFn: (task: TaskView) => call(planning.removeTask, { taskId: task.id }),
    onSettled: () => askAgain(planning.tasks),
  });
  return (task: TaskView): void =>
    remove.mutate(task, {
      onError: failed,
      onSuccess: () =>
        showToast({
          text: t('planning.tasks.removed', { title: task.title }),
          undo: {
            label: t('common.undo'),
            run: () =>
              add.mutate(
                {
                  title: task.title,
                  due: task.due,
                  assigneeId: task.assignee?.memberId ?? null,
                  priority: task.priority,
                  streamId: task.streamId,
                },
                { onError: failed },
              ),
          },
        }),
    });
}

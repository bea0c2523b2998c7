import { useEffect, useRef, useState } from 'react';
import type { TaskView } from '../../../contract/planning.ts';
import { useMay } from '../../api/session.ts';
import { usePageKeys } from '../../app/keys.ts';
import { useTexts } from '../../app/locale.tsx';
import { Card } from '../../ui/card.tsx';
import { PageBody, PageHeader } from '../../ui/page-header.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { useIsPhone } from '../../ui/use-width.ts';
import { PlanGate } from './plan-gate.tsx';
import { TaskEditor } from './task-editor.tsx';
import { TaskLine } from './task-line.tsx';
import { groupTasks } from './task-list.ts';
import { useRemoveTask, useTasks, useTickTask } from './task-queries.ts';
import { TaskRow } from './task-row.tsx';
import classes from './tasks-page.module.css';
import { useToday } from './use-today.ts';

/** All tasks by when they are due, with one line to write down the next. */
export function TasksPage() {
  const { t } = useTexts();
  return (
    <PlanGate title={t('planning.tasks.title')}>
      <Tasks />
    </PlanGate>
  );
}

function Tasks() {
  const { t } = useTexts();
  const mayWrite = useMay('planning.write');
  const today = useToday();
  const query = useTasks();
  const tick = useTickTask();
  const remove = useRemoveTask();
  const isPhone = useIsPhone();
  const field = useRef<HTMLInputElement>(null);
  const [focusedId, setFocusedId] = useState<string | null>(null);
  const [editedId, setEditedId] = useState<string | null>(null);
  const groups = query.data ? groupTasks(query.data.tasks, today.day) : [];
  const order = groups.flatMap(({ tasks }) => tasks);
  const focused = order.find(({ id }) => id === focusedId);
  const open = order.filter(({ doneAt }) => doneAt === null).length;

  const focusRow = (task: TaskView | undefined): unknown => {
    if (!task) return false;
    document.querySelector<HTMLElement>(`[data-task="${CSS.escape(task.id)}"]`)?.focus();
    return true;
  };
  const step = (by: 1 | -1): unknown => {
    const at = order.findIndex(({ id }) => id === focusedId);
    return focusRow(order[at < 0 ? 0 : Math.max(0, Math.min(order.length - 1, at + by))]);
  };
  const withFocused = (act: (task: TaskView) => void) => (): unknown => {
    if (!focused || !mayWrite || editedId !== null) return false;
    act(focused);
    return true;
  };
  const throwAway = (task: TaskView): void => {
    // The focus goes on to the neighbour before the row is gone.
    const at = order.indexOf(task);
    focusRow(order[at + 1] ?? order[at - 1]);
    remove(task);
  };
  usePageKeys({
    n: () => (field.current ? field.current.focus() : false),
    j: () => step(1),
    k: () => step(-1),
    arrowdown: () => (focused ? step(1) : false),
    arrowup: () => (focused ? step(-1) : false),
    ' ': withFocused((task) => tick(task, task.doneAt === null)),
    e: withFocused((task) => setEditedId(task.id)),
    enter: withFocused((task) => setEditedId(task.id)),
    delete: withFocused(throwAway),
  });

  const endEdit = (task: TaskView): void => {
    setEditedId(null);
    setReturnTo(task.id);
  };
  const [returnTo, setReturnTo] = useState<string | null>(null);
  useEffect(() => {
    if (returnTo === null) return;
    document.querySelector<HTMLElement>(`[data-task="${CSS.escape(returnTo)}"]`)?.focus();
    setReturnTo(null);
  }, [returnTo]);

  return (
    <>
      <PageHeader
        title={t('planning.tasks.title')}
        note={query.data ? t('planning.tasks.open', { count: open }) : undefined}
      />
      <PageBody>
        <div className={classes['column']}>
          {mayWrite ? (
            <Card>
              <TaskLine field={field} hasHint={!isPhone} />
            </Card>
          ) : null}
          <QueryView
            query={query}
            empty={{
              when: ({ tasks }) => tasks.length === 0,
              show: <p className={classes['none']}>{t('planning.tasks.empty')}</p>,
            }}
          >
            {() =>
              groups.map(({ group, tasks }) => (
                <Card key={group} title={t(`planning.tasks.groups.${group}`)} count={tasks.length} flush>
                  <ul className={classes['list']}>
                    {tasks.map((task) =>
                      editedId === task.id ? (
                        <li key={task.id} className={classes['edited']}>
                          <TaskEditor task={task} onClose={() => endEdit(task)} />
                        </li>
                      ) : (
                        <TaskRow
                          key={task.id}
                          task={task}
                          today={today.day}
                          isReadOnly={!mayWrite}
                          onFocus={() => setFocusedId(task.id)}
                          onTick={(isDone) => tick(task, isDone)}
                          onEdit={() => setEditedId(task.id)}
                          onRemove={() => throwAway(task)}
                        />
                      ),
                    )}
                  </ul>
                </Card>
              ))
            }
          </QueryView>
          {mayWrite ? null : <p className={classes['none']}>{t('planning.tasks.readOnly')}</p>}
        </div>
      </PageBody>
    </>
  );
}

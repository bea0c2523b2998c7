import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { useMay } from '../../api/session.ts';
import { usePageKeys } from '../../app/keys.ts';
import { useTexts } from '../../app/locale.tsx';
import { Card } from '../../ui/card.tsx';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Tick } from '../../ui/tick.tsx';
import { useDayFormats } from './day-formats.ts';
import { dueText } from './due-text.ts';
import { TaskLine } from './task-line.tsx';
import { compareTasks } from './task-list.ts';
import { useTasks, useTickTask } from './task-queries.ts';
import classes from './tasks-due.module.css';
import { useToday } from './use-today.ts';

const OPEN_MAX = 8;
const DONE_MAX = 2;

/** The open tasks by due date, for the home page. Nothing without the permission. */
export function TasksDue() {
  return useMay('planning.read') ? <TasksCard /> : null;
}

function TasksCard() {
  const { t, dayKey } = useTexts();
  const days = useDayFormats();
  const today = useToday();
  const mayWrite = useMay('planning.write');
  const field = useRef<HTMLInputElement>(null);
  const query = useTasks();
  const tick = useTickTask();
  usePageKeys({ n: () => (field.current ? field.current.focus() : false) });
  const open = query.data?.tasks.filter(({ doneAt }) => doneAt === null);
  return (
    <Card
      title={t('planning.tasks.title')}
      count={open?.length || undefined}
      flush
      fill
      actions={
        <Link to="/planning/tasks" className={classes['all']}>
          {t('planning.tasks.all')}
        </Link>
      }
      footer={mayWrite ? <TaskLine field={field} /> : undefined}
    >
      <QueryView
        query={query}
        empty={{
          when: ({ tasks }) => tasks.length === 0,
          show: <p className={classes['none']}>{t('planning.tasks.empty')}</p>,
        }}
      >
        {({ tasks }) => {
          const shown = [
            ...tasks
              .filter(({ doneAt }) => doneAt === null)
              .sort(compareTasks)
              .slice(0, OPEN_MAX),
            ...tasks
              .filter(({ doneAt }) => doneAt !== null && dayKey(doneAt) === today.day)
              .sort(compareTasks)
              .slice(0, DONE_MAX),
          ];
          if (shown.length === 0) return <p className={classes['none']}>{t('planning.tasks.allDone')}</p>;
          return (
            <ul className={classes['list']}>
              {shown.map((task) => (
                <li key={task.id} className={classes['row']} data-done={task.doneAt !== null || undefined}>
                  <Tick
                    checked={task.doneAt !== null}
                    isDisabled={!mayWrite}
                    label={task.title}
                    onChange={(isDone) => tick(task, isDone)}
                  />
                  <span className={classes['title']}>{task.title}</span>
                  <span
                    className={`num ${classes['due']}`}
                    data-overdue={(task.doneAt === null && task.due !== null && task.due.day < today.day) || undefined}
                  >
                    {task.doneAt !== null
                      ? t('planning.tasks.done')
                      : task.due
                        ? dueText(t, days, task.due, today.day)
                        : null}
                  </span>
                  {task.assignee ? (
                    <span title={task.assignee.displayName}>
                      <PersonAvatar name={task.assignee.displayName} id={task.assignee.memberId} size={20} />
                      <span className="sr-only">{task.assignee.displayName}</span>
                    </span>
                  ) : null}
                </li>
              ))}
            </ul>
          );
        }}
      </QueryView>
    </Card>
  );
}

import { ActionIcon } from '@mantine/core';
import { IconCalendarEvent, IconFlag, IconPencil, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { TaskView } from '../../../contract/planning.ts';
import { useTexts } from '../../app/locale.tsx';
import { Badge } from '../../ui/badge.tsx';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import { Tick } from '../../ui/tick.tsx';
import { useDayFormats } from './day-formats.ts';
import type { Day } from './days.ts';
import { dueText } from './due-text.ts';
import classes from './task-row.module.css';

interface TaskRowProps {
  readonly task: TaskView;
  readonly today: Day;
  readonly isReadOnly: boolean;
  readonly onFocus: () => void;
  readonly onTick: (isDone: boolean) => Promise<void>;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

/** One task. The row itself takes the focus, so that J, K, Space, E and Delete know which is meant. */
export function TaskRow({ task, today, isReadOnly, onFocus, onTick, onEdit, onRemove }: TaskRowProps) {
  const { t, relative } = useTexts();
  const days = useDayFormats();
  const isDone = task.doneAt !== null;
  return (
    <li
      data-task={task.id}
      className={classes['row']}
      data-done={isDone || undefined}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: J and K lead from row to row
      tabIndex={0}
      onFocus={onFocus}
      onDoubleClick={isReadOnly ? undefined : onEdit}
    >
      <Tick checked={isDone} isDisabled={isReadOnly} label={task.title} onChange={onTick} />
      <span className={classes['title']}>{task.title}</span>
      <span className={classes['facts']}>
        {task.priority === 'normal' || isDone ? null : (
          <Badge
            tone={task.priority === 'high' ? 'warn' : 'neutral'}
            icon={<IconFlag size={12} stroke={2} aria-hidden="true" />}
          >
            {t(`planning.tasks.priorities.${task.priority}`)}
          </Badge>
        )}
        {task.streamId ? (
          <Link
            to="/planning"
            search={{ stream: task.streamId }}
            className={classes['stream']}
            aria-label={`${task.title}: ${t('planning.tasks.openStream')}`}
            title={t('planning.tasks.openStream')}
          >
            <IconCalendarEvent size={16} stroke={1.75} />
          </Link>
        ) : null}
        <span
          className={`num ${classes['due']}`}
          data-overdue={(!isDone && task.due !== null && task.due.day < today) || undefined}
        >
          {task.doneAt !== null
            ? relative(task.doneAt, Date.now())
            : task.due
              ? dueText(t, days, task.due, today)
              : null}
        </span>
        {task.assignee ? (
          <span title={task.assignee.displayName} className={classes['who']}>
            <PersonAvatar name={task.assignee.displayName} id={task.assignee.memberId} size={20} />
            <span className="sr-only">{task.assignee.displayName}</span>
          </span>
        ) : null}
      </span>
      {isReadOnly ? null : (
        <span className={classes['acts']}>
          <ActionIcon size="xs" aria-label={t('planning.tasks.edit', { title: task.title })} onClick={onEdit}>
            <IconPencil size={15} stroke={1.75} />
          </ActionIcon>
          <ActionIcon size="xs" aria-label={t('planning.tasks.remove', { title: task.title })} onClick={onRemove}>
            <IconTrash size={15} stroke={1.75} />
          </ActionIcon>
        </span>
      )}
    </li>
  );
}

import { Button, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { planning, TASK_PRIORITIES, type TaskView } from '../../../contract/planning.ts';
import { ask } from '../../api/query-client.ts';
import { useTexts } from '../../app/locale.tsx';
import { ErrorStrip } from '../../ui/error-strip.tsx';
import { useDayFormats } from './day-formats.ts';
import { addDays, startOfDayMs } from './days.ts';
import { dueEcho } from './due-text.ts';
import { dayIn } from './moving.ts';
import { usePlannedStreams } from './queries.ts';
import { readDueAlone } from './read-due.ts';
import classes from './task-editor.module.css';
import { useChangeTask } from './task-queries.ts';
import { useToday } from './use-today.ts';

const STREAM_DAYS = 35;

/** A task with all its fields, in the place of its row. */
export function TaskEditor({ task, onClose }: { task: TaskView; onClose: () => void }) {
  const { t } = useTexts();
  const days = useDayFormats();
  const today = useToday();
  const change = useChangeTask();
  const members = useQuery(ask(planning.assignees, {})).data?.members ?? [];
  const [title, setTitle] = useState(task.title);
  const [dueTyped, setDueTyped] = useState(task.due ? dueEcho(days, task.due) : '');
  const [isDueTouched, setDueTouched] = useState(false);
  const [assigneeId, setAssigneeId] = useState(task.assignee?.memberId ?? '');
  const [priority, setPriority] = useState(task.priority);
  const [streamId, setStreamId] = useState(task.streamId ?? '');
  const streams = useStreamChoices(task.streamId);
  const due = !isDueTouched ? task.due : dueTyped.trim() === '' ? null : readDueAlone(dueTyped, today);
  const isTitleEmpty = title.trim() === '';

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isTitleEmpty || due === undefined) return;
    change.mutate(
      {
        taskId: task.id,
        title: title.trim(),
        due,
        assigneeId: assigneeId === '' ? null : assigneeId,
        priority,
        streamId: streamId === '' ? null : streamId,
      },
      { onSuccess: onClose },
    );
  };
  // Somebody who has left the team meanwhile keeps the task until it is given to another.
  const people =
    task.assignee && !members.some(({ memberId }) => memberId === task.assignee?.memberId)
      ? [...members, task.assignee]
      : members;
  return (
    <form
      className={classes['form']}
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
    >
      <TextInput
        autoFocus
        className={classes['wide'] ?? ''}
        label={t('planning.tasks.name')}
        maxLength={200}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        error={isTitleEmpty ? t('planning.tasks.nameEmpty') : undefined}
      />
      <TextInput
        label={t('planning.tasks.due')}
        placeholder={t('planning.tasks.dueHint')}
        value={dueTyped}
        onChange={(event) => {
          setDueTyped(event.currentTarget.value);
          setDueTouched(true);
        }}
        inputWrapperOrder={['label', 'input', due === undefined ? 'error' : 'description']}
        description={isDueTouched && due ? `= ${dueEcho(days, due)}` : undefined}
        error={due === undefined ? t('planning.tasks.dueWrong') : undefined}
      />
      <Select
        label={t('planning.tasks.assignee')}
        value={assigneeId}
        onChange={(value) => setAssigneeId(value ?? '')}
        data={[
          { value: '', label: t('planning.tasks.nobody') },
          ...people.map(({ memberId, displayName }) => ({ value: memberId, label: displayName })),
        ]}
      />
      <Select
        label={t('planning.tasks.priority')}
        value={priority}
        onChange={(value) => setPriority(TASK_PRIORITIES.find((each) => each === value) ?? 'normal')}
        data={TASK_PRIORITIES.map((value) => ({ value, label: t(`planning.tasks.priorities.${value}`) }))}
      />
      <Select
        label={t('planning.tasks.stream')}
        value={streamId}
        onChange={(value) => setStreamId(value ?? '')}
        data={[{ value: '', label: t('planning.tasks.noStream') }, ...streams]}
      />
      {change.error ? (
        <div className={classes['wide']}>
          <ErrorStrip error={change.error} />
        </div>
      ) : null}
      <div className={classes['foot']}>
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" loading={change.isPending}>
          {t('planning.tasks.save')}
        </Button>
      </div>
    </form>
  );
}

/** The coming streams; the one the task belongs to also when it is past. */
function useStreamChoices(streamId: string | null): { value: string; label: string }[] {
  const { zone } = useTexts();
  const days = useDayFormats();
  const { day } = useToday();
  const from = new Date(startOfDayMs(day, zone)).toISOString();
  const to = new Date(startOfDayMs(addDays(day, STREAM_DAYS), zone)).toISOString();
  const soon = usePlannedStreams(from, to).data?.streams ?? [];
  const own = useQuery({ ...ask(planning.stream, { streamId: streamId ?? '' }), enabled: streamId !== null }).data;
  const all = own && !soon.some(({ id }) => id === own.id) ? [own, ...soon] : soon;
  const choices = all.map((stream) => ({
    value: stream.id,
    label: `${days.short(dayIn(zone, stream.startsAt))} ${stream.title}`,
  }));
  // A stream that is gone from the plan: the task still says that it had one.
  return streamId !== null && !choices.some(({ value }) => value === streamId)
    ? [...choices, { value: streamId, label: '–' }]
    : choices;
}

import { IconPlus } from '@tabler/icons-react';
import { type FormEvent, type RefObject, useState } from 'react';
import { useTexts } from '../../app/locale.tsx';
import { Key } from '../../ui/key.tsx';
import { useDayFormats } from './day-formats.ts';
import { dueEcho } from './due-text.ts';
import { readDue } from './read-due.ts';
import classes from './task-line.module.css';
import { useAddTask } from './task-queries.ts';
import { useToday } from './use-today.ts';

/** One line for a new task; the due date is read out of it and said back. `N` goes there. */
export function TaskLine({ field, hasHint }: { field: RefObject<HTMLInputElement | null>; hasHint?: boolean }) {
  const { t, refusal } = useTexts();
  const days = useDayFormats();
  const today = useToday();
  const add = useAddTask();
  const [text, setText] = useState('');
  const { title, due } = readDue(text, today);

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (title === '' || add.isPending) return;
    add.mutate({ title, due }, { onSuccess: () => setText('') });
  };
  return (
    <form className={classes['line']} onSubmit={submit}>
      <IconPlus size={16} stroke={1.75} aria-hidden="true" />
      <input
        ref={field}
        className={classes['input']}
        value={text}
        maxLength={200}
        aria-label={t('planning.tasks.add')}
        aria-keyshortcuts="N"
        placeholder={t(hasHint ? 'planning.tasks.addHint' : 'planning.tasks.add')}
        onChange={(event) => {
          setText(event.currentTarget.value);
          add.reset();
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
      />
      <span className={classes['echo']} aria-live="polite">
        {due ? t('planning.tasks.dueEcho', { due: dueEcho(days, due) }) : null}
      </span>
      {text === '' ? (
        <Key>N</Key>
      ) : (
        <button type="submit" className={classes['add']} disabled={add.isPending}>
          {t('planning.tasks.addVerb')}
        </button>
      )}
      {add.error ? (
        <p className={classes['error']} role="alert">
          {refusal(add.error)}
        </p>
      ) : null}
    </form>
  );
}

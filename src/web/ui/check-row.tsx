import { IconAlertTriangle, IconCheck, IconClock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './check-row.module.css';

interface CheckRowProps {
  readonly state: 'ok' | 'warn' | 'bad' | 'idle';
  readonly title: ReactNode;
  readonly note?: ReactNode;
  /** Right: the figure that proves it. */
  readonly value?: ReactNode;
  readonly action?: ReactNode;
  /** What went wrong when its button was pressed. */
  readonly error?: string | null;
}

const ICONS = { ok: IconCheck, warn: IconAlertTriangle, bad: IconAlertTriangle, idle: IconClock };

/** One thing that was looked at: a check in a circle is well, a triangle in a square needs somebody. */
export function CheckRow({ state, title, note, value, action, error }: CheckRowProps) {
  const Icon = ICONS[state];
  return (
    <li className={classes['row']}>
      <span className={classes['icon']} data-state={state}>
        <Icon size={15} stroke={1.75} aria-hidden="true" />
      </span>
      <div className={classes['words']}>
        <div className={classes['title']}>{title}</div>
        {note ? <div className={classes['note']}>{note}</div> : null}
        {error ? (
          <div className={classes['error']} role="alert">
            {error}
          </div>
        ) : null}
      </div>
      {value ? <div className={classes['value']}>{value}</div> : null}
      {action ? <div className={classes['action']}>{action}</div> : null}
    </li>
  );
}

export function CheckList({ children }: { children: ReactNode }) {
  return <ul className={classes['list']}>{children}</ul>;
}

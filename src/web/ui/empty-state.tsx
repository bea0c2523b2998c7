import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

/** One line what will be here, one button. */
export function EmptyState({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className={classes['empty']}>
      <p>{children}</p>
      {action}
    </div>
  );
}

import type { ReactNode } from 'react';
import classes from './key.module.css';

/** The key of a command. Screen readers hear it through `aria-keyshortcuts`, not here. */
export function Key({ children }: { children: ReactNode }) {
  return (
    <span className={classes['key']} aria-hidden="true">
      {children}
    </span>
  );
}

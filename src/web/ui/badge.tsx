import type { ReactNode } from 'react';
import classes from './badge.module.css';

export type Tone = 'neutral' | 'live' | 'act' | 'ok' | 'warn' | 'bad' | 'info';

/** A word on a soft ground. Its colour never says anything alone: the word does. */
export function Badge({ tone = 'neutral', icon, children }: { tone?: Tone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span className={classes['badge']} data-tone={tone}>
      {icon}
      {children}
    </span>
  );
}

import type { ReactNode } from 'react';
import type { Tone } from './badge.tsx';
import classes from './strip.module.css';

interface StripProps {
  readonly tone: Tone;
  readonly icon?: ReactNode;
  readonly children: ReactNode;
  readonly action?: ReactNode;
  /** `line` runs edge to edge, `box` stands among cards. */
  readonly form?: 'line' | 'box';
  /** How screen readers hear of it; `assertive` only for a lost connection. */
  readonly announce?: 'polite' | 'assertive' | 'off';
  /** The sandbox's hatch. */
  readonly isHatched?: boolean;
}

/** A sentence across the page: offline, sandbox, notices. */
export function Strip({ tone, icon, children, action, form = 'box', announce = 'polite', isHatched }: StripProps) {
  return (
    <div
      className={classes[form]}
      data-tone={tone}
      data-hatched={isHatched || undefined}
      aria-live={announce}
      role={announce === 'assertive' ? 'alert' : undefined}
    >
      {icon}
      <p className={classes['text']}>{children}</p>
      {action}
    </div>
  );
}

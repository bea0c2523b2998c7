import { type ReactNode, useId } from 'react';
import classes from './card.module.css';
import { Figure } from './figure.tsx';

interface CardProps {
  /** The one question this card answers. */
  readonly title?: ReactNode;
  /** How many, beside the title. */
  readonly count?: number | undefined;
  /** Quiet words beside the title. */
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  readonly footer?: ReactNode;
  /** Rows that reach the edges bring their own padding. */
  readonly flush?: boolean;
  /** Fills the height of its cell and scrolls inside. */
  readonly fill?: boolean;
  readonly className?: string | undefined;
  readonly children?: ReactNode;
}

export function Card({ title, count, note, actions, footer, flush, fill, className, children }: CardProps) {
  const id = useId();
  return (
    <section
      className={[classes['card'], fill && classes['fill'], className].filter(Boolean).join(' ')}
      aria-labelledby={title ? id : undefined}
    >
      {title ? (
        <header className={classes['head']}>
          <h2 id={id} className={classes['title']}>
            {title}
          </h2>
          {count === undefined ? null : (
            <span className={classes['note']}>
              <Figure value={count} />
            </span>
          )}
          {note ? <span className={classes['note']}>{note}</span> : null}
          {actions ? <div className={classes['actions']}>{actions}</div> : null}
        </header>
      ) : null}
      {/* What scrolls inside must be reachable by keyboard. */}
      <div className={flush ? classes['flush'] : classes['body']} tabIndex={fill ? 0 : undefined}>
        {children}
      </div>
      {footer ? <footer className={classes['foot']}>{footer}</footer> : null}
    </section>
  );
}
